"""SQLite has one writer: lets the threads and processes of this machine write one after another.

Left to SQLite, whoever finds the database locked sleeps for up to 100 ms and tries again. Here the
kernel wakes the next one as soon as the file lock is free, and takes it from a process that dies.
"""

import fcntl
import threading
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO


class WritersQueue(AbstractContextManager[None]):
    """Held while writing. Without a path (a database in memory) it orders threads only."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._file: BinaryIO | None = None

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            if self._path is not None:
                # opened by the process that uses it: a file shared through a fork shares its lock
                self._file = self._file or self._path.open("ab")
                fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._threads.release()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
