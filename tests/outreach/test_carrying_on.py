"""One conversation with a person, over several attempts and both media."""

from datetime import timedelta
from typing import Any

import pytest

from flows.turn import State
from outreach import inbound, lead_endings, leads
from outreach.leads import LeadResult
from outreach.rules.states import LeadState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play

UP_TO_INTEREST = ("1", "1990", "1", "1")
TEXTS_FIRST: dict[str, Any] = {"policy": {"text_after_voice_attempts": [1]}}


def cut_off(system: System, **file: Any) -> None:
    """A call with Ana that was cut when her interest was asked."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, **file)
    ref = play.place(system)
    play.talk(system, ref, *UP_TO_INTEREST)
    play.hang_up(system, ref)


def latest_state(system: System) -> State:
    return State.from_json(look.rows(system.store, tables.conversations)[-1].state)


def writes(system: System, *bodies: str) -> str:
    """Ana writes to us; our last reply."""
    known = look.count(system.store, tables.messages)
    for n, body in enumerate(bodies):
        sid = f"SM{known + n}"
        reply = inbound.receive_text(system, sid, make.ANA, body, system.clock.now())
    return reply


def test_a_call_that_was_cut_is_finished_by_a_text_of_the_persons(system: System) -> None:
    """Identity first, then the question at which it stopped; one interview, one lead."""
    cut_off(system)
    assert "Ana Mejia" in writes(system, "se me corto la llamada")
    reply = writes(system, "si", "1990")
    assert "Seguimos donde quedamos" in reply
    assert latest_state(system).step == "interest"
    writes(system, "si", "empleo", "jueves 3 pm")
    assert look.one(system.store, tables.leads).services == "employment"
    dispositions = [a.disposition for a in look.rows(system.store, tables.attempts, state="ended")]
    assert dispositions == ["broke_off", "interview"]


def test_a_call_that_was_cut_is_finished_by_our_text(system: System) -> None:
    """The next attempt goes on, by whichever medium the policy chose."""
    cut_off(system, **TEXTS_FIRST)
    play.wait_until_due(system)
    assert play.next_attempt(system).medium == "text"
    play.place(system)
    assert latest_state(system).kept == {}
    assert "Seguimos donde quedamos" in writes(system, "si", "1990")


def test_a_call_that_was_cut_is_finished_when_the_person_rings(system: System) -> None:
    """Their call goes on from there."""
    cut_off(system)
    now = system.clock.now()
    said = inbound.receive_call(system, "CA-in", make.ANA, now)
    assert isinstance(said, inbound.Said)
    play.talk(system, said.ref, "1", "1990")
    assert latest_state(system).step == "interest"


def test_what_was_answered_before_is_kept_as_it_was_dated(system: System) -> None:
    """Taking a conversation up again does not make the answers newer."""
    cut_off(system)
    before = look.one(system.store, tables.cases).municipality
    writes(system, "hola", "si", "1990")
    assert latest_state(system).kept["municipality"] == "danli"
    assert look.one(system.store, tables.cases).municipality == before == "danli"


@pytest.mark.parametrize(("days", "taken_up"), [(29, True), (31, False)])
def test_an_old_conversation_is_begun_anew(
    quick_system: System, days: int, taken_up: bool
) -> None:
    """After a month nobody remembers what was asked."""
    cut_off(quick_system)
    play.wait(quick_system, timedelta(days=days))
    reply = writes(quick_system, "hola", "si", "1990")
    assert ("Seguimos donde quedamos" in reply) is taken_up
    assert ("Tenemos un programa" in reply) is not taken_up


def test_a_campaign_may_always_begin_anew(quick_system: System) -> None:
    """`carry_on_days: 0`."""
    cut_off(quick_system, policy={"carry_on_days": 0})
    assert "Tenemos un programa" in writes(quick_system, "hola", "si", "1990")


def test_who_answers_instead_gets_no_word_of_it(system: System) -> None:
    """The record of the cut call is there, and nothing of it is said or decided upon."""
    cut_off(system)
    writes(system, "hola", "no, soy la hermana", "no")
    state = latest_state(system)
    assert (state.identified, state.kept.get("consent")) == (False, None)
    assert state.earlier["reached"] == "interest"


@pytest.mark.parametrize(
    ("result", "wanted"),
    [
        (LeadResult.NOT_REACHED, True),
        (LeadResult.NOT_INTERESTED, True),
        (LeadResult.WRONG_PERSON, True),
        (LeadResult.ENROLLED_TRAINING, False),
        (LeadResult.DO_NOT_CONTACT, False),
    ],
)
def test_who_rings_after_an_agent_came_to_nothing_is_a_lead_again(
    system: System, result: LeadResult, wanted: bool
) -> None:
    """What they agree on is promised to them, and a promise has to be somebody's to keep."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *UP_TO_INTEREST, "1")
    play.hang_up(system, ref)
    agent, lead_id = make.an_agent(system.store, clock=system.clock), 1
    assert leads.take(system, lead_id, agent, system.clock.now())
    lead_endings.close(system, lead_id, agent, result=result, note="", now=system.clock.now())
    play.wait(system, timedelta(minutes=1))
    writes(system, "se corto", "si", "1990", "empleo", "jueves 3 pm")
    lead = look.one(system.store, tables.leads)
    assert (lead.state == LeadState.OPEN) is wanted
    assert (lead.agreed_at is not None and lead.taken_by is None) is wanted
    assert lead.result == (None if wanted else result)
    assert look.rows(system.store, tables.lead_notes)[0].result == result


def test_who_was_cut_off_after_a_yes_completes_the_lead(system: System) -> None:
    """The case was closed with the yes; the agent should still learn what is wanted, and when."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *UP_TO_INTEREST, "1")
    play.hang_up(system, ref)
    lead = look.one(system.store, tables.leads)
    assert (lead.services, lead.agreed_at) == ("", None)
    assert look.one(system.store, tables.cases).state == "closed"
    writes(system, "se corto", "si", "1990", "empleo", "jueves 3 pm")
    lead = look.one(system.store, tables.leads)
    assert (lead.services, lead.wants_now, lead.agreed_at is None) == ("employment", False, False)
    case = look.one(system.store, tables.cases)
    assert (case.state, case.closed_why) == ("closed", "interviewed")
    assert play.planned(system) == []
    assert writes(system, "gracias") == ""
