"""Who may place an attempt: one process only, and one call at a time to a number."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError

from outreach import agenda, dialling
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import AttemptState
from outreach.settings import Settings
from outreach.store import tables
from outreach.store.attempts import add
from outreach.store.database import Store
from outreach.system import System
from tests import look, make, play
from tests.conftest import keyring
from tests.fakes import FakeCarrier

RACERS = 4


def processes(system: System, settings: Settings, carrier: FakeCarrier) -> list[System]:
    """Systems that share the database and the network and nothing else, as processes do."""
    url = system.store.engine.url.render_as_string(hide_password=False)
    return [System(settings, Store(url, keyring()), system.clock, carrier) for _ in range(RACERS)]


def race(systems: list[System], ids: list[int]) -> None:
    """Each process places one of the attempts, all in the same moment."""
    make.at_once(
        [
            partial(dialling.place, own, ids[i % len(ids)], own.clock.now())
            for i, own in enumerate(systems)
        ]
    )
    for own in systems:
        own.store.close()


def test_an_attempt_placed_by_many_processes_at_once_is_one_call(
    system: System, settings: Settings, carrier: FakeCarrier
) -> None:
    """The conditional update has one winner; the losers do nothing and say nothing."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    (attempt_id,) = play.planned(system)
    race(processes(system, settings, carrier), [attempt_id])
    assert len(carrier.calls) == 1
    attempt = look.one(system.store, tables.attempts)
    assert attempt.state == AttemptState.UNDER_WAY
    assert attempt.carrier_sid == carrier.calls[0].sid


def test_threads_of_one_process_place_an_attempt_once(
    system: System, carrier: FakeCarrier
) -> None:
    """The same where they share one store."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    (attempt_id,) = play.planned(system)
    make.at_once([partial(dialling.place, system, attempt_id, system.clock.now())] * RACERS)
    assert len(carrier.calls) == 1


def test_two_people_who_share_a_number_are_never_called_at_once(
    system: System, settings: Settings, carrier: FakeCarrier
) -> None:
    """Even where both attempts are placed in the same moment by different processes."""
    mother, son = make.Invented(name="Ana Mejía"), make.Invented(name="Luis Mejía")
    make.a_list(system.store, people=(mother, son), clock=system.clock)
    make.a_campaign(system)
    ids = play.planned(system)
    assert len(ids) == 2
    race(processes(system, settings, carrier), ids)
    assert len(carrier.calls) == 1
    waiting = look.one(system.store, tables.attempts, state=AttemptState.PLANNED)
    assert waiting.id in ids


def test_the_second_of_a_household_is_called_on_the_day_after_the_first(
    system: System, carrier: FakeCarrier
) -> None:
    """No phone rings twice a day for different names; whoever had to wait is not forgotten."""
    mother, son = make.Invented(name="Ana Mejía"), make.Invented(name="Luis Mejía")
    make.a_list(system.store, people=(mother, son), clock=system.clock)
    make.a_campaign(system)
    first, second = play.planned(system)
    ref = play.place(system, first)
    play.place(system, second)
    assert len(carrier.calls) == 1
    play.answer(system, ref, AnsweredBy.MACHINE)
    play.hang_up(system, ref)
    play.wait(system, timedelta(minutes=10))
    assert second in agenda.tick(system, system.clock.now()).calls
    play.place(system, second)
    assert len(carrier.calls) == 1
    play.wait(system, timedelta(days=1))
    assert second in agenda.tick(system, system.clock.now()).calls
    play.place(system, second)
    assert [call.order.to for call in carrier.calls] == [make.ANA, make.ANA]


def test_the_database_itself_refuses_a_second_call_on_a_line(system: System) -> None:
    """Whatever a future use case forgets, the index does not."""
    people = (make.Invented(name="Ana"), make.Invented(name="Luis"))
    make.a_list(system.store, people=people, clock=system.clock)
    make.a_campaign(system)
    first, second = look.rows(system.store, tables.attempts)
    play.place(system, first.id)
    now = system.clock.now()
    with system.store.transaction() as connection:
        connection.execute(tables.attempts.delete().where(tables.attempts.c.id == second.id))
    row = {**second._mapping, "state": AttemptState.DIALLING, "claimed_at": now}
    with pytest.raises(IntegrityError), system.store.transaction() as connection:
        add(connection, [row])


def test_a_callback_that_comes_before_the_carriers_answer_is_kept(
    system: System, carrier: FakeCarrier
) -> None:
    """A busy line may be reported sooner than we learn the call's id; both are remembered."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    carrier.while_placing = lambda placed: play.hang_up(system, placed.ref, CarrierResult.BUSY)
    play.place(system)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.disposition, ended.carrier_sid) == ("busy", carrier.calls[0].sid)
    assert len(play.planned(system)) == 1
