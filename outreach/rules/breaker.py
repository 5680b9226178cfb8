"""Decides whether a carrier that fails is spared for a while, and how it is tried again.

A burst of failures trips the breaker: nothing is placed for half a minute, then one call is, then
a few, and when they went well everything is. A failure in between trips it again, for twice as
long each time, up to ten minutes. A refusal that is about one number or person is no failure.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from outreach.rules.dispositions import Fault

BURST = 5  # failures more than successes, close together
FORGOTTEN_AFTER = timedelta(minutes=2)  # without another failure
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=10)
PROBES = (1, 4)  # how many are let through at a time, before all are
LOST_AFTER = timedelta(minutes=1)  # a probe whose process died tells us nothing

_FAILURES = {Fault.TRANSIENT}


class Phase(StrEnum):
    CLOSED = "closed"  # as an electrician says it: calls go through
    OPEN = "open"
    HALF_OPEN = "half_open"


@dataclass(frozen=True, slots=True)
class Breaker:
    """What is remembered of a carrier. `level` rises with a failure and falls with a success.

    `until` is set from the first trip on until it has closed again. Since then `tried` calls were
    let through, the latest at `tried_at`, and `passed` of all went well.
    """

    level: int = 0
    failed_at: datetime | None = None
    until: datetime | None = None
    trips: int = 0
    tried: int = 0
    tried_at: datetime | None = None
    passed: int = 0

    def phase(self, now: datetime) -> Phase:
        if self.until is None:
            return Phase.CLOSED
        return Phase.OPEN if now < self.until else Phase.HALF_OPEN


HEALTHY = Breaker()


def is_failure(fault: Fault | None) -> bool:
    """Whether a refusal with this meaning speaks of the carrier's health."""
    return fault in _FAILURES


def allowance(breaker: Breaker, now: datetime) -> int | None:
    """How many calls and texts may start now; None for as many as wanted."""
    phase = breaker.phase(now)
    if phase is Phase.CLOSED:
        return None
    if phase is Phase.OPEN:
        return 0
    return max(0, _let_through(breaker.passed) - _on_their_way(breaker, now))


def admitted(breaker: Breaker, now: datetime) -> Breaker | None:
    """The breaker after one more call was let through; None if it may not start now."""
    if breaker.phase(now) is Phase.CLOSED:
        return breaker
    if not allowance(breaker, now):
        return None
    return replace(breaker, tried=breaker.passed + _on_their_way(breaker, now) + 1, tried_at=now)


def succeeded(breaker: Breaker) -> Breaker:
    """The breaker after the carrier did as it was asked."""
    if breaker.until is None:
        return replace(breaker, level=max(0, breaker.level - 1))
    passed = breaker.passed + 1
    return HEALTHY if passed >= sum(PROBES) else replace(breaker, passed=passed)


def failed(breaker: Breaker, now: datetime) -> Breaker:
    """The breaker after a failure. While it is open, stragglers change nothing."""
    phase = breaker.phase(now)
    if phase is Phase.OPEN:
        return breaker
    forgotten = breaker.failed_at is None or now - breaker.failed_at > FORGOTTEN_AFTER
    level = 1 if forgotten else breaker.level + 1
    if phase is Phase.CLOSED and level < BURST:
        return replace(breaker, level=level, failed_at=now)
    wait = min(FIRST_WAIT * (1 << min(breaker.trips, 10)), LONGEST_WAIT)
    return Breaker(level=BURST, failed_at=now, until=now + wait, trips=breaker.trips + 1)


def _let_through(passed: int) -> int:
    """How many may be on their way after so many went well."""
    gone = 0
    for probes in PROBES:
        gone += probes
        if passed < gone:
            return gone - passed
    return PROBES[-1]


def _on_their_way(breaker: Breaker, now: datetime) -> int:
    if breaker.tried_at is None or now - breaker.tried_at > LOST_AFTER:
        return 0
    return max(0, breaker.tried - breaker.passed)
