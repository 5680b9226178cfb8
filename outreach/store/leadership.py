"""Of several processes of a kind, one leads: by a lock that ends with it, however it ends."""

import fcntl
import zlib
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import Connection, text

from outreach.store.database import Store, StoreUnavailable


class Leadership:
    """The lead among all processes that work with one database; a lead is never shared.

    PostgreSQL: an advisory lock of a connection kept for it, which the server takes back when
    the process or the connection dies. SQLite: a lock on a file beside the database.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name
        self._key = zlib.crc32(name.encode())
        self._connection: Connection | None = None
        self._file: BinaryIO | None = None

    def held(self) -> bool:
        """Whether this process leads, after trying to. Raises StoreUnavailable."""
        return self._in_file() if self._store.is_sqlite else self._in_database()

    def give_up(self) -> None:
        """Lets another process lead."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            # not back into the pool: the lock would live on with the connection
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _in_database(self) -> bool:
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))  # the lock lives as long as this does
                return True
            engine = self._store.engine.execution_options(isolation_level="AUTOCOMMIT")
            self._connection = engine.connect()
            asked = text("SELECT pg_try_advisory_lock(:key)")
            if self._connection.scalar(asked, {"key": self._key}):
                return True
        except StoreUnavailable:
            self.give_up()
            raise
        self._connection.close()
        self._connection = None
        return False

    def _in_file(self) -> bool:
        if self._file is not None:
            return True
        database = self._store.engine.url.database
        if database in (None, "", ":memory:"):
            return True
        file = Path(f"{database}-{self._name}").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self._file = file
        return True
