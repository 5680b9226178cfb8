"""A person who says "now" while an agent is free is put through, webhook by webhook."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from outreach.actors import Actor
from outreach.agents import availability
from outreach.clock import ManualClock
from outreach.rules.states import AgentState, LeadState, TransferState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.carrier_side import CarrierSide, action, said

UNTIL_THE_OFFER = ("1", "1990", "1", "1", "1", "2")  # interested in work; now or later?
LIVE = {"live_transfer": True}
WAITS = "espere en la línea"


class Office:
    """A campaign with live transfer, a call to Ana, and agents with phones."""

    def __init__(
        self,
        network: CarrierSide,
        system: System,
        agents: int = 1,
        rules: Mapping[str, Any] = LIVE,
    ) -> None:
        self.network, self.system = network, system
        make.a_list(system.store, clock=system.clock)
        make.a_campaign(system, agents=dict(rules))
        self.agents = [self._agent(number) for number in range(agents)]
        self.ref = play.place(system)

    def _agent(self, number: int) -> Actor:
        actor = make.an_agent(self.system.store, login=f"agente{number}", clock=self.system.clock)
        now = self.system.clock.now()
        availability.set_phone(self.system, actor, f"+5049900010{number}", now)
        availability.become_available(self.system, actor, now + timedelta(seconds=number))
        return actor

    def until_the_offer(self) -> str:
        *_, last = self.network.call(self.ref, *UNTIL_THE_OFFER)
        return last

    def wants_now(self) -> str:
        return self.network.reply(action(self.until_the_offer()), "1").text

    def rung(self, number: int = -1) -> str:
        """The ref of a call to an agent's phone."""
        return look.rows(self.system.store, tables.agent_calls)[number].ref

    def agent(self, step: str, ref: str = "", **form: Any) -> str:
        ref = ref or self.rung()
        return self.network.post(f"/voice/agent/{ref}/{step}", CallSid=f"CX{ref}", **form).text

    def agent_accepts(self) -> str:
        self.agent("0")
        return self.agent("key", Digits="1")

    def agent_ends(self, ref: str = "", status: str = "completed") -> None:
        ref = ref or self.rung()
        form = {"CallSid": f"CX{ref}", "CallStatus": status}
        assert self.network.post(f"/events/agent/{ref}", **form).status_code == 204

    def person(self, step: str) -> str:
        return self.network.post(f"/voice/{self.ref}/{step}", CallSid="CA0").text

    @property
    def transfer(self) -> Any:
        return look.one(self.system.store, tables.transfers)

    @property
    def lead(self) -> Any:
        return look.one(self.system.store, tables.leads)

    def state_of(self, agent: Actor) -> AgentState | None:
        return availability.standing(self.system, agent, self.system.clock.now()).state


def room_in(twiml: str) -> str:
    found = re.search(r"<Conference[^>]*>([^<]+)</Conference>", twiml)
    assert found, twiml
    return found[1]


def test_a_person_is_put_through_to_a_free_agent(network: CarrierSide, system: System) -> None:
    """The phone rings, a key accepts, a whisper says who it is, and the two meet in one room."""
    office = Office(network, system)
    twiml = office.wants_now()
    assert WAITS in twiml and "marque 2" in twiml and "<Gather" in twiml
    order = system.carrier.book[-1].order
    assert (order.to, order.caller_id) == ("+50499000100", "+50422000100")
    assert office.transfer.state == TransferState.WAITING

    offered = office.agent("0")
    assert "marque 1" in offered
    assert "Ana" not in offered and "empleo" not in offered  # anybody may have picked it up
    whispered = office.agent("key", Digits="1")
    assert "Ana Mejía, de Danlí" in said(whispered) and "empleo" in said(whispered)
    assert system.carrier.redirected[-1][1].endswith(f"/voice/{office.ref}/look")
    met = office.person("look")
    assert "Ya contestó una persona" in met
    assert room_in(met) == room_in(office.agent("join")) == office.transfer.ref
    assert office.state_of(office.agents[0]) is AgentState.ON_CALL
    assert (office.lead.state, office.lead.taken_by) == (
        LeadState.TAKEN, office.agents[0].user_id,
    )  # fmt: skip
    assert office.lead.reached_at is not None

    assert "<Hangup" in office.person("parted")
    network.completed(office.ref)
    office.agent_ends()
    assert office.transfer.state == TransferState.TALKED
    assert office.state_of(office.agents[0]) is AgentState.WRAP_UP
    attempt = look.one(system.store, tables.attempts, ref=office.ref)
    assert attempt.disposition == "interview"
    assert look.count(system.store, tables.leads) == 1


