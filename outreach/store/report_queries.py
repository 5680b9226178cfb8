"""What the report reads of people: each query counts in the database and returns few rows.

Everything is grouped by the database, in SQL that SQLite and PostgreSQL share, so that a report on
a country costs a few scans and little memory. Attempts are counted as made only if they were
placed: one that the carrier refused beforehand reached nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    and_,
    case,
    extract,
    func,
    or_,
    select,
)

from outreach.rules.dispositions import CarrierResult, Disposition
from outreach.rules.states import AttemptState
from outreach.store.database import AnyRow
from outreach.store.tables import (
    attempts,
    campaigns,
    cases,
    conversations,
    draws,
    import_rows,
    leads,
    list_members,
    lists,
    people,
)

HUMAN = tuple(d.value for d in Disposition if d.human)
# When an attempt began. A call that ended before the carrier had told us its id has no moment of
# placing, only that of its claim, a second earlier at most.
BEGAN = func.coalesce(attempts.c.placed_at, attempts.c.claimed_at)
# Whether it reached the carrier at all, as far as anybody knows.
MADE = and_(
    attempts.c.state.in_((AttemptState.UNDER_WAY, AttemptState.ENDED)),
    BEGAN.is_not(None),
    func.coalesce(attempts.c.result, "") != CarrierResult.NOT_PLACED,
    or_(
        func.coalesce(attempts.c.result, "") != CarrierResult.UNKNOWN,
        attempts.c.carrier_sid.is_not(None),
    ),
)
OUTGOING = attempts.c.inbound.is_(False)
WEIGHT = case(
    {d.value: d.weight for d in Disposition}, value=attempts.c.disposition, else_=-1
)  # -1: not ended yet, so it amounts to nothing


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """So many cases that are alike in everything the report distinguishes.

    `final` is what their attempts amount to (None: nothing ended yet); `agrees` whether the case
    says the same. `birth_year` and `return_year` are of the registry.
    """

    municipality: str | None
    sex: str | None
    birth_year: int | None
    return_year: int | None
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
    count: int


def list_of(connection: Connection, campaign_id: int) -> AnyRow:
    """The list that the campaign was drawn from, and the campaign's dates."""
    return connection.execute(
        select(lists, campaigns.c.started_at, campaigns.c.ended_at, campaigns.c.note)
        .join_from(campaigns, lists)
        .where(campaigns.c.id == campaign_id)
    ).one()


def draw_of(connection: Connection, campaign_id: int) -> AnyRow | None:
    return connection.execute(
        select(draws).where(draws.c.campaign_id == campaign_id)
    ).one_or_none()


def import_outcomes(connection: Connection, list_id: int) -> Sequence[AnyRow]:
    """(outcome, reason, total) of the rows of the list's file."""
    keys = (import_rows.c.outcome, import_rows.c.reason)
    return connection.execute(
        select(*keys, func.count().label("total"))
        .where(import_rows.c.list_id == list_id)
        .group_by(*keys)
        .order_by(*keys)
    ).all()


def membership(connection: Connection, list_id: int) -> Sequence[AnyRow]:
    """(eligible, reason, total) of the persons on the list."""
    keys = (list_members.c.eligible, list_members.c.reason)
    return connection.execute(
        select(*keys, func.count().label("total"))
        .where(list_members.c.list_id == list_id)
        .group_by(*keys)
        .order_by(*keys)
    ).all()


def eligible_by_municipality(connection: Connection, list_id: int) -> Sequence[AnyRow]:
    """(municipality, total) of the eligible persons on the list."""
    return connection.execute(
        select(people.c.municipality, func.count().label("total"))
        .join_from(list_members, people)
        .where(list_members.c.list_id == list_id, list_members.c.eligible)
        .group_by(people.c.municipality)
    ).all()


