"""The figures of a report: plain values, the same for the page, the JSON and what comes later.

Codes are stable English words (`contacted`, `not_released`, a disposition's value); what they are
called is the page's business. A rate is a fraction of 1, or None where its denominator is zero.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of one kind."""

    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Registry:
    """Where the people come from. `people` is what is left of `rows` after `not_people`."""

    list_name: str
    country: str
    is_sample: bool
    file_name: str
    file_sha256: str
    as_of: date
    imported_at: datetime
    rows: int
    not_people: tuple[Tally, ...]  # merged and rejected rows, by reason
    people: int
    ineligible: tuple[Tally, ...]
    eligible: int


@dataclass(frozen=True, slots=True)
class Draw:
    seed: str
    rule_version: str
    frame_sha256: str
    frame_size: int
    size: int
    drawn_at: datetime


@dataclass(frozen=True, slots=True)
class ScriptUse:
    script: str
    version: int
    medium: str
    conversations: int


@dataclass(frozen=True, slots=True)
class Day:
    """What was placed on one local date."""

    date: date
    calls: int
    texts: int


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """First and last contact placed (local time; None: nothing yet), and what each day saw."""

    first: datetime | None
    last: datetime | None
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the report is of. `protocol` is the contact policy as stored with the campaign."""

    campaign: str
    title: str
    state: str
    note: str | None
    zone: str
    generated_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    media: tuple[str, ...]
    target_validated: int
    target_enrolled: int
    protocol: dict[str, Any]
    hours: tuple[str | None, ...]  # Monday first: "09:00–20:00", None when closed
    places: dict[str, str]  # municipalities' codes -> names

    def place(self, code: str) -> str:
        """The name of a municipality."""
        return self.places.get(code) or code.replace("_", " ").title()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel. `losses` are those who reached the step before and not this one."""

    code: str
    count: int
    of_previous: float | None
    of_drawn: float | None  # only for steps after the draw
    target: int | None
    losses: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One row of the partition of the draw: each drawn person is in exactly one."""

    code: str
    closed: int
    still_open: int

    @property
    def count(self) -> int:
        return self.closed + self.still_open


@dataclass(frozen=True, slots=True)
class Group:
    """The funnel of one part of the people. `eligible` is None where the frame is not known by
    it; `rr1` is of the group's released people."""

    code: str
    eligible: int | None
    steps: dict[str, int]
    rr1: float | None


@dataclass(frozen=True, slots=True)
class DispositionLine:
    """One line of a table of dispositions. `code` is AAPOR's, `outcome_class` its letter."""

    disposition: str
    code: str
    outcome_class: str
    count: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Rates:
    """AAPOR's rates of one base. `by_e` has the rates for `e` as AAPOR's default, and for 1."""

    base: int
    classes: dict[str, int]
    by_e: dict[str, dict[str, float | None]]
    intervals: dict[str, Interval | None]
    dispositions: tuple[DispositionLine, ...]


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


@dataclass(frozen=True, slots=True)
class Promise:
    """How often a promise was broken, among how many occasions to break it."""

    code: str
    breaches: int
    checked: int

    @property
    def kept(self) -> bool:
        return self.breaches == 0


@dataclass(frozen=True, slots=True)
class ReportFigures:
    about: About
    registry: Registry
    draw: Draw | None
    scripts: tuple[ScriptUse, ...]
    fieldwork: Fieldwork
    funnel: tuple[Step, ...]
    partition: tuple[Standing, ...]
    by_municipality: tuple[Group, ...]
    by_sex: tuple[Group, ...]
    by_age: tuple[Group, ...]
    by_return_year: tuple[Group, ...]
    persons: Rates
    numbers: Rates
    mechanism: Mechanism
    leads: Leads
    promises: tuple[Promise, ...]

    def step(self, code: str) -> Step:
        """The step of the funnel with this code; KeyError when there is none."""
        for step in self.funnel:
            if step.code == code:
                return step
        raise KeyError(code)

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON knows them: moments and dates in ISO 8601, no rate as null."""
        plain: dict[str, Any] = _plain(asdict(self))
        return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return round(value, 6) if isinstance(value, float) else value
