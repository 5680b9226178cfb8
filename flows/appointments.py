"""Turns what a person said about a day and an hour into one moment inside open hours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from flows.turn import OpenHours

NOTICE = timedelta(minutes=30)  # nobody is promised a call sooner than this
LAST = timedelta(minutes=30)  # a call is promised this long before closing at the latest
HORIZON = 28  # days that are searched for an open one

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENDS_OF_DAY = (time(0), time(23, 59))
_PARTS = {
    "morning": (time(9), time(12)),
    "noon": (time(12), time(13)),
    "afternoon": (time(14), time(18)),
    "evening": (time(18), time(21)),
}
_COMFORTABLE = time(10)  # for a day without an hour
_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"


class _Window(NamedTuple):
    """What would do on a day, local: not before, not after, and best at."""

    first: time
    last: time
    best: time


@dataclass(frozen=True, slots=True)
class Appointment:
    """`when` is open and in the zone of `now`. `moved`: not what was asked for, but nearest."""

    when: datetime
    moved: bool


def resolve(value: str, now: datetime, open_hours: OpenHours) -> Appointment | None:
    """The earliest open moment that fits `value` (`day;time` as in docs/understanding.md).

    None where the value names neither, is no such value, or no day of the next four weeks opens.
    `any;any` is a wish too: as soon as possible.
    """
    day, _, hour = value.partition(";")
    window = _window(hour, whenever=day == "any")
    days = list(_days(day, now.date()))
    if window is None or not days:
        return None
    for each in days:
        opening = _opening(each, now, open_hours)
        if opening and (when := _fit(each, window, opening, now)):
            return Appointment(when, moved=False)
    return _nearest(days[0], window, now, open_hours)


def _days(day: str, today: date) -> Iterator[date]:
    # the days that would do, soonest first
    if day in ("any", "weekend"):
        ahead = (today + timedelta(days=n) for n in range(HORIZON))
        yield from (d for d in ahead if day == "any" or d.weekday() >= 5)
    elif day in ("today", "tomorrow", "day_after_tomorrow"):
        yield today + timedelta(days=("today", "tomorrow", "day_after_tomorrow").index(day))
    elif day in _WEEKDAYS:
        # a weekday named on that very day may still be today; otherwise next week's
        first = (_WEEKDAYS.index(day) - today.weekday()) % 7
        yield today + timedelta(days=first)
        if first == 0:
            yield today + timedelta(days=7)
    elif found := re.fullmatch(r"date:--(\d\d)-(\d\d)", day):
        yield from _next_date(int(found[1]), int(found[2]), today)
    elif found := re.fullmatch(r"date:---(\d\d)", day):
        yield from _next_months(int(found[1]), today)


def _next_date(month: int, day: int, today: date) -> Iterator[date]:
    for year in (today.year, today.year + 1):
        try:
            named = date(year, month, day)
        except ValueError:  # 31 April; 29 February in most years
            continue
        if named >= today:
            yield named
            return


def _next_months(day: int, today: date) -> Iterator[date]:
    # "el 15": of this month unless it is over, else of the next that has such a day
    for ahead in range(13):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        try:
            named = date(year, month + 1, day)
        except ValueError:  # the 31st of a month of thirty days
            continue
        if named >= today:
            yield named


def _window(hour: str, *, whenever: bool) -> _Window | None:
    # `whenever`: no day was named either, so that the earliest is best
    first, last = _ENDS_OF_DAY
    if hour == "any":
        return _Window(first, last, first if whenever else _COMFORTABLE)
    if hour in _PARTS:
        return _Window(*_PARTS[hour], _PARTS[hour][0])
    if found := re.fullmatch(f"(after:|before:)?{_CLOCK}", hour):
        clock = time(int(found[2]), int(found[3]))
        if found[1] == "after:":
            return _Window(clock, last, clock)
        if found[1] == "before:":
            return _Window(first, clock, _half_an_hour_before(clock))
        return _Window(clock, clock, clock)
    if found := re.fullmatch(f"between:{_CLOCK}-{_CLOCK}", hour):
        begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
        return _Window(begins, ends if begins <= ends else last, begins)
    return None


def _half_an_hour_before(clock: time) -> time:
    minutes = max(clock.hour * 60 + clock.minute - 30, 0)
    return time(minutes // 60, minutes % 60)


def _opening(day: date, now: datetime, open_hours: OpenHours) -> tuple[datetime, datetime] | None:
    # the first and last moment of the day at which a call may be promised
    hours = open_hours(day)
    if hours is None:
        return None
    first = datetime.combine(day, hours[0], now.tzinfo)
    last = datetime.combine(day, hours[1], now.tzinfo) - LAST
    first = max(first, _rounded(now + NOTICE))
    return (first, last) if first <= last else None


def _fit(
    day: date, window: _Window, opening: tuple[datetime, datetime], now: datetime
) -> datetime | None:
    first = max(datetime.combine(day, window.first, now.tzinfo), opening[0])
    last = min(datetime.combine(day, window.last, now.tzinfo), opening[1])
    if first > last:
        return None
    return min(max(datetime.combine(day, window.best, now.tzinfo), first), last)


def _nearest(
    day: date, window: _Window, now: datetime, open_hours: OpenHours
) -> Appointment | None:
    # that day at its nearest open hour, else the next open day at the hour that was wanted
    for ahead in range(HORIZON):
        each = day + timedelta(days=ahead)
        if opening := _opening(each, now, open_hours):
            when = datetime.combine(each, window.best, now.tzinfo)
            return Appointment(min(max(when, opening[0]), opening[1]), moved=True)
    return None


def _rounded(when: datetime) -> datetime:
    # up to the next quarter of an hour: nobody says "at 10:37"
    over = timedelta(minutes=when.minute % 15, seconds=when.second, microseconds=when.microsecond)
    return when - over + timedelta(minutes=15) if over else when
