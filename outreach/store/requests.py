"""Queries on what people ask for by ringing us or writing to us, each counted once."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.tables import cases, requests


def add(connection: Connection, **values: Any) -> bool:
    """Takes note of a request by the carrier's id of the call or text; False when it is known."""
    return insert_one(connection, requests, values) is not None


def waiting(connection: Connection, *, after: int = 0, most: int | None = None) -> list[AnyRow]:
    """Requests that nobody has seen to: (id, kind, case_id, person_id, number_sealed, at), oldest
    first; those behind the one numbered `after`, and at most so many."""
    return list(
        connection.execute(
            select(
                requests.c.id,
                requests.c.kind,
                requests.c.case_id,
                cases.c.person_id,
                requests.c.number_sealed,
                requests.c.at,
            )
            .outerjoin_from(requests, cases, cases.c.id == requests.c.case_id)
            .where(requests.c.done_at.is_(None), requests.c.id > after)
            .order_by(requests.c.id)
            .limit(most)
        )
    )


def close(connection: Connection, request_id: int, now: datetime) -> bool:
    """Somebody has seen to it; False when it does not exist or was closed before."""
    closed = connection.execute(
        update(requests)
        .where(requests.c.id == request_id, requests.c.done_at.is_(None))
        .values(done_at=now)
    )
    return closed.rowcount == 1
