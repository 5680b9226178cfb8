"""Whoever rings pays nothing: the call is not taken, and ours comes within minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from outreach import agenda
from outreach.clock import ManualClock
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs
from tests.ivr.carrier_side import OUR_NUMBER, CarrierSide, action, said

REJECTED = '<?xml version="1.0" encoding="UTF-8"?><Response><Reject reason="busy" /></Response>'
NIGHT = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)  # Tuesday, 21:00 in Honduras
NEXT_MORNING = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)


def ring(network: CarrierSide, sid: str = "CA-in", number: str = make.ANA) -> str:
    form = {"CallSid": sid, "From": number, "To": OUR_NUMBER, "CallStatus": "ringing"}
    twiml = network.post("/voice/incoming", **form).text
    if "<Reject" in twiml:
        network.post("/events/call/inbound", CallSid=sid, CallStatus="busy")
    return twiml


@pytest.fixture
def missed(system: System, network: CarrierSide) -> str:
    """Ana did not answer our call; the campaign returns calls, as the country does."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, call_back_missed=True)
    ref = play.place(system)
    network.completed(ref, "no-answer")
    return ref


def test_a_missed_call_is_returned_within_minutes(
    system: System, network: CarrierSide, carrier: FakeCarrier, jobs: FakeJobs, missed: str
) -> None:
    """From the busy tone to our call, which is the conversation like any other."""
    assert ring(network) == REJECTED
    planned = play.next_attempt(system)
    assert planned.why == "ring_back"
    assert planned.due_at == system.clock.now() + timedelta(minutes=2)
    play.wait_until_due(system)
    agenda.tick(system, system.clock.now())
    assert jobs.calls[-1:] == [planned.id]
    ref = play.place(system, planned.id)
    assert [call.order.to for call in carrier.calls] == [make.ANA, make.ANA]
    list(network.call(ref, *play.INTERESTED))
    network.completed(ref)
    assert look.one(system.store, tables.cases).state == CaseState.CLOSED
    assert look.count(system.store, tables.leads) == 1


def test_a_repeated_request_is_one_call(
    system: System, network: CarrierSide, carrier: FakeCarrier, missed: str
) -> None:
    """At once, and after we have rung; the request stands in the book once."""
    ring(network)
    before = look.everything(system.store)
    assert ring(network) == REJECTED
    assert look.everything(system.store) == before
    play.wait_until_due(system)
    play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
    assert ring(network) == REJECTED
    assert play.next_attempt(system).why != "ring_back"
    assert len(carrier.calls) == 2
    assert look.count(system.store, tables.requests) == 1


def test_two_calls_one_after_the_other_are_one_call_back(
    system: System, network: CarrierSide, missed: str
) -> None:
    """Whoever rings again before we could gets the one call, a little later."""
    ring(network, "CA-1")
    play.wait(system, timedelta(minutes=1))
    ring(network, "CA-2")
    assert play.next_attempt(system).due_at == system.clock.now() + timedelta(minutes=2)


def test_a_call_at_night_is_returned_in_the_morning(
    system: System, network: CarrierSide, clock: ManualClock, missed: str
) -> None:
    """They were awake; the others of the house were not."""
    clock.set(NIGHT)
    assert ring(network) == REJECTED
    assert play.next_attempt(system).due_at == NEXT_MORNING


def test_a_case_that_is_closed_is_answered_and_not_rung(
    quick_system: System, quick_network: CarrierSide
) -> None:
    """We have no more calls for it; but whoever rings may ask for a person."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, call_back_missed=True)
    play.talk(quick_system, ref := play.place(quick_system), *play.NOT_INTERESTED)
    play.hang_up(quick_system, ref)
    assert "marque 1" in said(ring(quick_network))
    assert play.planned(quick_system) == []


def test_nobody_is_rung_back_after_an_opt_out(
    system: System, network: CarrierSide, missed: str
) -> None:
    """BAJA, and then a call by mistake: it is answered, never returned."""
    network.text_in("SM1", "BAJA")
    assert "<Reject" not in ring(network)
    assert play.planned(system) == []


def test_while_a_campaign_is_paused_nobody_is_promised_a_call(
    quick_system: System, quick_network: CarrierSide
) -> None:
    """A rejected call would wait for nothing."""
    from outreach import campaigns
    from outreach.rules.states import CampaignState

    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, call_back_missed=True)
    now = quick_system.clock.now()
    campaigns.change_state(quick_system, "piloto", CampaignState.PAUSED, actor="a", now=now)
    assert "Secretaría de Desarrollo Social" in said(ring(quick_network))


def test_a_call_that_crosses_ours_is_returned_when_ours_has_ended(
    system: System, network: CarrierSide, missed: str
) -> None:
    """They ring while their phone is being rung: one call on the line, then the other."""
    play.wait_until_due(system)
    ref = play.place(system)
    play.wait(system, timedelta(seconds=10))
    assert ring(network) == REJECTED
    assert play.planned(system) == []
    network.completed(ref, "busy")
    assert play.next_attempt(system).why == "ring_back"


def test_a_text_says_that_a_missed_call_is_free(
    system: System, network: CarrierSide, carrier: FakeCarrier
) -> None:
    """Where nobody can answer a text, it says which number to ring, and nothing else."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(
        system,
        call_back_missed=True,
        two_way=False,
        callback_number="+50422000199",
        policy={"text_after_voice_attempts": [1]},
    )
    network.completed(play.place(system), "no-answer")
    play.wait_until_due(system)
    play.place(system)
    body = getattr(carrier.texts[0].order, "body", "")
    assert "llamada perdida al +50422000199" in body
    assert "gratis" in body
    assert "Ana Mejia" in body
    for secret in ("retorn", "migra", "programa", "deport"):
        assert secret not in body
    assert ring(network) == REJECTED
    waiting = look.one(system.store, tables.attempts, state=AttemptState.PLANNED)
    assert (waiting.medium, waiting.why) == ("voice", "ring_back")


def test_a_campaign_takes_calls_where_it_says_so(
    quick_network: CarrierSide, quick_ref: str
) -> None:
    """`call_back_missed: false`: straight into the conversation."""
    quick_network.completed(quick_ref, "no-answer")
    assert action(ring(quick_network)).startswith("/voice/")
