"""What the report reads of leads: who waits, how long it took, and the times agreed, counted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    select,
)

from outreach.rules.states import CaseState
from outreach.store.database import AnyRow
from outreach.store.tables import Moment, cases, leads

_COUNT = func.count().label("total")


def leads_by(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(state, interested, wants_now, services, result, total) of the leads."""
    keys = (
        leads.c.state,
        leads.c.interested,
        leads.c.wants_now,
        leads.c.services,
        leads.c.result,
    )
    return connection.execute(
        select(*keys, _COUNT).where(leads.c.campaign_id == campaign_id).group_by(*keys)
    ).all()


def appointments(connection: Connection, campaign_id: int, now: datetime) -> AnyRow:
    """(waiting, overdue): times agreed with open persons, and those that have passed."""
    passed = case((cases.c.appointment_at < now, 1), else_=0)
    return connection.execute(
        select(
            func.count(cases.c.appointment_at).label("waiting"),
            func.coalesce(func.sum(passed), 0).label("overdue"),
        ).where(cases.c.campaign_id == campaign_id, cases.c.state == CaseState.OPEN)
    ).one()


def waits(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(wants_now, minutes, total) of the leads that an agent took: from made to taken."""
    minutes = (_second(leads.c.taken_at) - _second(leads.c.created_at)) // 60
    each = (
        select(leads.c.wants_now, minutes.label("minutes"))
        .where(
            leads.c.campaign_id == campaign_id,
            leads.c.taken_at.is_not(None),
            leads.c.agreed_at.is_(None),
        )
        .subquery()
    )
    return connection.execute(select(*each.c, _COUNT).group_by(*each.c)).all()


def agreed_times(
    connection: Connection, campaign_id: int, now: datetime, grace: timedelta
) -> Sequence[AnyRow]:
    """(kept, total) of the leads with an agreed time: kept, late, missed or to_come.

    Kept is taken by an agent at most `grace` after it; missed is taken by nobody until then.
    """
    late = _second(leads.c.taken_at) - _second(leads.c.agreed_at)
    kept = case(
        (and_(leads.c.taken_at.is_not(None), late <= grace.total_seconds()), "kept"),
        (leads.c.taken_at.is_not(None), "late"),
        (leads.c.agreed_at < literal(now - grace, Moment), "missed"),
        else_="to_come",
    )
    each = (
        select(kept.label("kept"))
        .where(leads.c.campaign_id == campaign_id, leads.c.agreed_at.is_not(None))
        .subquery()
    )
    return connection.execute(select(*each.c, _COUNT).group_by(*each.c)).all()


def _second(moment: ColumnElement[Any]) -> ColumnElement[int]:
    return cast(extract("epoch", moment), BigInteger)
