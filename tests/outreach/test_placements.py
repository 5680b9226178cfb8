"""Whatever tells us a call's id first, the call in the carrier's book is in ours, once."""

from datetime import timedelta

import pytest

from outreach import dialling, placements, recovery, texts
from outreach.clock import ManualClock
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.store import attempts as rows
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

A_WHILE = recovery.UNCLAIMED_AFTER + timedelta(seconds=1)
SID = "CA" + "9" * 32


@pytest.fixture(autouse=True)
def running(system: System) -> None:
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)


def recover_later(system: System) -> None:
    play.wait(system, A_WHILE)
    recovery.recover(system, system.clock.now())


def test_a_webhook_tells_the_id_before_the_answer_to_our_request_does(
    system: System, carrier: FakeCarrier
) -> None:
    """The person has picked up while the worker was killed: the call is ours all the same."""
    carrier.loses_answers = True
    ref = play.place(system)
    (call,) = carrier.calls
    said = play.answer(system, ref, sid=call.sid)
    assert said is not None
    attempt = look.one(system.store, tables.attempts)
    assert (attempt.state, attempt.carrier_sid) == (AttemptState.UNDER_WAY, call.sid)
    recover_later(system)
    assert look.one(system.store, tables.attempts).state == AttemptState.UNDER_WAY


def test_the_last_callback_tells_the_id_too(system: System, carrier: FakeCarrier) -> None:
    """All that was ever heard of the call is that nobody answered it."""
    carrier.loses_answers = True
    ref = play.place(system)
    play.hang_up(system, ref, CarrierResult.NO_ANSWER, sid=carrier.calls[0].sid)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.disposition, ended.carrier_sid) == ("no_answer", carrier.calls[0].sid)


def test_a_text_s_callback_tells_its_id(system: System, carrier: FakeCarrier) -> None:
    """The same for texts."""
    for _ in range(2):
        play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
        play.wait_until_due(system)
    carrier.loses_answers = True
    ref = play.place(system)
    (text,) = carrier.texts
    texts.report(system, ref, "sent", None, system.clock.now(), sid=text.sid)
    attempt = look.one(system.store, tables.attempts, medium="text")
    assert (attempt.state, attempt.carrier_sid) == (AttemptState.UNDER_WAY, text.sid)


@pytest.mark.parametrize("told_by", ["webhook", "answer"])
def test_what_was_taken_for_never_placed_and_was_goes_on(
    system: System, carrier: FakeCarrier, told_by: str
) -> None:
    """We asked before the carrier knew of it. The call is on; what was planned instead waits."""
    carrier.is_down = True
    ref = play.place(system)
    (attempt_id,) = [attempt.id for attempt in look.rows(system.store, tables.attempts)]
    carrier.is_down = False
    recover_later(system)
    assert look.one(system.store, tables.attempts, id=attempt_id).result == "not_placed"
    assert len(play.planned(system)) == 1
    if told_by == "answer":
        placements.placed(system, attempt_id, SID, system.clock.now())
    said = play.answer(system, ref, sid=SID)
    assert said is not None
    revived = look.one(system.store, tables.attempts, id=attempt_id)
    assert (revived.state, revived.carrier_sid) == (AttemptState.UNDER_WAY, SID)
    assert play.planned(system) == []
    play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.id, ended.result) == (attempt_id, "no_answer")
    assert len(play.planned(system)) == 1


def test_a_call_found_late_does_not_end_the_attempt_that_took_its_place(
    system: System, carrier: FakeCarrier
) -> None:
    """Two calls of one person never stand open at once; the id is remembered even so."""
    carrier.is_down = True
    play.place(system)
    first = look.one(system.store, tables.attempts)
    carrier.is_down = False
    recover_later(system)
    play.wait_until_due(system)
    play.place(system)
    placements.placed(system, first.id, SID, system.clock.now())
    late = look.one(system.store, tables.attempts, id=first.id)
    assert (late.state, late.carrier_sid) == (AttemptState.ENDED, SID)
    assert look.one(system.store, tables.attempts, state=AttemptState.UNDER_WAY).id != first.id


def test_an_id_is_that_of_one_attempt(system: System, carrier: FakeCarrier) -> None:
    """Told of two, it stays with the first."""
    ref = play.place(system)
    play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    play.wait_until_due(system)
    carrier.is_down = True
    play.place(system)
    (first,) = look.rows(system.store, tables.attempts, state=AttemptState.ENDED)
    (second,) = look.rows(system.store, tables.attempts, state=AttemptState.DIALLING)
    with system.store.transaction() as connection:
        rows.set_sid(connection, second.id, first.carrier_sid)
    assert look.one(system.store, tables.attempts, id=second.id).carrier_sid is None


def test_the_carrier_s_clock_may_be_behind_ours(system: System, carrier: FakeCarrier) -> None:
    """It tells whole seconds, and its clock is another one: the call is adopted all the same."""
    behind = ManualClock(system.clock.now() - timedelta(seconds=50))
    system.given_carrier = late = FakeCarrier(behind)
    system.__dict__.pop("carrier", None)  # opened when first used
    late.loses_answers = True
    play.place(system)
    recover_later(system)
    attempt = look.one(system.store, tables.attempts)
    assert (attempt.state, attempt.carrier_sid) == (AttemptState.UNDER_WAY, late.calls[0].sid)


def test_a_process_that_was_held_up_does_not_dial_on_an_old_claim(
    system: System, carrier: FakeCarrier
) -> None:
    """Meanwhile the attempt may have been taken for lost, and planned anew."""
    (attempt_id,) = play.planned(system)
    claimed = system.clock.now()
    play.wait(system, dialling.CLAIM_HOLDS + timedelta(seconds=1))
    dialling.place(system, attempt_id, claimed)
    assert carrier.calls == []
    recover_later(system)
    play.wait_until_due(system)
    play.place(system)
    assert len(carrier.calls) == 1
