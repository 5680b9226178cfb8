"""Queries on what agents wrote down about leads, and how these went on each time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from outreach.store.database import AnyRow
from outreach.store.tables import lead_notes, users


def add(connection: Connection, **values: Any) -> None:
    """Adds `lead_id`, `user_id`, `at`, and of `result`, `body`, `agreed_at` what there is."""
    connection.execute(insert(lead_notes).values(**values))


def of_lead(connection: Connection, lead_id: int) -> Sequence[AnyRow]:
    """The notes of a lead with who wrote each, the latest first."""
    return connection.execute(
        select(lead_notes, users.c.login)
        .join(users, users.c.id == lead_notes.c.user_id)
        .where(lead_notes.c.lead_id == lead_id)
        .order_by(lead_notes.c.at.desc(), lead_notes.c.id.desc())
        .limit(50)
    ).all()
