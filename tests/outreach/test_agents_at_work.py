"""Agents call people of leads; what was lost is settled; calls keep the pace of agents."""

from datetime import timedelta
from typing import Any

import pytest

from outreach import agenda, leads
from outreach.actors import Actor
from outreach.agents import availability, lead_calls, phone, settling
from outreach.agents.lead_calls import WhyNot
from outreach.clock import ManualClock
from outreach.opt_outs import opt_out_person
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AgentState, LeadState, TransferState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play


@pytest.fixture
def agent(quick_system: System) -> Actor:
    """An agent with a phone, and a lead of Ana's that waits for a call."""
    system = quick_system
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    actor = make.an_agent(system.store, login="agente", clock=system.clock)
    availability.set_phone(system, actor, "+50499000100", system.clock.now())
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    return actor


def the_lead(system: System) -> Any:
    return look.one(system.store, tables.leads)


def her_phone(system: System) -> int:
    return int(look.one(system.store, tables.phones, person_id=1).id)


def call(system: System, agent: Actor) -> WhyNot | None:
    lead = the_lead(system)
    return lead_calls.call(system, lead.id, her_phone(system), agent, system.clock.now())


def rung(system: System) -> str:
    return str(look.rows(system.store, tables.agent_calls)[-1].ref)


def test_an_agent_calls_the_person_of_a_lead(quick_system: System, agent: Actor) -> None:
    """The agent's phone rings first; after the key the whisper; then the person's number, from
    the campaign's; and the lead remembers that the person was spoken with."""
    system, now = quick_system, quick_system.clock.now()
    leads.take(system, the_lead(system).id, agent, now)
    assert call(system, agent) is None
    assert system.carrier.book[-1].order.to == "+50499000100"
    heard = phone.picked_up(system, rung(system), "CX1")
    assert heard.asks and "Ana" not in heard.text
    assert "Ana Mejía" in phone.pressed(system, rung(system), "1", now).text
    joined = phone.join(system, rung(system), now)
    assert joined is not None
    assert (joined.number, joined.caller_id) == (make.ANA, "+50422000100")
    phone.dialled(system, rung(system), CarrierResult.COMPLETED, 95, now)
    phone.ended(system, rung(system), "CX1", now)
    assert the_lead(system).reached_at == now
    assert look.one(system.store, tables.agent_calls).seconds == 95
    assert availability.standing(system, agent, now).state is AgentState.WRAP_UP


def test_nobody_is_called_by_an_agent_whom_we_may_not_call(
    quick_system: System, agent: Actor, clock: ManualClock
) -> None:
    """Not without the lead, not at night, not on another's number, never after an opt-out."""
    system, now = quick_system, quick_system.clock.now()
    assert call(system, agent) is WhyNot.NOT_YOURS
    leads.take(system, the_lead(system).id, agent, now)
    nobodys = lead_calls.call(system, the_lead(system).id, 99, agent, now)
    assert nobodys is WhyNot.NO_NUMBER
    clock.advance(timedelta(hours=14))
    assert call(system, agent) is WhyNot.CLOSED_HOURS
    clock.set(now)
    person = look.one(system.store, tables.people)
    with system.store.transaction() as connection:
        opt_out_person(system, connection, person.id, source="letter", now=now)
    assert call(system, agent) is WhyNot.SUPPRESSED
    assert len(system.carrier.calls) == 1  # the campaign's own


def test_an_opt_out_between_the_two_rings_is_heeded(quick_system: System, agent: Actor) -> None:
    """Asked again at the moment of dialling the person."""
    system, now = quick_system, quick_system.clock.now()
    leads.take(system, the_lead(system).id, agent, now)
    call(system, agent)
    phone.pressed(system, rung(system), "1", now)
    person = look.one(system.store, tables.people)
    with system.store.transaction() as connection:
        opt_out_person(system, connection, person.id, source="letter", now=now)
    assert phone.join(system, rung(system), now) is None


def test_one_call_at_a_time(quick_system: System, agent: Actor) -> None:
    """A second click rings no second phone; and a refusal of the carrier leaves nobody busy."""
    system, now = quick_system, quick_system.clock.now()
    leads.take(system, the_lead(system).id, agent, now)
    system.carrier.refuses_with = "21211"
    assert call(system, agent) is WhyNot.CARRIER
    assert availability.standing(system, agent, now).state is AgentState.AVAILABLE
    system.carrier.refuses_with = None
    assert call(system, agent) is None
    assert call(system, agent) is WhyNot.BUSY
    assert len(system.carrier.calls) == 2


