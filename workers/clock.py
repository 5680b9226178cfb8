"""The clock process: asks again and again what is due, stale or expired.

Several may run: one leads and works, the others wait to take its place.
"""

import json
import signal
import threading
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from outreach import agenda, punctuality, readiness
from outreach.settings import Settings
from outreach.store.leadership import Leadership
from outreach.system import System

log = structlog.get_logger()

_TICK_SECONDS = 1.0
_STANDBY_SECONDS = 0.5
_SECONDS_EACH = 0.003  # that a job or an attempt takes at the least, two of them at once
_GRID = timedelta(minutes=30)


class Pause(Protocol):
    """How time passes between two ticks."""

    def __call__(self, until: datetime, now: datetime) -> None: ...


def real_pause(stop: threading.Event) -> Pause:
    """Time passes by itself: a second, less when something is due sooner."""

    def pause(until: datetime, now: datetime) -> None:
        stop.wait(min(max((until - now).total_seconds(), 0.05), _TICK_SECONDS))

    return pause


def warped_pause(settings: Settings, being_placed: Callable[[], int]) -> Pause:
    """In a rehearsal the pretend network moves the clock.

    It jumps to the next moment at which something is due, on a grid of a few minutes so that
    what falls together is done together. Time stands still until all that is being dialled is,
    or has been lost on the way: else a call begun in the evening would ring at night. What we
    know of is the moment `now`; where time has moved on meanwhile, the network moves nothing.
    """
    token = b64encode(f"{settings.carrier_account}:{settings.carrier_tokens[0]}".encode()).decode()
    url = f"{settings.carrier_address}/rehearsal/advance"
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {token}"}
    patience = settings.carrier_timeout_seconds + 1.0

    def pause(until: datetime, now: datetime) -> None:
        lost = settle(being_placed, patience)
        not_after = min(_on_grid(until), now + _GRID) if lost else _on_grid(until)
        told = {"seen": now.isoformat(), "not_after": not_after.isoformat()}
        body = json.dumps(told).encode()
        request = urllib.request.Request(url, body, headers)  # noqa: S310 – settings: loopback only
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 – as above
            answer.read()

    return pause


def settle(being_placed: Callable[[], int], patience: float) -> int:
    """Waits in real time while the number goes down; what is left when it has stopped to."""
    left, since = being_placed(), time.monotonic()
    while left and time.monotonic() - since < patience:
        time.sleep(min(left * _SECONDS_EACH, _TICK_SECONDS))
        now_left = being_placed()
        if now_left != left:
            left, since = now_left, time.monotonic()
    return left


def _on_grid(moment: datetime) -> datetime:
    """The moment itself or the next one of the grid: never earlier, so no hour is anticipated."""
    past = timedelta(seconds=moment.timestamp() % _GRID.total_seconds())
    return moment + (_GRID - past) if past else moment


class Rounds:
    """What the leading clock does at each tick, and every few minutes."""

    def __init__(self, system: System, punctual: Callable[[], bool]) -> None:
        self._system = system
        self._punctual = punctual
        self._tidied: datetime | None = None
        self._beaten = 0.0

    def go(self, pause: Pause) -> None:
        """One tick and the pause after it. With a wrong clock nothing is done but waiting."""
        system, now = self._system, self._system.clock.now()
        if not self._punctual():
            time.sleep(_TICK_SECONDS)
            return
        agenda.tick(system, now)
        if self._is_time_to_tidy(now):
            agenda.tidy(system, now)
            self._tidied = now
        self._beat(now)
        pause(agenda.next_moment(system, now), now)

    def _is_time_to_tidy(self, now: datetime) -> bool:
        # earlier than the last time: the clock was put back since
        return (
            self._tidied is None
            or now < self._tidied
            or now - self._tidied >= agenda.RECOVER_EVERY
        )

    def _beat(self, now: datetime) -> None:
        """At most once a real second, however fast a rehearsal's time passes."""
        if time.monotonic() - self._beaten >= _TICK_SECONDS:
            readiness.beat(self._system, now)
            self._beaten = time.monotonic()


def run(
    system: System,
    pause: Pause,
    stopped: Callable[[], bool],
    punctual: Callable[[], bool] = lambda: True,
) -> None:
    """Ticks until it is stopped. A tick that fails is logged, and the next one tries again."""
    lead = Leadership(system.store, "clock")
    rounds = Rounds(system, punctual)
    while not stopped():
        try:
            if lead.held():
                rounds.go(pause)
            else:
                time.sleep(_STANDBY_SECONDS)
        except Exception:
            log.exception("tick failed")
            time.sleep(_TICK_SECONDS)
    lead.give_up()


def _on_their_way(system: System) -> int:
    """Jobs of any kind that no worker has taken yet; when there are none, attempts that are
    being placed. The database is not asked while the queue knows."""
    return system.jobs.depth() or agenda.being_placed(system, system.clock.now())


def main(system: System) -> None:
    stop = threading.Event()
    for received in (signal.SIGTERM, signal.SIGINT):
        signal.signal(received, lambda *_: stop.set())
    settings = system.settings
    pause = (
        warped_pause(settings, lambda: _on_their_way(system))
        if settings.rehearsal_clock
        else real_pause(stop)
    )
    run(system, pause, stop.is_set, punctuality.with_carrier(settings).holds)