def test_every_webhook_may_come_twice(quick_network: CarrierSide, quick_system: System) -> None:
    """Each gets the answer that it got the first time, and nothing happens again."""
    office = Office(quick_network, quick_system)
    offer = action(office.until_the_offer())
    first = quick_network.reply(offer, "1").text
    assert said(quick_network.reply(offer, "1").text) and WAITS in first
    assert office.agent("0") == office.agent("0")
    assert office.agent("key", Digits="1") == office.agent("key", Digits="1")
    assert office.person("look") == office.person("look")
    assert office.agent("join") == office.agent("join")
    office.person("parted")
    quick_network.completed(office.ref)
    quick_network.completed(office.ref)
    office.agent_ends()
    before = look.rows(quick_system.store, tables.agent_periods)
    office.agent_ends()
    office.agent_ends(status="no-answer")
    assert look.rows(quick_system.store, tables.agent_periods) == before
    assert look.count(quick_system.store, tables.agent_calls) == 1
    assert office.transfer.state == TransferState.TALKED


def test_the_next_agent_is_rung_when_one_does_not_accept(
    network: CarrierSide, system: System
) -> None:
    """By a refusal, an unanswered phone or a key that never came; whoever missed it rests."""
    office = Office(network, system, agents=3)
    office.wants_now()
    office.agent_ends(status="no-answer")
    assert "Seguimos llamando" in office.person("look")
    second = office.rung()
    assert "ya no espera" in office.agent("key", second, Digits="2")
    assert office.rung() != second
    whispered = office.agent_accepts()
    assert "Ana Mejía" in whispered
    rung = [placed.order.to for placed in system.carrier.book[1:]]
    assert rung == ["+50499000100", "+50499000101", "+50499000102"]
    states = [office.state_of(agent) for agent in office.agents]
    assert states == [AgentState.PAUSED, AgentState.PAUSED, AgentState.ON_CALL]


def test_whoever_does_not_accept_in_15_seconds_is_passed_over(
    quick_network: CarrierSide, quick_system: System, clock: ManualClock
) -> None:
    """Also when the carrier's word on it is lost; and a key that comes then is too late."""
    office = Office(quick_network, quick_system, agents=2)
    twiml = office.wants_now()
    late = office.rung()
    office.agent("0", late)
    clock.advance(timedelta(seconds=16))
    assert "Seguimos llamando" in quick_network.reply(action(twiml), "").text
    assert office.rung() != late
    assert quick_system.carrier.hung_up == [quick_system.carrier.calls[1].sid]
    assert "ya no espera" in office.agent("key", late, Digits="1")
    assert "Ana" in office.agent_accepts()


