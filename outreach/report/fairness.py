"""Computes whom the campaign reached: by group with intervals, and representativeness."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from outreach.report.figures_of_groups import Group
from outreach.report.funnel import by_group
from outreach.report.statistics.proportions import homogeneity
from outreach.report.statistics.representativeness import dissimilarity, r_indicator
from outreach.store import report_people as queries
from outreach.store import report_queries
from outreach.store.database import AnyRow, Connection
from outreach.store.report_people import PeopleGroup

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Division:
    """The people divided by one thing. `p_*` test that all groups have one and the same share."""

    code: str
    groups: tuple[Group, ...]
    p_contacted: float | None
    p_validated: float | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like all released people those are who were reached by the n-th attempt at the latest.

    `r_*` are R-indicators (1: every group reached alike), `dissimilarity_*` Duncan's index (0).
    """

    attempt: int
    r_contacted: float | None
    r_validated: float | None
    dissimilarity_contacted: float | None
    dissimilarity_validated: float | None


@dataclass(frozen=True, slots=True)
class Fairness:
    """Whom it reached. Ages are of the year of the list."""

    divisions: tuple[Division, ...]
    likeness: tuple[Likeness, ...]

    def by(self, code: str) -> tuple[Group, ...]:
        """The groups of one division."""
        return next(division.groups for division in self.divisions if division.code == code)


def fairness(connection: Connection, list_id: int, groups: Sequence[PeopleGroup]) -> Fairness:
    """By municipality, sex, age band and year of return, all as the registry has them."""
    eligible = {
        row.municipality or UNKNOWN: row.total
        for row in report_queries.eligible_by_municipality(connection, list_id)
    }
    ways: dict[str, Callable[[PeopleGroup], str]] = {
        "municipality": lambda g: g.municipality or UNKNOWN,
        "sex": lambda g: g.sex or UNKNOWN,
        "age": lambda g: g.age_band or UNKNOWN,
        "return_year": lambda g: str(g.return_year or UNKNOWN),
    }
    return Fairness(
        divisions=tuple(
            _division(code, groups, key, eligible if code == "municipality" else None)
            for code, key in ways.items()
        ),
        likeness=likeness(queries.reach_by_group(connection)),
    )


def _division(
    code: str,
    groups: Sequence[PeopleGroup],
    key: Callable[[PeopleGroup], str],
    eligible: Mapping[str, int] | None,
) -> Division:
    parts = by_group(groups, key, eligible)
    return Division(
        code=code,
        groups=parts,
        p_contacted=homogeneity([(g.steps["contacted"], g.steps["released"]) for g in parts]),
        p_validated=homogeneity([(g.steps["validated"], g.steps["released"]) for g in parts]),
    )


def likeness(rows: Iterable[AnyRow]) -> tuple[Likeness, ...]:
    """By attempt, over the cells of municipality × sex × age band."""
    cells: defaultdict[tuple[str, str, str], list[tuple[int | None, int | None, int]]]
    cells = defaultdict(list)
    for row in rows:
        who = (row.municipality, row.sex, row.age_band)
        cells[who].append((row.first_human, row.first_interview, row.total))
    last = max((n for cell in cells.values() for n, _, _ in cell if n), default=0)
    return tuple(_likeness(number, list(cells.values())) for number in range(1, last + 1))


def _likeness(
    number: int, cells: Sequence[Sequence[tuple[int | None, int | None, int]]]
) -> Likeness:
    contacted, validated = (
        [
            (
                sum(line[2] for line in cell if (line[at] or number + 1) <= number),
                sum(line[2] for line in cell),
            )
            for cell in cells
        ]
        for at in (0, 1)
    )
    return Likeness(
        attempt=number,
        r_contacted=r_indicator(contacted),
        r_validated=r_indicator(validated),
        dissimilarity_contacted=dissimilarity(contacted),
        dissimilarity_validated=dissimilarity(validated),
    )
