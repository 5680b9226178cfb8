"""Queries on the calls to agents' own phones: rung, accepted, connected, ended."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from outreach.rules.states import AgentCallState
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.predicates import NOT_ENDED, holds
from outreach.store.tables import agent_calls, leads, phones, users

_NOW = holds(NOT_ENDED, agent_calls)
_WHOLE = (
    select(
        agent_calls,
        users.c.phone_sealed,
        leads.c.case_id,
        leads.c.campaign_id,
    )
    .join(users, users.c.id == agent_calls.c.user_id)
    .join(leads, leads.c.id == agent_calls.c.lead_id)
)


def begin(connection: Connection, **values: Any) -> int | None:
    """A call that is going to ring; None when the agent, or the person, has one already."""
    return insert_one(connection, agent_calls, {"state": AgentCallState.RINGING, **values})


def by_ref(connection: Connection, ref: str) -> AnyRow | None:
    """A call with the agent's phone and the lead's campaign."""
    return connection.execute(_WHOLE.where(agent_calls.c.ref == ref)).one_or_none()


def by_id(connection: Connection, call_id: int) -> AnyRow | None:
    return connection.execute(_WHOLE.where(agent_calls.c.id == call_id)).one_or_none()


def of_transfer(connection: Connection, transfer_id: int) -> AnyRow | None:
    """The call under way for a transfer."""
    mine = agent_calls.c.transfer_id == transfer_id
    return connection.execute(_WHOLE.where(mine, _NOW)).one_or_none()


def move(
    connection: Connection,
    call_id: int,
    sources: Collection[AgentCallState],
    to: AgentCallState,
    **values: Any,
) -> bool:
    """Changes the state; False when it was none of `sources`."""
    moved = connection.execute(
        update(agent_calls)
        .where(agent_calls.c.id == call_id, agent_calls.c.state.in_(sources))
        .values(state=to, **values)
    )
    return moved.rowcount == 1


def set_sid(connection: Connection, call_id: int, sid: str) -> None:
    unknown = (agent_calls.c.id == call_id, agent_calls.c.carrier_sid.is_(None))
    connection.execute(update(agent_calls).where(*unknown).values(carrier_sid=sid))


def dialled(connection: Connection, call_id: int, **values: Any) -> bool:
    """What came of calling the person: `result`, `seconds`; once."""
    first = (agent_calls.c.id == call_id, agent_calls.c.result.is_(None))
    return connection.execute(update(agent_calls).where(*first).values(**values)).rowcount == 1


def stale(connection: Connection, before: datetime) -> Sequence[AnyRow]:
    """Calls rung before then that have not ended."""
    return connection.execute(_WHOLE.where(_NOW, agent_calls.c.rung_at < before)).all()


def of_lead(connection: Connection, lead_id: int) -> Sequence[AnyRow]:
    """What agents' calls with the person of a lead came to, the latest first."""
    return connection.execute(
        select(agent_calls, users.c.login)
        .join(users, users.c.id == agent_calls.c.user_id)
        .where(agent_calls.c.lead_id == lead_id, agent_calls.c.accepted_at.is_not(None))
        .order_by(agent_calls.c.rung_at.desc())
        .limit(20)
    ).all()


def to_number(connection: Connection, number_hash: str, *, but_of: int) -> bool:
    """Whether an agent other than this user is calling this number, or going to."""
    calling = (
        select(agent_calls.c.id)
        .join(phones, phones.c.id == agent_calls.c.phone_id)
        .where(phones.c.number_hash == number_hash, agent_calls.c.user_id != but_of, _NOW)
    )
    return connection.scalar(calling.limit(1)) is not None


def with_person(connection: Connection, person_id: int) -> bool:
    """Whether an agent is calling one of this person's numbers, or going to."""
    calling = (
        select(agent_calls.c.id)
        .join(phones, phones.c.id == agent_calls.c.phone_id)
        .where(phones.c.person_id == person_id, _NOW)
    )
    return connection.scalar(calling.limit(1)) is not None


def lead_of(connection: Connection, user_id: int) -> int | None:
    """The lead with whose person an agent talks, or is going to: accepted, and not over."""
    mine = (agent_calls.c.user_id == user_id, agent_calls.c.accepted_at.is_not(None))
    lead_id: int | None = connection.scalar(select(agent_calls.c.lead_id).where(_NOW, *mine))
    return lead_id
