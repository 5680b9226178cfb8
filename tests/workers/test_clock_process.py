"""The clock process: ticks until it is told to stop, and survives a tick that fails."""

import signal
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach.clock import ManualClock
from outreach.rules.states import AttemptState
from outreach.store import tables
from outreach.store.leadership import Leadership
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs
from tests.workers.processes import running, wait_until
from workers import clock as process

NOW = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)


class Tempo:
    """Time that passes as the clock process asks for it, for a number of ticks."""

    def __init__(self, system: System, ticks: int) -> None:
        self.system, self.left = system, ticks

    def pause(self, until: datetime, now: datetime) -> None:
        assert until > now
        play.wait(self.system, min(until - now, timedelta(minutes=5)))

    def stopped(self) -> bool:
        self.left -= 1
        return self.left < 0


def run(system: System, ticks: int) -> None:
    tempo = Tempo(system, ticks)
    process.run(system, tempo.pause, tempo.stopped)


def test_what_is_due_is_enqueued_and_what_is_lost_recovered(
    quick_system: System, jobs: FakeJobs, carrier: FakeCarrier
) -> None:
    """One process does both, without being asked."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    run(quick_system, 1)
    (attempt_id,) = jobs.calls
    carrier.loses_answers = True
    play.place(quick_system, attempt_id)
    run(quick_system, 3)
    attempt = look.one(quick_system.store, tables.attempts)
    assert (attempt.state, len(carrier.calls)) == (AttemptState.UNDER_WAY, 1)


def test_a_tick_that_fails_is_not_the_last(quick_system: System, jobs: FakeJobs) -> None:
    """The database or the queue may be away for a moment; the next tick tries again."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)

    class Failing(FakeJobs):
        """A queue that is away at first."""

        def place_calls(self, attempt_ids: object) -> None:
            quick_system.given_jobs = jobs
            del quick_system.jobs  # opened when first used
            raise ConnectionError

    quick_system.given_jobs = Failing()
    quick_system.__dict__.pop("jobs", None)
    run(quick_system, 1)
    assert jobs.calls == []
    play.wait(quick_system, timedelta(minutes=3))
    run(quick_system, 1)
    assert len(jobs.calls) == 1


def test_what_was_enqueued_by_a_clock_put_back_since_is_due_again(
    quick_system: System, jobs: FakeJobs
) -> None:
    """Its lease lies in a future that may be hours away."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    right = quick_system.clock.now()
    play.wait(quick_system, timedelta(hours=3))
    run(quick_system, 1)
    assert isinstance(quick_system.clock, ManualClock)
    quick_system.clock.set(right)
    run(quick_system, 1)
    assert len(jobs.calls) == 2
    assert len(set(jobs.calls)) == 1


def test_with_a_wrong_clock_nothing_is_enqueued(quick_system: System, jobs: FakeJobs) -> None:
    """And no sign of life is given: the clock does not do its work."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    tempo = Tempo(quick_system, 1)
    process.run(quick_system, tempo.pause, tempo.stopped, lambda: False)
    assert jobs.calls == []
    assert look.rows(quick_system.store, tables.heartbeats) == []
    run(quick_system, 1)
    assert len(jobs.calls) == 1
    assert look.one(quick_system.store, tables.heartbeats).process == "clock"


def test_a_second_clock_waits_and_takes_over(quick_system: System, jobs: FakeJobs) -> None:
    """Two at once do the work of one; when the first ends, the second goes on."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    first = Leadership(quick_system.store, "clock")
    assert first.held()
    run(quick_system, 1)
    assert jobs.calls == []
    first.give_up()
    run(quick_system, 1)
    assert len(jobs.calls) == 1


def test_waiting_for_calls_to_be_placed_ends_with_the_last_of_them() -> None:
    """Or when nothing happens any more: whoever had the rest was killed."""
    counts = iter((3, 2, 2, 1, 0))
    assert process.settle(lambda: next(counts), patience=5) == 0
    before = time.monotonic()
    assert process.settle(lambda: 4, patience=0.1) == 4
    assert 0.1 <= time.monotonic() - before < 2


def test_real_time_is_waited_for_no_longer_than_a_second() -> None:
    """A campaign that is started in between is seen at once, and stopping takes no time."""
    stop = threading.Event()
    pause = process.real_pause(stop)
    before = time.monotonic()
    pause(NOW + timedelta(seconds=0.1), NOW)
    assert 0.05 <= time.monotonic() - before < 0.9
    stop.set()
    before = time.monotonic()
    pause(NOW + timedelta(hours=6), NOW)
    assert time.monotonic() - before < 0.5


def test_the_process_stops_when_it_is_told_to(
    quick_system: System, redis_url: str, tmp_path: Path
) -> None:
    """SIGTERM is how every supervisor ends it; it ends well and at once."""
    settings = quick_system.settings.model_copy(update={"redis_url": redis_url})
    clock = quick_system.clock
    make.a_list(quick_system.store, clock=clock)
    make.a_campaign(quick_system)
    attempt = look.one(quick_system.store, tables.attempts)
    with running("clock", settings, tmp_path) as child:
        wait_until(lambda: look.one(quick_system.store, tables.attempts).enqueued_at is not None)
        child.send_signal(signal.SIGTERM)
        _, told = child.communicate(timeout=20)
    assert child.returncode == 0
    assert "Traceback" not in told
    enqueued = look.one(quick_system.store, tables.attempts, id=attempt.id).enqueued_at
    assert enqueued is not None
