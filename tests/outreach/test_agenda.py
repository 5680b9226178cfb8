"""What is due is enqueued once, found again when it was lost, and never more than the lines."""

from datetime import timedelta
from functools import partial

import pytest

from outreach import agenda
from outreach.agenda import Due
from outreach.rules.dispositions import CarrierResult
from outreach.settings import Settings
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from tests import look, make, play
from tests.conftest import keyring
from tests.fakes import FakeCarrier, FakeJobs

MANY = [make.Invented(name=f"Persona {i}", numbers=(f"+504990002{i:02}",)) for i in range(12)]


@pytest.fixture(autouse=True)
def registry(system: System) -> None:
    make.a_list(system.store, people=MANY, clock=system.clock)


def tick(system: System) -> Due:
    return agenda.tick(system, system.clock.now())


def test_what_is_due_is_enqueued_once(system: System, jobs: FakeJobs) -> None:
    """The next tick finds nothing, as long as a worker may still be at it."""
    make.a_campaign(system)
    assert len(tick(system).calls) == len(MANY)
    assert sorted(jobs.calls) == play.planned(system)
    assert tick(system) == Due([], [])
    play.wait(system, agenda.LEASE - timedelta(seconds=1))
    assert tick(system) == Due([], [])


def test_what_was_lost_in_the_queue_is_found_again_after_the_lease(
    system: System, carrier: FakeCarrier
) -> None:
    """Emptying Redis loses nothing, and what did arrive is not repeated."""
    make.a_campaign(system)
    first = tick(system).calls
    arrived, lost = first[:5], first[5:]
    for attempt_id in arrived:
        play.place(system, attempt_id)
    play.wait(system, agenda.LEASE + timedelta(seconds=1))
    assert tick(system).calls == lost
    for attempt_id in lost:
        play.place(system, attempt_id)
    assert len(carrier.calls) == len(MANY)


def test_two_clocks_at_once_enqueue_each_attempt_once(system: System, settings: Settings) -> None:
    """A second clock process, started by mistake, does no harm."""
    make.a_campaign(system)
    url = system.store.engine.url.render_as_string(hide_password=False)
    queues = [FakeJobs() for _ in range(3)]
    clocks = [
        System(settings, Store(url, keyring()), system.clock, given_jobs=jobs) for jobs in queues
    ]
    make.at_once([partial(agenda.tick, own, own.clock.now()) for own in clocks])
    for own in clocks:
        own.store.close()
    enqueued = [attempt_id for jobs in queues for attempt_id in jobs.calls]
    assert sorted(enqueued) == play.planned(system)


def test_no_more_calls_are_enqueued_than_there_are_lines(system: System) -> None:
    """A line that comes free is used by the next tick."""
    make.a_campaign(system, lines=5)
    first = tick(system).calls
    assert len(first) == 5
    refs = [play.place(system, attempt_id) for attempt_id in first]
    assert tick(system).calls == []
    for ref in refs[:2]:
        play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    second = tick(system).calls
    assert len(second) == 2
    assert not set(second) & set(first)


def test_an_appointment_goes_before_everybody_else(system: System) -> None:
    """Whoever was promised a time does not wait behind those who were not."""
    make.a_campaign(system, lines=1)
    (first,) = tick(system).calls
    ref = play.place(system, first)
    play.talk(system, ref, "llámeme hoy a las dos")
    play.hang_up(system, ref)
    agreed = look.one(system.store, tables.attempts, to_appointment=True)
    play.wait(system, agreed.due_at - system.clock.now())
    assert tick(system).calls == [agreed.id]


def test_texts_have_a_queue_of_their_own(system: System, jobs: FakeJobs) -> None:
    """A text waits for no line."""
    make.a_campaign(system, lines=1, media=["text"], policy={"text_after_voice_attempts": [0]})
    due = tick(system)
    assert (due.calls, len(due.texts)) == ([], len(MANY))
    assert jobs.texts == due.texts


def test_the_next_moment_is_that_of_the_next_thing_to_do(system: System) -> None:
    """A warped clock jumps to it and over nothing."""
    now = system.clock.now()
    assert agenda.next_moment(system, now) == now + timedelta(hours=6)
    make.a_campaign(system)
    tick(system)
    assert agenda.next_moment(system, now) == now + agenda.LEASE
    for attempt_id in play.planned(system):
        play.hang_up(system, play.place(system, attempt_id), CarrierResult.NO_ANSWER)
    next_due = min(row.due_at for row in look.rows(system.store, tables.attempts, state="planned"))
    assert next_due > now
    assert agenda.next_moment(system, now) == next_due
