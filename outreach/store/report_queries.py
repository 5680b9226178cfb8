"""What the report reads of list, draw and numbers: each query counts and returns few rows.

Everything is grouped by the database, in SQL that SQLite and PostgreSQL share, so that a report on
a country costs a few scans and little memory. Attempts are counted as made only if they were
placed: one that the carrier refused beforehand reached nobody.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

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


def rank_within(key: ColumnElement[Any]) -> ColumnElement[int]:
    """1 for the attempt that counts in the end: the heaviest, of equals the latest."""
    return func.row_number().over(
        partition_by=key,
        order_by=(WEIGHT.desc(), attempts.c.ended_at.desc(), attempts.c.id.desc()),
    )


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


def final_by_number(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(disposition, total) of the numbers that were tried, each by what its attempts amount to."""
    best = (
        select(attempts.c.disposition, rank_within(attempts.c.number_hash).label("rank"))
        .where(attempts.c.campaign_id == campaign_id, attempts.c.state == AttemptState.ENDED)
        .subquery()
    )
    return connection.execute(
        select(best.c.disposition, func.count().label("total"))
        .where(best.c.rank == 1, best.c.disposition.is_not(None))
        .group_by(best.c.disposition)
    ).all()
