"""Queries on rehearsals: begun once, ended once, looked at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from flows.sentences import Sentence
from outreach.store.database import AnyRow
from outreach.store.tables import rehearsals


def begin(connection: Connection, **values: Any) -> int:
    key = connection.execute(insert(rehearsals).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def by_id(connection: Connection, rehearsal_id: int) -> AnyRow | None:
    statement = select(rehearsals).where(rehearsals.c.id == rehearsal_id)
    return connection.execute(statement).one_or_none()


def latest(connection: Connection, campaign_id: int) -> AnyRow | None:
    """The last that was begun for this campaign."""
    statement = select(rehearsals).where(rehearsals.c.campaign_id == campaign_id)
    return connection.execute(statement.order_by(rehearsals.c.id.desc()).limit(1)).one_or_none()


def end(
    connection: Connection,
    rehearsal_id: int,
    now: datetime,
    *,
    outcome: Mapping[str, Any] | None = None,
    problem: Sentence | None = None,
) -> None:
    connection.execute(
        update(rehearsals)
        .where(rehearsals.c.id == rehearsal_id, rehearsals.c.ended_at.is_(None))
        .values(ended_at=now, outcome=outcome, problem=problem)
    )


def seen(connection: Connection, rehearsal_id: int, by: str, now: datetime) -> bool:
    """Whether it was this look that counts: of one that came to its end, the first."""
    changed = connection.execute(
        update(rehearsals)
        .where(
            rehearsals.c.id == rehearsal_id,
            rehearsals.c.problem.is_(None),
            rehearsals.c.ended_at.is_not(None),
            rehearsals.c.seen_at.is_(None),
        )
        .values(seen_at=now, seen_by=by)
    )
    return changed.rowcount == 1
