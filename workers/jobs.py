"""The jobs. Each is one use-case call for each id it carries."""

from functools import cache

from outreach import dialling, settings
from outreach.rate_limit import CallsPerSecond
from outreach.system import System


@cache
def system() -> System:
    """This worker process's own system."""
    return System.open(settings.load())


@cache
def calls_per_second() -> CallsPerSecond:
    configured = system().settings
    return CallsPerSecond(configured.redis_url, configured.calls_per_second)


def place_call(*attempt_ids: int) -> None:
    for attempt_id in attempt_ids:
        calls_per_second().wait()
        dialling.place(system(), attempt_id, system().clock.now())


def send_text(*attempt_ids: int) -> None:
    for attempt_id in attempt_ids:
        dialling.place(system(), attempt_id, system().clock.now())
