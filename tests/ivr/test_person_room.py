"""The pages of one person: search, the line of time, and what they ask for."""

import pytest

from outreach import leads
from outreach.actors import Actor
from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.browser import Browser, signed_in
from tests.ivr.test_hostile_console import NUMBERED, is_text_in


def a_browser(system: System, name: str = "Ana Mejía", *replies: str) -> Browser:
    """An operator's, after a call with this person."""
    make.a_list(system.store, people=(make.Invented(name=name),), clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *(replies or play.INTERESTED))
    play.hang_up(system, ref)
    return signed_in(system, Role.OPERATOR)


@pytest.fixture
def browser(quick_system: System) -> Browser:
    return a_browser(quick_system)


def test_somebody_is_looked_for_by_post(browser: Browser) -> None:
    """So that no number stands in an address; a search in an address finds nothing."""
    page = browser.post("/people", on="/people", q="9900-0001")
    assert "Encontrada por su número." in page.text
    assert 'href="/people/1"' in page.text
    assert "por nombre no se puede" in browser.get("/people").text.lower()
    assert 'href="/people/1"' not in browser.get("/people?q=9900-0001").text


def test_the_line_of_time_says_what_was_said_and_why(browser: Browser) -> None:
    """In words, not in codes."""
    page = browser.get("/people/1").text
    for words in (
        "Le llamamos", "Se entendió: sí", "por la regla", "Dio su permiso para preguntar",
        "Confirmó quién es", "Quiere participar", "Queda para un agente", "Salió en el sorteo",
    ):  # fmt: skip
        assert words in page, words


def test_the_line_of_time_tells_what_agents_wrote_down(
    quick_system: System, browser: Browser
) -> None:
    """And who did."""
    now, lead_id = quick_system.clock.now(), look.one(quick_system.store, tables.leads).id
    agent = Actor(look.one(quick_system.store, tables.users).id, Role.OPERATOR, "")
    assert leads.take(quick_system, lead_id, agent, now)
    leads.note(quick_system, lead_id, agent, "llamar a la hija", now)
    page = browser.get("/people/1").text
    assert "Anotó operator" in page
    assert "«llamar a la hija»" in page


def test_an_opt_out_is_confirmed_with_a_reason(quick_system: System, browser: Browser) -> None:
    """Without one nothing is done."""
    assert browser.post("/people/1/opt-out", on="/people/1/opt-out").status_code == 302
    odd = browser.post("/people/1/opt-out", on="/people/1/opt-out", reason="blocked")
    assert odd.headers["Location"] == "/people/1/opt-out"
    assert look.count(quick_system.store, tables.suppressions) == 0
    browser.post("/people/1/opt-out", on="/people/1/opt-out", reason="letter")
    assert "No contactar más." in browser.get("/people/1").text
    assert look.count(quick_system.store, tables.suppressions) > 0


def test_an_erasure_is_confirmed_with_reason_and_case(
    quick_system: System, browser: Browser
) -> None:
    """It cannot be undone, so a slip of the hand does not do it."""
    for form in (
        {"reason": "asked"},
        {"case_code": "lista-000000"},
        {"reason": "asked", "case_code": "x"},
    ):
        browser.post("/people/1/erase", on="/people/1/erase", **form)
        assert look.one(quick_system.store, tables.people).forgotten_at is None
    form = {"reason": "asked", "case_code": "lista-000000"}
    browser.post("/people/1/erase", on="/people/1/erase", **form)
    assert look.one(quick_system.store, tables.people).forgotten_at is not None
    page = browser.get("/people/1").text
    assert "Sus datos se borraron" in page
    assert "Ana" not in page.replace("Analizar", "")


def test_people_that_are_not_there_are_not_found(browser: Browser) -> None:
    """Whatever stands in the address."""
    for path in (
        "/people/2",
        "/people/99999999999999999999",
        "/people?list=7",
        "/people/2/erase",
        "/leads/99999999999999999999",
        "/reports/99999999999/x",
    ):
        assert browser.get(path).status_code == 404, path
    for query in ("list=x", "list=-1", "list=1&after=99999999999999", "after=x"):
        assert browser.get(f"/people?{query}").status_code == 200, query


@NUMBERED
def test_what_is_searched_said_and_written_is_text(quick_system: System, text: str) -> None:
    """A name of the registry, a reply, a text, and the words of a search."""
    browser = a_browser(quick_system, text, "1", "1990", text)
    assert is_text_in(browser.get("/people/1"), text)
    assert is_text_in(browser.get("/people?list=1"), text)
    answer = browser.post("/people", on="/people", q=text)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "onerror=alert(1)>" not in answer.text.replace("&gt;", "")
