"""The jobs. Each is one use-case call for each id it carries.

A failure is logged here by its kind and place, and RQ is told no more than that: the text of an
exception may hold what a person said, and RQ keeps and logs what it is told.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache

import structlog

from outreach import (
    dialling,
    machines,
    prices,
    punctuality,
    report_orders,
    settings,
    upload_work,
)
from outreach.punctuality import Punctuality
from outreach.rate_limit import CallsPerSecond
from outreach.system import System

log = structlog.get_logger()


@cache
def system() -> System:
    """This worker process's own system."""
    return System.open(settings.load())


@cache
def calls_per_second() -> CallsPerSecond:
    return CallsPerSecond(system().settings.redis_url)


@cache
def our_clock() -> Punctuality:
    return punctuality.with_carrier(system().settings)


class JobFailed(Exception):
    """A job could not be done; the log has the kind of error and its place."""


def place_call(*attempt_ids: int) -> None:
    _for_each(attempt_ids, _its_turn)


def send_text(*attempt_ids: int) -> None:
    _for_each(attempt_ids, lambda _: True)


def take_over(*attempt_ids: int) -> None:
    for attempt_id in attempt_ids:
        machines.take_over(system(), attempt_id)


def take_prices(since: str, until: str) -> None:
    prices.take(system(), datetime.fromisoformat(since), datetime.fromisoformat(until))


def make_report(order_id: int) -> None:
    report_orders.make_elsewhere(order_id)


def look_over(upload_id: int) -> None:
    upload_work.look_over(system(), upload_id)


def import_file(upload_id: int) -> None:
    upload_work.import_file(system(), upload_id)


def _its_turn(attempt_id: int) -> bool:
    """Waits for the pace of the number that we call from, and for the account's. False when its
    turn is far away: the clock then finds it due again."""
    pace = calls_per_second()
    caller = dialling.caller_for(system(), attempt_id, system().clock.now())
    if caller and caller.calls_per_second:
        if not pace.wait(caller.number, caller.calls_per_second):
            return False
    return pace.wait("account", system().settings.calls_per_second)


def _for_each(attempt_ids: tuple[int, ...], its_turn: Callable[[int], bool]) -> None:
    """Places each; one that fails does not keep the others from their turn. With a wrong clock
    none is placed, and all are due again."""
    if not our_clock().holds():
        return
    failed = 0
    for attempt_id in attempt_ids:
        try:
            if not its_turn(attempt_id):
                continue
            dialling.place(system(), attempt_id, system().clock.now())
        except Exception:
            log.exception("job failed", attempt=attempt_id)
            failed += 1
    if failed:
        raise JobFailed(f"{failed} of {len(attempt_ids)} attempts")