def test_an_appointment_may_be_chosen_at_any_time(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """A key while the agent's phone rings: it stops, the agent is free, a day is asked for."""
    office = Office(quick_network, quick_system)
    waiting = office.wants_now()
    asked = quick_network.reply(action(waiting), "2").text
    assert "Qué día y a qué hora" in asked
    assert office.transfer.state == TransferState.CHOSE_TIME
    assert quick_system.carrier.hung_up
    assert office.state_of(office.agents[0]) is AgentState.AVAILABLE
    assert "ya no espera" in office.agent("0")
    agreed = quick_network.reply(action(asked), "mañana a las tres de la tarde").text
    assert "miércoles" in agreed
    quick_network.completed(office.ref)
    assert (office.lead.wants_now, office.lead.agreed_at is None) == (False, False)
    assert office.lead.state == LeadState.OPEN


def test_nobody_free_offers_an_appointment_at_once(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """Without a free agent the question of now is not even put."""
    office = Office(quick_network, quick_system, agents=0)
    assert "Qué día y a qué hora" in office.until_the_offer()


def test_when_the_last_agent_does_not_accept_an_appointment_is_offered(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """Never silence, and no second promise of now in the same call."""
    office = Office(quick_network, quick_system)
    waiting = office.wants_now()
    office.agent_ends(status="busy")
    asked = quick_network.reply(action(waiting), "").text
    assert "ocupadas" in asked and "Qué día y a qué hora" in asked
    assert office.transfer.state == TransferState.NOBODY
    again = quick_network.reply(action(waiting), "").text
    assert "Qué día y a qué hora" in again
    agreed = quick_network.reply(action(asked), "1").text
    assert "<Gather" not in agreed or "ahora" not in said(agreed)


def test_whoever_hangs_up_while_waiting_leaves_a_lead(
    network: CarrierSide, system: System
) -> None:
    """A yes is never lost; the abandonment is counted, and the agent does not answer to nobody."""
    office = Office(network, system)
    office.wants_now()
    network.completed(office.ref)
    assert office.transfer.state == TransferState.ABANDONED
    assert (office.lead.state, office.lead.wants_now) == (LeadState.OPEN, True)
    assert office.state_of(office.agents[0]) is AgentState.AVAILABLE
    assert system.carrier.hung_up
    assert "ya no espera" in office.agent("key", Digits="1")
    attempt = look.one(system.store, tables.attempts, ref=office.ref)
    assert attempt.disposition == "interview"


def test_an_agent_who_hangs_up_during_the_whisper_gives_the_person_back(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """The person is not left alone in a room: the next agent is rung, or a time is agreed."""
    office = Office(quick_network, quick_system)
    office.wants_now()
    office.agent_accepts()
    room_in(office.person("look"))
    office.agent_ends()
    assert quick_system.carrier.redirected[-1][1].endswith("/look")
    assert "Qué día y a qué hora" in office.person("look")
    assert (office.lead.state, office.lead.taken_by) == (LeadState.OPEN, None)


def test_an_opt_out_while_waiting_holds(quick_network: CarrierSide, quick_system: System) -> None:
    """At once, with everything that follows from it: the lead is closed, the phone stops."""
    office = Office(quick_network, quick_system)
    waiting = office.wants_now()
    assert "No le volveremos" in quick_network.reply(action(waiting), "9").text
    assert office.transfer.state == TransferState.WITHDRAWN
    assert office.lead.result == "do_not_contact"
    assert office.state_of(office.agents[0]) is AgentState.AVAILABLE
    assert "ya no espera" in office.agent("key", Digits="1")


def test_a_carrier_that_refuses_the_agents_call_costs_nobody_the_yes(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """The agent is free again, and the person gets an appointment in the same breath."""
    office = Office(quick_network, quick_system)
    offer = action(office.until_the_offer())
    quick_system.carrier.refuses_with = "21211"
    twiml = quick_network.reply(offer, "1").text
    assert "Qué día y a qué hora" in twiml
    assert office.state_of(office.agents[0]) is AgentState.AVAILABLE
    assert office.lead.state == LeadState.OPEN


def test_outside_the_agents_hours_now_is_not_offered(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """Whoever forgot to sign out is not rung when the office is closed."""
    afternoons = {"live_transfer": True, "hours": {"tuesday": "14:00-18:00"}}
    office = Office(quick_network, quick_system, rules=afternoons)
    assert "Qué día y a qué hora" in office.until_the_offer()


@pytest.mark.parametrize("skills", [{"municipalities": "choluteca"}, {"languages": "en"}])
def test_an_agent_gets_only_whom_they_can_serve(
    quick_network: CarrierSide, quick_system: System, skills: dict[str, str]
) -> None:
    """Of Danlí and Spanish, Ana is nobody's who serves Choluteca, or English, alone."""
    from outreach.store import agents as rows

    office = Office(quick_network, quick_system)
    with quick_system.store.transaction() as connection:
        rows.set_profile(connection, office.agents[0].user_id, **skills)
    assert "Qué día y a qué hora" in office.until_the_offer()


def test_the_secret_is_kept_when_somebody_else_has_the_agents_phone(
    quick_network: CarrierSide, quick_system: System
) -> None:
    """Whoever presses nothing, or another key, hears of nobody."""
    office = Office(quick_network, quick_system)
    office.wants_now()
    heard = [office.agent("0"), office.agent("key"), office.agent("key", Digits="7")]
    assert not any(secret in text for text in heard for secret in ("Ana", "Danl", "empleo"))


def test_strangers_cannot_play_the_agent(quick_network: CarrierSide, quick_system: System) -> None:
    """Without the carrier's signature nothing is told; and an unknown reference is nobody's."""
    office = Office(quick_network, quick_system)
    office.wants_now()
    unsigned = quick_network.client.post(f"/voice/agent/{office.rung()}/key", data={"Digits": "1"})
    assert unsigned.status_code == 403
    assert quick_network.post("/voice/agent/nobody/key", Digits="1").status_code == 404
