"""Lays out, for the time of one report, a row per attempt and a row per person to count from.

A report on a country asks two dozen questions of four million attempts. What all of them need (in
which order a person's attempts came, which of them counts in the end) is worked out once, into
temporary tables that nobody else sees and that vanish with the transaction; every question is
then one pass over narrow rows. The product's own tables are only read.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    Select,
    SmallInteger,
    String,
    Subquery,
    Table,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    null,
    or_,
    select,
    text,
)

from flows.medium import Medium
from outreach.rules.dispositions import Disposition
from outreach.rules.states import AttemptState
from outreach.store.report_queries import BEGAN, HUMAN, MADE, OUTGOING, WEIGHT
from outreach.store.tables import Moment, attempts, cases, leads, people

AGE_BANDS = ((25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (65, "55-64"))
OLDEST = "65+"
A_DAY = 24 * 3600  # seconds

_temporary = MetaData()

# Each attempt that was made or ended. `ordinal` counts our own attempts with the person up to it;
# `weight_rank` is 1 for the one that the person's final disposition is of; `overlaps` is 1 for a
# call of ours that began while another one of ours with the person had not ended.
LINES = Table(
    "report_lines",
    _temporary,
    Column("case_id", Integer),
    Column("medium", String),
    Column("weekday", SmallInteger),
    Column("hour", SmallInteger),
    Column("disposition", String),
    Column("made", Integer),
    Column("ours", Integer),
    Column("human", Integer),
    Column("began", BigInteger),  # seconds since 1970
    Column("weight_rank", Integer),
    Column("ordinal", Integer),
    Column("overlaps", Integer),
)

# Each drawn person. `calls` are the attempts of ours; `first_human` and `first_interview` the
# ordinals of the first that reached a human being and that ended in an interview. `days` are
# whole days from the release to the first human contact, or to where following ended.
PEOPLE = Table(
    "report_people",
    _temporary,
    Column("case_id", Integer),
    Column("municipality", String),
    Column("sex", String),
    Column("age_band", String),
    Column("return_year", Integer),
    Column("stratum", String),
    Column("replicate", Integer),
    Column("arm", String),
    Column("state", String),
    Column("released", Boolean),
    Column("attempted", Boolean),
    Column("contacted", Boolean),
    Column("identified", Boolean),
    Column("validated", Boolean),
    Column("interested", Boolean),
    Column("opted_out", Boolean),
    Column("final", String),
    Column("agrees", Boolean),
    Column("lead", String),
    Column("lead_result", String),
    Column("lead_taken", Boolean),
    Column("lead_reached", Boolean),
    Column("calls", Integer),
    Column("first_human", Integer),
    Column("first_interview", Integer),
    Column("days", Integer),
)


@contextmanager
def laid_out(
    connection: Connection, campaign_id: int, now: datetime, list_year: int
) -> Iterator[None]:
    """The campaign's LINES and PEOPLE, for as long as the block lasts.

    Ages are those reached in `list_year`, the year of the list.
    """
    _drop(connection)
    with _room(connection):
        _fill(connection, LINES, _lines(campaign_id, now))
        _fill(connection, PEOPLE, _people(campaign_id, now, list_year))
        yield
    _drop(connection)


@contextmanager
def _room(connection: Connection) -> Iterator[None]:
    """Memory to sort and keep at hand what is read again and again, for the time of a report."""
    if connection.dialect.name == "postgresql":
        take_room(connection)
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql("PRAGMA cache_size = -65536")  # KB
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def take_room(connection: Connection) -> None:
    """PostgreSQL: memory to sort in, until the transaction ends."""
    connection.execute(text("SET LOCAL work_mem = '192MB'"))


def _drop(connection: Connection) -> None:
    for table in (PEOPLE, LINES):
        connection.execute(text(f"DROP TABLE IF EXISTS {table.name}"))


def _fill(connection: Connection, table: Table, rows: Select[Any]) -> None:
    connection.execute(rows.into(table.name, temporary=True))
    connection.execute(text(f"ANALYZE {table.name}"))


def _lines(campaign_id: int, now: datetime) -> Select[Any]:
    each = _attempts(campaign_id, now).c
    so_far: dict[str, Any] = {"partition_by": each.case_id, "order_by": (each.moment, each.id)}
    busy_until = func.max(each.busy).over(**so_far, rows=(None, -1))
    heaviest = func.row_number().over(
        partition_by=each.case_id,
        order_by=(each.weight.desc(), each.ended_at.desc(), each.id.desc()),
    )
    return select(
        each.case_id,
        each.medium,
        each.weekday,
        each.hour,
        each.disposition,
        each.made,
        each.ours,
        each.human,
        _second(each.moment).label("began"),
        heaviest.label("weight_rank"),
        cast(func.sum(each.ours).over(**so_far, rows=(None, 0)), Integer).label("ordinal"),
        _flag(and_(each.busy.is_not(None), busy_until > each.moment)).label("overlaps"),
    )


def _attempts(campaign_id: int, now: datetime) -> CTE:
    """What LINES are made of, worked out before they are sorted: narrow rows sort in memory."""
    ours = and_(OUTGOING, MADE)
    call = and_(ours, attempts.c.medium == Medium.VOICE)
    found = select(
        attempts.c.id,
        attempts.c.case_id,
        attempts.c.medium,
        attempts.c.local_weekday.label("weekday"),
        attempts.c.local_hour.label("hour"),
        attempts.c.disposition,
        _flag(MADE).label("made"),
        _flag(ours).label("ours"),
        _flag(attempts.c.disposition.in_(HUMAN)).label("human"),
        BEGAN.label("moment"),
        attempts.c.ended_at,
        case((call, func.coalesce(attempts.c.ended_at, literal(now, Moment)))).label("busy"),
        WEIGHT.label("weight"),
    ).where(
        attempts.c.campaign_id == campaign_id,
        or_(attempts.c.state == AttemptState.ENDED, MADE),
    )
    return found.cte("each_attempt").prefix_with("MATERIALIZED")


def _histories() -> Subquery:
    """One row per case that has attempts. What they amount to is `final_disposition` in SQL."""
    line, by_us = LINES.c, LINES.c.ours == 1
    interview = and_(by_us, line.disposition == Disposition.INTERVIEW)
    return (
        select(
            line.case_id,
            func.max(case((line.weight_rank == 1, line.disposition))).label("final"),
            func.sum(line.made).label("made"),
            func.sum(line.ours).label("calls"),
            func.sum(line.human).label("humans"),
            func.min(case((and_(by_us, line.human == 1), line.ordinal))).label("first_human"),
            func.min(case((interview, line.ordinal))).label("first_interview"),
            func.min(case((line.human == 1, line.began))).label("answered"),
        )
        .group_by(line.case_id)
        .subquery()
    )


def _people(campaign_id: int, now: datetime, list_year: int) -> Select[Any]:
    past = _histories()
    who = (
        cases.c.id.label("case_id"),
        people.c.municipality,
        people.c.sex,
        _age_band(list_year).label("age_band"),
        cast(extract("year", people.c.returned_on), Integer).label("return_year"),
        cases.c.stratum,
        cases.c.replicate,
        cases.c.arm,
    )
    return (
        select(*who, *_outcomes(past), _days(past, now).label("days"))
        .join_from(cases, people)
        .outerjoin(past, past.c.case_id == cases.c.id)
        .outerjoin(leads, leads.c.case_id == cases.c.id)
        .where(cases.c.campaign_id == campaign_id)
    )


def _outcomes(past: Subquery) -> tuple[ColumnElement[Any], ...]:
    """What became of a case: the columns of PEOPLE from `state` to `first_interview`."""
    return (
        cases.c.state,
        cases.c.released_at.is_not(None).label("released"),
        (func.coalesce(past.c.made, 0) > 0).label("attempted"),
        (func.coalesce(past.c.humans, 0) > 0).label("contacted"),
        cases.c.identified_at.is_not(None).label("identified"),
        cases.c.validated_at.is_not(None).label("validated"),
        cases.c.interested,
        cases.c.opted_out_at.is_not(None).label("opted_out"),
        past.c.final,
        (_or_never(past.c.final) == _or_never(cases.c.disposition)).label("agrees"),
        leads.c.state.label("lead"),
        leads.c.result.label("lead_result"),
        leads.c.taken_at.is_not(None).label("lead_taken"),
        leads.c.reached_at.is_not(None).label("lead_reached"),
        func.coalesce(past.c.calls, 0).label("calls"),
        past.c.first_human,
        past.c.first_interview,
    )


def _days(past: Subquery, now: datetime) -> ColumnElement[int]:
    """Whole days from the release to the first human contact, or to where following ended."""
    closed = func.coalesce(cases.c.closed_at, literal(now, Moment))
    seconds = func.coalesce(past.c.answered, _second(closed)) - _second(cases.c.released_at)
    return case((seconds < 0, 0), else_=seconds // A_DAY)


def _age_band(year: int) -> ColumnElement[Any]:
    """The age reached in the year of the list; birth years alone are known for most."""
    age = literal(year, Integer) - people.c.birth_year
    bands = [(age < below, literal(name)) for below, name in AGE_BANDS]
    return case((people.c.birth_year.is_(None), null()), *bands, else_=literal(OLDEST))


def _second(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(extract("epoch", moment), BigInteger)


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _or_never(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(column, Disposition.NEVER_DIALLED.value)
