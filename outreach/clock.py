"""What time it is: real, or warped for a rehearsal. Read at entry points only."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

_MICROSECONDS = struct.Struct("<q")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Tells the time, as an aware UTC datetime."""

    def now(self) -> datetime: ...


class RealClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class WarpedClock:
    """The rehearsal's clock: eight bytes in a file, moved by the pretend network.

    The file holds the microseconds since 1970 (UTC) as a little-endian signed integer. Settings
    refuse it with a real carrier.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._face = mmap.mmap(file.fileno(), _MICROSECONDS.size, access=mmap.ACCESS_READ)

    def now(self) -> datetime:
        return _EPOCH + timedelta(microseconds=_MICROSECONDS.unpack(self._face[:8])[0])


class ManualClock:
    """A clock that a test moves by hand."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by

    def set(self, moment: datetime) -> None:
        self._now = moment


def clock_for(path: Path | None) -> Clock:
    """The clock that settings ask for: the real one unless a rehearsal's file is named."""
    return RealClock() if path is None else WarpedClock(path)
