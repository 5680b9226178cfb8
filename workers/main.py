"""Starts a worker or the clock: `python -m workers.main worker|clock`."""

import sys
import time
from contextlib import suppress
from importlib import import_module
from logging import WARNING, getLogger

import structlog
from redis import Redis, RedisError
from rq import Queue, SimpleWorker
from rq.exceptions import StopRequested
from rq.serializers import JSONSerializer
from rq.timeouts import TimerDeathPenalty

from outreach import collector, logs, settings
from outreach.errors import SettingsError
from outreach.queue import QUEUE
from outreach.settings import Settings
from outreach.system import System

log = structlog.get_logger()

_BREATH_SECONDS = 1.0


class Worker(SimpleWorker):
    """Works in its own process, without a fork for each job: four times as many jobs a second.

    A job that crashes the process is found again by the clock, not by RQ.
    """

    death_penalty_class = TimerDeathPenalty
    max_connection_wait_time = 5.0  # seconds between looks for a queue that is away

    @property
    def is_told_to_stop(self) -> bool:
        return self._shutdown_requested_date is not None


def work(configured: Settings) -> None:
    connection = Redis.from_url(configured.redis_url)
    queue = Queue(QUEUE, connection=connection, serializer=JSONSerializer)
    import_module("workers.jobs")  # now, not in the middle of the first job
    collector.settle()
    getLogger("rq.worker").setLevel(WARNING)
    with suppress(StopRequested):  # told to stop while it took breath
        while not _worked_to_the_end(queue, connection):
            # RQ gives up when its server goes away in the middle of a job. We do not.
            log.warning("worker begins anew")
            time.sleep(_BREATH_SECONDS)


def _worked_to_the_end(queue: Queue, connection: "Redis[bytes]") -> bool:
    """Works until it is told to stop. False when the queue's server was lost instead."""
    worker = None
    try:
        worker = Worker([queue], connection=connection, serializer=JSONSerializer)
        worker.work()
    except RedisError as error:  # also while it says goodbye to a server that is away
        log.warning("queue is away", error=type(error).__name__)
    return worker is not None and worker.is_told_to_stop


def main(arguments: list[str]) -> int:
    if arguments not in (["worker"], ["clock"]):
        sys.stderr.write("usage: python -m workers.main worker|clock\n")
        return 2
    try:
        configured = settings.load()
        system = System.open(configured)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    logs.configure(configured.log_level)
    if arguments == ["clock"]:
        from workers import clock

        collector.settle()
        clock.main(system)
    else:
        system.store.close()
        work(configured)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
