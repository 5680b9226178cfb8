"""What was lost on the way is settled with the carrier, and nothing is dialled again blindly."""

from datetime import timedelta

import pytest

from outreach import agenda, recovery
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs

A_WHILE = recovery.UNCLAIMED_AFTER + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def running(system: System) -> None:
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)


def recover_later(system: System, after: timedelta = A_WHILE) -> None:
    play.wait(system, after)
    recovery.recover(system, system.clock.now())


def test_a_call_whose_answer_was_lost_is_adopted(system: System, carrier: FakeCarrier) -> None:
    """It was placed and our request timed out: one call in the book, and it is ours."""
    carrier.loses_answers = True
    ref = play.place(system)
    lost = look.one(system.store, tables.attempts)
    assert (lost.state, lost.carrier_sid) == (AttemptState.DIALLING, None)
    recover_later(system)
    found = look.one(system.store, tables.attempts)
    assert (found.state, found.carrier_sid) == (AttemptState.UNDER_WAY, carrier.calls[0].sid)
    play.talk(system, ref, *play.NOT_INTERESTED)
    play.hang_up(system, ref)
    assert look.one(system.store, tables.cases).closed_why == "interviewed"
    assert len(carrier.calls) == 1


def test_an_adopted_call_that_had_ended_already_ends_as_the_carrier_says(
    system: System, carrier: FakeCarrier
) -> None:
    """Its callback may have been lost as well."""
    carrier.loses_answers = True
    play.place(system)
    carrier.ends(carrier.calls[0].sid, CarrierResult.NO_ANSWER)
    recover_later(system)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.disposition, ended.carrier_sid) == ("no_answer", carrier.calls[0].sid)
    assert len(play.planned(system)) == 1


def test_what_was_never_placed_is_ended_as_that_and_planned_again(
    system: System, carrier: FakeCarrier
) -> None:
    """It uses up none of the person's attempts, and comes again after the wait for faults."""
    carrier.is_down = True
    play.place(system)
    carrier.is_down = False
    recover_later(system)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.result, ended.disposition) == ("not_placed", "our_fault")
    play.wait_until_due(system)
    play.place(system)
    assert len(carrier.calls) == 1


def test_a_claim_is_given_time_before_the_carrier_is_asked(
    system: System, carrier: FakeCarrier
) -> None:
    """A request that is still on its way is no lost one."""
    carrier.is_down = True
    play.place(system)
    recover_later(system, timedelta(minutes=2))
    assert look.one(system.store, tables.attempts).state == AttemptState.DIALLING


def test_a_carrier_that_is_down_is_asked_again_later(system: System, carrier: FakeCarrier) -> None:
    """Nothing is concluded from no answer, however often it is asked."""
    carrier.loses_answers = True
    play.place(system)
    carrier.is_down = True
    for _ in range(3):
        recover_later(system)
    assert look.one(system.store, tables.attempts).state == AttemptState.DIALLING
    carrier.is_down = False
    recover_later(system)
    assert look.one(system.store, tables.attempts).state == AttemptState.UNDER_WAY
    assert len(carrier.calls) == 1


def test_an_earlier_call_to_the_same_number_is_not_adopted(
    system: System, carrier: FakeCarrier
) -> None:
    """Only a call since the claim can be the one that was lost."""
    ref = play.place(system)
    play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    play.wait_until_due(system)
    carrier.is_down = True
    (second,) = play.planned(system)
    play.place(system, second)
    carrier.is_down = False
    recover_later(system)
    attempt = look.one(system.store, tables.attempts, id=second)
    assert (attempt.result, attempt.carrier_sid) == ("not_placed", None)


def test_a_call_whose_last_callback_was_lost_ends_all_the_same(
    system: System, carrier: FakeCarrier
) -> None:
    """The carrier is asked how it ended; while it goes on, it stays open."""
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    recover_later(system, recovery.SILENT_AFTER + timedelta(minutes=1))
    assert look.one(system.store, tables.attempts).state == AttemptState.UNDER_WAY
    carrier.ends(carrier.calls[0].sid, CarrierResult.COMPLETED, 95)
    recover_later(system)
    ended = look.one(system.store, tables.attempts)
    assert (ended.disposition, ended.seconds) == ("interview", 95)
    assert look.count(system.store, tables.leads) == 1


def test_an_open_case_that_lost_its_plan_gets_one(system: System, jobs: FakeJobs) -> None:
    """Nobody is left without a next time, whatever happened to their attempt."""
    with system.store.transaction() as connection:
        connection.execute(tables.attempts.delete())
    recover_later(system)
    (attempt_id,) = play.planned(system)
    agenda.tick(system, system.clock.now())
    assert jobs.calls == [attempt_id]


def test_a_text_that_nobody_answered_ends_after_the_wait(
    system: System, carrier: FakeCarrier
) -> None:
    """Two-way texts wait a day for the reply; then calls go on."""
    for _ in range(2):
        play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
        play.wait_until_due(system)
    play.place(system)
    assert len(carrier.texts) == 1
    recover_later(system, timedelta(hours=23))
    assert look.rows(system.store, tables.attempts)[-1].state == AttemptState.UNDER_WAY
    recover_later(system, timedelta(hours=2))
    text = look.one(system.store, tables.attempts, medium="text")
    assert (text.state, text.disposition) == (AttemptState.ENDED, "text_unanswered")
    assert play.next_attempt(system).medium == "voice"
    assert look.one(system.store, tables.cases).state == CaseState.OPEN
