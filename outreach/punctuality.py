"""Whether our clock tells the right time, by the carrier's: with a wrong one nothing is dialled.

A machine's time may jump: set by hand, by a time server that errs, by waking up from a pause. A
call placed by a wrong clock may come at night, and no rule of ours would notice.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import requests
import structlog

from outreach.clock import Clock, clock_for
from outreach.settings import Settings

log = structlog.get_logger()

TOLERANCE = timedelta(minutes=1)
_TRUSTED_FOR = timedelta(minutes=10)  # as long as our own seconds are taken for right


class Punctuality:
    """Compares our clock with another one: asked seldom, and between by seconds counted since.

    `fresh_for` is how long a time that was asked for may be counted on from. A clock that
    `may_stand_still`, as a rehearsal's does, is not asked about again before it has moved.
    """

    def __init__(
        self,
        clock: Clock,
        other: Callable[[], datetime | None],
        fresh_for: timedelta = _TRUSTED_FOR,
        counted: Callable[[], float] = time.monotonic,
        may_stand_still: bool = False,
    ) -> None:
        self._clock = clock
        self._other = other
        self._fresh_for = fresh_for
        self._counted = counted
        self._may_stand_still = may_stand_still
        self._seen: tuple[datetime, float] | None = None
        self._right: datetime | None = None  # what our clock showed when it was right

    def holds(self) -> bool:
        """False when the other clock says otherwise by more than a minute. While it cannot be
        asked, nothing can be dialled either."""
        ours = self._clock.now()
        if self._may_stand_still and ours == self._right:
            return True
        by_counting = self._by_counting()
        if by_counting is not None and self._agrees(by_counting):
            return True
        told = self._other()
        if told is None:
            return True
        self._seen = told, self._counted()
        if self._agrees(told):
            self._right = ours
            return True
        log.error("clock is wrong", by_seconds=round((self._clock.now() - told).total_seconds()))
        return False

    def _by_counting(self) -> datetime | None:
        if self._seen is None:
            return None
        told, at = self._seen
        passed = timedelta(seconds=self._counted() - at)
        return told + passed if passed < self._fresh_for else None

    def _agrees(self, moment: datetime) -> bool:
        return abs(self._clock.now() - moment) <= TOLERANCE


def with_carrier(settings: Settings) -> Punctuality:
    """Our clock against the carrier's. The seconds of a rehearsal cannot be counted."""
    ours, theirs = clock_for(settings.rehearsal_clock), _asking(settings)
    if settings.rehearsal_clock:
        return Punctuality(ours, theirs, timedelta(0), may_stand_still=True)
    return Punctuality(ours, theirs)


def _asking(settings: Settings) -> Callable[[], datetime | None]:
    """What time it is for the carrier, by the Date of any answer of its web server."""
    session = requests.Session()
    if settings.rehearsing:
        session.trust_env = False  # this machine needs no proxy

    def ask() -> datetime | None:
        try:
            answer = session.head(
                settings.carrier_address, timeout=settings.carrier_timeout_seconds
            )
            return parsedate_to_datetime(answer.headers["Date"]).replace(
                tzinfo=UTC
            )  # as HTTP has it
        except (requests.RequestException, KeyError, ValueError):
            return None

    return ask
