"""The figures of the mechanism: what was tried, when, how, what came of it, and the leads."""

from dataclasses import dataclass

from outreach.report.statistics.proportions import Interval
from outreach.report.statistics.survival import Reached


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of one kind."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class AttemptNumber:
    """The n-th attempt of ours: who still had not been reached, and who then was.

    `cumulative` is the share of the released people reached by then; `product_limit` what it
    would be had everybody been tried as often (Kaplan and Meier 1958), with its interval.
    """

    number: int
    persons: int  # exactly so many attempts
    at_risk: int
    reached: int
    validated: int
    cumulative: float | None
    product_limit: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Slot:
    """Calls of ours by local weekday (Monday 0) and hour of their start."""

    weekday: int
    hour: int
    calls: int
    humans: int
    interviews: int


@dataclass(frozen=True, slots=True)
class MediumUse:
    medium: str
    inbound: bool
    attempts: int
    people: int
    humans: int
    interviews: int
    seconds: int
    price: float | None  # in the account's currency; None where no price is known
    priced: int
    unpriced_minutes: int  # minutes begun of the calls without a price


@dataclass(frozen=True, slots=True)
class RankUse:
    rank: int
    calls: int
    humans: int
    interviews: int


@dataclass(frozen=True, slots=True)
class AttemptOutcome:
    disposition: str
    code: str
    calls: int
    texts: int
    inbound: int

    @property
    def count(self) -> int:
        return self.calls + self.texts + self.inbound


@dataclass(frozen=True, slots=True)
class Length:
    """Answered calls that took from `from_seconds` to under `to_seconds` (None: no end)."""

    from_seconds: int
    to_seconds: int | None
    calls: int


@dataclass(frozen=True, slots=True)
class StepReplies:
    """How one question of the script was answered: `asked_again` are the replies that were not
    the first to it in their conversation."""

    step: str
    conversations: int
    replies: int
    asked_again: int
    unclear: int
    silent: int


@dataclass(frozen=True, slots=True)
class HangUps:
    """Calls in which a step was heard, and those that the person ended there."""

    step: str
    heard: int
    hung_up: int


@dataclass(frozen=True, slots=True)
class Texts:
    sent: int
    sent_to: int
    segments: int
    by_status: tuple[Tally, ...]
    received: int
    received_from: int


@dataclass(frozen=True, slots=True)
class Mechanism:
    """How it worked: attempts by number, moment, medium, number and outcome; talk and texts."""

    attempts: int  # made, in and out
    attempts_by_state: tuple[Tally, ...]
    persons_without_attempt: int
    by_attempt: tuple[AttemptNumber, ...]
    by_slot: tuple[Slot, ...]
    by_medium: tuple[MediumUse, ...]
    by_rank: tuple[RankUse, ...]
    by_outcome: tuple[AttemptOutcome, ...]
    answered_calls: int
    talk_seconds: int
    lengths: tuple[Length, ...]
    hang_ups: tuple[HangUps, ...]
    understanding: tuple[StepReplies, ...]
    texts: Texts
    contact_days: tuple[Reached, ...]  # days from the release to the first human contact
    opted_out: int
    opt_outs: tuple[Tally, ...]  # by reason on the suppression list; complaints are one


@dataclass(frozen=True, slots=True)
class Waiting:
    """Minutes from a lead without an agreed time to the agent who took it."""

    taken: int
    median: int | None
    p90: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """Times agreed for an agent's call: kept (taken in time), late, missed, still to come."""

    grace_minutes: int
    kept: int
    late: int
    missed: int
    to_come: int


@dataclass(frozen=True, slots=True)
class Leads:
    count: int
    interested: int
    asked_for_a_person: int
    wanted_now: int
    by_state: tuple[Tally, ...]
    by_service: tuple[Tally, ...]  # one person may want several
    by_result: tuple[Tally, ...]
    appointments_tried: int
    appointments_answered: int
    appointments_waiting: int
    appointments_overdue: int
    enrolled: int
    waiting: Waiting
    agreed: Kept
