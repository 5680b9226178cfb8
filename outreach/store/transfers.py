"""Queries on people who wanted to talk at once: who waits, who was put through, who hung up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, func, select, update

from outreach.rules.states import TransferState
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.predicates import NOT_ENDED, holds
from outreach.store.tables import (
    agent_calls,
    agent_periods,
    attempts,
    cases,
    leads,
    people,
    transfers,
)

_NOW = holds(NOT_ENDED, transfers)

_WHOLE = (
    select(
        transfers,
        attempts.c.ref.label("attempt_ref"),
        attempts.c.carrier_sid.label("person_sid"),
        attempts.c.state.label("attempt_state"),
        leads.c.id.label("lead_id"),
        people.c.id.label("person_id"),
        people.c.name_sealed,
        people.c.municipality,
        people.c.locale,
    )
    .join(attempts, attempts.c.id == transfers.c.attempt_id)
    .join(cases, cases.c.id == attempts.c.case_id)
    .join(people, people.c.id == cases.c.person_id)
    .outerjoin(leads, leads.c.case_id == cases.c.id)
)


def ask(connection: Connection, **values: Any) -> bool:
    """A person wants to talk now; False when the call has such a wish already."""
    row = {"state": TransferState.WAITING, **values}
    return insert_one(connection, transfers, row) is not None


def by_id(connection: Connection, transfer_id: int) -> AnyRow | None:
    """A transfer with its call, its lead and its person."""
    return connection.execute(_WHOLE.where(transfers.c.id == transfer_id)).one_or_none()


def of_attempt(connection: Connection, attempt_id: int) -> AnyRow | None:
    return connection.execute(_WHOLE.where(transfers.c.attempt_id == attempt_id)).one_or_none()


def move(
    connection: Connection,
    transfer_id: int,
    sources: Collection[TransferState],
    to: TransferState,
    **values: Any,
) -> bool:
    """Changes the state; False when it was none of `sources`, so somebody else was faster."""
    moved = connection.execute(
        update(transfers)
        .where(transfers.c.id == transfer_id, transfers.c.state.in_(sources))
        .values(state=to, **values)
    )
    return moved.rowcount == 1


def waiting(connection: Connection, campaign_id: int) -> int:
    """How many people of a campaign wait for an agent to accept."""
    mine = (transfers.c.campaign_id == campaign_id, transfers.c.state == TransferState.WAITING)
    return connection.scalar(select(func.count()).where(_NOW, *mine)) or 0


def tried(connection: Connection, transfer_id: int) -> set[int]:
    """The agents who were rung for a transfer."""
    mine = agent_calls.c.transfer_id == transfer_id
    return set(connection.scalars(select(agent_calls.c.user_id).where(mine)))


def over_at_the_carrier(connection: Connection) -> Sequence[int]:
    """Transfers that go on although the person's call has ended."""
    ended = attempts.c.state == "ended"
    return connection.scalars(
        select(transfers.c.id)
        .join(attempts, attempts.c.id == transfers.c.attempt_id)
        .where(_NOW, ended)
    ).all()


@dataclass(frozen=True, slots=True)
class Counts:
    """Transfers of a stretch of time: how many were asked for, and what came of them."""

    asked: int
    talked: int  # and are talking
    abandoned: int
    nobody: int
    chose_time: int
    seconds_waited: float | None  # on average, of those who were connected


def counted(
    connection: Connection, campaign_ids: Collection[int] | None, since: datetime
) -> Counts:
    """The transfers asked for since then in these campaigns (None: all)."""
    chosen = [transfers.c.asked_at >= since]
    if campaign_ids is not None:
        chosen.append(transfers.c.campaign_id.in_(campaign_ids))
    rows = connection.execute(
        select(transfers.c.state, transfers.c.asked_at, transfers.c.connected_at).where(*chosen)
    ).all()
    states = [TransferState(row.state) for row in rows]
    waits = [(r.connected_at - r.asked_at).total_seconds() for r in rows if r.connected_at]
    return Counts(
        asked=len(rows),
        talked=sum(s in (TransferState.CONNECTED, TransferState.TALKED) for s in states),
        abandoned=states.count(TransferState.ABANDONED),
        nobody=states.count(TransferState.NOBODY),
        chose_time=states.count(TransferState.CHOSE_TIME),
        seconds_waited=sum(waits) / len(waits) if waits else None,
    )


def load(connection: Connection, campaign_id: int, since: datetime) -> tuple[int, int]:
    """(asked, abandoned) of a campaign since then; who chose a time has not been let down."""
    let_down = transfers.c.state.in_((TransferState.ABANDONED, TransferState.NOBODY))
    row = connection.execute(
        select(func.count(), func.sum(case((let_down, 1), else_=0))).where(
            transfers.c.campaign_id == campaign_id, transfers.c.asked_at >= since
        )
    ).one()
    return int(row[0]), int(row[1] or 0)


def handling(connection: Connection, user_ids: Collection[int], since: datetime) -> float | None:
    """Minutes that a call takes these agents on average, from its ring to the end of its notes;
    None while there were too few to tell."""
    busy = ("ringing", "on_call", "wrap_up")
    rows = connection.execute(
        select(agent_periods.c.state, agent_periods.c.began_at, agent_periods.c.ended_at).where(
            agent_periods.c.user_id.in_(user_ids),
            agent_periods.c.ended_at >= since,
            agent_periods.c.state.in_(busy),
        )
    ).all()
    calls = sum(row.state == "on_call" for row in rows)
    if calls < _FEW:
        return None
    seconds: float = sum((row.ended_at - row.began_at).total_seconds() for row in rows)
    return float(seconds / 60 / calls)


_FEW = 5
