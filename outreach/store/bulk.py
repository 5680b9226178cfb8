"""Inserts very many rows at once, past the statement builder: COPY on PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table

from outreach.store.encryption import Sealed

_AT_ONCE = 50_000
_CACHE_KB = 64 * 1024


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Inserts rows of values in the columns' order: what a column's type takes, or NULL.

    What goes into a sealed column has to be sealed already.
    """
    source = iter(_converted(connection, table, columns, rows))
    names = ", ".join(columns)
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()  # psycopg's, which knows COPY
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in source:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 – our names
    with room(connection):
        while some := list(islice(source, _AT_ONCE)):
            connection.exec_driver_sql(statement, some)


@contextmanager
def room(connection: Connection) -> Iterator[None]:
    """Keeps SQLite's indexes at hand: keys that come in no order touch every page of them."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = {min(usual, -_CACHE_KB)}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")


def _converted(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> Iterable[tuple[Any, ...]]:
    """The rows as the driver takes them: moments, dates and sealed texts have their own form."""
    dialect = connection.dialect
    made: list[Callable[[Any], Any] | None] = [
        None
        if isinstance(type_ := table.c[name].type, Sealed)
        # what is sealed is bytes, which every driver takes
        else type_.dialect_impl(dialect).bind_processor(dialect)
        for name in columns
    ]
    convert = [(at, one) for at, one in enumerate(made) if one is not None]
    if not convert:
        return rows
    return _each(rows, convert)


def _each(
    rows: Iterable[tuple[Any, ...]], convert: Sequence[tuple[int, Callable[[Any], Any]]]
) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for at, one in convert:
            values[at] = one(values[at])
        yield tuple(values)
