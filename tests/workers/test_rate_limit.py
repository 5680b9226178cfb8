"""Calls a second are counted for all workers together, in Redis."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from redis import Redis

from outreach.rate_limit import CallsPerSecond

RATE = 10
CALLS = 12  # of each process
DIALLER = """
import sys, time
from outreach.rate_limit import CallsPerSecond
limit = CallsPerSecond(sys.argv[1], float(sys.argv[2]))
for _ in range(int(sys.argv[3])):
    limit.wait()
    print(time.time(), flush=True)
"""


@pytest.fixture(autouse=True)
def empty(redis_url: str) -> None:
    with Redis.from_url(redis_url) as connection:
        connection.flushall()


def test_two_processes_together_keep_to_the_rate(redis_url: str) -> None:
    """Neither knows of the other; in no second are there more calls than the account allows."""
    arguments = [sys.executable, "-c", DIALLER, redis_url, str(RATE), str(CALLS)]
    root = Path(__file__).parents[2]
    running = [
        subprocess.Popen(arguments, cwd=root, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    told = [process.communicate(timeout=60)[0] for process in running]
    moments = sorted(float(line) for output in told for line in output.splitlines())
    assert len(moments) == 2 * CALLS
    # A call is counted a moment before it is told, so the window of the test is a bit shorter.
    for i, moment in enumerate(moments):
        assert sum(moment <= other < moment + 0.9 for other in moments[i:]) <= RATE
    assert moments[-1] - moments[0] < 2 * CALLS / RATE + 1.5


def test_a_slow_rate_waits_for_seconds_between_calls(redis_url: str) -> None:
    """Half a call a second is one every two."""
    limit = CallsPerSecond(redis_url, 0.5)
    limit.wait()
    before = time.monotonic()
    limit.wait()
    assert 1.5 < time.monotonic() - before < 3.5
