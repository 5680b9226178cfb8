"""Says when a target will be reached, from the pace of the days before, and how sure that is.

People are validated at a rate per open hour. The count so far and the count to come are taken as
Poisson, made wider by how much more the days differ than Poisson's would (quasi-Poisson); the
interval is 80 % on the logarithm of the hours that are left. It takes the pace as going on: where
it falls, because the people who were easily reached are done, the end is later.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from outreach.rules.calling_hours import HORIZON_DAYS, CallingHours

_Z = 1.2816  # 80 %
_WIDEST = 5.0  # of the logarithm: 150 times as long says already that nothing is known
_A_MINUTE = 1 / 60  # in hours; of a pace measured in less nothing can be said
_ENOUGH = 5  # people; of fewer nothing can be said


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the part of one that is over: how long calls could start, in hours, and the
    people who were validated."""

    hours: float
    people: int


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with the 80 % interval around it."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class End:
    """When it will be reached; None: not within a year."""

    soonest: datetime | None
    likely: datetime | None
    latest: datetime | None


def hours_left(remaining: int, days: Sequence[Day]) -> Span | None:
    """Open hours until so many people more are validated; None while too little is known."""
    counted = [day for day in days if day.hours > 0]
    people, hours = sum(d.people for d in counted), sum(d.hours for d in counted)
    if people < _ENOUGH or remaining <= 0 or hours < _A_MINUTE:
        return None
    rate = people / hours
    error = math.sqrt(_spread(counted, rate) * (1 / people + 1 / remaining))
    likely, factor = remaining / rate, math.exp(min(_Z * error, _WIDEST))
    return Span(likely / factor, likely, likely * factor)


def _spread(days: Sequence[Day], rate: float) -> float:
    """How much more the days differ than chance would make them; at least 1."""
    if len(days) < 3:
        return 1.0
    squares = sum((d.people - rate * d.hours) ** 2 / (rate * d.hours) for d in days)
    return max(1.0, squares / (len(days) - 1))


def end(left: Span, hours: CallingHours, now: datetime) -> End:
    """The moments at which so many open hours from now will have passed."""
    return End(*(after(amount, hours, now) for amount in (left.low, left.likely, left.high)))


def after(amount: float, hours: CallingHours, now: datetime) -> datetime | None:
    """The moment at which this many open hours from now have passed; None within the horizon."""
    left, day = timedelta(hours=min(amount, 24.0 * HORIZON_DAYS)), hours.local_date(now)
    for offset in range(HORIZON_DAYS):
        window = hours.window(day + timedelta(days=offset))
        if window is None or window[1] <= now:
            continue
        begins = max(window[0], now)
        if window[1] - begins >= left:
            return begins + left
        left -= window[1] - begins
    return None


def open_hours(hours: CallingHours, since: datetime, until: datetime) -> float:
    """For how many hours calls could start between two moments."""
    total, day = timedelta(), hours.local_date(since)
    while day <= hours.local_date(until):
        window = hours.window(day)
        if window is not None:
            total += max(min(window[1], until) - max(window[0], since), timedelta())
        day += timedelta(days=1)
    return total.total_seconds() / 3600
