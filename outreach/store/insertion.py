"""Inserts rows unless a constraint forbids it, in the dialect of the database that there is."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def dialect_of(connection: Connection) -> Any:
    """The constructs of SQLAlchemy that this database alone understands."""
    return sqlite if connection.dialect.name == "sqlite" else postgresql


def insert_one(connection: Connection, table: Table, row: Mapping[str, Any]) -> int | None:
    """The id of the new row; None when a constraint forbids it, so somebody was faster."""
    # Asked for by RETURNING: the row count of an insert is not known on PostgreSQL.
    added: int | None = connection.scalar(_returning(dialect_of(connection), table), row)
    return added


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds those of the rows that no constraint forbids."""
    if rows:
        connection.execute(_unless_forbidden(dialect_of(connection), table), list(rows))


@cache
def _unless_forbidden(dialect: Any, table: Table) -> Any:
    return dialect.insert(table).on_conflict_do_nothing()


@cache
def _returning(dialect: Any, table: Table) -> Any:
    return _unless_forbidden(dialect, table).returning(table.c.id)
