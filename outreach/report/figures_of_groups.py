"""The figures of the funnel: registry, steps, where everybody stands, and the same by group."""

from dataclasses import dataclass
from datetime import date, datetime

from outreach.report.contact_figures import Tally
from outreach.report.statistics.proportions import Interval, share


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
    it; `rr1` is of the group's released people; `losses` by the step that was not reached;
    `intervals` of the shares of them who were contacted and validated."""

    code: str
    eligible: int | None
    steps: dict[str, int]
    losses: dict[str, tuple[Tally, ...]]
    rr1: float | None
    intervals: dict[str, Interval | None]

    def of_released(self, step: str) -> tuple[float | None, Interval | None]:
        """The share of its released people who reached a step of `intervals`, with its own."""
        return share(self.steps[step], self.steps["released"]), self.intervals[step]
