"""Lists of leads: who waits, in the order of calling; who has which; how old they are."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, case, func, or_, select

from outreach.rules.states import LeadState
from outreach.store.database import AnyRow
from outreach.store.tables import campaigns, cases, leads, people, users

# A lead with its person, campaign and agent.
CARD = (
    select(
        leads,
        campaigns.c.name.label("campaign"),
        people.c.id.label("person_id"),
        people.c.name_sealed,
        people.c.case_code,
        cases.c.identified_at,
        cases.c.opted_out_at,
        users.c.login.label("agent"),
    )
    .join(cases, cases.c.id == leads.c.case_id)
    .join(people, people.c.id == cases.c.person_id)
    .join(campaigns, campaigns.c.id == leads.c.campaign_id)
    .outerjoin(users, users.c.id == leads.c.taken_by)
)


def listed(
    connection: Connection,
    states: tuple[LeadState, ...],
    campaign_ids: Collection[int] | None = None,
    *,
    limit: int,
) -> list[AnyRow]:
    """The first leads in these states with the person's name and case, oldest first.

    Of all campaigns unless some are named.
    """
    statement = CARD.where(leads.c.state.in_(states)).order_by(leads.c.created_at, leads.c.id)
    if campaign_ids is not None:
        statement = statement.where(leads.c.campaign_id.in_(campaign_ids))
    return list(connection.execute(statement.limit(limit)))


def waiting(
    connection: Connection,
    now: datetime,
    limit: int,
    campaign_ids: Collection[int] | None = None,
    municipalities: Collection[str] | None = None,
    languages: Collection[str] | None = None,
) -> list[AnyRow]:
    """The open leads that come first in `outreach.rules.lead_order`, for whoever serves these
    municipalities and languages (None: all)."""
    due = case((leads.c.agreed_at <= now, 0), (leads.c.agreed_at.is_(None), 1), else_=2)
    warm = case(
        (leads.c.agreed_at.is_not(None), 0),
        (leads.c.wants_now, 0),
        (leads.c.interested, 1),
        else_=2,
    )
    since = func.coalesce(leads.c.agreed_at, leads.c.created_at)
    statement = CARD.where(leads.c.state == LeadState.OPEN)
    if campaign_ids is not None:
        statement = statement.where(leads.c.campaign_id.in_(campaign_ids))
    if municipalities is not None:
        place = leads.c.municipality
        statement = statement.where(or_(place.is_(None), place.in_(municipalities)))
    if languages is not None:
        spoken = [leads.c.locale.like(f"{language}%") for language in languages]
        statement = statement.where(or_(*spoken))
    return list(connection.execute(statement.order_by(due, warm, since, leads.c.id).limit(limit)))


def taken_by(connection: Connection, agent_id: int) -> list[AnyRow]:
    """The leads that an agent has, what was promised first at the head."""
    since = func.coalesce(leads.c.agreed_at, leads.c.created_at)
    mine = (leads.c.state == LeadState.TAKEN, leads.c.taken_by == agent_id)
    return list(connection.execute(CARD.where(*mine).order_by(since, leads.c.id)))


def taken_counts(connection: Connection) -> dict[int, int]:
    """How many leads each agent has, by the agent's id."""
    rows = connection.execute(
        select(leads.c.taken_by, func.count())
        .where(leads.c.state == LeadState.TAKEN)
        .group_by(leads.c.taken_by)
    )
    return {row[0]: row[1] for row in rows}


def by_age(
    connection: Connection, campaign_ids: Collection[int] | None, since: Sequence[datetime]
) -> list[tuple[int, int]]:
    """(open, taken) of the leads made since each of these moments, the latest first, and not since
    the one before; at last those made earlier than all of them."""
    place = case(
        *((leads.c.created_at >= moment, index) for index, moment in enumerate(since)),
        else_=len(since),
    )
    statement = select(place, leads.c.state, func.count()).where(leads.c.state != LeadState.CLOSED)
    if campaign_ids is not None:
        statement = statement.where(leads.c.campaign_id.in_(campaign_ids))
    found = {
        (row[0], row[1]): row[2]
        for row in connection.execute(statement.group_by(place, leads.c.state))
    }
    return [
        (found.get((index, LeadState.OPEN), 0), found.get((index, LeadState.TAKEN), 0))
        for index in range(len(since) + 1)
    ]
