"""What the tests see in the store: whole rows, by the values of some columns."""

from typing import Any

from sqlalchemy import Table, func, select

from outreach.store import tables
from outreach.store.database import Store


def rows(store: Store, table: Table, **wanted: Any) -> list[Any]:
    """The rows in which these columns have these values, oldest first."""
    same = [table.c[name] == value for name, value in wanted.items()]
    with store.reading() as connection:
        return list(connection.execute(select(table).where(*same).order_by(*table.primary_key)))


def one(store: Store, table: Table, **wanted: Any) -> Any:
    """The only row of the kind; anything else is a failure of the test."""
    (row,) = rows(store, table, **wanted)
    return row


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows of what a webhook could change, to be compared with later."""
    changing = (
        tables.attempts,
        tables.cases,
        tables.conversations,
        tables.turns,
        tables.messages,
        tables.leads,
        tables.suppressions,
        tables.requests,
    )
    return {table.name: rows(store, table) for table in changing}


def count(store: Store, table: Table) -> int:
    with store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
