"""Queries on the scripts that campaigns use: every version is kept, and none ever changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from outreach.store.database import AnyRow
from outreach.store.tables import scripts

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
) -> None:
    """Keeps a version; one that is kept already stays as it is."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(
        dialect.insert(scripts)
        .values(name=name, version=version, digest=digest, document=document, kept_at=now)
        .on_conflict_do_nothing()
    )
