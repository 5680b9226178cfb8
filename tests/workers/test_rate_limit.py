"""Calls a second are counted for all workers together, in Redis, and to the percent."""

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from redis import Redis

from outreach.rate_limit import CallsPerSecond

ROOT = Path(__file__).parents[2]
PROCESSES = 2
DIALLER = """
import sys, time
from outreach.rate_limit import CallsPerSecond
limit = CallsPerSecond(sys.argv[1])
for _ in range(int(sys.argv[4])):
    assert limit.wait(sys.argv[2], float(sys.argv[3]))
    print(time.time(), flush=True)
"""


@pytest.fixture(autouse=True)
def empty(redis_url: str) -> None:
    with Redis.from_url(redis_url) as connection:
        connection.flushall()


def dialled(redis_url: str, *lanes: tuple[str, float, int]) -> list[list[float]]:
    """The moments at which processes were let through, one process for each lane given."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", DIALLER, redis_url, lane, str(rate), str(calls)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for lane, rate, calls in lanes
    ]
    return [
        [float(line) for line in process.communicate(timeout=60)[0].splitlines()]
        for process in running
    ]


def test_processes_together_keep_exactly_to_the_rate(redis_url: str) -> None:
    """Over more than ten seconds each rate is right to 2 %, and each process had its share."""
    rates = {"account": 2.5, "+50422000100": 12.0}
    lanes = [(lane, rate, int(rate * 12 / PROCESSES)) for lane, rate in rates.items()]
    told = dialled(redis_url, *(lane for lane in lanes for _ in range(PROCESSES)))
    for nth, rate in enumerate(rates.values()):
        shares = told[nth * PROCESSES : (nth + 1) * PROCESSES]
        moments = sorted(moment for share in shares for moment in share)
        seconds = moments[-1] - moments[0]
        assert seconds > 10
        assert (len(moments) - 1) / seconds == pytest.approx(rate, rel=0.02)
        # While both were at it they took turns; one of them may have started a second later.
        together = min(share[-1] for share in shares)
        counts = [sum(moment <= together for moment in share) for share in shares]
        assert max(counts) - min(counts) <= rate + 2


def test_calls_come_at_even_distances(redis_url: str) -> None:
    """No burst at the beginning of each second, which a carrier would queue or refuse."""
    limit, moments = CallsPerSecond(redis_url), []
    for _ in range(20):
        limit.wait("account", 20.0)
        moments.append(time.monotonic())
    assert all(after - before > 0.025 for before, after in pairwise(moments))


def test_lanes_do_not_wait_for_each_other(redis_url: str) -> None:
    """Each of our numbers has its own pace."""
    before = time.time()
    first, second = dialled(redis_url, ("+50422000100", 4.0, 9), ("+50422000200", 4.0, 9))
    assert max(first[-1], second[-1]) - before < 2.0 + 2.0  # two seconds each, and the start
    assert first[-1] - first[0] == pytest.approx(2.0, abs=0.2)


def test_a_turn_that_is_far_away_is_not_waited_for(redis_url: str) -> None:
    """A worker does not sit idle for minutes; the attempt is found due again."""
    limit = CallsPerSecond(redis_url)
    before = time.monotonic()
    assert limit.wait("slow", 0.01)
    assert not limit.wait("slow", 0.01)
    assert not limit.wait("slow", 0.01)
    assert time.monotonic() - before < 1.0


def test_an_emptied_redis_starts_anew(redis_url: str) -> None:
    """Nothing in it has to be kept."""
    limit = CallsPerSecond(redis_url)
    assert limit.wait("account", 0.5)
    with Redis.from_url(redis_url) as connection:
        connection.flushall()
        connection.script_flush()
    before = time.monotonic()
    assert limit.wait("account", 0.5)
    assert time.monotonic() - before < 0.5
