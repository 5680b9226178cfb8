"""The desk, the lead's page and the supervisor's page, as somebody clicks through them."""

from datetime import timedelta
from typing import Any

import pytest

from outreach.clock import ManualClock
from outreach.rules.states import AgentState, LeadState, Role
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.ivr.browser import Browser, agent_with_a_lead, signed_in

PAGE = "/leads/1"


@pytest.fixture
def ana(quick_system: System) -> Browser:
    return agent_with_a_lead(quick_system)


def the_lead(system: System) -> Any:
    return look.one(system.store, tables.leads)


def take(browser: Browser, system: System) -> None:
    browser.post(f"{PAGE}/take", on=PAGE)
    assert the_lead(system).state == LeadState.TAKEN


def state_now(system: System) -> AgentState:
    (period,) = look.rows(system.store, tables.agent_periods, ended_at=None)
    return AgentState(period.state)


def test_an_agent_says_that_they_are_free_and_pauses(quick_system: System, ana: Browser) -> None:
    """One button each; the part of the page that moves says what is so."""
    ana.post("/desk/available", on="/desk")
    assert state_now(quick_system) is AgentState.AVAILABLE
    assert "disponible" in ana.get("/desk/now").text
    ana.post("/desk/pause", on="/desk", reason="lunch")
    assert "en pausa: almuerzo" in ana.get("/desk/now").text
    ana.post("/desk/leave", on="/desk")
    assert "fuera de turno" in ana.get("/desk/now").text


def test_without_a_phone_the_desk_asks_for_one(quick_system: System) -> None:
    """And for a number that is none, again."""
    browser = signed_in(quick_system, Role.AGENT)
    assert "Ponga su teléfono" in browser.get("/desk").text
    browser.post("/desk/phone", on="/desk", phone="mi casa")
    assert "no es un número" in browser.get("/desk").text
    browser.post("/desk/available", on="/desk")
    assert look.count(quick_system.store, tables.agent_periods) == 0


def test_one_button_takes_the_next_lead(
    quick_system: System, ana: Browser, clock: ManualClock
) -> None:
    """The one to call first; a promise for tomorrow is not taken today."""
    ana.post("/leads/next", on="/leads")
    assert the_lead(quick_system).state == LeadState.OPEN  # agreed for later today
    clock.set(the_lead(quick_system).agreed_at)
    answer = ana.post("/leads/next", on="/leads")
    assert answer.headers["Location"].endswith(PAGE)
    assert the_lead(quick_system).state == LeadState.TAKEN


def test_the_page_tells_what_the_person_said(quick_system: System, ana: Browser) -> None:
    """Question and answer, without the year that proves who somebody is; to who has it alone."""
    assert "Lo que dijo" not in ana.get(PAGE).text
    take(ana, quick_system)
    told = ana.get(PAGE).text
    assert "Lo que dijo" in told and "Le interesa participar en el programa" in told
    assert "1990</dd>" not in told


def test_a_call_begins_with_a_click(quick_system: System, ana: Browser) -> None:
    """The agent's phone rings; the page says so, and a second click rings nothing."""
    take(ana, quick_system)
    phone_id = look.one(quick_system.store, tables.phones).id
    ana.post(f"{PAGE}/call", on=PAGE, phone=phone_id)
    assert "Su teléfono va a sonar" in ana.get(PAGE).text
    assert quick_system.carrier.book[-1].order.to == "+50499887766"
    ana.post(f"{PAGE}/call", on=PAGE, phone=phone_id)
    assert "Usted ya tiene una llamada en curso" in ana.get(PAGE).text
    assert len(quick_system.carrier.calls) == 2


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Le llamo mañana a las 3, gracias.", "Mensaje enviado"),
        ("Es sobre su empleo como persona retornada", "quite lo que diga"),
        ("", "Escriba primero"),
        ("x" * 231, "demasiado largo"),
    ],
)
def test_a_text_is_checked_before_it_is_sent(
    quick_system: System, ana: Browser, body: str, told: str
) -> None:
    """Anybody may read it: nothing of the programme; signed, and with the way to be left alone."""
    take(ana, quick_system)
    phone_id = look.one(quick_system.store, tables.phones).id
    before = len(quick_system.carrier.texts)
    ana.post(f"{PAGE}/text", on=PAGE, phone=phone_id, body=body)
    assert told in ana.get(PAGE).text
    sent = quick_system.carrier.texts[before:]
    assert len(sent) == (told == "Mensaje enviado")
    if sent:
        assert "Secretaria de Desarrollo Social" in sent[0].order.body
        assert "responda BAJA" in sent[0].order.body
        assert "mañana a las 3" in ana.get(PAGE).text  # ñ is in the letters of a text


def test_nobody_is_written_to_at_night_or_after_an_opt_out(
    quick_system: System, ana: Browser, clock: ManualClock
) -> None:
    """As for every other text of ours."""
    take(ana, quick_system)
    phone_id = look.one(quick_system.store, tables.phones).id
    clock.advance(timedelta(hours=14))
    from outreach.agents import lead_texts
    from outreach.agents.lead_texts import WhyNot

    agent = make.Actor(look.one(quick_system.store, tables.users).id, Role.AGENT, "x")
    why = lead_texts.write(quick_system, 1, phone_id, "Hola", agent, clock.now())
    assert why is WhyNot.CLOSED_HOURS
    assert quick_system.carrier.texts == []


