"""Queries on the people who may sign in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from outreach.rules.states import Role
from outreach.store.database import AnyRow
from outreach.store.tables import users


def by_login(connection: Connection, login: str) -> AnyRow | None:
    return connection.execute(select(users).where(users.c.login == login)).one_or_none()


def by_id(connection: Connection, user_id: int) -> AnyRow | None:
    return connection.execute(select(users).where(users.c.id == user_id)).one_or_none()


def add(
    connection: Connection, *, login: str, password_hash: str, role: Role, now: datetime
) -> None:
    connection.execute(
        insert(users).values(
            login=login, password_hash=password_hash, role=role, disabled=False, created_at=now
        )
    )


def change(connection: Connection, login: str, **values: Any) -> bool:
    changed = connection.execute(update(users).where(users.c.login == login).values(**values))
    return changed.rowcount == 1
