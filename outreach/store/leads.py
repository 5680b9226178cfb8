"""Queries on leads: one per person and campaign, taken by one agent only."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, exists, func, select, update

from outreach.rules.states import AttemptState, LeadResult, LeadState
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.lead_lists import CARD
from outreach.store.predicates import NOT_ENDED, ON_THE_LINE, holds
from outreach.store.tables import (
    agent_calls,
    attempts,
    cases,
    leads,
    people,
    phones,
)

_MOST_CONTACTS = 10


def add(connection: Connection, **values: Any) -> bool:
    """Adds a lead; False when the person has one in this campaign already."""
    return insert_one(connection, leads, {"state": LeadState.OPEN, **values}) is not None


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


# What an agent comes to and what the person may think better of, or be found for, later.
_CAME_TO_NOTHING = (LeadResult.NOT_REACHED, LeadResult.NOT_INTERESTED, LeadResult.WRONG_PERSON)


def wanted_again(
    connection: Connection, case_id: int, *, closed_before: datetime, **values: Any
) -> bool:
    """closed → open, for a lead that came to nothing before this moment; False when there is none.
    How it went then stays in its notes."""
    nothing = leads.c.result.in_(_CAME_TO_NOTHING)
    mine = (leads.c.case_id == case_id, leads.c.state == LeadState.CLOSED, nothing)
    nobodys = {"result": None, "closed_at": None, "taken_by": None, "taken_at": None}
    wanted = connection.execute(
        update(leads)
        .where(*mine, leads.c.closed_at < closed_before)
        .values(state=LeadState.OPEN, **nobodys, **values)
    )
    return wanted.rowcount == 1


def complete(connection: Connection, case_id: int, **values: Any) -> None:
    """Writes into a lead that no agent has taken what was learnt after it was made."""
    if values:
        waiting = (leads.c.case_id == case_id, leads.c.state == LeadState.OPEN)
        connection.execute(update(leads).where(*waiting).values(**values))


def by_id(connection: Connection, lead_id: int) -> AnyRow | None:
    return connection.execute(CARD.where(leads.c.id == lead_id)).one_or_none()


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


def _everybodys(now: datetime) -> dict[str, Any]:
    """A lead that its agent gives up is open to all; or closed, where the person has opted out
    since the agent took it."""
    out = exists().where(cases.c.id == leads.c.case_id, cases.c.opted_out_at.is_not(None))
    return {
        "state": case((out, LeadState.CLOSED.value), else_=LeadState.OPEN.value),
        "result": case((out, LeadResult.DO_NOT_CONTACT.value), else_=leads.c.result),
        "closed_at": case((out, now), else_=leads.c.closed_at),
        "taken_by": None,
        "taken_at": None,
    }


def hand_over(connection: Connection, lead_id: int, agent_id: int | None, now: datetime) -> bool:
    """To another agent, or (None) back to everybody; False when it is closed."""
    values = _everybodys(now)
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


def come_back(
    connection: Connection, campaign_id: int, before: datetime, now: datetime
) -> list[int]:
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
            .values(_everybodys(now))
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
        .values(**_everybodys(now), worked_at=now, agreed_at=when, wants_now=False)
    )
    return agreed.rowcount == 1


def on_the_line(connection: Connection, number_hash: str) -> bool:
    """Whether we are calling this number at the moment."""
    busy = select(attempts.c.id).where(
        attempts.c.number_hash == number_hash, holds(ON_THE_LINE, attempts)
    )
    return connection.scalar(busy.limit(1)) is not None


def release(connection: Connection, lead_id: int, agent_id: int, now: datetime) -> bool:
    """taken → open, by the agent who has it."""
    released = connection.execute(
        update(leads)
        .where(
            leads.c.id == lead_id,
            leads.c.state == LeadState.TAKEN,
            leads.c.taken_by == agent_id,
        )
        .values(_everybodys(now))
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
