"""A carrier that fails is spared by all processes together, and tried again gently."""

import threading
from datetime import timedelta

import pytest

from outreach import agenda, campaigns, dialling, recovery
from outreach.clock import ManualClock
from outreach.rules.breaker import BURST, FIRST_WAIT, PROBES
from outreach.rules.states import AttemptState
from outreach.settings import Settings
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from tests import look, make, play
from tests.conftest import keyring
from tests.fakes import FakeCarrier, FakeJobs

MANY = [make.Invented(name=f"Persona {i}", numbers=(f"+504990005{i:02}",)) for i in range(40)]


@pytest.fixture(autouse=True)
def running(system: System) -> None:
    make.a_list(system.store, people=MANY, clock=system.clock)
    make.a_campaign(system, lines=40)


def place(system: System, how_many: int) -> None:
    for attempt_id in play.planned(system)[:how_many]:
        play.place(system, attempt_id)


def states(system: System) -> list[str]:
    return [attempt.state for attempt in look.rows(system.store, tables.attempts)]


def phase(system: System) -> str:
    return str(campaigns.status(system, "piloto")["carrier"])


def test_while_all_goes_well_nothing_is_written(system: System, carrier: FakeCarrier) -> None:
    """The breaker costs one look at a row that is not there."""
    place(system, 10)
    assert look.rows(system.store, tables.carriers) == []
    assert phase(system) == "closed"


def test_a_burst_of_failures_spares_the_carrier(system: System, carrier: FakeCarrier) -> None:
    """What was enqueued stays planned and unused; the clock enqueues nothing more."""
    carrier.is_down = True
    place(system, len(MANY))
    assert states(system).count(AttemptState.DIALLING) == BURST
    assert states(system).count(AttemptState.PLANNED) == len(MANY) - BURST
    assert phase(system) == "open"
    assert agenda.tick(system, system.clock.now()).calls == []
    spared = look.one(system.store, tables.campaign_log, event="carrier_spared")
    assert spared.actor == "carrier"


def test_refusals_for_too_much_traffic_are_failures_too(
    system: System, carrier: FakeCarrier
) -> None:
    """They use up nothing, and asking on would only bring more of them."""
    carrier.refuses_with = "20429"
    place(system, len(MANY))
    ended = look.rows(system.store, tables.attempts, state=AttemptState.ENDED)
    assert [attempt.disposition for attempt in ended] == ["our_fault"] * BURST
    assert phase(system) == "open"


def test_bad_numbers_trip_nothing(system: System, carrier: FakeCarrier) -> None:
    """A list full of them is the list's fault."""
    carrier.refuses_with = "21211"
    place(system, 20)
    assert phase(system) == "closed"
    assert look.rows(system.store, tables.carriers) == []


def test_it_is_tried_again_with_one_call_then_a_few_then_all(
    system: System, carrier: FakeCarrier
) -> None:
    """The clock enqueues no more than may be tried, and no process places more."""
    carrier.is_down = True
    place(system, len(MANY))
    carrier.is_down = False
    play.wait(system, FIRST_WAIT)
    assert phase(system) == "half_open"
    placed = []
    for _ in range(4):
        due = agenda.tick(system, system.clock.now()).calls
        for attempt_id in due:
            play.place(system, attempt_id)
        placed.append(len(due))
    assert placed == [PROBES[0], PROBES[1], len(MANY) - BURST - sum(PROBES), 0]
    assert len(carrier.calls) == len(MANY) - BURST
    assert phase(system) == "closed"
    assert look.one(system.store, tables.campaign_log, event="carrier_well")


def test_a_failure_on_trial_spares_it_for_longer(system: System, carrier: FakeCarrier) -> None:
    """One call was lost to find out, not forty."""
    carrier.is_down = True
    place(system, len(MANY))
    play.wait(system, FIRST_WAIT)
    place(system, len(MANY))
    assert states(system).count(AttemptState.DIALLING) == BURST + 1
    play.wait(system, FIRST_WAIT)
    assert phase(system) == "open"
    play.wait(system, FIRST_WAIT)
    assert phase(system) == "half_open"


def test_processes_agree_on_the_one_call_of_the_trial(
    system: System, settings: Settings, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """Several workers at once let one call through, on both databases."""
    carrier.is_down = True
    place(system, len(MANY))
    carrier.is_down = False
    play.wait(system, FIRST_WAIT)
    url = system.store.engine.url.render_as_string(hide_password=False)
    workers = [
        System(settings, Store(url, keyring()), clock, carrier, FakeJobs()) for _ in range(4)
    ]
    together = threading.Barrier(len(workers))
    # The answer comes when all have asked, so that none can profit from it.
    carrier.while_placing = lambda _: asked.wait(10) and None
    asked = threading.Event()
    done = threading.Semaphore(0)

    def work(worker: System, attempt_id: int) -> None:
        together.wait()
        dialling.place(worker, attempt_id, clock.now())
        done.release()

    ids = play.planned(system)[: len(workers)]
    threads = [threading.Thread(target=work, args=pair) for pair in zip(workers, ids, strict=True)]
    for thread in threads:
        thread.start()
    for _ in range(len(workers) - 1):
        assert done.acquire(timeout=15)
    asked.set()
    for thread in threads:
        thread.join()
    for worker in workers:
        worker.store.close()
    assert len(carrier.calls) == 1


def test_nobody_is_lost_when_a_carrier_was_down(system: System, carrier: FakeCarrier) -> None:
    """Those who met it are found not to have been placed, and get another time."""
    carrier.is_down = True
    place(system, len(MANY))
    carrier.is_down = False
    play.wait(system, recovery.UNCLAIMED_AFTER + timedelta(seconds=1))
    recovery.recover(system, system.clock.now())
    planned = look.rows(system.store, tables.attempts, state=AttemptState.PLANNED)
    assert len(planned) == len(MANY)
