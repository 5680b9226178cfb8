"""Queries on leads: one per person and campaign, taken by one agent only."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from outreach.rules.states import AttemptState, LeadState
from outreach.store.database import AnyRow
from outreach.store.predicates import NOT_ENDED, ON_THE_LINE, holds
from outreach.store.tables import (
    agent_calls,
    attempts,
    campaigns,
    cases,
    leads,
    people,
    phones,
    users,
)

_MOST_CONTACTS = 10


def add(connection: Connection, **values: Any) -> bool:
    """Adds a lead; False when the person has one in this campaign already."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    # Asked for by RETURNING: the row count of an insert is not known on PostgreSQL.
    statement = dialect.insert(leads).on_conflict_do_nothing().returning(leads.c.id)
    return connection.scalar(statement, {"state": LeadState.OPEN, **values}) is not None


def reopen(
    connection: Connection, case_ids: Collection[int], *, result: str, since: datetime | None
) -> None:
    """closed → open, for leads that no agent had and that were closed so since then."""
    connection.execute(
        update(leads)
        .where(
            leads.c.case_id.in_(case_ids),
            leads.c.state == LeadState.CLOSED,
            leads.c.taken_by.is_(None),
            leads.c.result == result,
            leads.c.closed_at >= since,
        )
        .values(state=LeadState.OPEN, result=None, closed_at=None)
    )


def complete(connection: Connection, case_id: int, **values: Any) -> None:
    """Writes into a lead that no agent has taken what was learnt after it was made."""
    if values:
        waiting = (leads.c.case_id == case_id, leads.c.state == LeadState.OPEN)
        connection.execute(update(leads).where(*waiting).values(**values))


