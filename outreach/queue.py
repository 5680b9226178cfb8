"""The queue: job names and their enqueuing, always after the commit. It carries ids only.

Emptying Redis loses nothing: what is due is found again from the database.
"""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

QUEUE = "convoca"
PLACE_CALL = "workers.jobs.place_call"
SEND_TEXT = "workers.jobs.send_text"
TAKE_OVER = "workers.jobs.take_over"
TAKE_PRICES = "workers.jobs.take_prices"
MAKE_REPORT = "workers.jobs.make_report"
LOOK_OVER = "workers.jobs.look_over"
IMPORT_FILE = "workers.jobs.import_file"
JOB_NAMES = (
    PLACE_CALL,
    SEND_TEXT,
    TAKE_OVER,
    TAKE_PRICES,
    MAKE_REPORT,
    LOOK_OVER,
    IMPORT_FILE,
)

# RQ costs about 5 ms a job, as much as an attempt takes: so a job carries as many attempts as
# there are jobs, and of a long line more, in so many jobs that all workers have their share.
_JOBS_OF_MANY = 8
_JOB_SECONDS = 300
_REDIS_SECONDS = 5.0  # a server that does not answer by then is away
_LONG_SECONDS = 3600  # prices of thousands of calls; a million rows


class Jobs(Protocol):
    """Where work is left for the workers."""

    def place_calls(self, attempt_ids: Sequence[int]) -> None: ...

    def send_texts(self, attempt_ids: Sequence[int]) -> None: ...

    def take_over(self, attempt_ids: Sequence[int]) -> None:
        """A machine answered these calls: they are taken off the conversation."""
        ...

    def take_prices(self, since: datetime, until: datetime) -> None: ...

    def make_report(self, order_id: int) -> None: ...

    def look_over(self, upload_id: int) -> None:
        """What would become of the rows of a file is found out."""
        ...

    def import_file(self, upload_id: int) -> None: ...

    def depth(self) -> int:
        """How many jobs wait for a worker."""
        ...


class RedisJobs:
    def __init__(self, redis_url: str) -> None:
        self.redis = Redis.from_url(redis_url, socket_timeout=_REDIS_SECONDS)
        self._queue = Queue(QUEUE, connection=self.redis, serializer=JSONSerializer)

    def place_calls(self, attempt_ids: Sequence[int]) -> None:
        self._enqueue(PLACE_CALL, attempt_ids)

    def send_texts(self, attempt_ids: Sequence[int]) -> None:
        self._enqueue(SEND_TEXT, attempt_ids)

    def take_over(self, attempt_ids: Sequence[int]) -> None:
        self._enqueue(TAKE_OVER, attempt_ids)

    def take_prices(self, since: datetime, until: datetime) -> None:
        self._enqueue_long(TAKE_PRICES, since.isoformat(), until.isoformat())

    def look_over(self, upload_id: int) -> None:
        self._enqueue_long(LOOK_OVER, upload_id)

    def import_file(self, upload_id: int) -> None:
        self._enqueue_long(IMPORT_FILE, upload_id)

    def _enqueue_long(self, job_name: str, *told: str | int) -> None:
        self._queue.enqueue_many(
            [
                Queue.prepare_data(
                    job_name,
                    args=told,
                    timeout=_LONG_SECONDS,
                    result_ttl=0,
                    failure_ttl=24 * 3600,
                )
            ]
        )

    def make_report(self, order_id: int) -> None:
        self._enqueue(MAKE_REPORT, (order_id,))

    def _enqueue(self, job_name: str, attempt_ids: Sequence[int]) -> None:
        if not attempt_ids:
            return
        share = math.ceil(max(math.sqrt(len(attempt_ids)), len(attempt_ids) / _JOBS_OF_MANY))
        self._queue.enqueue_many(
            [
                Queue.prepare_data(
                    job_name,
                    args=tuple(attempt_ids[start : start + share]),
                    timeout=_JOB_SECONDS,
                    result_ttl=0,
                    failure_ttl=24 * 3600,
                )
                for start in range(0, len(attempt_ids), share)
            ]
        )

    def depth(self) -> int:
        return int(self._queue.count)
