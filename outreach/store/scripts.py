"""Queries on the scripts that campaigns use: every version is kept, and none ever changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.tables import scripts, users

_VERSION = select(scripts.c.digest, scripts.c.document).where(
    scripts.c.name == bindparam("name"), scripts.c.version == bindparam("version")
)


def version(connection: Connection, name: str, number: int) -> AnyRow | None:
    """(digest, document) of a version, or None when it was never kept."""
    return connection.execute(_VERSION, {"name": name, "version": number}).one_or_none()


def keep(
    connection: Connection,
    *,
    name: str,
    version: int,
    digest: str,
    document: Any,
    now: datetime,
    saved_by: int | None = None,
    made_from: int | None = None,
) -> bool:
    """Keeps a version; False when it is kept already, which stays as it is."""
    values = {
        "name": name,
        "version": version,
        "digest": digest,
        "document": document,
        "kept_at": now,
        "saved_by": saved_by,
        "made_from": made_from,
    }
    return insert_one(connection, scripts, values) is not None


def newest(connection: Connection, name: str) -> int | None:
    """The highest version that was kept."""
    found: int | None = connection.scalar(
        select(func.max(scripts.c.version)).where(scripts.c.name == name)
    )
    return found


def names(connection: Connection) -> list[str]:
    return list(connection.scalars(select(scripts.c.name).distinct()))


def versions(connection: Connection, name: str, limit: int) -> list[AnyRow]:
    """The latest versions, newest first: (version, kept_at, made_from, login of who saved it)."""
    statement = (
        select(scripts.c.version, scripts.c.kept_at, scripts.c.made_from, users.c.login)
        .outerjoin(users, users.c.id == scripts.c.saved_by)
        .where(scripts.c.name == name)
        .order_by(scripts.c.version.desc())
        .limit(limit)
    )
    return list(connection.execute(statement))