_CARD = (
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
    statement = _CARD.where(leads.c.state.in_(states)).order_by(leads.c.created_at, leads.c.id)
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
    statement = _CARD.where(leads.c.state == LeadState.OPEN)
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
    return list(connection.execute(_CARD.where(*mine).order_by(since, leads.c.id)))


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


def by_id(connection: Connection, lead_id: int) -> AnyRow | None:
    return connection.execute(_CARD.where(leads.c.id == lead_id)).one_or_none()


def numbers_of(connection: Connection, person_id: int) -> list[AnyRow]:
    return list(
        connection.execute(
            select(phones.c.id, phones.c.number_sealed, phones.c.number_hash, phones.c.kind)
            .where(phones.c.person_id == person_id)
            .order_by(phones.c.rank)
        )
    )


def birth_year_of(connection: Connection, person_id: int) -> int | None:
    return connection.scalar(select(people.c.birth_year).where(people.c.id == person_id))


def contacts_of(connection: Connection, case_id: int) -> list[AnyRow]:
    """The latest ended attempts of a case, the last first: (began, medium, inbound, disposition).

    One that the carrier never took on began when it was claimed.
    """
    began = func.coalesce(attempts.c.placed_at, attempts.c.claimed_at, attempts.c.due_at)
    return list(
        connection.execute(
            select(
                began.label("began"),
                attempts.c.medium,
                attempts.c.inbound,
                attempts.c.disposition,
            )
            .where(attempts.c.case_id == case_id, attempts.c.state == AttemptState.ENDED)
            .order_by(began.desc(), attempts.c.id.desc())
            .limit(_MOST_CONTACTS)
        )
    )


def take(connection: Connection, lead_id: int, agent_id: int, now: datetime) -> bool:
    """open → taken; only one agent can win."""
    taken = connection.execute(
        update(leads)
        .where(leads.c.id == lead_id, leads.c.state == LeadState.OPEN)
        .values(state=LeadState.TAKEN, taken_by=agent_id, taken_at=now, worked_at=now)
    )
    return taken.rowcount == 1


def worked(connection: Connection, lead_id: int, now: datetime) -> None:
    """Who has it does something with it: it does not come back yet."""
    connection.execute(update(leads).where(leads.c.id == lead_id).values(worked_at=now))


def reached(connection: Connection, lead_id: int, now: datetime) -> None:
    """An agent spoke with the person; the first time counts."""
    worked(connection, lead_id, now)
    first = (leads.c.id == lead_id, leads.c.reached_at.is_(None))
    connection.execute(update(leads).where(*first).values(reached_at=now))


def hand_over(connection: Connection, lead_id: int, agent_id: int | None, now: datetime) -> bool:
    """To another agent, or (None) back to everybody; False when it is closed."""
    values: dict[str, Any] = {"state": LeadState.OPEN, "taken_by": None, "taken_at": None}
    if agent_id is not None:
        values = {"state": LeadState.TAKEN, "taken_by": agent_id, "taken_at": now}
    given = connection.execute(
        update(leads)
        .where(leads.c.id == lead_id, leads.c.state != LeadState.CLOSED)
        .values(worked_at=now, **values)
    )
    return given.rowcount == 1


def campaigns_with(connection: Connection, state: LeadState) -> list[int]:
    """The campaigns that have a lead in this state, running or not."""
    mine = select(leads.c.campaign_id).where(leads.c.state == state).distinct()
    return list(connection.scalars(mine.order_by(leads.c.campaign_id)))


def come_back(connection: Connection, campaign_id: int, before: datetime) -> list[int]:
    """taken → open, for leads with which nothing was done since then. Their ids."""
    idle = func.coalesce(leads.c.worked_at, leads.c.taken_at) < before
    calling = select(agent_calls.c.id).where(
        agent_calls.c.lead_id == leads.c.id, holds(NOT_ENDED, agent_calls)
    )
    return list(
        connection.scalars(
            update(leads)
            .where(
                leads.c.campaign_id == campaign_id,
                leads.c.state == LeadState.TAKEN,
                idle,
                ~calling.exists(),
            )
            .values(state=LeadState.OPEN, taken_by=None, taken_at=None)
            .returning(leads.c.id)
        )
    )


def agree(
    connection: Connection, lead_id: int, agent_id: int, when: datetime, now: datetime
) -> bool:
    """taken → open, with another time promised; by the agent who has it."""
    mine = (leads.c.id == lead_id, leads.c.state == LeadState.TAKEN, leads.c.taken_by == agent_id)
    agreed = connection.execute(
        update(leads)
        .where(*mine)
        .values(
            state=LeadState.OPEN, taken_by=None, taken_at=None, worked_at=now, agreed_at=when,
            wants_now=False,
        )
    )  # fmt: skip
    return agreed.rowcount == 1


def on_the_line(connection: Connection, number_hash: str) -> bool:
    """Whether we are calling this number at the moment."""
    busy = select(attempts.c.id).where(
        attempts.c.number_hash == number_hash, holds(ON_THE_LINE, attempts)
    )
    return connection.scalar(busy.limit(1)) is not None


def release(connection: Connection, lead_id: int, agent_id: int) -> bool:
    """taken → open, by the agent who has it."""
    released = connection.execute(
        update(leads)
        .where(
            leads.c.id == lead_id,
            leads.c.state == LeadState.TAKEN,
            leads.c.taken_by == agent_id,
        )
        .values(state=LeadState.OPEN, taken_by=None, taken_at=None)
    )
    return released.rowcount == 1


def close(
    connection: Connection, lead_id: int, agent_id: int, *, result: str, note: str, now: datetime
) -> bool:
    """taken → closed, by the agent who has it."""
    closed = connection.execute(
        update(leads)
        .where(
            leads.c.id == lead_id,
            leads.c.state == LeadState.TAKEN,
            leads.c.taken_by == agent_id,
        )
        .values(state=LeadState.CLOSED, result=result, note=note, closed_at=now)
    )
    return closed.rowcount == 1


def close_open(
    connection: Connection, case_ids: Collection[int], *, result: str, now: datetime
) -> None:
    """open → closed, for leads that no agent has."""
    connection.execute(
        update(leads)
        .where(leads.c.case_id.in_(case_ids), leads.c.state == LeadState.OPEN)
        .values(state=LeadState.CLOSED, result=result, closed_at=now)
    )
