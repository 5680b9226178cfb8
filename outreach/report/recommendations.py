"""Computes what another protocol would have brought: one more attempt, evenings, weekends.

They are estimates from what happened, not from an experiment: hours were not drawn, so the gain
of a better hour is an upper hint where harder people were kept for it. Each has its interval.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outreach.report.statistics.proportions import Interval, wilson
from outreach.rules.calling_hours import EVENING_BEGINS, DayPart
from outreach.store.database import AnyRow

ENOUGH = 30  # people at risk, below which the last attempt's yield says nothing
ENOUGH_CALLS = 20  # calls of a stratum in the part of the week that is held up as a model
Z_95 = 1.959964


@dataclass(frozen=True, slots=True)
class OneMore:
    """What one more attempt with everybody who was never reached would have brought.

    `yield_` is that of the last attempt with enough people, its interval Wilson's. None: too few
    were tried.
    """

    outcome: str
    people: int
    last_attempt: int | None
    tried: int
    succeeded: int
    expected: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Shift:
    """What the calls of weekday working hours would have brought in another part of the week.

    Standardised by the number of the attempt. `calls` are those with a counterpart to compare
    with; `left_out` those without.
    """

    part: str
    outcome: str
    calls: int
    left_out: int
    happened: int
    expected: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Recommendations:
    one_more: tuple[OneMore, ...]
    shifts: tuple[Shift, ...]


def recommendations(reach: Sequence[AnyRow], moments: Sequence[AnyRow]) -> Recommendations:
    """`reach` are the released people by their attempts, `moments` our calls by hour."""
    return Recommendations(
        one_more=(
            one_more("contacted", [(r.calls, r.first_human, r.total) for r in reach]),
            one_more("validated", [(r.calls, r.first_interview, r.total) for r in reach]),
        ),
        shifts=tuple(
            shift(part, outcome, moments)
            for part in (DayPart.EVENING, DayPart.WEEKEND)
            for outcome in ("contacted", "validated")
        ),
    )


def one_more(outcome: str, reach: Iterable[tuple[int, int | None, int]]) -> OneMore:
    """`reach` has (attempts of ours, the first that succeeded or None, how many people)."""
    lines = list(reach)
    left = sum(count for calls, at, count in lines if calls and at is None)
    last, tried, succeeded = None, 0, 0
    for number in range(1, max((calls for calls, _, _ in lines), default=0) + 1):
        at_risk = [(at, n) for calls, at, n in lines if calls >= number and (at or 99) >= number]
        if sum(n for _, n in at_risk) >= ENOUGH:
            last, tried = number, sum(n for _, n in at_risk)
            succeeded = sum(n for at, n in at_risk if at == number)
    interval = wilson(succeeded, tried)
    return OneMore(
        outcome=outcome,
        people=left,
        last_attempt=last,
        tried=tried,
        succeeded=succeeded,
        expected=left * succeeded / tried if tried else None,
        interval=interval and Interval(left * interval.low, left * interval.high),
    )


def shift(part: DayPart, outcome: str, moments: Iterable[AnyRow]) -> Shift:
    """Direct standardisation: each attempt number's calls at the rate of the other part."""
    daytime: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    model: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
    for row in moments:
        succeeded = row.humans if outcome == "contacted" else row.interviews
        here = part_of(row.weekday, row.hour)
        into = model if here is part else daytime if here in _WORKING else None
        if into is not None:
            into[row.ordinal][0] += row.total
            into[row.ordinal][1] += succeeded
    compared = [n for n in daytime if model[n][0] >= ENOUGH_CALLS]
    calls = sum(daytime[n][0] for n in compared)
    expected = sum(daytime[n][0] * model[n][1] / model[n][0] for n in compared)
    return Shift(
        part=part.value,
        outcome=outcome,
        calls=calls,
        left_out=sum(count for count, _ in daytime.values()) - calls,
        happened=sum(daytime[n][1] for n in compared),
        expected=expected if compared else None,
        interval=_around(expected, compared, daytime, model) if compared else None,
    )


_WORKING = (DayPart.MORNING, DayPart.AFTERNOON)


def _around(
    expected: float,
    numbers: Sequence[int],
    daytime: defaultdict[int, list[int]],
    model: defaultdict[int, list[int]],
) -> Interval:
    """The normal interval of a weighted sum of binomial shares, never below zero."""
    variance = sum(daytime[n][0] ** 2 * _variance(model[n][1], model[n][0]) for n in numbers)
    half = float(Z_95 * variance**0.5)
    return Interval(max(0.0, expected - half), expected + half)


def _variance(successes: int, base: int) -> float:
    # Agresti and Coull's two and two: a share of 0 or 1 is not without error
    p = (successes + 2) / (base + 4)
    return p * (1 - p) / (base + 4)


def part_of(weekday: int, hour: int) -> DayPart:
    """The part of the week of a local weekday (Monday 0) and hour."""
    if weekday >= 5:
        return DayPart.WEEKEND
    if hour < 12:
        return DayPart.MORNING
    return DayPart.AFTERNOON if hour < EVENING_BEGINS.hour else DayPart.EVENING
