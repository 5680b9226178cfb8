"""The figures of a report: plain values, the same for the page, the JSON and what comes later.

Codes are stable English words (`contacted`, `not_released`, a disposition's value); what they are
called is the page's business. A rate is a fraction of 1, or None where its denominator is zero.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from outreach.report.contact_figures import Leads, Mechanism, Tally
from outreach.report.releases import Releases


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
class Fairness:
    """Whom it reached. Ages are of the year of the list."""

    by_municipality: tuple[Group, ...]
    by_sex: tuple[Group, ...]
    by_age: tuple[Group, ...]
    by_return_year: tuple[Group, ...]


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
    releases: Releases
    scripts: tuple[ScriptUse, ...]
    fieldwork: Fieldwork
    funnel: tuple[Step, ...]
    partition: tuple[Standing, ...]
    fairness: Fairness
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
