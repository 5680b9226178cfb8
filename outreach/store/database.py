"""Opens the store: one engine, its keyring, and the two kinds of transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Row, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError as StoreUnavailable

from outreach.store.encryption import Keyring
from outreach.store.writers_queue import WritersQueue

__all__ = ["AnyRow", "Connection", "Store", "StoreUnavailable"]

AnyRow: TypeAlias = Row[*tuple[Any, ...]]

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
        self.engine = _engine(url)
        self.engine.dialect.keyring = keyring  # type: ignore[attr-defined]  # read by Sealed
        self._reader = self.engine.execution_options(reads_only=True)
        self._queue = WritersQueue(_lock_file(self.engine)) if self.is_sqlite else None
        self._writer: Connection | None = None

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
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads; it never waits for a writer."""
        with self._reader.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A transaction that only reads, and sees the database as of its first query throughout.

        SQLite's readers do so always; PostgreSQL's are told to.
        """
        reader = self._reader
        if not self.is_sqlite:
            reader = reader.execution_options(isolation_level="REPEATABLE READ")
        with reader.begin() as connection:
            yield connection

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
        self.engine.dispose()


def _lock_file(engine: Engine) -> Path | None:
    database = engine.url.database
    return None if database in (None, "", ":memory:") else Path(f"{database}-queue")


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        return create_engine(parsed, pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(parsed, connect_args={"timeout": 15})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that will write takes the write lock at once: a deferred one that is upgraded
    # later fails with "database is locked" instead of waiting.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
