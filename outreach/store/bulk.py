"""Inserts very many rows at once, past the statement builder: COPY on PostgreSQL."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.types import TypeDecorator

_AT_ONCE = 50_000
_CACHE_KB = 64 * 1024


def insert_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Inserts rows of plain values: texts, numbers, true and false, NULL, in the columns' order.

    Raises ValueError for a column whose values are converted on their way (sealed, moments).
    """
    converted = [name for name in columns if isinstance(table.c[name].type, TypeDecorator)]
    if converted:
        raise ValueError(f"{', '.join(converted)}: not a column of plain values")
    names = ", ".join(columns)
    if connection.dialect.name == "postgresql":
        cursor: Any = connection.connection.cursor()  # psycopg's, which knows COPY
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608 – our names
    # Keys that come in no order touch every page of an index: keep them all at hand meanwhile.
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_CACHE_KB}")
    source = iter(rows)
    while some := list(islice(source, _AT_ONCE)):
        connection.exec_driver_sql(statement, some)
    connection.exec_driver_sql(f"PRAGMA cache_size = {usual}")
