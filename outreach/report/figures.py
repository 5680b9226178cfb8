"""The figures of a report: plain values, the same for the page, the JSON and what comes later.

Codes are stable English words (`contacted`, `not_released`, a disposition's value); what they are
called is the page's business. A rate is a fraction of 1, or None where its denominator is zero.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from outreach.report.balance import Balances
from outreach.report.contact_figures import Leads, Mechanism
from outreach.report.costs import Costs
from outreach.report.experiments import Experiments
from outreach.report.fairness import Fairness
from outreach.report.figures_of_groups import Group, Registry, Standing, Step
from outreach.report.machine_detection import MachineDetection
from outreach.report.rates import Rates
from outreach.report.recommendations import Recommendations
from outreach.report.releases import Releases


@dataclass(frozen=True, slots=True)
class Draw:
    """`replicates` are None where the draw was made without."""

    seed: str
    rule_version: str
    frame_sha256: str
    frame_size: int
    size: int
    drawn_at: datetime
    replicates: int | None
    replicates_released: int | None


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
    stated_e: float | None  # the share of unknown eligibility that the campaign states
    stated_e_reason: str

    def place(self, code: str) -> str:
        """The name of a municipality."""
        return self.places.get(code) or code.replace("_", " ").title()


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
    balance: Balances
    scripts: tuple[ScriptUse, ...]
    fieldwork: Fieldwork
    funnel: tuple[Step, ...]
    partition: tuple[Standing, ...]
    arms: tuple[Group, ...]  # the funnel of each arm; empty where there are none
    fairness: Fairness
    persons: Rates
    numbers: Rates
    mechanism: Mechanism
    detection: MachineDetection
    leads: Leads
    costs: Costs
    experiments: Experiments
    recommendations: Recommendations
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
