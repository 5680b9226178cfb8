"""Decides at which moments a person may be contacted, and in which part of the day one lies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

NOON = time(12)
EVENING_BEGINS = time(17)
HORIZON_DAYS = 400  # further ahead than any closed stretch of a real calendar


class DayPart(StrEnum):
    """Parts of the week in which people are at home at different times (method.md §2)."""

    MORNING = "morning"  # weekdays before 12:00
    AFTERNOON = "afternoon"  # weekdays 12:00-17:00
    EVENING = "evening"  # weekdays from 17:00
    WEEKEND = "weekend"  # Saturday and Sunday


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of one day part in which calls may start: `begins <= moment <= ends` (UTC)."""

    day: date
    part: DayPart
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class CallingHours:
    """When calls may start in one zone.

    `weekly` maps a weekday (Monday 0) to local opening and closing time, or None; a weekday left
    out is closed. `closed_dates` are holidays and blackout days, as a set or as a question.
    `last_call` is how long before closing the last call may start, so that it ends in time.
    Raises ValueError for an opening that is not before its closing, or no weekday of that number.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[time, time] | None]
    closed_dates: frozenset[date] | Callable[[date], bool] = field(default=frozenset())
    last_call: timedelta = timedelta(minutes=5)
    # The slots of dates that were asked for: many people are asked about the same few days.
    _slots: dict[date, tuple["Slot", ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for weekday, hours in self.weekly.items():
            if not 0 <= weekday <= 6:
                raise ValueError(f"no such weekday: {weekday}")
            if hours is not None and hours[0] >= hours[1]:
                raise ValueError(f"weekday {weekday} opens at {hours[0]} and closes at {hours[1]}")
        if self.last_call < timedelta(0):
            raise ValueError("the last call cannot start after closing")

    def local_date(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def open_on(self, day: date) -> tuple[time, time] | None:
        """Local opening and closing time of a date, or None when it is closed all day."""
        closed = self.closed_dates
        is_closed = closed(day) if callable(closed) else day in closed
        return None if is_closed else self.weekly.get(day.weekday())

    def window(self, day: date) -> tuple[datetime, datetime] | None:
        """First and last moment of a date at which a call may start (aware UTC), or None."""
        hours = self.open_on(day)
        if hours is None:
            return None
        first = self._moment(day, hours[0])
        last = self._moment(day, hours[1]) - self.last_call
        return (first, last) if first <= last else None

    def is_open(self, moment: datetime) -> bool:
        """Whether a call may start at this moment."""
        window = self.window(self.local_date(moment))
        return window is not None and window[0] <= moment <= window[1]

    def next_open(self, moment: datetime) -> datetime | None:
        """The first moment, this one included, at which a call may start (aware UTC).

        None when nothing opens within 400 days.
        """
        day = self.local_date(moment)
        for offset in range(HORIZON_DAYS + 1):
            window = self.window(day + timedelta(days=offset))
            if window is not None and moment <= window[1]:
                return max(window[0], moment.astimezone(UTC))
        return None

    def part_of(self, moment: datetime) -> DayPart:
        """The part of the week a moment lies in, open or not."""
        local = moment.astimezone(self.zone)
        if local.weekday() >= 5:
            return DayPart.WEEKEND
        if local.time() < NOON:
            return DayPart.MORNING
        return DayPart.AFTERNOON if local.time() < EVENING_BEGINS else DayPart.EVENING

    def slots(self, day: date) -> tuple[Slot, ...]:
        """The open stretches of a date, one for each day part, in order of time."""
        known = self._slots.get(day)
        if known is None:
            known = self._slots[day] = self._slots_of(day)
        return known

    def _slots_of(self, day: date) -> tuple[Slot, ...]:
        window = self.window(day)
        if window is None:
            return ()
        first, last = window
        if day.weekday() >= 5:
            return (Slot(day, DayPart.WEEKEND, first, last),)
        noon, evening = self._moment(day, NOON), self._moment(day, EVENING_BEGINS)
        instant = timedelta(microseconds=1)
        stretches = (
            Slot(day, DayPart.MORNING, first, min(last, noon - instant)),
            Slot(day, DayPart.AFTERNOON, max(first, noon), min(last, evening - instant)),
            Slot(day, DayPart.EVENING, max(first, evening), last),
        )
        return tuple(slot for slot in stretches if slot.begins <= slot.ends)

    def minute_of(self, day: date, minute: int) -> datetime:
        """The moment this many minutes after local midnight by the clock on the wall."""
        if minute >= 24 * 60:
            return self._moment(day + timedelta(days=1), time(0))
        return self._moment(day, time(minute // 60, minute % 60))

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)
