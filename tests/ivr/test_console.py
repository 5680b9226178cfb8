"""The console: who may enter, what an agent sees and does, and what a browser is told."""

import pytest

from ivr.console import wording
from outreach import opt_outs
from outreach.leads import LeadResult
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import LeadState, Role
from outreach.store import tables
from outreach.store import users as user_rows
from outreach.system import System
from tests import look, make, play
from tests.ivr.browser import PASSWORD, Browser, a_user

NAME = "<script>alert(1)</script> & Mejía"


@pytest.fixture
def lead_id(quick_system: System) -> int:
    """Somebody with a dangerous name said yes."""
    make.a_list(quick_system.store, people=(make.Invented(name=NAME),), clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    play.talk(quick_system, ref, *play.INTERESTED)
    play.hang_up(quick_system, ref)
    return int(look.one(quick_system.store, tables.leads).id)


@pytest.fixture
def ana(quick_system: System, lead_id: int) -> Browser:
    """An agent who has signed in."""
    a_user(quick_system, "ana")
    browser = Browser(quick_system)
    assert browser.sign_in("ana").status_code == 302
    return browser


@pytest.mark.parametrize("path", ["/leads", "/leads/1"])
def test_nobody_sees_a_lead_without_signing_in(
    quick_system: System, lead_id: int, path: str
) -> None:
    """Whoever is not signed in is led to the sign-in and back."""
    answer = Browser(quick_system).get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")
    assert "Mej" not in answer.text


@pytest.mark.parametrize(
    ("login", "password"), [("ana", "wrong"), ("nobody", PASSWORD), ("ana", "ñ")]
)
def test_a_wrong_password_is_refused_and_does_not_say_what_was_wrong(
    quick_system: System, login: str, password: str
) -> None:
    """401, and the same words for a wrong name and a wrong password."""
    a_user(quick_system, "ana")
    browser = Browser(quick_system)
    answer = browser.sign_in(login, password)
    assert answer.status_code == 401
    assert "Usuario o contraseña incorrectos." in answer.text
    assert browser.get("/leads").status_code == 302


def test_a_user_who_was_shut_out_is_out_at_once(quick_system: System, ana: Browser) -> None:
    """Neither the open session nor the right password helps."""
    assert ana.get("/leads").status_code == 200
    with quick_system.store.transaction() as connection:
        user_rows.change(connection, "ana", disabled=True)
    assert ana.get("/leads").status_code == 302
    assert Browser(quick_system).sign_in("ana").status_code == 401


def test_an_analyst_sees_no_names(quick_system: System, lead_id: int) -> None:
    """A role that needs no persons gets none."""
    a_user(quick_system, "luis", Role.ANALYST)
    browser = Browser(quick_system)
    browser.sign_in("luis")
    for path in ("/leads", f"/leads/{lead_id}"):
        answer = browser.get(path)
        assert answer.status_code == 403
        assert "Mej" not in answer.text


def test_an_agent_sees_who_waits_and_what_for(ana: Browser, lead_id: int) -> None:
    """The list tells what to know before calling; the number only after taking."""
    listed = ana.get("/leads")
    assert listed.status_code == 200
    assert "empleo" in listed.text
    shown = ana.get(f"/leads/{lead_id}").text
    assert "Danlí" in shown
    assert make.ANA not in listed.text + shown


def test_a_name_is_never_markup(ana: Browser, lead_id: int) -> None:
    """A registry may hold anything; the browser gets it as text."""
    for path in ("/leads", f"/leads/{lead_id}"):
        page = ana.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Mejía" in page


def test_of_two_agents_one_gets_the_lead(quick_system: System, ana: Browser, lead_id: int) -> None:
    """The other is told, and sees no number."""
    a_user(quick_system, "luis")
    luis = Browser(quick_system)
    luis.sign_in("luis")
    page = f"/leads/{lead_id}"
    token_page = luis.get(page)
    assert "Tomar este contacto" in token_page.text
    assert ana.post(f"{page}/take", on=page).status_code == 302
    assert luis.post(f"{page}/take", on="/leads").status_code == 302
    assert "Otra persona ya tomó este contacto." in (told := luis.get(page).text)
    assert make.ANA not in told
    assert make.ANA in ana.get(page).text
    assert luis.post(f"{page}/close", on="/leads", result="not_reached").status_code == 400
    assert look.one(quick_system.store, tables.leads).state == LeadState.TAKEN


def test_a_lead_is_closed_only_with_a_result(
    quick_system: System, ana: Browser, lead_id: int
) -> None:
    """Without one, or with an invented one, it stays open and the agent is told."""
    page = f"/leads/{lead_id}"
    ana.post(f"{page}/take", on=page)
    for form in ({}, {"result": ""}, {"result": "invented"}):
        assert ana.post(f"{page}/close", on=page, **form).headers["Location"] == page
        assert "Diga qué resultó antes de cerrar." in ana.get(page).text
    assert look.one(quick_system.store, tables.leads).state == LeadState.TAKEN
    note = "Empieza el <b>lunes</b>"
    answer = ana.post(f"{page}/close", on=page, result="enrolled_training", note=note)
    assert answer.headers["Location"] == "/leads"
    lead = look.one(quick_system.store, tables.leads)
    assert (lead.state, lead.result, lead.note) == ("closed", "enrolled_training", note)
    assert "Nadie espera" in ana.get("/leads").text


def test_a_lead_that_was_given_back_waits_again(
    quick_system: System, ana: Browser, lead_id: int
) -> None:
    """For anybody to take."""
    page = f"/leads/{lead_id}"
    ana.post(f"{page}/take", on=page)
    assert ana.post(f"{page}/give-back", on=page).status_code == 302
    assert look.one(quick_system.store, tables.leads).state == LeadState.OPEN


def a_lead_of(system: System, *replies: str, birth_year: int | None = 1990) -> tuple[Browser, str]:
    """An agent who has taken the lead of a person who gave these replies, and its page."""
    person = make.Invented(birth_year=birth_year)
    make.a_list(system.store, people=(person,), clock=system.clock)
    make.a_campaign(system)
    play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
    play.wait_until_due(system)
    ref = play.place(system)
    play.talk(system, ref, *replies)
    play.hang_up(system, ref)
    a_user(system, "ana")
    browser = Browser(system)
    browser.sign_in("ana")
    page = f"/leads/{look.one(system.store, tables.leads).id}"
    browser.post(f"{page}/take", on=page)
    return browser, page


def test_who_has_a_lead_sees_what_to_check_and_what_was_tried(quick_system: System) -> None:
    """The year is there for as long as the lead is the agent's; nobody else ever sees it."""
    ana, page = a_lead_of(quick_system, *play.INTERESTED, birth_year=1990)
    a_user(quick_system, "luis")
    luis = Browser(quick_system)
    luis.sign_in("luis")
    shown, others = ana.get(page).text, luis.get(page).text
    assert "Para comprobar: nació en 1990" in shown
    assert "participar (empleo)" in shown
    assert "martes 3 de noviembre, 10:00: le llamamos. No contesta" in shown
    assert "le llamamos. Entrevista completa" in shown
    assert shown.index("Entrevista completa") < shown.index("No contesta")
    assert "Identidad sin confirmar" not in shown
    ana.post(f"{page}/give-back", on=page)
    for hidden in (others, ana.get(page).text):
        assert "participar (empleo)" in hidden
        assert not [w for w in ("comprobar", "1990", "No contesta", make.ANA) if w in hidden]


def test_an_unconfirmed_identity_is_a_warning_to_who_has_the_lead(quick_system: System) -> None:
    """Whoever asked for a person before saying who they are may be anybody."""
    ana, page = a_lead_of(quick_system, "quiero hablar con una persona")
    shown = ana.get(page).text
    assert "Identidad sin confirmar." in shown
    assert "hablar con una persona" in shown
    ana.post(f"{page}/give-back", on=page)
    assert "Identidad sin confirmar." not in ana.get(page).text


def test_a_birth_year_that_the_registry_does_not_have_is_said_to_be_missing(
    quick_system: System,
) -> None:
    """Silence would look like a fault of the page."""
    ana, page = a_lead_of(quick_system, "quiero hablar con una persona", birth_year=None)
    told = ana.get(page).text
    assert "Para comprobar: el registro no tiene su año de nacimiento" in told


def test_the_language_that_somebody_needs_is_part_of_what_they_asked(
    quick_system: System,
) -> None:
    """The agent who calls has to speak it."""
    ana, page = a_lead_of(quick_system, "no hablo muy bien español mejor en garífuna")
    assert "<dd>que le hablen en garífuna</dd>" in ana.get(page).text


def test_who_opted_out_while_an_agent_had_the_lead_is_not_to_be_called(
    quick_system: System,
) -> None:
    """The page says so, and closing it with that result is what is left to do."""
    ana, page = a_lead_of(quick_system, *play.INTERESTED)
    number, now = make.ANA, quick_system.clock.now()
    opt_outs.suppress_number(
        quick_system, number, actor=make.COMMAND, reason=opt_outs.Reason.ASKED, now=now
    )
    assert "<strong>No llame.</strong>" in ana.get(page).text
    ana.post(f"{page}/close", on=page, result="do_not_contact")
    assert "Cerrado: Pide que no se le vuelva a contactar." in (told := ana.get(page).text)
    assert make.ANA not in told


@pytest.mark.parametrize("result", [r for r in LeadResult if r is not LeadResult.APPOINTMENT])
def test_every_result_can_be_chosen_and_is_shown(
    quick_system: System, ana: Browser, lead_id: int, result: LeadResult
) -> None:
    """In words, before and after."""
    page = f"/leads/{lead_id}"
    ana.post(f"{page}/take", on=page)
    words = wording.result(result)
    assert words in ana.get(page).text
    ana.post(f"{page}/close", on=page, result=result)
    assert f"Cerrado: {words}." in ana.get(page).text


@pytest.mark.parametrize("action", ["take", "close", "give-back"])
def test_a_form_of_another_site_does_nothing(
    quick_system: System, ana: Browser, lead_id: int, action: str
) -> None:
    """Without this session's token a post is refused."""
    before = look.one(quick_system.store, tables.leads)
    form = {"result": "not_reached"}
    assert ana.post(f"/leads/{lead_id}/{action}", **form).status_code == 400
    assert ana.post(f"/leads/{lead_id}/{action}", csrf_token="x", **form).status_code == 400
    assert ana.post("/logout").status_code == 400
    assert look.one(quick_system.store, tables.leads) == before
    assert ana.get("/leads").status_code == 200


def test_after_leaving_the_session_is_over(ana: Browser) -> None:
    """On a shared computer the next person signs in for themselves."""
    assert ana.post("/logout", on="/leads").status_code == 302
    assert ana.get("/leads").status_code == 302


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_sign_in_leads_nowhere_else(quick_system: System, wanted: str) -> None:
    """A crafted address cannot send somebody who just signed in to another site."""
    a_user(quick_system, "ana")
    browser = Browser(quick_system)
    answer = browser.post(f"/login?next={wanted}", on="/login", login="ana", password=PASSWORD)
    assert answer.headers["Location"] == "/leads"


def test_every_answer_tells_the_browser_to_be_careful(ana: Browser) -> None:
    """No foreign script, no frame, no guessing of types; cookies only for us and over TLS."""
    for path in ("/leads", "/login", "/nowhere", "/health", "/static/console.css"):
        with ana.get(path) as answer:
            headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe-inline" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    (cookie,) = ana.get("/login").headers.getlist("Set-Cookie")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))


def test_what_does_not_exist_is_said_on_a_page(ana: Browser) -> None:
    """In Spanish, with a way back."""
    for path in ("/leads/999", "/nowhere"):
        answer = ana.get(path)
        assert answer.status_code == 404
        assert "Lo que busca no está aquí." in answer.text