def test_nobody_is_called_while_an_agent_calls_the_same_phone(
    quick_system: System, agent: Actor
) -> None:
    """From when the agent's own phone rings: neither for another campaign, nor for somebody else
    of the household, nor by a second agent. Afterwards, they are."""
    system, now = quick_system, quick_system.clock.now()
    son = make.Invented(name="Luis Paz", numbers=(make.ANA,))
    make.a_list(system.store, people=(son,), name="otra", clock=system.clock)
    make.a_campaign(system, name="otra", on="otra", policy={"household_same_day": True})
    leads.take(system, the_lead(system).id, agent, now)
    assert call(system, agent) is None
    (other,) = play.planned(system)
    dialled = len(system.carrier.calls)
    play.place(system, other)
    assert len(system.carrier.calls) == dialled
    second = make.an_agent(system.store, login="luisa", clock=system.clock)
    availability.set_phone(system, second, "+50499000101", now)
    leads.reassign(system, the_lead(system).id, second.user_id, make.COMMAND, now)
    assert call(system, second) is WhyNot.ON_THE_LINE
    phone.ended(system, rung(system), "CX1", now)
    play.wait_until_due(system)
    play.place(system, other)
    assert len(system.carrier.calls) == dialled + 1


def test_a_lead_that_is_not_worked_comes_back(
    quick_system: System, agent: Actor, clock: ManualClock
) -> None:
    """Two hours after anything was done with it another agent can take it; not before."""
    system = quick_system
    leads.take(system, the_lead(system).id, agent, clock.now())
    clock.advance(timedelta(minutes=119))
    settling.settle(system, clock.now())
    assert the_lead(system).state == LeadState.TAKEN
    with system.store.transaction() as connection:
        from outreach.store import leads as rows

        rows.worked(connection, the_lead(system).id, clock.now())
    clock.advance(timedelta(minutes=119))
    settling.settle(system, clock.now())
    assert the_lead(system).state == LeadState.TAKEN
    clock.advance(timedelta(minutes=2))
    settling.settle(system, clock.now())
    assert (the_lead(system).state, the_lead(system).taken_by) == (LeadState.OPEN, None)


def test_a_call_whose_end_got_lost_leaves_nobody_busy(
    quick_system: System, agent: Actor, clock: ManualClock
) -> None:
    """The carrier is asked; while it says that they talk, they do."""
    system = quick_system
    leads.take(system, the_lead(system).id, agent, clock.now())
    call(system, agent)
    phone.pressed(system, rung(system), "1", clock.now())
    phone.join(system, rung(system), clock.now())
    clock.advance(timedelta(minutes=5))
    settling.settle(system, clock.now())
    assert availability.standing(system, agent, clock.now()).state is AgentState.ON_CALL
    system.carrier.ends(system.carrier.calls[-1].sid, CarrierResult.COMPLETED, 60)
    settling.settle(system, clock.now())
    assert availability.standing(system, agent, clock.now()).state is AgentState.WRAP_UP


def test_a_person_whose_hang_up_got_lost_waits_for_nobody(
    quick_system: System, clock: ManualClock
) -> None:
    """The attempt was ended by recovery: the transfer ends with it, and the agent is free."""
    system = quick_system
    make.a_list(system.store, clock=clock)
    make.a_campaign(system, agents={"live_transfer": True})
    actor = make.an_agent(system.store, login="agente", clock=clock)
    availability.set_phone(system, actor, "+50499000100", clock.now())
    availability.become_available(system, actor, clock.now())
    ref = play.place(system)
    play.talk(system, ref, "1", "1990", "1", "1", "1", "2", "1")
    assert look.one(system.store, tables.transfers).state == TransferState.WAITING
    with system.store.transaction() as connection:
        ended = {"state": "ended", "disposition": "interview"}
        connection.execute(tables.attempts.update().values(**ended))
    settling.settle(system, clock.now())
    assert look.one(system.store, tables.transfers).state == TransferState.ABANDONED
    assert availability.standing(system, actor, clock.now()).state is AgentState.AVAILABLE


@pytest.mark.parametrize(("at_work", "starts"), [(0, 0), (1, 1), (6, 4)])
def test_calls_keep_the_pace_of_the_agents_where_a_campaign_says_so(
    quick_system: System, clock: ManualClock, at_work: int, starts: int
) -> None:
    """Nobody at work, no call; one agent, one call at a time; six, as many as there are lines."""
    system = quick_system
    people = [make.Invented(name=f"Ana {n}", numbers=(f"+5049900{n:04}",)) for n in range(8)]
    make.a_list(system.store, people=people, clock=clock)
    make.a_campaign(system, lines=4, agents={"live_transfer": True, "pace_calls": True})
    for number in range(at_work):
        actor = make.an_agent(system.store, login=f"agente{number}", clock=clock)
        availability.set_phone(system, actor, f"+5049900010{number}", clock.now())
        availability.become_available(system, actor, clock.now())
    due = agenda.tick(system, clock.now())
    assert len(due.calls) == starts
