"""Queries on attempts by time: what is due, on its way, under way for too long."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from flows.medium import Medium
from outreach.rules.states import AttemptState, CampaignState
from outreach.store.predicates import ON_THE_LINE, PLANNED, RUNNING, holds
from outreach.store.tables import attempts, campaigns

_planned = holds(PLANNED, attempts)
_running = holds(RUNNING, attempts)

_wanted = attempts.alias("wanted")


def _waits(table: FromClause) -> ColumnElement[bool]:
    """Planned, and not with the queue.

    Enqueued and still planned after its lease: lost on the way, and due again. So is what was
    enqueued later than now: by a clock that has been put back since.
    """
    enqueued = table.c.enqueued_at
    return and_(
        holds(PLANNED, table),
        or_(
            enqueued.is_(None),
            enqueued < bindparam("lease_ended"),
            enqueued > bindparam("now"),
        ),
    )


_DUE = (
    select(_wanted.c.id)
    .where(
        _wanted.c.campaign_id == bindparam("of_campaign"),
        _waits(_wanted),
        _wanted.c.medium == bindparam("by_medium"),
        _wanted.c.due_at <= bindparam("now"),
    )
    .order_by(_wanted.c.to_appointment.desc(), _wanted.c.due_at, _wanted.c.id)
    .limit(bindparam("most"))
)
# In one statement. The conditions stand in it twice: whoever waits for another process's lock
# looks again at the row as that process left it.
_TAKE = (
    update(attempts)
    .where(attempts.c.id.in_(_DUE), _waits(attempts))
    .values(enqueued_at=bindparam("taken_at"))
    .returning(attempts.c.id, attempts.c.to_appointment, attempts.c.due_at)
)
# The few calls on the line are found first: "+ 0" keeps the index by campaign, which holds all
# attempts that ever were, out of it.
_CALLING = select(func.count()).where(
    attempts.c.campaign_id + 0 == bindparam("campaign_id"), holds(ON_THE_LINE, attempts)
)
_ENQUEUED = select(func.count()).where(
    attempts.c.campaign_id == bindparam("campaign_id"),
    _planned,
    attempts.c.medium == Medium.VOICE.value,
    attempts.c.enqueued_at >= bindparam("lease_ended"),
    attempts.c.due_at <= bindparam("now"),
)


def take_due(
    connection: Connection,
    campaign_id: int,
    medium: Medium,
    *,
    now: datetime,
    lease_ended: datetime,
    limit: int,
) -> list[int]:
    """Marks up to `limit` due attempts as enqueued and returns them, appointments first.

    One enqueued before `lease_ended` and still planned was lost on the way and is due again.
    """
    chosen = {
        "of_campaign": campaign_id,
        "by_medium": medium,
        "now": now,
        "lease_ended": lease_ended,
        "most": limit,
        "taken_at": now,
    }
    taken = connection.execute(_TAKE, chosen).all()
    return [row.id for row in sorted(taken, key=_first_of_all)]


def _first_of_all(row: Any) -> tuple[bool, datetime, int]:
    return not row.to_appointment, row.due_at, row.id


def calls_starting(
    connection: Connection, campaign_id: int, *, now: datetime, lease_ended: datetime
) -> int:
    """Calls on the line, and those enqueued that will be in a moment."""
    calling = connection.scalar(_CALLING, {"campaign_id": campaign_id}) or 0
    enqueued = connection.scalar(
        _ENQUEUED, {"campaign_id": campaign_id, "now": now, "lease_ended": lease_ended}
    )
    return int(calling) + int(enqueued or 0)


_BEING_PLACED = select(
    select(func.count())
    .where(
        _planned,
        attempts.c.enqueued_at.between(bindparam("lease_ended"), bindparam("now")),
        attempts.c.due_at <= bindparam("now"),
    )
    .scalar_subquery()
    + select(func.count())
    .where(
        _running,
        attempts.c.state == AttemptState.DIALLING.value,
        attempts.c.claimed_at.between(bindparam("claimed_after"), bindparam("now")),
    )
    .scalar_subquery()
)


def being_placed(
    connection: Connection, *, now: datetime, lease_ended: datetime, claimed_after: datetime
) -> int:
    """How many calls and texts are on their way to the carrier, and not yet given up."""
    times = {"now": now, "lease_ended": lease_ended, "claimed_after": claimed_after}
    return int(connection.scalar(_BEING_PLACED, times) or 0)


@dataclass(frozen=True, slots=True)
class Pulse:
    """When the next planned attempt of a running campaign is due, when the text that has waited
    longest for a reply was sent, and whether a call is being placed or under way."""

    next_due: datetime | None
    oldest_text: datetime | None
    on_the_line: bool


_NEXT_OF_CAMPAIGN = (
    select(func.min(attempts.c.due_at))
    .where(attempts.c.campaign_id == campaigns.c.id, _planned)
    .correlate(campaigns)
    .scalar_subquery()
)
_PULSE = select(
    select(func.min(_NEXT_OF_CAMPAIGN))
    .select_from(campaigns)
    .where(campaigns.c.state == CampaignState.RUNNING.value)
    .scalar_subquery()
    .label("next_due"),
    select(func.min(attempts.c.placed_at))
    .where(_running, attempts.c.medium == Medium.TEXT.value)
    .scalar_subquery()
    .label("oldest_text"),
    exists(select(attempts.c.id).where(holds(ON_THE_LINE, attempts))).label("calls"),
)


def pulse(connection: Connection) -> Pulse:
    """What the clock needs to know at every tick, in one statement."""
    row = connection.execute(_PULSE).one()
    return Pulse(row.next_due, row.oldest_text, bool(row.calls))
