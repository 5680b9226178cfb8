"""What the report counts of people: each query is one pass over the rows that were laid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, null, select

from flows.medium import Medium
from outreach.rules.dispositions import Disposition
from outreach.store.database import AnyRow
from outreach.store.report_tables import LINES, PEOPLE

_COUNT = func.count().label("total")
_p = PEOPLE.c


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """So many cases that are alike in everything the report distinguishes.

    `final` is what their attempts amount to (None: nothing ended yet); `agrees` whether the case
    says the same. Municipality, sex, age and year of return are of the registry.
    """

    municipality: str | None
    sex: str | None
    age_band: str | None
    return_year: int | None
    arm: str | None
    state: str
    released: bool
    attempted: bool
    contacted: bool
    identified: bool
    validated: bool
    interested: bool | None
    opted_out: bool
    final: str | None
    agrees: bool
    lead: str | None
    lead_result: str | None
    lead_taken: bool
    lead_reached: bool
    count: int


_OUTCOMES = (
    _p.state, _p.released, _p.attempted, _p.contacted, _p.identified, _p.validated, _p.interested,
    _p.opted_out, _p.final, _p.agrees, _p.lead, _p.lead_result, _p.lead_taken,
    _p.lead_reached,
)  # fmt: skip
_WHO = (_p.municipality, _p.sex, _p.age_band, _p.return_year)


def people_groups(connection: Connection) -> list[PeopleGroup]:
    """All cases of the campaign, grouped by who they are: the counts sum to the draw."""
    keys = (*_WHO, *_OUTCOMES)
    rows = connection.execute(
        select(*_WHO, null().label("arm"), *_OUTCOMES, _COUNT).group_by(*keys)
    )
    return [PeopleGroup(*tuple(row)) for row in rows]


def arm_groups(connection: Connection) -> list[PeopleGroup]:
    """All cases of the campaign, grouped by the arm that they were assigned to."""
    nobody = [null().label(column.name) for column in _WHO]
    rows = connection.execute(
        select(*nobody, _p.arm, *_OUTCOMES, _COUNT).group_by(_p.arm, *_OUTCOMES)
    )
    return [PeopleGroup(*tuple(row)) for row in rows]


def blocks(connection: Connection) -> Sequence[AnyRow]:
    """(arm, replicate, stratum, total, contacted, identified, validated, interested) of the
    released people, by the blocks within which the arms were drawn."""
    keys = (_p.arm, _p.replicate, _p.stratum)
    outcomes = {
        "contacted": _p.contacted,
        "identified": _p.identified,
        "validated": _p.validated,
        "interested": _p.validated & func.coalesce(_p.interested, False),
    }
    counts = [func.sum(case((is_so, 1), else_=0)).label(name) for name, is_so in outcomes.items()]
    return connection.execute(
        select(*keys, _COUNT, *counts).where(_p.released, _p.arm.is_not(None)).group_by(*keys)
    ).all()


def replicates(connection: Connection) -> AnyRow:
    """(all, released): how many replicates the draw has, and of how many somebody is released."""
    released = case((_p.released, _p.replicate))
    return connection.execute(
        select(
            func.count(_p.replicate.distinct()).label("all"),
            func.count(released.distinct()).label("released"),
        )
    ).one()


def reach(connection: Connection) -> Sequence[AnyRow]:
    """(calls, first_human, first_interview, total) of the released people.

    `calls` are the attempts that we made; the other two the ordinal of the first that reached a
    human being and of the first that ended in an interview (None: none of ours did).
    """
    return _of_released(connection, _p.calls, _p.first_human, _p.first_interview)


def contact_days(connection: Connection) -> Sequence[AnyRow]:
    """(days, contacted, total) of the released people: whole days to the first human contact,
    or to where following them ended."""
    return _of_released(connection, _p.days, _p.contacted)


def reach_by_group(connection: Connection) -> Sequence[AnyRow]:
    """(municipality, sex, age_band, first_human, first_interview, total), released people."""
    return _of_released(
        connection, _p.municipality, _p.sex, _p.age_band, _p.first_human, _p.first_interview
    )


def _of_released(connection: Connection, *keys: ColumnElement[Any]) -> Sequence[AnyRow]:
    return connection.execute(select(*keys, _COUNT).where(_p.released).group_by(*keys)).all()


def calls_by_moment(connection: Connection) -> Sequence[AnyRow]:
    """(ordinal, weekday, hour, total, humans, interviews) of the calls that we made."""
    line = LINES.c
    keys = (line.ordinal, line.weekday, line.hour)
    interview = case((line.disposition == Disposition.INTERVIEW, 1), else_=0)
    return connection.execute(
        select(
            *keys,
            _COUNT,
            func.sum(line.human).label("humans"),
            func.sum(interview).label("interviews"),
        )
        .where(line.ours == 1, line.medium == Medium.VOICE, line.hour.is_not(None))
        .group_by(*keys)
    ).all()