def scripts(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(script, script_version, medium, total) of the conversations held."""
    keys = (conversations.c.script, conversations.c.script_version, conversations.c.medium)
    return connection.execute(
        select(*keys, func.count().label("total"))
        .join_from(conversations, cases)
        .where(cases.c.campaign_id == campaign_id)
        .group_by(*keys)
        .order_by(*keys)
    ).all()


def people_groups(connection: Connection, campaign_id: int) -> list[PeopleGroup]:
    """All cases of the campaign, grouped: the counts sum to the draw."""
    each = _each_case(campaign_id)
    rows = connection.execute(select(*each.c, func.count().label("total")).group_by(*each.c))
    return [PeopleGroup(*tuple(row)) for row in rows]


def _each_case(campaign_id: int) -> Subquery:
    """The columns of PeopleGroup but the count, one row per case."""
    past = _histories(campaign_id)
    final = past.c.final
    return (
        select(
            people.c.municipality,
            people.c.sex,
            people.c.birth_year,
            extract("year", people.c.returned_on).label("return_year"),
            cases.c.state,
            cases.c.released_at.is_not(None).label("released"),
            (func.coalesce(past.c.made, 0) > 0).label("attempted"),
            (func.coalesce(past.c.humans, 0) > 0).label("contacted"),
            cases.c.identified_at.is_not(None).label("identified"),
            cases.c.validated_at.is_not(None).label("validated"),
            cases.c.interested,
            cases.c.opted_out_at.is_not(None).label("opted_out"),
            final.label("final"),
            (_or_never(final) == _or_never(cases.c.disposition)).label("agrees"),
            leads.c.state.label("lead"),
        )
        .join_from(cases, people)
        .outerjoin(past, past.c.case_id == cases.c.id)
        .outerjoin(leads, leads.c.case_id == cases.c.id)
        .where(cases.c.campaign_id == campaign_id)
        .subquery()
    )


def reach(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(calls, contacted_at, validated_at, total) of the released cases.

    `calls` are the attempts that we made; the other two the ordinal of the first that reached a
    human being and of the first that ended in an interview (None: none of ours did).
    """
    past = _histories(campaign_id)
    each = (
        select(
            func.coalesce(past.c.made_by_us, 0).label("calls"),
            past.c.first_human.label("contacted_at"),
            past.c.first_interview.label("validated_at"),
        )
        .join_from(cases, past, past.c.case_id == cases.c.id, isouter=True)
        .where(cases.c.campaign_id == campaign_id, cases.c.released_at.is_not(None))
        .subquery()
    )
    return connection.execute(select(*each.c, func.count().label("total")).group_by(*each.c)).all()


def final_by_number(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(disposition, total) of the numbers that were tried, each by what its attempts amount to."""
    best = (
        select(attempts.c.disposition, _rank_within(attempts.c.number_hash).label("rank"))
        .where(attempts.c.campaign_id == campaign_id, attempts.c.state == AttemptState.ENDED)
        .subquery()
    )
    return connection.execute(
        select(best.c.disposition, func.count().label("total"))
        .where(best.c.rank == 1, best.c.disposition.is_not(None))
        .group_by(best.c.disposition)
    ).all()


def _histories(campaign_id: int) -> Subquery:
    """One row per case that has attempts: what they amount to, how many, which reached someone.

    What they amount to is `final_disposition` in SQL: the heaviest, of equals the latest.
    """
    line = _lines(campaign_id)
    by_us = line.c.made_by_us == 1
    interview = and_(by_us, line.c.disposition == Disposition.INTERVIEW)
    return (
        select(
            line.c.case_id,
            func.max(case((line.c.rank == 1, line.c.disposition))).label("final"),
            func.sum(line.c.made).label("made"),
            func.sum(line.c.made_by_us).label("made_by_us"),
            func.sum(line.c.human).label("humans"),
            func.min(case((and_(by_us, line.c.human == 1), line.c.ordinal))).label("first_human"),
            func.min(case((interview, line.c.ordinal))).label("first_interview"),
        )
        .group_by(line.c.case_id)
        .subquery()
    )


def _lines(campaign_id: int) -> Subquery:
    """One row per attempt that was made or ended: its rank by weight within the case, and how
    many of our own attempts there were up to it."""
    ours = and_(OUTGOING, MADE)
    ordinal = func.sum(_flag(ours)).over(
        partition_by=attempts.c.case_id, order_by=(BEGAN, attempts.c.id), rows=(None, 0)
    )
    return (
        select(
            attempts.c.case_id,
            attempts.c.disposition,
            _flag(MADE).label("made"),
            _flag(ours).label("made_by_us"),
            _flag(attempts.c.disposition.in_(HUMAN)).label("human"),
            _rank_within(attempts.c.case_id).label("rank"),
            ordinal.label("ordinal"),
        )
        .where(
            attempts.c.campaign_id == campaign_id,
            or_(attempts.c.state == AttemptState.ENDED, MADE),
        )
        .subquery()
    )


def _rank_within(key: ColumnElement[Any]) -> ColumnElement[int]:
    return func.row_number().over(
        partition_by=key,
        order_by=(WEIGHT.desc(), attempts.c.ended_at.desc(), attempts.c.id.desc()),
    )


def _flag(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _or_never(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(column, Disposition.NEVER_DIALLED.value)
