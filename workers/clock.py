"""The clock process: asks again and again what is due, stale or expired."""

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

from outreach import agenda
from outreach.clock import wait_until
from outreach.settings import Settings
from outreach.system import System

log = structlog.get_logger()

_TICK_SECONDS = 1.0
_DRAIN_PATIENCE_SECONDS = 60.0
_GRID = timedelta(minutes=20)


class Pause(Protocol):
    """How time passes between two ticks."""

    def __call__(self, until: datetime, now: datetime) -> None: ...


def real_pause(stop: threading.Event) -> Pause:
    """Time passes by itself: a second, less when something is due sooner."""

    def pause(until: datetime, now: datetime) -> None:
        stop.wait(min(max((until - now).total_seconds(), 0.05), _TICK_SECONDS))

    return pause


def warped_pause(settings: Settings, drained: Callable[[], bool]) -> Pause:
    """In a rehearsal the pretend network moves the clock.

    It jumps to the next moment at which something is due, on a grid of a few minutes so that
    what falls together is done together. While calls are being dialled a little time passes, as
    in life, and the next tick waits until all of them are.
    """
    token = b64encode(f"{settings.carrier_account}:{settings.carrier_tokens[0]}".encode()).decode()
    url = f"{settings.carrier_address}/rehearsal/advance"
    headers = {"Content-Type": "application/json", "Authorization": f"Basic {token}"}

    def pause(until: datetime, now: datetime) -> None:
        not_after = _on_grid(until)
        if not drained():
            not_after = min(not_after, now + _GRID)
        body = json.dumps({"not_after": not_after.isoformat()}).encode()
        request = urllib.request.Request(url, body, headers)  # noqa: S310 – settings: loopback only
        with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 – as above
            answer.read()
        wait_until(drained, poll_seconds=0.005, patience_seconds=_DRAIN_PATIENCE_SECONDS)

    return pause


def _on_grid(moment: datetime) -> datetime:
    """The moment itself or the next one of the grid: never earlier, so no hour is anticipated."""
    past = timedelta(seconds=moment.timestamp() % _GRID.total_seconds())
    return moment + (_GRID - past) if past else moment


def run(system: System, pause: Pause, stopped: Callable[[], bool]) -> None:
    """Ticks until it is stopped. A tick that fails is logged, and the next one tries again."""
    tidied: datetime | None = None
    while not stopped():
        now = system.clock.now()
        try:
            agenda.tick(system, now)
            if tidied is None or now - tidied >= agenda.RECOVER_EVERY:
                agenda.tidy(system, now)
                tidied = now
            pause(agenda.next_moment(system, now), now)
        except Exception:
            log.exception("tick failed")
            time.sleep(_TICK_SECONDS)


def main(system: System) -> None:
    stop = threading.Event()
    for received in (signal.SIGTERM, signal.SIGINT):
        signal.signal(received, lambda *_: stop.set())
    settings = system.settings
    pause = (
        warped_pause(settings, system.jobs.drained)
        if settings.rehearsal_clock
        else real_pause(stop)
    )
    run(system, pause, stop.is_set)
