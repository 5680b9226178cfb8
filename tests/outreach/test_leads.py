"""A person who said yes: one lead, with what an agent needs, taken by one agent."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from outreach import lead_endings, leads
from outreach.actors import Actor
from outreach.errors import NotAllowed, NotFound
from outreach.leads import LeadResult
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import LeadState, Role
from outreach.store import tables, users
from outreach.system import System
from tests import look, make, play


@pytest.fixture
def ref(system: System) -> str:
    """A call that was just answered."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    return play.place(system)


@pytest.fixture
def lead_id(system: System, ref: str) -> int:
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    return int(look.one(system.store, tables.leads).id)


def an_agent(system: System, login: str) -> Actor:
    return make.an_agent(system.store, login=login, clock=system.clock)


def test_an_interested_person_becomes_a_lead_with_all_that_an_agent_needs(
    system: System, ref: str
) -> None:
    """What was asked on the phone is not asked again: services, municipality, agreed time."""
    play.talk(
        system, ref, "sí soy yo", "mil novecientos noventa", "sí", "no, ahora vivo en Choluteca",
        "sí me interesa", "1 y 3", "el jueves a las tres",
    )  # fmt: skip
    play.hang_up(system, ref)
    lead = look.one(system.store, tables.leads)
    assert lead.interested
    assert set(lead.services.split("|")) == {"training", "entrepreneurship"}
    assert lead.municipality == "choluteca"
    assert lead.agreed_at == datetime(2026, 11, 5, 21, 0, tzinfo=UTC)  # 15:00 in Honduras
    assert not lead.wants_now
    assert lead.locale == "es-HN"
    case = look.one(system.store, tables.cases)
    assert (case.interested, case.municipality) == (True, "choluteca")
    assert case.identified_at is not None
    assert case.validated_at is not None
    assert case.closed_why == "interviewed"


@pytest.mark.parametrize("replies", [("1", "1990", "1", "1", "1"), play.INTERESTED[:6]])
def test_a_call_cut_after_the_yes_is_a_lead_all_the_same(
    system: System, ref: str, replies: tuple[str, ...]
) -> None:
    """Calls are cut all the time; a yes is not lost with the line."""
    play.talk(system, ref, *replies)
    play.hang_up(system, ref, seconds=41)
    lead = look.one(system.store, tables.leads)
    assert (lead.interested, lead.wants_now, lead.agreed_at) == (True, True, None)
    assert look.one(system.store, tables.attempts).disposition == "interview"


