"""Signs of life of processes, with the database's own time, so that no other clock is trusted."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, String, Table, func, select

from outreach.store.column_types import Moment, metadata
from outreach.store.insertion import dialect_of

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("process", String(20), primary_key=True),
    Column("now", Moment, nullable=False),  # what time it was for the process
    Column("beaten_at", Moment, nullable=False),  # by the database's clock
)

_DATABASE_TIME = func.current_timestamp(type_=Moment)
_LAST = select(heartbeats.c.beaten_at, _DATABASE_TIME.label("database_now"))


def beat(connection: Connection, process: str, now: datetime) -> None:
    """Writes that the process is alive and has done its work."""
    connection.execute(_beat(dialect_of(connection)), {"process": process, "now": now})


@cache
def _beat(dialect: Any) -> Any:
    values = {"beaten_at": _DATABASE_TIME}
    statement = dialect.insert(heartbeats).values(values)
    return statement.on_conflict_do_update(
        index_elements=["process"], set_={**values, "now": statement.excluded.now}
    )


def since(connection: Connection, process: str) -> timedelta | None:
    """How long ago the process gave its last sign of life; None when it never did."""
    row = connection.execute(_LAST.where(heartbeats.c.process == process)).one_or_none()
    return None if row is None else row.database_now - row.beaten_at
