"""Queries on agents at work: what each is doing, who is free, for how long they did what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select, update

from outreach.rules.states import AgentState, PauseReason, Role
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.predicates import NOT_ENDED, holds
from outreach.store.tables import agent_periods, memberships, users

_NOW = holds(NOT_ENDED, agent_periods)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an agent is doing; `state` None: not at work. `until`: it ends by itself then."""

    state: AgentState | None
    since: datetime | None = None
    reason: PauseReason | None = None
    until: datetime | None = None


NOT_AT_WORK = Standing(None)


def standing_of(row: Any, now: datetime) -> Standing:
    """The standing of a row with `state`, `reason`, `began_at` and `until` of a period."""
    if row.state is None:
        return NOT_AT_WORK
    if row.until is not None and row.until <= now:  # ended by itself
        return Standing(AgentState.AVAILABLE, row.until)
    reason = PauseReason(row.reason) if row.reason else None
    return Standing(AgentState(row.state), row.began_at, reason, row.until)


def standing(connection: Connection, user_id: int, now: datetime) -> Standing:
    row = _period(connection, user_id)
    return NOT_AT_WORK if row is None else standing_of(row, now)


def move(
    connection: Connection,
    user_id: int,
    sources: Collection[AgentState | None],
    to: AgentState | None,
    now: datetime,
    *,
    reason: PauseReason | None = None,
    until: datetime | None = None,
) -> bool:
    """Lets an agent do something else from now on; False unless what was done is in `sources`
    (None: not at work), or when somebody else was faster.

    What ended by itself meanwhile is written down as it was.
    """
    row = _period(connection, user_id)
    before = NOT_AT_WORK if row is None else standing_of(row, now)
    if before.state not in sources:
        return False
    if row is not None and not _end(connection, row, before, now):
        return False
    return to is None or _begin(connection, user_id, to, now, reason=reason, until=until)


def _end(connection: Connection, row: Any, before: Standing, now: datetime) -> bool:
    lapsed = before.since is not None and before.since == row.until
    ended = connection.execute(
        update(agent_periods)
        .where(agent_periods.c.id == row.id, _NOW)
        .values(ended_at=row.until if lapsed else now)
    )
    if ended.rowcount != 1:
        return False
    if lapsed:
        _begin(connection, row.user_id, AgentState.AVAILABLE, row.until, ended_at=now)
    return True


def _begin(
    connection: Connection, user_id: int, state: AgentState, began: datetime, **values: Any
) -> bool:
    """Writes a period; False when another request was faster to begin one."""
    row = {"user_id": user_id, "state": state, "began_at": began, **values}
    return insert_one(connection, agent_periods, row) is not None


def _period(connection: Connection, user_id: int) -> AnyRow | None:
    mine = select(agent_periods).where(agent_periods.c.user_id == user_id, _NOW)
    return connection.execute(mine).one_or_none()


_TEAM = (
    select(
        users.c.id,
        users.c.login,
        users.c.role,
        users.c.phone_sealed,
        users.c.municipalities,
        users.c.languages,
        agent_periods.c.state,
        agent_periods.c.reason,
        agent_periods.c.began_at,
        agent_periods.c.until,
    )
    .select_from(users)
    .outerjoin(agent_periods, (agent_periods.c.user_id == users.c.id) & _NOW)
    .where(users.c.disabled.is_(False))
)


def team(connection: Connection, campaign_ids: Collection[int] | None) -> Sequence[AnyRow]:
    """Agents of these campaigns (None: of all), and whoever else is at work as one, with what
    each is doing; by login."""
    statement = _TEAM.where(or_(users.c.role == Role.AGENT, agent_periods.c.id.is_not(None)))
    if campaign_ids is not None:
        mine = select(memberships.c.user_id).where(memberships.c.campaign_id.in_(campaign_ids))
        statement = statement.where(users.c.id.in_(mine))
    return connection.execute(statement.order_by(users.c.login)).all()


def at_work(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """Whoever of a campaign is at work and has a phone, the one longest in a state first."""
    mine = select(memberships.c.user_id).where(memberships.c.campaign_id == campaign_id)
    return connection.execute(
        _TEAM.where(
            agent_periods.c.id.is_not(None),
            users.c.phone_sealed.is_not(None),
            users.c.id.in_(mine),
        ).order_by(agent_periods.c.began_at, users.c.id)
    ).all()


def times(
    connection: Connection, user_ids: Collection[int], since: datetime, now: datetime
) -> dict[int, dict[AgentState, float]]:
    """Seconds that each spent in each state between `since` and `now`."""
    rows = connection.execute(
        select(agent_periods).where(
            agent_periods.c.user_id.in_(user_ids),
            func.coalesce(agent_periods.c.ended_at, now) > since,
        )
    )
    found: dict[int, dict[AgentState, float]] = {user_id: {} for user_id in user_ids}
    for row in rows:
        end = row.ended_at or now
        parts = [(AgentState(row.state), row.began_at, end)]
        if row.ended_at is None and row.until is not None and row.until < now:
            lapsed = (AgentState.AVAILABLE, row.until, now)
            parts = [(AgentState(row.state), row.began_at, row.until), lapsed]
        for state, began, ended in parts:
            seconds = max(0.0, (ended - max(began, since)).total_seconds())
            of_user = found[row.user_id]
            of_user[state] = of_user.get(state, 0.0) + seconds
    return found


def set_profile(
    connection: Connection,
    user_id: int,
    **values: Any,
) -> None:
    """Changes `phone_sealed`, `municipalities` or `languages` of somebody who takes calls."""
    connection.execute(update(users).where(users.c.id == user_id).values(**values))