@pytest.mark.parametrize(
    "replies", [(), ("1",), ("1", "1990"), play.NOT_INTERESTED, ("9",), ("3",)], ids=str
)
def test_whoever_did_not_say_yes_is_no_lead(
    quick_system: System, replies: tuple[str, ...]
) -> None:
    """Agents' time is for people who want it."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    play.talk(quick_system, ref, *replies)
    play.hang_up(quick_system, ref)
    assert look.count(quick_system.store, tables.leads) == 0


def test_whoever_asks_for_a_person_becomes_a_lead_without_being_interested_yet(
    system: System, ref: str
) -> None:
    """Before identity nobody was told anything, so nobody can be interested."""
    play.talk(system, ref, "quiero hablar con una persona")
    play.hang_up(system, ref)
    lead = look.one(system.store, tables.leads)
    assert not lead.interested


def test_a_person_is_one_lead_in_a_campaign(system: System, lead_id: int) -> None:
    """Whatever is reported again, and however often."""
    ref = look.one(system.store, tables.attempts).ref
    for result in (CarrierResult.COMPLETED, CarrierResult.FAILED):
        play.hang_up(system, ref, result)
    assert look.count(system.store, tables.leads) == 1


def test_of_agents_who_take_a_lead_at_once_only_one_has_it(system: System, lead_id: int) -> None:
    """Nobody is called by two agents."""
    agents = [an_agent(system, name) for name in ("ana", "luis", "marta")]
    now = system.clock.now()
    taken = make.at_once([partial(leads.take, system, lead_id, agent, now) for agent in agents])
    (winner,) = (agent for agent, won in zip(agents, taken, strict=True) if won)
    lead = look.one(system.store, tables.leads)
    assert (lead.state, lead.taken_by) == (LeadState.TAKEN, winner.user_id)


def test_only_who_has_taken_a_lead_sees_its_numbers(system: System, lead_id: int) -> None:
    """A list on a screen is no directory."""
    ana, luis = an_agent(system, "ana"), an_agent(system, "luis")
    now = system.clock.now()
    assert leads.view(system, lead_id, ana, now).numbers == ()
    leads.take(system, lead_id, ana, system.clock.now())
    (phone,) = leads.view(system, lead_id, ana, now).numbers
    assert phone.number_sealed == make.ANA
    assert leads.view(system, lead_id, luis, now).numbers == ()
    with pytest.raises(NotFound):
        leads.view(system, 999, ana, now)


def test_only_who_has_a_lead_closes_it_or_gives_it_back(system: System, lead_id: int) -> None:
    """An agent's notes are not overwritten by another's click."""
    ana, luis = an_agent(system, "ana"), an_agent(system, "luis")
    now = system.clock.now()
    leads.take(system, lead_id, ana, now)
    with pytest.raises(NotAllowed):
        leads.give_back(system, lead_id, luis, now)
    with pytest.raises(NotAllowed):
        lead_endings.close(system, lead_id, luis, result=LeadResult.NOT_REACHED, note="", now=now)
    leads.give_back(system, lead_id, ana, now)
    assert leads.take(system, lead_id, luis, now)
    result = LeadResult.ENROLLED_TRAINING
    lead_endings.close(system, lead_id, luis, result=result, note="Empieza el lunes", now=now)
    lead = look.one(system.store, tables.leads)
    assert (lead.state, lead.result, lead.note) == ("closed", result, "Empieza el lunes")
    assert leads.waiting(system, luis, now).open == []
    with pytest.raises(NotAllowed):
        lead_endings.close(system, lead_id, luis, result=result, note="otra", now=now)


def test_agreed_times_that_have_come_stand_first(quick_system: System) -> None:
    """The list is in the order in which people should be called."""
    people = [make.Invented(name=n, numbers=(f"+5049900010{i}",)) for i, n in enumerate("ABC")]
    make.a_list(quick_system.store, people=people, clock=quick_system.clock)
    make.a_campaign(quick_system)
    said = (play.INTERESTED[:5], (*play.INTERESTED[:6], "hoy a las cuatro"), play.INTERESTED[:5])
    for attempt_id, replies in zip(play.planned(quick_system), said, strict=True):
        ref = play.place(quick_system, attempt_id)
        play.talk(quick_system, ref, *replies)
        play.hang_up(quick_system, ref)
        play.wait(quick_system, timedelta(minutes=5))
    first, second, third = look.rows(quick_system.store, tables.leads)
    assert second.agreed_at == datetime(2026, 11, 3, 22, 0, tzinfo=UTC)
    ana = an_agent(quick_system, "ana")
    later = [lead.id for lead in leads.waiting(quick_system, ana, second.agreed_at).open]
    assert later == [second.id, first.id, third.id]


def test_who_is_in_no_campaign_of_a_lead_does_not_know_that_it_is_there(
    system: System, lead_id: int
) -> None:
    """A user meets the people of their own campaigns; the lead of another does not exist."""
    ana, now = an_agent(system, "ana"), system.clock.now()
    with system.store.transaction() as connection:
        users.leave(connection, ana.user_id or 0, 1)
    assert leads.waiting(system, ana, now).open == []
    doings = (
        lambda: leads.view(system, lead_id, ana, now),
        lambda: leads.take(system, lead_id, ana, now),
        lambda: leads.give_back(system, lead_id, ana, now),
        lambda: lead_endings.close(
            system, lead_id, ana, result=LeadResult.NOT_REACHED, note="", now=now
        ),
    )
    for doing in doings:
        with pytest.raises(NotFound):
            doing()
    assert look.one(system.store, tables.leads).state == LeadState.OPEN
    admin = replace(ana, role=Role.ADMIN)
    assert [lead.id for lead in leads.waiting(system, admin, now).open] == [lead_id]
