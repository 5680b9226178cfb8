"""Decides in which part of which day the next attempt falls, once the earliest moment is known."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zlib import crc32

from outreach.rules.calling_hours import HORIZON_DAYS, CallingHours, DayPart, Slot
from outreach.rules.history import PastAttempt
from outreach.rules.openings import Openings
from outreach.rules.policy import Policy

# What a worse part of the day costs, in days of waiting for a better one.
NOT_WANTED = 2.0  # its quota is filled, and others are not
NOT_WANTED_AND_LAST_CHANCE = 8.0  # ... and every attempt left is needed for those: a week
NOT_PREFERRED = 3.0
AVOIDED = 14.0  # the part just tried: only when no other opens for two weeks

# Between equals: evenings and weekends reach more people (method.md §2).
_ORDER = (DayPart.EVENING, DayPart.WEEKEND, DayPart.MORNING, DayPart.AFTERNOON)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a slot has to satisfy: hard limits first, then wishes.

    `wanted` says how many attempts each part still lacks; `needed` whether all that are left must
    go there; `tried` how often each part was tried; `key` moves the attempt inside its slot, so
    that people are not all due at once.
    """

    not_before: datetime
    not_before_day: date
    key: str
    avoid: DayPart | None = None
    prefer: DayPart | None = None
    wanted: Mapping[DayPart, int] = field(default_factory=dict)
    needed: bool = False
    tried: Mapping[DayPart, int] = field(default_factory=dict)


def choose(aim: Aim, openings: Openings) -> datetime | None:
    """The moment of the cheapest slot: days of waiting plus what is wrong with its part.

    None when nothing opens within 400 days.
    """
    start = max(aim.not_before_day, openings.local_date(aim.not_before))
    best: tuple[tuple[float, int, int], Slot] | None = None
    for wait in range(HORIZON_DAYS + 1):
        if best is not None and wait > best[0][0]:
            break
        day = start + timedelta(days=wait)
        for slot in openings.slots(day):
            if slot.ends < aim.not_before:
                continue
            cost = (wait + _penalty(slot.part, aim), aim.tried.get(slot.part, 0))
            ranked = ((*cost, _ORDER.index(slot.part)), slot)
            if best is None or ranked[0] < best[0]:
                best = ranked
    return _inside(best[1], aim) if best else None


def wanted_parts(
    voice: Iterable[PastAttempt], policy: Policy, hours: CallingHours
) -> tuple[dict[DayPart, int], Counter[DayPart]]:
    """How many attempts each part still lacks, and how many it has had."""
    tried = Counter(hours.part_of(attempt.began) for attempt in voice)
    quotas = {
        DayPart.MORNING: policy.mornings,
        DayPart.EVENING: policy.evenings,
        DayPart.WEEKEND: policy.weekends,
    }
    lacking = {part: quota - tried[part] for part, quota in quotas.items()}
    return {part: lack for part, lack in lacking.items() if lack > 0}, tried


def _penalty(part: DayPart, aim: Aim) -> float:
    if part is aim.avoid:
        return AVOIDED
    if aim.prefer is not None:
        return 0.0 if part is aim.prefer else NOT_PREFERRED
    if not aim.wanted or part in aim.wanted:
        return 0.0
    return NOT_WANTED_AND_LAST_CHANCE if aim.needed else NOT_WANTED


def _inside(slot: Slot, aim: Aim) -> datetime:
    """A moment of the slot, always the same for the same key, on a whole minute if it can."""
    begins = max(slot.begins, aim.not_before)
    share = crc32(aim.key.encode()) / 2**32
    moment = (begins + (slot.ends - begins) * share).astimezone(UTC)
    return max(begins.astimezone(UTC), moment.replace(second=0, microsecond=0))
