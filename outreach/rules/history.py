"""What a person's attempts so far say: how many count, which numbers are left, what came last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.limits import NO_LIMITS, Limits
from flows.medium import Medium
from outreach.rules.aapor import Disposition
from outreach.rules.policy import Policy

# Nothing reached the phone, so nothing is used up.
NOT_COUNTED = {Disposition.OUR_FAULT, Disposition.NEVER_DIALLED}
INVALID = {Disposition.INVALID_NUMBER, Disposition.FAX}
TEXT_BLOCKED = {Disposition.INVALID_NUMBER, Disposition.REJECTED}


class Why(StrEnum):
    """The rule that placed an attempt. Values are stored: never rename."""

    FIRST = "first"
    RING_BACK = "ring_back"  # they rang; pass it on as `PastAttempt.ring_back`
    APPOINTMENT = "appointment"  # pass it on as `PastAttempt.to_appointment`
    BROKEN_APPOINTMENT = "broken_appointment"
    BUSY = "busy"
    NO_CONTACT = "no_contact"  # no answer, machine, rejected, hung up, invalid: another part
    ANOTHER_MOMENT = "another_moment"  # not here, later, heard in part: the next day
    BROKE_OFF = "broke_off"
    TEXT = "text"
    PRE_NOTICE = "pre_notice"  # a text that says that we are going to call
    MISSED_CALL = "missed_call"  # a text that says who has called, and which number to ring
    LINE_IN_USE = "line_in_use"


# Texts that say something and ask nothing. Each has a cap of its own.
NOTICES = frozenset({Why.PRE_NOTICE, Why.MISSED_CALL})


@dataclass(frozen=True, slots=True)
class Number:
    """One of the person's numbers. `text` is False for a fixed line; `under_way` is set while
    another attempt to it is under way (a household's phone)."""

    id: int
    rank: int
    text: bool = True
    suppressed: bool = False
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """One ended attempt. `began` is when it was placed, `ended` when it was over (aware UTC)."""

    medium: Medium
    number_id: int
    began: datetime
    ended: datetime
    disposition: Disposition
    inbound: bool = False
    to_appointment: bool = False  # it was placed to keep an appointment
    ring_back: bool = False  # it was placed because the person had rung
    why: str = ""  # the rule that placed it, where it is known


@dataclass(frozen=True, slots=True)
class Missed:
    """A call of the person's that we did not take, so that ours is free for them."""

    at: datetime
    number_id: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An attempt of ours outside this case that reached a phone: to the person, in another
    campaign, or (`of_person` False) for somebody else on one of the person's numbers."""

    medium: Medium
    number_id: int
    began: datetime
    of_person: bool


@dataclass(frozen=True, slots=True)
class History:
    """All that the policy may know of a person in a campaign. Attempts oldest first.

    `elsewhere` is what happened outside the campaign, in any order; `limits` when the person
    asked not to be called; `arm` what an experiment has drawn for the person.
    """

    numbers: Sequence[Number]
    attempts: Sequence[PastAttempt] = ()
    released_at: datetime | None = None
    appointment: datetime | None = None  # asked for and not yet kept
    suppressed: bool = False  # the person is on the suppression list
    missed: Missed | None = None  # the last call of theirs that we did not take
    elsewhere: Sequence[Elsewhere] = ()
    limits: Limits = NO_LIMITS
    arm: str | None = None


def counted(history: History, medium: Medium) -> list[PastAttempt]:
    """Our own attempts by this medium that used up one of the allowed ones, oldest first.

    What came in, and what failed by our fault, uses up nothing.
    """
    return [
        attempt
        for attempt in history.attempts
        if attempt.medium is medium
        and not attempt.inbound
        and attempt.disposition not in NOT_COUNTED
    ]


def voice_attempts_used(history: History) -> int:
    """How many of the allowed voice attempts are used up, those to appointments included."""
    return len(counted(history, Medium.VOICE))


def faults(history: History) -> list[PastAttempt]:
    """Our own attempts that failed by our fault."""
    return [a for a in history.attempts if not a.inbound and a.disposition in NOT_COUNTED]


def faults_in_a_row(history: History) -> int:
    """How many of the latest attempts of all failed by our fault."""
    row = 0
    for attempt in reversed(history.attempts):
        if attempt.inbound or attempt.disposition not in NOT_COUNTED:
            break
        row += 1
    return row


def busy_in_a_row(voice: Sequence[PastAttempt]) -> int:
    """How many of the latest counted calls found the same number busy."""
    row = 0
    for attempt in reversed(voice):
        if attempt.disposition is not Disposition.BUSY or attempt.number_id != voice[-1].number_id:
            break
        row += 1
    return row


def last_event(history: History) -> PastAttempt | None:
    """The latest attempt, ours or theirs, that was not our fault."""
    for attempt in reversed(history.attempts):
        if attempt.disposition not in NOT_COUNTED:
            return attempt
    return None


def live_numbers(history: History, policy: Policy) -> list[Number]:
    """The numbers that may still be used, best rank first."""
    return sorted(
        (n for n in history.numbers if not n.suppressed and not _dropped(n, history, policy)),
        key=lambda number: (number.rank, number.id),
    )


def asking(texts: Sequence[PastAttempt]) -> list[PastAttempt]:
    """The texts that were more than a notice."""
    return [text for text in texts if text.why not in NOTICES]


def can_text(number: Number, history: History) -> bool:
    """Whether a text may still reach this number."""
    return number.text and not any(
        a.medium is Medium.TEXT and a.disposition in TEXT_BLOCKED
        for a in _on(number, history.attempts)
    )


def appointment_due(history: History, policy: Policy) -> datetime | None:
    """The agreed time that has still to be kept, or None.

    One that was tried at its time or later is spent, even where the caller still gives it. Kept
    appointments may go beyond the cap on calls, but only by as many as there may be of them.
    """
    agreed, calls = history.appointment, counted(history, Medium.VOICE)
    if agreed is None or any(call.began >= agreed for call in calls):
        return None
    kept = sum(call.to_appointment for call in calls)
    beyond = len(calls) - policy.max_voice_attempts
    return agreed if max(kept, beyond) < policy.max_appointment_attempts else None


def ring_back_due(history: History, policy: Policy) -> Missed | None:
    """The person's call that has still to be returned, or None. As appointments, returned calls
    may go beyond the cap on calls, but only by as many as there may be of them."""
    missed, calls = history.missed, counted(history, Medium.VOICE)
    if missed is None or any(call.began > missed.at for call in calls):
        return None
    returned = sum(call.ring_back for call in calls)
    return missed if returned < policy.max_ring_backs else None


def _dropped(number: Number, history: History, policy: Policy) -> bool:
    attempts = list(_on(number, history.attempts))
    if any(a.disposition is Disposition.WRONG_NUMBER for a in attempts):
        return True
    invalid = sum(a.medium is Medium.VOICE and a.disposition in INVALID for a in attempts)
    unverified = sum(a.disposition is Disposition.UNVERIFIED for a in attempts)
    return invalid >= policy.invalid_results_to_drop or unverified >= policy.unverified_to_drop


def _on(number: Number, attempts: Iterable[PastAttempt]) -> Iterable[PastAttempt]:
    return (attempt for attempt in attempts if attempt.number_id == number.id)
