"""What was lost on the way is settled with the carrier, and nothing is dialled again blindly."""

from datetime import timedelta

import pytest

from outreach import agenda, recovery, texts
from outreach.carrier import CallOrder
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


def other_call(to: str, caller_id: str, ref: str = "another") -> CallOrder:
    """A call of somebody else, or of another campaign, through the same account."""
    return CallOrder(
        to=to,
        caller_id=caller_id,
        answer_url=f"https://convoca.example.org/voice/{ref}/0",
        events_url=f"https://convoca.example.org/events/call/{ref}",
        ring_seconds=25,
    )


def lose_one(system: System, carrier: FakeCarrier) -> None:
    """An attempt is placed and its answer lost, half a second after a full one."""
    play.wait(system, timedelta(milliseconds=500))  # the carrier tells whole seconds only
    carrier.loses_answers = True
    play.place(system)
    carrier.loses_answers = False


def test_another_campaigns_call_to_the_same_number_is_not_adopted(
    system: System, carrier: FakeCarrier
) -> None:
    """Its caller id is another; ours was never placed, and is not taken for placed."""
    carrier.is_down = True
    play.place(system)
    carrier.is_down = False
    carrier.lists(other_call(make.ANA, "+50422000999"), system.clock.now())
    recover_later(system)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.result, ended.carrier_sid) == ("not_placed", None)


def test_a_call_that_is_an_attempts_already_is_not_adopted_again(
    system: System, carrier: FakeCarrier
) -> None:
    """The one before it was busy a moment ago, and stands in the same list."""
    play.hang_up(system, play.place(system), CarrierResult.BUSY)
    first = carrier.calls[0].sid
    play.wait_until_due(system)
    (second,) = play.planned(system)
    with system.store.transaction() as connection:  # as if both had been within a second
        earlier = tables.attempts.update().where(tables.attempts.c.id != second)
        connection.execute(earlier.values(claimed_at=system.clock.now()))
    carrier.lists(carrier.calls[0].order, system.clock.now())
    carrier.is_down = True
    play.place(system, second)
    carrier.is_down = False
    recover_later(system)
    adopted = look.one(system.store, tables.attempts, id=second)
    assert adopted.carrier_sid == carrier.calls[1].sid
    assert adopted.carrier_sid != first


@pytest.mark.parametrize("tells_refs", [False, True])
def test_of_two_calls_that_could_be_ours_one_is_adopted_and_none_is_made(
    system: System, carrier: FakeCarrier, tells_refs: bool
) -> None:
    """By our reference where the carrier tells the callback address, else the older one."""
    now = system.clock.now()
    caller_id = "+50422000100"
    if tells_refs:
        carrier.tells_refs = True
        carrier.lists(other_call(make.ANA, caller_id), now)
    lose_one(system, carrier)
    ours = carrier.calls[-1].sid
    carrier.lists(other_call(make.ANA, caller_id), now + timedelta(seconds=2))
    recover_later(system)
    adopted = look.one(system.store, tables.attempts)
    assert (adopted.state, adopted.carrier_sid) == (AttemptState.UNDER_WAY, ours)
    assert play.planned(system) == []


def test_a_call_of_the_same_second_as_its_claim_is_adopted(
    system: System, carrier: FakeCarrier
) -> None:
    """Carriers tell whole seconds, so a call seems to begin before it was asked for."""
    lose_one(system, carrier)
    recover_later(system)
    adopted = look.one(system.store, tables.attempts)
    assert adopted.carrier_sid == carrier.calls[0].sid


def a_text(system: System, carrier: FakeCarrier) -> None:
    """The attempt is a text from now on: two calls that nobody answered come before it."""
    for _ in range(2):
        play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
        play.wait_until_due(system)


def test_a_text_whose_answer_was_lost_is_adopted_and_not_sent_again(
    system: System, carrier: FakeCarrier
) -> None:
    """A second text costs money and looks like a machine gone wild."""
    a_text(system, carrier)
    lose_one(system, carrier)
    carrier.ends(carrier.texts[0].sid, CarrierResult.DELIVERED)
    recover_later(system)
    text = look.one(system.store, tables.attempts, medium="text")
    assert (text.carrier_sid, text.result) == (carrier.texts[0].sid, "delivered")
    assert len(carrier.texts) == 1


def test_a_text_of_which_nothing_was_heard_is_looked_up(
    system: System, carrier: FakeCarrier
) -> None:
    """Its reports were lost; a text that never arrived ends, and a call follows."""
    a_text(system, carrier)
    play.place(system)
    carrier.ends(carrier.texts[0].sid, CarrierResult.UNDELIVERED, error_code="30005")
    recover_later(system, recovery.TEXT_SILENT_AFTER + timedelta(seconds=1))
    text = look.one(system.store, tables.attempts, medium="text")
    assert (text.state, text.disposition) == (AttemptState.ENDED, "invalid_number")
    assert play.next_attempt(system).medium == "voice"


def test_a_block_that_was_reported_in_vain_is_heeded_when_it_is_found(
    system: System, carrier: FakeCarrier
) -> None:
    """The person told the carrier to stop; that its report was lost changes nothing."""
    a_text(system, carrier)
    play.place(system)
    carrier.ends(carrier.texts[0].sid, CarrierResult.UNDELIVERED, error_code="21610")
    recover_later(system, recovery.TEXT_SILENT_AFTER + timedelta(seconds=1))
    assert look.one(system.store, tables.suppressions).reason == "blocked"


def test_a_text_without_a_receipt_is_looked_up_before_it_ends(
    system: System, carrier: FakeCarrier
) -> None:
    """At the end of the wait for a reply the carrier may know more than it told."""
    a_text(system, carrier)
    ref = play.place(system)
    texts.report(system, ref, "sent", None, system.clock.now())
    carrier.ends(carrier.texts[0].sid, CarrierResult.UNDELIVERED, error_code="30006")
    recover_later(system, timedelta(hours=25))
    text = look.one(system.store, tables.attempts, medium="text")
    assert text.disposition == "invalid_number"
