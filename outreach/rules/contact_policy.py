"""Decides when, and how, we may contact this person again. Asked when an attempt ends and again
at the moment of dialling."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from flows.medium import Medium
from outreach.rules.calling_hours import CallingHours
from outreach.rules.contact_times import Plan, planned
from outreach.rules.dispositions import Disposition, final_disposition
from outreach.rules.history import (
    NOTICES,
    Elsewhere,
    History,
    Missed,
    Number,
    PastAttempt,
    Why,
    appointment_due,
    faults,
    live_numbers,
    voice_attempts_used,
)
from outreach.rules.policy import Policy
from outreach.rules.policy_words import explain

__all__ = [
    "NOTICES",
    "At",
    "Elsewhere",
    "History",
    "Missed",
    "Never",
    "NeverReason",
    "Number",
    "PastAttempt",
    "Policy",
    "Why",
    "explain",
    "leaves_message",
    "next_contact",
    "voice_attempts_used",
]


class NeverReason(StrEnum):
    """Why nobody will be contacted (any more) in this campaign."""

    INTERVIEWED = "interviewed"
    OPTED_OUT = "opted_out"
    REFUSED = "refused"
    NOT_ELIGIBLE = "not_eligible"
    DECEASED = "deceased"
    UNAVAILABLE = "unavailable"  # cannot answer, or away for all of the fieldwork
    HANDED_OVER = "handed_over"  # an agent has the person
    NO_NUMBER_LEFT = "no_number_left"
    ATTEMPTS_EXHAUSTED = "attempts_exhausted"
    LISTED_TWICE = "listed_twice"  # another entry of the same person is drawn
    NEVER_OPEN = "never_open"  # the calendar has no open hour in 400 days


@dataclass(frozen=True, slots=True)
class At:
    """Contact at `when` (aware UTC; now or later) on this number by this medium. `why` names the
    rule for the log and for `flask campaign explain`."""

    when: datetime
    medium: Medium
    number_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Never:
    why: NeverReason


# What an attempt is for, even while it waits for the line.
_KEPT = NOTICES | {Why.APPOINTMENT, Why.RING_BACK}

_FINAL = {
    Disposition.INTERVIEW: NeverReason.INTERVIEWED,
    Disposition.AGENT_WANTED: NeverReason.HANDED_OVER,
    Disposition.AGENT_WANTED_UNKNOWN: NeverReason.HANDED_OVER,
    Disposition.LANGUAGE: NeverReason.HANDED_OVER,
    Disposition.REFUSED: NeverReason.REFUSED,
    Disposition.REFUSED_UNKNOWN: NeverReason.REFUSED,
    Disposition.DECEASED: NeverReason.DECEASED,
    Disposition.AWAY: NeverReason.UNAVAILABLE,
    Disposition.INCAPACITATED: NeverReason.UNAVAILABLE,
    Disposition.EMIGRATED: NeverReason.NOT_ELIGIBLE,
    Disposition.NOT_RETURNEE: NeverReason.NOT_ELIGIBLE,
    Disposition.MINOR: NeverReason.NOT_ELIGIBLE,
    Disposition.DUPLICATE: NeverReason.NOT_ELIGIBLE,
}


def next_contact(
    history: History, policy: Policy, hours: CallingHours, now: datetime
) -> At | Never:
    """When, by which medium and on which number to contact the person next, or why never again.

    Pure and total. The plan rests on the history alone, and `now` only moves it forward: what
    was due stays due, on the same number and by the same medium, at every later moment inside
    hours, until something happens. So an attempt may start exactly when the answer is
    `At(when == now)`.
    """
    never = _never(history, policy)
    if never is not None:
        return Never(never)
    plan = planned(history, policy, hours, now)
    if plan is None:
        return Never(NeverReason.ATTEMPTS_EXHAUSTED)
    if plan.when is None:
        return Never(NeverReason.NEVER_OPEN)
    return _not_before_now(plan, plan.when, policy, now)


def leaves_message(left: int, policy: Policy) -> bool:
    """Whether a machine hears the neutral message, after so many left with the person's."""
    return left < policy.max_voicemails


def _never(history: History, policy: Policy) -> NeverReason | None:
    if history.suppressed:
        return NeverReason.OPTED_OUT
    ended = [a.disposition for a in history.attempts if a.disposition.final]
    if ended:
        return _FINAL[final_disposition(ended)]
    broke_offs = sum(a.disposition is Disposition.BROKE_OFF for a in history.attempts)
    agreed = appointment_due(history, policy) is not None
    if broke_offs >= policy.broke_offs_to_stop and not agreed:
        return NeverReason.REFUSED
    if not live_numbers(history, policy):
        return NeverReason.NO_NUMBER_LEFT
    if len(faults(history)) >= policy.max_faults:
        return NeverReason.ATTEMPTS_EXHAUSTED
    return None


def _not_before_now(
    plan: Plan, planned_for: datetime, policy: Policy, now: datetime
) -> At | Never:
    """The plan, moved forward to now, to where it may start, and off a line that is in use."""
    number, why = plan.number, plan.why
    openings = plan.openings(number)
    when = openings.next_open(max(planned_for, now))
    if when == now and number.under_way:
        free = next((n for n in plan.instead if _free(n, plan, now)), None)
        if free is not None:
            number = free
        else:
            wait = timedelta(minutes=policy.line_wait_minutes)
            when = openings.next_open(now + wait)
            why = why if why in _KEPT else Why.LINE_IN_USE
    if when is None:
        return Never(NeverReason.NEVER_OPEN)
    return At(when.astimezone(UTC), plan.medium, number.id, why)


def _free(number: Number, plan: Plan, now: datetime) -> bool:
    """Whether this other number can take the plan's place at this moment."""
    if number.under_way or plan.not_before is None:
        return False
    return plan.not_before(number) <= now and plan.openings(number).is_open(now)
