"""A person's history as the rules of contact need it: what is used up, and what is still open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.medium import Medium
from outreach.rules.calling_hours import CallingHours
from outreach.rules.history import (
    History,
    Number,
    PastAttempt,
    Why,
    counted,
    faults_in_a_row,
    last_event,
    live_numbers,
)
from outreach.rules.openings import Openings
from outreach.rules.policy import CAP_DAYS, Following, Policy

LONGEST_FAULT_WAIT = timedelta(days=1)
CAP_SPAN = timedelta(days=CAP_DAYS)


@dataclass(frozen=True, slots=True)
class Case:
    """There is at least one live number. Attempts are those that count, oldest first."""

    history: History
    policy: Policy
    hours: CallingHours
    live: list[Number]
    voice: list[PastAttempt]
    texts: list[PastAttempt]
    last: PastAttempt | None
    floor: datetime  # nothing before it, appointments included
    full_days: frozenset[date]  # no more ordinary attempts on these

    @classmethod
    def of(cls, history: History, policy: Policy, hours: CallingHours, now: datetime) -> "Case":
        """`now` stands in for the release of a case whose release is not recorded."""
        voice, texts = counted(history, Medium.VOICE), counted(history, Medium.TEXT)
        return cls(
            history,
            policy,
            hours,
            live=live_numbers(history, policy),
            voice=voice,
            texts=texts,
            last=last_event(history),
            floor=_after_faults(history, policy, history.released_at or now),
            full_days=_full_days(history, [*voice, *texts], policy, hours),
        )

    @property
    def voice_left(self) -> int:
        return self.policy.max_voice_attempts - len(self.voice)

    @property
    def untouched(self) -> bool:
        """Nothing has happened yet."""
        return self.last is None

    @property
    def following(self) -> Following | None:
        """What is to follow the last call of ours."""
        return self.policy.following(self.voice[-1].disposition) if self.voice else None

    def key(self) -> str:
        return f"{self.live[0].id}:{len(self.voice)}:{len(self.texts)}"

    def asked_for(self) -> Openings:
        """When something may start that the person asked for, or that belongs to what was just
        tried: inside hours and outside the person's limits, on whatever day."""
        return Openings(self.hours, self.history.limits)

    def openings(self, number: Number) -> Openings:
        """When an ordinary attempt on this number may start: also not on a day that is full, nor
        on one on which it was called for somebody else."""
        return Openings(self.hours, self.history.limits, self.full_days | self._lent(number))

    def not_before(self, number: Number) -> datetime:
        """The moment from which the caps across campaigns leave room for a call, or the floor."""
        elsewhere = [e for e in self.history.elsewhere if e.medium is Medium.VOICE]
        to_person = [a.began for a in self.voice] + [e.began for e in elsewhere if e.of_person]
        on_number = [a.began for a in self.voice if a.number_id == number.id]
        on_number += [e.began for e in elsewhere if e.number_id == number.id]
        return max(
            self.floor,
            _room(to_person, self.policy.max_calls_to_person_a_month, self.floor),
            _room(on_number, self.policy.max_calls_to_number_a_month, self.floor),
        )

    def _lent(self, number: Number) -> frozenset[date]:
        if self.policy.household_same_day:
            return frozenset()
        return frozenset(
            self.hours.local_date(e.began)
            for e in self.history.elsewhere
            if e.number_id == number.id and not e.of_person
        )


def number_by_id(numbers: Sequence[Number], number_id: int | None) -> Number | None:
    return next((number for number in numbers if number.id == number_id), None)


def _after_faults(history: History, policy: Policy, released_at: datetime) -> datetime:
    """Not before the release, nor before the wait after faults, doubled each time in a row."""
    row = faults_in_a_row(history)
    if not row:
        return released_at
    wait = timedelta(minutes=policy.fault_wait_minutes) * (1 << min(row - 1, 12))
    return max(released_at, history.attempts[-1].ended + min(wait, LONGEST_FAULT_WAIT))


def _full_days(
    history: History, ours: Iterable[PastAttempt], policy: Policy, hours: CallingHours
) -> frozenset[date]:
    """The local dates on which as many attempts were made as one day allows, in any campaign.

    A text on a missed call belongs to that call.
    """
    on = Counter(hours.local_date(a.began) for a in ours if a.why != Why.MISSED_CALL)
    on.update(hours.local_date(e.began) for e in history.elsewhere if e.of_person)
    return frozenset(day for day, number in on.items() if number >= policy.max_per_day)


def _room(calls: list[datetime], most: int, floor: datetime) -> datetime:
    """When fewer than `most` of the calls lie in the stretch of days before."""
    if len(calls) < most:
        return floor
    return sorted(calls)[-most] + CAP_SPAN
