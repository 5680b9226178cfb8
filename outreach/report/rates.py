"""Computes the tables of dispositions and AAPOR's rates, of persons and of numbers."""

import math
from collections.abc import Mapping

from outreach.report.figures import DispositionLine, Interval, Rates
from outreach.rules.dispositions import Disposition, OutcomeClass
from outreach.rules.outcome_rates import outcome_rates

Z_95 = 1.959964  # two-sided 95 % quantile of the normal distribution


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


def rates_table(dispositions: Mapping[Disposition, int], *, number_based: bool) -> Rates:
    """The dispositions of one base and all rates, with `e` by default and as 1."""
    classes = class_counts(dispositions, number_based=number_based)
    base = sum(classes.values())
    default = rates_of(classes)
    unknown = classes["UH"] + classes["UO"]
    known = base - unknown - classes["NE"]
    e = default["e"]
    return Rates(
        base=base,
        classes=classes,
        by_e={"default": default, "one": rates_of(classes, 1.0)},
        intervals={
            "RR1": wilson(classes["I"], known + unknown),
            "RR3": None if e is None else wilson(classes["I"], known + e * unknown),
        },
        dispositions=_lines(dispositions, base, number_based=number_based),
    )


def wilson(successes: int, base: float) -> Interval | None:
    """Wilson's 95 % score interval of a proportion (E. B. Wilson 1927, JASA 22:209–212).

    `base` need not be whole: for RR3 it is K + eU with `e` taken as known. None for an empty one.
    """
    if base <= 0:
        return None
    p = successes / base
    shrink = 1 + Z_95**2 / base
    centre = (p + Z_95**2 / (2 * base)) / shrink
    half = Z_95 * math.sqrt(p * (1 - p) / base + Z_95**2 / (4 * base**2)) / shrink
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


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
