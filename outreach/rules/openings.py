"""Decides when one person may be contacted on one number: hours less limits and days taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from flows.limits import NO_LIMITS, Limits
from outreach.rules.calling_hours import HORIZON_DAYS, CallingHours, DayPart, Slot

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Openings:
    """A campaign's hours, less what the person asked for, less dates on which no more may start.

    It answers the questions that `CallingHours` answers, never with more than those allow.
    """

    hours: CallingHours
    limits: Limits = NO_LIMITS
    taken: frozenset[date] = frozenset()
    waived: date | None = None  # the limits do not hold on this date

    def local_date(self, moment: datetime) -> date:
        return self.hours.local_date(moment)

    def part_of(self, moment: datetime) -> DayPart:
        return self.hours.part_of(moment)

    def slots(self, day: date) -> tuple[Slot, ...]:
        """The stretches of a date in which a contact may start, in order of time."""
        if day in self.taken:
            return ()
        slots = self.hours.slots(day)
        spans = () if day == self.waived else self.limits.on(day)
        for first, last in spans:
            begins, ends = self.hours.minute_of(day, first), self.hours.minute_of(day, last)
            slots = tuple(part for slot in slots for part in _without(slot, begins, ends))
        return slots

    def is_open(self, moment: datetime) -> bool:
        slots = self.slots(self.local_date(moment))
        return any(slot.begins <= moment <= slot.ends for slot in slots)

    def next_open(self, moment: datetime) -> datetime | None:
        """The first moment, this one included, at which a contact may start (aware UTC).

        None when nothing opens within 400 days.
        """
        if not self.taken and not self.limits:
            return self.hours.next_open(moment)
        day = self.local_date(moment)
        for offset in range(HORIZON_DAYS + 1):
            for slot in self.slots(day + timedelta(days=offset)):
                if moment <= slot.ends:
                    return max(slot.begins, moment.astimezone(UTC))
        return None


def _without(slot: Slot, begins: datetime, ends: datetime) -> Iterator[Slot]:
    if slot.begins < begins:
        yield replace(slot, ends=min(slot.ends, begins - _INSTANT))
    if slot.ends >= ends:
        yield replace(slot, begins=max(slot.begins, ends))
