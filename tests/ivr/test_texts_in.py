"""Texts over HTTP: a whole conversation, repeats, strangers, and who may not be answered."""

from datetime import timedelta
from typing import Any

import pytest

from outreach import agenda
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier
from tests.ivr.carrier_side import CarrierSide, said

BY_TEXT: dict[str, Any] = {"media": ["text"], "policy": {"text_after_voice_attempts": [0]}}
REPLIES = (
    "si soy yo", "1990", "si", "si", "claro que me interesa", "empleo", "jueves 3 pm",
)  # fmt: skip


@pytest.fixture
def text_ref(system: System) -> str:
    """A text to Ana that was sent."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, **BY_TEXT)
    return play.place(system)


def test_a_text_conversation_goes_from_the_first_text_to_a_lead(
    system: System, network: CarrierSide, carrier: FakeCarrier, text_ref: str
) -> None:
    """The same script as on the phone: identity first, then what it is about."""
    (sent,) = carrier.texts
    first = getattr(sent.order, "body", "")
    assert "Ana Mejia" in first
    assert "retorn" not in first
    network.post(f"/events/message/{text_ref}", MessageStatus="delivered")
    replies = [said(network.text_in(f"SM{i}", body).text) for i, body in enumerate(REPLIES)]
    assert "retornadas" in replies[1]
    assert "retorn" not in replies[0]
    assert "el jue 5 nov a las 3 pm" in replies[-1]
    attempt = look.one(system.store, tables.attempts)
    assert (attempt.state, attempt.disposition) == (AttemptState.ENDED, "interview")
    lead = look.one(system.store, tables.leads)
    assert (lead.services, lead.interested) == ("employment", True)
    assert look.one(system.store, tables.cases).state == CaseState.CLOSED
    kept = look.rows(system.store, tables.messages, inbound=True)
    assert [row.body for row in kept] == list(REPLIES)
    assert {row.attempt_id for row in kept} == {attempt.id}


def test_a_repeated_text_gets_the_stored_reply_and_changes_nothing(
    system: System, network: CarrierSide, text_ref: str
) -> None:
    """The same MessageSid is the same text, whatever it says the second time."""
    for i, body in enumerate(REPLIES):
        answer = network.text_in(f"SM{i}", body).data
        assert said(answer.decode())
        before = look.everything(system.store)
        assert network.text_in(f"SM{i}", body).data == answer
        assert network.text_in(f"SM{i}", "BAJA").data == answer
        assert look.everything(system.store) == before


def test_a_text_of_a_stranger_gets_no_reply(system: System, network: CarrierSide) -> None:
    """Nothing is told to somebody we do not look for."""
    answer = network.text_in("SM1", "¿quién es?", "+50488888888")
    assert answer.status_code == 200
    assert said(answer.text) == ""
    assert look.one(system.store, tables.messages).reply == ""


def test_a_text_from_a_person_of_the_draw_begins_a_conversation(
    system: System, network: CarrierSide
) -> None:
    """Somebody writes before we do; what was planned for them waits."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    answer = said(network.text_in("SM1", "hola, vi una llamada perdida").text)
    assert "Ana Mejia" in answer
    assert "retorn" not in answer
    attempt = look.one(system.store, tables.attempts, inbound=True)
    assert (attempt.state, attempt.medium) == (AttemptState.UNDER_WAY, "text")
    assert play.planned(system) == []
    network.text_in("SM2", "si soy yo")
    assert look.one(system.store, tables.conversations).turn == 1


def test_a_person_who_was_interviewed_gets_no_second_interview(
    system: System, network: CarrierSide, ref: str
) -> None:
    """A closed case stays closed when the person writes again."""
    play.talk(system, ref, *play.NOT_INTERESTED)
    play.hang_up(system, ref)
    assert said(network.text_in("SM1", "gracias").text) == ""
    assert look.one(system.store, tables.cases).state == CaseState.CLOSED


def test_a_text_that_nobody_can_answer_says_where_to_ring(
    system: System, carrier: FakeCarrier, network: CarrierSide
) -> None:
    """In one-way countries there is no conversation to wait for: delivered is the end."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, callback_number="+50422000199", two_way=False, **BY_TEXT)
    ref = play.place(system)
    body = getattr(carrier.texts[0].order, "body", "")
    assert "+50422000199" in body
    assert "retorn" not in body
    network.post(f"/events/message/{ref}", MessageStatus="delivered")
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert ended.disposition == "text_unanswered"
    assert look.count(system.store, tables.conversations) == 0


def test_a_text_that_is_lost_ends_the_attempt_and_another_is_planned_or_not(
    system: System, network: CarrierSide, text_ref: str
) -> None:
    """A number that takes no texts is not texted for ever."""
    answer = network.post(
        f"/events/message/{text_ref}", MessageStatus="undelivered", ErrorCode="30006"
    )
    assert answer.status_code == 204
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.disposition, ended.error_code) == ("invalid_number", "30006")
    assert look.one(system.store, tables.messages).status == "undelivered"
    assert look.one(system.store, tables.cases).state == CaseState.CLOSED


def test_the_wait_for_a_reply_holds_calls_back(
    system: System, network: CarrierSide, carrier: FakeCarrier
) -> None:
    """Nobody is rung up while they may be typing."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    for _ in range(2):
        play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
        play.wait_until_due(system)
    play.place(system)
    assert len(carrier.texts) == 1
    play.wait(system, timedelta(hours=3))
    agenda.tidy(system, system.clock.now())
    assert play.planned(system) == []
    network.text_in("SM1", "si soy yo")
    assert look.one(system.store, tables.conversations).turn == 1
