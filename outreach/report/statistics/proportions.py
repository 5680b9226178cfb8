"""Estimates of proportions and of their differences, with 95 % intervals (statsmodels)."""

from dataclasses import dataclass
from math import isnan

LEVEL = 0.05  # two-sided: every interval of the report is a 95 % interval


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups compared: `value` is the first minus, or over, the second. None: no value."""

    value: float | None
    interval: Interval | None


def share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def wilson(successes: float, base: float) -> Interval | None:
    """Wilson's score interval of a proportion (E. B. Wilson 1927, JASA 22:209–212).

    `base` need not be whole: for RR3 it is K + eU with `e` taken as known. None for an empty one.
    """
    if base <= 0:
        return None
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(successes, base, alpha=LEVEL, method="wilson")
    return Interval(max(0.0, float(low)), min(1.0, float(high)))


def difference(successes: int, base: int, other_successes: int, other_base: int) -> Comparison:
    """Difference of two independent proportions with Newcombe's hybrid score interval.

    Newcombe 1998, Statistics in Medicine 17:873–890, method 10. None where a group is empty.
    """
    if not base or not other_base:
        return Comparison(None, None)
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        successes, base, other_successes, other_base,
        method="newcomb", compare="diff", alpha=LEVEL,
    )  # fmt: skip
    value = successes / base - other_successes / other_base
    return Comparison(value, Interval(float(low), float(high)))


def risk_ratio(successes: int, base: int, other_successes: int, other_base: int) -> Comparison:
    """Ratio of two independent proportions with the score interval (Koopman 1984).

    It exists where the delta method's does not: with no success in the first group. None where a
    group is empty or nobody in the second succeeded.
    """
    if not base or not other_base or not other_successes:
        return Comparison(None, None)
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        successes, base, other_successes, other_base,
        method="score", compare="ratio", alpha=LEVEL, correction=False,
    )  # fmt: skip
    unknown = isnan(low) or isnan(high)
    interval = None if unknown else Interval(max(0.0, float(low)), float(high))
    return Comparison(successes / base / (other_successes / other_base), interval)


def homogeneity(counts: list[tuple[int, int]]) -> float | None:
    """p of Pearson's chi-square test that all groups have one proportion.

    `counts` has (successes, base) of each group. None where there is nothing to compare.
    """
    table = [(part, whole - part) for part, whole in counts if whole]
    columns = [sum(column) for column in zip(*table, strict=True)]
    if len(table) < 2 or not all(columns):
        return None
    from scipy.stats import chi2_contingency

    return float(chi2_contingency(table, correction=False).pvalue)
