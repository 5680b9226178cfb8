"""The jobs. Each is one use-case call for each id it carries.

A failure is logged here by its kind and place, and RQ is told no more than that: the text of an
exception may hold what a person said, and RQ keeps and logs what it is told.
"""

from collections.abc import Callable
from functools import cache

import structlog

from outreach import dialling, machines, settings
from outreach.rate_limit import CallsPerSecond
from outreach.system import System

log = structlog.get_logger()


@cache
def system() -> System:
    """This worker process's own system."""
    return System.open(settings.load())


@cache
def calls_per_second() -> CallsPerSecond:
    configured = system().settings
    return CallsPerSecond(configured.redis_url, configured.calls_per_second)


class JobFailed(Exception):
    """A job could not be done; the log has the kind of error and its place."""


def place_call(*attempt_ids: int) -> None:
    _for_each(attempt_ids, calls_per_second().wait)


def send_text(*attempt_ids: int) -> None:
    _for_each(attempt_ids, lambda: None)


def take_over(*attempt_ids: int) -> None:
    for attempt_id in attempt_ids:
        machines.take_over(system(), attempt_id)


def _for_each(attempt_ids: tuple[int, ...], wait: Callable[[], None]) -> None:
    """Places each; one that fails does not keep the others from their turn."""
    failed = 0
    for attempt_id in attempt_ids:
        wait()
        try:
            dialling.place(system(), attempt_id, system().clock.now())
        except Exception:
            log.exception("job failed", attempt=attempt_id)
            failed += 1
    if failed:
        raise JobFailed(f"{failed} of {len(attempt_ids)} attempts")
