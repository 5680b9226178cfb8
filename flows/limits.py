"""When somebody does not want to be called: limits that a person has set, and hours less them.

A limit is `days;time` in the grammar of docs/understanding.md, said of when not to call:
`any;morning`, `sunday;any`, `any;before:09:00`, `weekdays;between:08:00-17:00`. Several are joined
by `|`. What is no such limit bounds nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.turn import OpenHours

LIMITS = "limits"  # the name under which a conversation keeps them
MOST = 6  # limits that are kept of one person; the latest stay
ALL_DAY = (0, 24 * 60)

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {
    "any": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekend": frozenset((5, 6)),
    **{name: frozenset((number,)) for number, name in enumerate(_WEEKDAYS)},
}
_TIMES = {
    "any": ALL_DAY,
    "morning": (0, 12 * 60),
    "noon": (12 * 60, 14 * 60),
    "afternoon": (12 * 60, 18 * 60),
    "evening": (18 * 60, 24 * 60),
}
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"

Span = tuple[int, int]
"""A stretch of a day in local minutes after midnight: from, and up to without it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The stretches of each weekday (Monday 0) in which the person is not to be called."""

    by_weekday: tuple[tuple[Span, ...], ...] = ((),) * 7

    def __bool__(self) -> bool:
        return any(self.by_weekday)

    def on(self, day: date) -> tuple[Span, ...]:
        return self.by_weekday[day.weekday()]

    def forbids(self, local: datetime) -> bool:
        """Whether this local moment lies in one of the stretches."""
        minute = local.hour * 60 + local.minute
        return any(first <= minute < last for first, last in self.on(local.date()))


NO_LIMITS = Limits()


@lru_cache(maxsize=1024)
def limits_of(text: str | None) -> Limits:
    """The limits that a text holds; never raises."""
    found = [each for each in map(_one, (text or "").split("|")) if each]
    if not found:
        return NO_LIMITS
    return Limits(
        tuple(
            tuple(sorted({span for days, span in found if weekday in days}))
            for weekday in range(7)
        )
    )


def merged(*texts: str | None) -> str:
    """All limits of the texts, each once and the latest last; the oldest are forgotten first."""
    each = [limit for text in texts for limit in (text or "").split("|") if _one(limit)]
    latest = dict.fromkeys(reversed(each))
    return "|".join(reversed(list(latest)[:MOST]))


def lifted(text: str | None, local: datetime) -> str:
    """The limits without those that forbid this local moment: the person has agreed to it."""
    kept = (text or "").split("|")
    return merged("|".join(each for each in kept if not limits_of(each).forbids(local)))


def within(limits: Limits, hours: "OpenHours") -> "OpenHours":
    """The open hours less the limits: of each date the longest stretch that is left."""
    if not limits:
        return hours

    def less(day: date) -> tuple[time, time] | None:
        window = hours(day)
        if window is None:
            return None
        left = [(_minutes(window[0]), _minutes(window[1]))]
        for first, last in limits.on(day):
            left = [part for begins, ends in left for part in _cut(begins, ends, first, last)]
        longest = max(left, key=lambda part: part[1] - part[0], default=None)
        return longest and (_time(longest[0]), _time(longest[1]))

    return less


def offered(wish: str, limits: str, hours: "OpenHours") -> "OpenHours":
    """The hours in which a wish may be granted: outside the limits, unless it names an hour."""
    named = wish.partition(";")[2] not in ("", "any")
    return hours if named else within(limits_of(limits), hours)


def _cut(begins: int, ends: int, first: int, last: int) -> list[Span]:
    return [(a, b) for a, b in ((begins, min(ends, first)), (max(begins, last), ends)) if a < b]


def _one(limit: str) -> tuple[frozenset[int], Span] | None:
    day, _, hour = limit.partition(";")
    days, span = _DAYS.get(day), _span(hour)
    if days is None or span is None or span[0] >= span[1]:
        return None
    # somebody who is never to be called has opted out, and does so in other words
    return None if len(days) == 7 and span == ALL_DAY else (days, span)


def _span(hour: str) -> Span | None:
    if hour in _TIMES:
        return _TIMES[hour]
    if found := re.fullmatch(f"before:{_CLOCK}", hour):
        return 0, _clock(found[1], found[2])
    if found := re.fullmatch(f"after:{_CLOCK}", hour):
        return _clock(found[1], found[2]), ALL_DAY[1]
    if found := re.fullmatch(f"between:{_CLOCK}-{_CLOCK}", hour):
        return _clock(found[1], found[2]), _clock(found[3], found[4])
    return None


def _clock(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(minutes // 60, minutes % 60) if minutes < ALL_DAY[1] else time(23, 59)
