"""What goes wrong, when, and to whom: drawn from a seed."""

import random
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from tests.faults.office import Office

_LOOK_SECONDS = 0.1
_STANDSTILL_SECONDS = 120.0

Fault = Callable[[Office, random.Random], None]


def kill_web(office: Office, rng: random.Random) -> None:
    office.kill(rng.choice(office.webs))


def kill_worker(office: Office, rng: random.Random) -> None:
    office.kill(rng.choice(office.workers))


def kill_clock(office: Office, rng: random.Random) -> None:
    office.kill(rng.choice(office.clocks))


def empty_queue(office: Office, rng: random.Random) -> None:
    office.empty_queue()


def restart_queue(office: Office, rng: random.Random) -> None:
    office.restart_queue()


def restart_database(office: Office, rng: random.Random) -> None:
    office.restart_database("fast")


def crash_database(office: Office, rng: random.Random) -> None:
    office.restart_database("immediate")


def clock_ahead(office: Office, rng: random.Random) -> None:
    _wrong_for_a_while(office, rng, timedelta(minutes=rng.uniform(2, 600)))


def clock_behind(office: Office, rng: random.Random) -> None:
    _wrong_for_a_while(office, rng, -timedelta(minutes=rng.uniform(2, 600)))


def _wrong_for_a_while(office: Office, rng: random.Random, by: timedelta) -> None:
    office.put_clock_wrong(by)
    time.sleep(rng.uniform(0.2, 1.0))
    office.put_clock_wrong(timedelta(0))


FAULTS: Mapping[str, tuple[Fault, float]] = {
    "web killed": (kill_web, 3.0),
    "worker killed": (kill_worker, 3.0),
    "clock killed": (kill_clock, 3.0),
    "queue emptied": (empty_queue, 1.0),
    "queue restarted": (restart_queue, 1.0),
    "database restarted": (restart_database, 0.7),
    "database crashed": (crash_database, 0.7),
    "time jumped ahead": (clock_ahead, 1.0),
    "time jumped back": (clock_behind, 1.0),
}
"""Name → what is done, and how often it is drawn beside the others."""


class Chaos:
    """Lets faults happen until a moment of the rehearsal's time has come."""

    def __init__(self, office: Office, seed: int, between: tuple[float, float]) -> None:
        """`between` two faults pass so many seconds, on a machine that starts a process in one."""
        self._office = office
        self._rng = random.Random(f"chaos-{seed}")
        self._between = between
        self._slowness = max(1.0, office.start_seconds)
        self.happened: Counter[str] = Counter()

    def at_random(self, until: datetime) -> None:
        """Faults again and again, every few seconds; each at least once."""
        first = self._rng.sample(list(FAULTS), len(FAULTS))
        names, weights = list(FAULTS), [weight for _, weight in FAULTS.values()]
        while not self._is_over(until):
            self._wait()
            self._happen(first.pop() if first else self._rng.choices(names, weights)[0])

    def each_once(self, until: datetime) -> None:
        """Each fault once, in any order, and the rest of the time without."""
        for name in self._rng.sample(list(FAULTS), len(FAULTS)):
            self._wait()
            self._happen(name)
        while not self._is_over(until):
            self._wait()

    def _happen(self, name: str) -> None:
        FAULTS[name][0](self._office, self._rng)
        self.happened[name] += 1

    def _wait(self) -> None:
        until = time.monotonic() + self._rng.uniform(*self._between) * self._slowness
        while time.monotonic() < until:
            self._office.revive()
            time.sleep(_LOOK_SECONDS)

    def _is_over(self, until: datetime) -> bool:
        """Raises TimeoutError when time has stood still for too long."""
        now = self._office.now()
        if now != self._last_seen[0]:
            self._last_seen = now, time.monotonic()
        elif time.monotonic() - self._last_seen[1] > _STANDSTILL_SECONDS:
            raise TimeoutError("time stands still; the logs tell why")
        return now >= until or not self._office.is_running()

    _last_seen: tuple[datetime | None, float] = (None, 0.0)
