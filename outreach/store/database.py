"""Opens the store: one engine, its keyring, and the two kinds of transaction."""

import select
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, Row, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError as StoreUnavailable
from sqlalchemy.exc import InvalidatePoolError

from outreach.store.encryption import Keyring
from outreach.store.writers_queue import WritersQueue

__all__ = ["AnyRow", "Beside", "Connection", "Store", "StoreUnavailable"]

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
_T = TypeVar("_T")


class Beside(Protocol):
    """Has something read while its caller reads on; what it returns waits for the result."""

    def __call__(self, read: Callable[[Connection], _T]) -> Callable[[], _T]: ...


_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",  # safe in WAL: a crash of the machine loses no consistency
    "PRAGMA wal_autocheckpoint=8000",  # pages; a checkpoint waits for the disk, so let them be few
    "PRAGMA busy_timeout=15000",
    "PRAGMA foreign_keys=ON",
)


class Store:
    """The database and the keys to read it. Safe to share between threads."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.keyring = keyring
        self.engine = self._with_keys(_engine(url))
        # Connections of their own for what needs no transaction: to switch one costs more than
        # many a query.
        self._single = (
            self.engine if self.is_sqlite else self._with_keys(_without_transactions(url))
        )
        self._reader = self._single.execution_options(reads_only=True)
        self._queue = WritersQueue(_lock_file(self.engine)) if self.is_sqlite else None
        self._writer: Connection | None = None

    def _with_keys(self, engine: Engine) -> Engine:
        engine.dialect.keyring = self.keyring  # type: ignore[attr-defined]  # read by Sealed
        return engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A read-write transaction: committed at the end, rolled back by an exception."""
        if self._queue is None:
            with self.engine.begin() as connection:
                yield connection
            return
        with self._queue:
            # one writer at a time needs one connection, and fetching one costs as much as a query
            writer = self._writer = self._writer or self.engine.connect()
            with writer.begin():
                yield writer

    @contextmanager
    def statement(self) -> Iterator[Connection]:
        """For a change that on PostgreSQL is one statement: it needs no transaction around it,
        which spares the two round trips of its beginning and end. SQLite has no round trips."""
        if self.is_sqlite:
            with self.transaction() as connection:
                yield connection
        else:
            with self._single.connect() as connection:
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Only reads, and never waits for a writer. On PostgreSQL each statement sees what was
        committed when it began, as it would inside a transaction."""
        with self._reader.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees the database as of its first query throughout.

        SQLite's readers do so always; PostgreSQL's are told to.
        """
        with self._frozen.begin() as connection:
            yield connection

    @property
    def _frozen(self) -> Engine:
        if self.is_sqlite:
            return self._reader
        return self._reader.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def beside(self, connection: Connection) -> Iterator[Beside]:
        """A second reader who sees what the snapshot of `connection` does, and reads meanwhile.

        It is given one thing after the other. SQLite has no second reader of the same moment:
        there it is read by the first one, when the result is asked for.
        """
        if self.is_sqlite:
            yield lambda read: partial(read, connection)
            return
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        with self._frozen.begin() as other, ThreadPoolExecutor(1) as reader:
            other.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
            try:
                yield lambda read: reader.submit(read, other).result
            finally:
                reader.shutdown(cancel_futures=True)

    def compact(self) -> bool:
        """Writes the database anew, so that nothing of what was changed or removed is left in it.

        SQLite: file and journal; False when a reader kept the journal from being emptied.
        PostgreSQL: the space is given free to be written over, and only `VACUUM FULL`, which locks
        the tables, would clear it at once.
        """
        if self._queue is None:
            with self.engine.connect().execution_options(
                isolation_level="AUTOCOMMIT"
            ) as connection:
                connection.exec_driver_sql("VACUUM")
            return True
        with self._queue:
            raw = self.engine.raw_connection()
            try:
                raw.cursor().execute("VACUUM")
                busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                raw.close()
        return not busy

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._queue is not None:
            self._queue.close()
        self._single.dispose()
        self.engine.dispose()


def _lock_file(engine: Engine) -> Path | None:
    database = engine.url.database
    return None if database in (None, "", ":memory:") else Path(f"{database}-queue")


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return _server(url)
    engine = create_engine(parsed, connect_args={"timeout": 15})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _without_transactions(url: str) -> Engine:
    return _server(url, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)


def _server(url: str, **more: Any) -> Engine:
    """PostgreSQL. Each process holds ten connections of a kind at most, and five in reserve."""
    parsed = make_url(url)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    engine = create_engine(parsed, pool_size=10, max_overflow=5, **more)
    event.listen(engine, "checkout", _leave_out_the_dead)
    return engine


def _leave_out_the_dead(connection: Any, _record: Any, _fairy: Any) -> None:
    # An idle connection has nothing to tell, unless the server has closed it. Looking costs
    # microseconds, where a ping of the pool costs a round trip at every transaction.
    poll = select.poll()
    if not connection.closed:
        poll.register(connection.fileno(), select.POLLIN)
    if connection.closed or poll.poll(0):
        raise InvalidatePoolError


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the write lock at once: a deferred one that is upgraded
    # later fails with "database is locked" instead of waiting.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
