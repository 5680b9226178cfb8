"""Computes the tables of dispositions and AAPOR's rates, of persons and of numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from outreach.report.statistics.proportions import Interval, wilson
from outreach.rules.dispositions import Disposition, OutcomeClass
from outreach.rules.outcome_rates import outcome_rates


@dataclass(frozen=True, slots=True)
class DispositionLine:
    """One line of a table of dispositions. `code` is AAPOR's, `outcome_class` its letter."""

    disposition: str
    code: str
    outcome_class: str
    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Rates:
    """AAPOR's rates of one base.

    `by_e` has the rates for `e` as AAPOR's `default`, for `one`, and, where the campaign states a
    value, for `stated`; `intervals` are of the rates with the default.
    """

    base: int
    classes: dict[str, int]
    by_e: dict[str, dict[str, float | None]]
    intervals: dict[str, Interval | None]
    dispositions: tuple[DispositionLine, ...]


def class_counts(dispositions: Mapping[Disposition, int], *, number_based: bool) -> dict[str, int]:
    """How many are of each of AAPOR's classes; all eight are there."""
    counts = {kind.value: 0 for kind in OutcomeClass}
    for disposition, count in dispositions.items():
        kind = disposition.number_class if number_based else disposition.outcome_class
        counts[kind.value] += count
    return counts


def rates_of(classes: Mapping[str, int], e: float | None = None) -> dict[str, float | None]:
    """RR1 … CON3 and `e` of these counts; None where a denominator is zero."""
    return dict(outcome_rates(**classes, e=e))


def rates_table(
    dispositions: Mapping[Disposition, int], *, number_based: bool, stated_e: float | None = None
) -> Rates:
    """The dispositions of one base and all rates: `e` by default, as 1, and as it is stated."""
    classes = class_counts(dispositions, number_based=number_based)
    base = sum(classes.values())
    by_e = {"default": rates_of(classes), "one": rates_of(classes, 1.0)}
    if stated_e is not None:
        by_e["stated"] = rates_of(classes, stated_e)
    return Rates(
        base=base,
        classes=classes,
        by_e=by_e,
        intervals=_intervals(classes, by_e["default"]),
        dispositions=_lines(dispositions, base, number_based=number_based),
    )


_COMPLETE, _WITH_PARTIAL = ("I",), ("I", "P")
_CONTACTED = ("I", "P", "R", "O")
_SUCCESSES = {
    **{f"RR{n}": _COMPLETE if n % 2 else _WITH_PARTIAL for n in range(1, 7)},
    **{f"COOP{n}": _COMPLETE if n % 2 else _WITH_PARTIAL for n in range(1, 5)},
    **{f"REF{n}": ("R",) for n in range(1, 4)},
    **{f"CON{n}": _CONTACTED for n in range(1, 4)},
}


def _intervals(
    classes: Mapping[str, int], rates: Mapping[str, float | None]
) -> dict[str, Interval | None]:
    """Wilson's interval of every rate; `e` is taken as known.

    The base is the denominator that the rate itself implies, so that no formula stands twice.
    Where the rate is zero, one case more shows it.
    """
    return {
        code: None if (rate := rates[code]) is None else _interval(classes, rates, code, rate)
        for code in _SUCCESSES
    }


def _interval(
    classes: Mapping[str, int], rates: Mapping[str, float | None], code: str, rate: float
) -> Interval | None:
    successes = sum(classes[letter] for letter in _SUCCESSES[code])
    if rate:
        return wilson(successes, successes / rate)
    # one case more in the class: its share is 1 over the denominator plus one
    one = {**classes, _SUCCESSES[code][0]: classes[_SUCCESSES[code][0]] + 1}
    found = rates_of(one, rates["e"])[code]
    return None if not found else wilson(0, 1 / found - 1)


def _lines(
    dispositions: Mapping[Disposition, int], base: int, *, number_based: bool
) -> tuple[DispositionLine, ...]:
    lines = [
        DispositionLine(
            disposition=d.value,
            code=d.number_code if number_based else d.code,
            outcome_class=(d.number_class if number_based else d.outcome_class).value,
            count=count,
            share=count / base if base else None,
        )
        for d, count in dispositions.items()
        if count
    ]
    return tuple(sorted(lines, key=lambda line: (_order(line.code), line.disposition)))


def _order(code: str) -> tuple[int, str]:
    """Codes sort as AAPOR prints them: 2.112 after 2.111 and before 2.12."""
    major, _, minor = code.partition(".")
    return int(major), minor