def test_an_appointment_needs_its_time_and_the_lead_comes_back_then(
    quick_system: System, ana: Browser
) -> None:
    """Without one, or at night, it is not taken; with one the lead is everybody's again."""
    take(ana, quick_system)
    ana.post(f"{PAGE}/close", on=PAGE, result="appointment", note="llamar")
    assert "Ponga el día y la hora" in ana.get(PAGE).text
    night = {"result": "appointment", "again_at": "2026-11-05T23:00"}
    ana.post(f"{PAGE}/close", on=PAGE, **night)
    assert "A esa hora no llamamos" in ana.get(PAGE).text
    ana.post(f"{PAGE}/close", on=PAGE, result="appointment", again_at="2026-11-05T15:00", note="x")
    lead = the_lead(quick_system)
    assert (lead.state, lead.taken_by, lead.result) == (LeadState.OPEN, None, None)
    assert lead.agreed_at.isoformat() == "2026-11-05T21:00:00+00:00"
    assert lead.reached_at is not None
    assert look.one(quick_system.store, tables.lead_notes).body == "x"


def test_a_supervisor_gives_a_lead_to_another_agent(quick_system: System, ana: Browser) -> None:
    """From the lead's page; the agent who had it has it no more."""
    take(ana, quick_system)
    other = make.an_agent(quick_system.store, login="luis", clock=quick_system.clock)
    boss = signed_in(quick_system, Role.SUPERVISOR)
    assert "Con otros agentes" in boss.get("/leads").text
    boss.post(f"{PAGE}/reassign", on=PAGE, agent=other.user_id)
    assert the_lead(quick_system).taken_by == other.user_id
    boss.post(f"{PAGE}/reassign", on=PAGE, agent="")
    assert the_lead(quick_system).state == LeadState.OPEN
    for nobody in (99, "x", "9" * 40):
        assert boss.post(f"{PAGE}/reassign", on=PAGE, agent=nobody).status_code == 404


def test_the_supervisor_sees_agents_leads_and_transfers(
    quick_system: System, ana: Browser, clock: ManualClock
) -> None:
    """By name only those who work here; nobody of the registry."""
    ana.post("/desk/available", on="/desk")
    clock.advance(timedelta(minutes=65))
    boss = signed_in(quick_system, Role.SUPERVISOR)
    page, moving = boss.get("/supervision").text, boss.get("/supervision/now").text
    assert "no se escuchan" in page
    for told in (page, moving):
        assert "disponible" in told and "1:05" in told
        assert "últimos 5 min" in told and "hasta 4 h" in told
        assert "Ana Mejía" not in told and make.ANA not in told


def test_a_supervisor_says_whom_an_agent_serves(quick_system: System, ana: Browser) -> None:
    """Boxes on a page behind the agent's name; who is of another town is not offered any more."""
    assert "Ana Mejía" in ana.get("/leads").text  # of Danlí, and speaks Spanish
    boss = signed_in(quick_system, Role.SUPERVISOR)
    page = "/supervision/agents/1"
    assert f'href="{page}"' in boss.get("/supervision").text
    assert "checked" not in boss.get(page).text
    boss.post(page, on=page, municipalities=["choluteca", "la_ceiba"], languages=["es", "en"])
    assert boss.get(page).text.count(" checked") == 4
    assert "Choluteca, La Ceiba; español, inglés" in boss.get("/supervision/now").text
    assert "Ana Mejía" not in ana.get("/leads").text
    boss.post(page, on=page, municipalities=["managua"])
    assert "No hay ningún municipio «managua»" in boss.get(page).text
    boss.post(page, on=page)
    assert "Ana Mejía" in ana.get("/leads").text


@pytest.mark.parametrize("phone", ["x", "-1", "9" * 40, ""])
def test_a_number_that_is_none_rings_nobody(
    quick_system: System, ana: Browser, phone: str
) -> None:
    """Whatever a form says; the page tells why."""
    take(ana, quick_system)
    before = len(quick_system.carrier.calls)
    for what, more in (("call", {}), ("text", {"body": "Buenas"})):
        assert ana.post(f"{PAGE}/{what}", on=PAGE, phone=phone, **more).status_code == 302
        assert "Ese número no es de esta persona" in ana.get(PAGE).text
    assert len(quick_system.carrier.calls) == before


def test_an_agent_who_talks_is_led_to_the_lead(quick_system: System, ana: Browser) -> None:
    """Once the key was pressed the part that moves has a link to who it is, and none before."""
    from outreach.agents import phone

    take(ana, quick_system)
    ana.post(f"{PAGE}/call", on=PAGE, phone=look.one(quick_system.store, tables.phones).id)
    assert PAGE not in ana.get("/desk/now").text
    ref = look.one(quick_system.store, tables.agent_calls).ref
    phone.pressed(quick_system, ref, "1", quick_system.clock.now())
    assert f'href="{PAGE}"' in ana.get("/desk/now").text
