"""Jobs through a real queue: they resolve, they run, and an emptied queue loses nothing."""

import struct
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from rq import Queue
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from rq.utils import import_attribute

from outreach import agenda
from outreach.clock import ManualClock
from outreach.queue import JOB_NAMES, PLACE_CALL, QUEUE, RedisJobs
from outreach.rules.states import AttemptState
from outreach.settings import Settings, load
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from tests import look, make, play
from tests.conftest import MORNING
from tests.rehearsal.networks import ACCOUNT, CALLER, TOKEN, Rehearsal, served
from workers import jobs as job_functions
from workers.main import Worker

PEOPLE = [make.Invented(name=f"Persona {i}", numbers=(f"+504990004{i:02}",)) for i in range(7)]


@pytest.fixture
def redis(redis_url: str) -> Iterator["Redis[bytes]"]:
    """An empty Redis."""
    connection = Redis.from_url(redis_url)
    connection.flushall()
    yield connection
    connection.close()


@pytest.fixture
def network() -> Iterator[tuple[Rehearsal, str]]:
    """The pretend telephone network on a port, and its address."""
    rehearsal = Rehearsal("http://127.0.0.1:9", "--start", MORNING.isoformat())
    with served(rehearsal) as base:
        yield rehearsal, base


@pytest.fixture
def office(
    settings: Settings,
    sqlite_store: Store,
    clock: ManualClock,
    redis: "Redis[bytes]",
    redis_url: str,
    network: tuple[Rehearsal, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[System]:
    """The environment of an office in which a worker's process would start, and its system."""
    face = tmp_path / "clock"
    face.write_bytes(struct.pack("<q", int(clock.now().timestamp() * 1_000_000)))
    environment = make.environment(
        settings.model_copy(
            update={
                "redis_url": redis_url,
                "carrier_account": ACCOUNT,
                "carrier_token": TOKEN,
                "carrier_base_url": network[1],
                "calls_per_second": 1000,
                "rehearsal_clock": face,
            }
        )
    )
    monkeypatch.chdir(tmp_path)  # where no .env lies
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    job_functions.system.cache_clear()
    job_functions.calls_per_second.cache_clear()
    job_functions.our_clock.cache_clear()
    make.a_list(sqlite_store, people=PEOPLE, clock=clock)
    queue = RedisJobs(redis_url)
    yield System(load(), sqlite_store, clock, given_jobs=queue)
    queue.redis.close()
    if job_functions.system.cache_info().currsize:
        job_functions.system().store.close()
    job_functions.system.cache_clear()
    job_functions.calls_per_second.cache_clear()
    job_functions.our_clock.cache_clear()


def queue_of(redis: "Redis[bytes]") -> Queue:
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


def work(redis: "Redis[bytes]") -> list[Job]:
    """A worker does all that waits; the jobs, whose status is that of their end."""
    queue = queue_of(redis)
    waiting = list(queue.jobs)
    Worker([queue], connection=redis, serializer=JSONSerializer).work(burst=True)
    return waiting


def book(network: tuple[Rehearsal, str]) -> list[Any]:
    """The calls that the network took on."""
    calls: list[Any] = network[0].network.book()["calls"]
    return calls


@pytest.mark.parametrize("name", JOB_NAMES)
def test_every_job_name_is_a_function(name: str) -> None:
    """A misspelt name enqueues happily and fails hours later, at a worker."""
    assert callable(import_attribute(name))


def test_calls_go_through_the_queue_to_the_network(
    office: System, redis: "Redis[bytes]", network: tuple[Rehearsal, str]
) -> None:
    """Enqueued, taken by a worker, placed over HTTP: every job ends well, nothing is left."""
    make.a_campaign(office, caller_id=CALLER)
    assert len(agenda.tick(office, office.clock.now()).calls) == len(PEOPLE)
    assert agenda.being_placed(office, office.clock.now()) == len(PEOPLE)
    assert office.jobs.depth() == 3
    done = work(redis)
    assert [len(job.args) for job in done] == [3, 3, 1]
    assert office.jobs.depth() == 0
    assert agenda.being_placed(office, office.clock.now()) == 0
    assert queue_of(redis).failed_job_registry.count == 0
    attempts = look.rows(office.store, tables.attempts)
    assert {attempt.state for attempt in attempts} == {AttemptState.UNDER_WAY}
    assert {call["sid"] for call in book(network)} == {a.carrier_sid for a in attempts}


def test_texts_go_through_the_queue_to_the_network(
    office: System, redis: "Redis[bytes]", network: tuple[Rehearsal, str]
) -> None:
    """The other job, with the text that people get."""
    policy = {"text_after_voice_attempts": [0]}
    make.a_campaign(office, caller_id=CALLER, media=["text"], policy=policy)
    agenda.tick(office, office.clock.now())
    work(redis)
    assert queue_of(redis).failed_job_registry.count == 0
    assert len(network[0].network.book()["messages"]) == len(PEOPLE)


def test_emptying_the_queue_loses_nothing_and_repeats_nothing(
    office: System, clock: ManualClock, redis: "Redis[bytes]", network: tuple[Rehearsal, str]
) -> None:
    """The clock finds again what was lost, once its lease is over."""
    make.a_campaign(office, caller_id=CALLER)
    first = agenda.tick(office, clock.now()).calls
    placed, lost = first[:3], first[3:]
    redis.flushall()
    office.jobs.place_calls(placed)
    work(redis)
    assert len(book(network)) == len(placed)
    redis.flushall()
    assert agenda.tick(office, clock.now()).calls == []
    clock.advance(agenda.LEASE + timedelta(seconds=1))
    assert agenda.tick(office, clock.now()).calls == lost
    work(redis)
    assert len(book(network)) == len(PEOPLE)
    assert play.planned(office) == []


def test_a_job_that_comes_twice_places_one_call(
    office: System, redis: "Redis[bytes]", network: tuple[Rehearsal, str]
) -> None:
    """The claim is made in the database, not in the queue."""
    make.a_campaign(office, caller_id=CALLER)
    ids = agenda.tick(office, office.clock.now()).calls
    office.jobs.place_calls(ids)
    work(redis)
    assert len(book(network)) == len(PEOPLE)


def test_a_job_that_fails_is_seen_as_failed(office: System, redis: "Redis[bytes]") -> None:
    """A synchronous queue hides failures; this one keeps them for a day."""
    queue_of(redis).enqueue(PLACE_CALL, "no id")
    with office.store.transaction() as connection:
        connection.exec_driver_sql("ALTER TABLE attempts RENAME TO elsewhere")
    (job,) = work(redis)
    assert job.get_status() is JobStatus.FAILED


def test_with_a_wrong_clock_nothing_is_dialled_and_nothing_is_lost(
    office: System,
    clock: ManualClock,
    redis: "Redis[bytes]",
    network: tuple[Rehearsal, str],
    tmp_path: Path,
) -> None:
    """The carrier knows what time it is: ours may say morning in the middle of the night."""
    make.a_campaign(office, caller_id=CALLER)
    agenda.tick(office, clock.now())
    face = tmp_path / "clock"
    right = face.read_bytes()
    wrong = clock.now() + timedelta(hours=2)
    face.write_bytes(struct.pack("<q", int(wrong.timestamp() * 1_000_000)))
    work(redis)
    assert book(network) == []
    face.write_bytes(right)
    clock.advance(agenda.LEASE + timedelta(seconds=1))
    agenda.tick(office, clock.now())
    work(redis)
    assert len(book(network)) == len(PEOPLE)
