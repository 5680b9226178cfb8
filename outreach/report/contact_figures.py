"""The figures of the mechanism: what was tried, when, how, what came of it, and the leads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of one kind."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class AttemptNumber:
    """The n-th attempt of ours: who still had not been reached, and who then was.

    `cumulative` is the share of the released people reached by then; `product_limit` what it
    would be had everybody been tried as often (Kaplan and Meier 1958).
    """

    number: int
    persons: int  # exactly so many attempts
    at_risk: int
    reached: int
    validated: int
    cumulative: float | None
    product_limit: float | None


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
    """How one question of the script was answered."""

    step: str
    replies: int
    unclear: int
    silent: int


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
    hang_ups: tuple[Tally, ...]
    understanding: tuple[StepReplies, ...]
    texts: Texts
    opted_out: int


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
