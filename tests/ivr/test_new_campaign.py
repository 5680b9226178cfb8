"""Writing a campaign down in the console: the whole way, and what is said where it is wrong."""

from collections.abc import Mapping

import pytest

from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.ivr.browser import Browser, signed_in

STEPS: Mapping[str, Mapping[str, str]] = {
    "people": {
        "title": "Nueva <b>campaña</b>",
        "campaign": "nueva",
        "list": "lista",
        "sample": "100",
        "validated": "40",
        "enrolled": "4",
        "replicate_size": "50",
        "release": "all",
    },
    "script": {"script": "retornados", "voice": "y", "text": "y", "two_way": ""},
    "hours": {
        "attempts": "5",
        "days": "10",
        "a_day": "1",
        "texts": "2, 4",
        "closed": "2026-12-24",
        "monday": "10:00-18:00",
        "sunday": "Cerrado",
    },
    "agents": {"monday": "08:00-16:00"},
    "numbers": {
        "caller_id": "+50422000100",
        "lines": "10",
        "ring_seconds": "25",
        "detect_machines": "y",
    },
    "cost": {"currency": "USD", "call_minute": "0.1", "text_segment": "0.05"},
}


@pytest.fixture
def operator(quick_system: System) -> Browser:
    make.a_list(quick_system.store, clock=quick_system.clock)
    browser = signed_in(quick_system, Role.OPERATOR)
    begun = browser.post("/campaigns/new", on="/campaigns")
    assert begun.headers["Location"] == "/campaigns/drafts/1/people"
    return browser


def write(browser: Browser, step: str, **other: str) -> tuple[int, str]:
    """The status, and where it leads to or what the page says."""
    path = f"/campaigns/drafts/1/{step}"
    answer = browser.post(path, on=path, **{**STEPS[step], **other})
    return answer.status_code, answer.headers.get("Location") or answer.text


def test_step_after_step_a_campaign_is_made(quick_system: System, operator: Browser) -> None:
    """Each leads to the next; each shows later what was written; nobody is called by it."""
    following = [*list(STEPS)[1:], None]
    for step, after in zip(STEPS, following, strict=True):
        where = f"/campaigns/drafts/1{f'/{after}' if after else ''}"
        assert write(operator, step) == (302, where)
    for step, kept in (("people", "nueva"), ("hours", "10:00-18:00"), ("hours", "cerrado")):
        assert f'value="{kept}"' in operator.get(f"/campaigns/drafts/1/{step}").text
    review = operator.get("/campaigns/drafts/1").text
    assert "Hasta 5 llamadas por persona" in review
    assert "Nueva &lt;b&gt;campaña&lt;/b&gt;" in review
    answer = operator.post("/campaigns/drafts/1", on="/campaigns/drafts/1")
    assert answer.headers["Location"] == "/campaigns/nueva"
    document = look.one(quick_system.store, tables.campaigns).document
    assert document["hours"]["sunday"] is None
    assert document["policy"]["text_after_voice_attempts"] == [2, 4]
    assert document["tariff"]["call_minute"] == 0.1
    assert look.rows(quick_system.store, tables.attempts) == []
    assert operator.get("/campaigns/nueva").status_code == 200


@pytest.mark.parametrize(
    ("step", "other", "said"),
    [
        ("people", {"campaign": "Ñandú 1"}, "Solo minúsculas sin tilde"),
        ("people", {"sample": "muchas"}, "invalid-feedback"),
        ("people", {"list": "no existe"}, "invalid-feedback"),
        ("script", {"voice": "", "text": ""}, "Elija al menos un medio."),
        ("hours", {"monday": "20:00-09:00"}, "Escriba las horas como 09:00-20:00"),
        ("hours", {"texts": "dos"}, "Números con comas"),
        ("hours", {"closed": "2026-02-30"}, "se espera una fecha que exista, como 2026-12-31"),
        ("numbers", {"caller_id": "9900-0001"}, "Escríbalo como +50422000100."),
        ("cost", {"currency": "lempiras"}, "Tres mayúsculas"),
    ],
)
def test_what_is_wrong_with_a_step_is_said_on_it(
    quick_system: System, operator: Browser, step: str, other: dict[str, str], said: str
) -> None:
    """In words, and nothing of it is written; what was typed stays."""
    if step == "script":  # a box that is not ticked is not sent
        path = f"/campaigns/drafts/1/{step}"
        answer = operator.post(path, on=path, script="retornados", two_way="")
        status, page = answer.status_code, answer.text
    else:
        status, page = write(operator, step, **other)
    assert status == 400
    assert said in page
    assert look.one(quick_system.store, tables.campaign_drafts).document == {}


def test_a_draft_that_is_not_complete_cannot_be_made(
    quick_system: System, operator: Browser
) -> None:
    """The page offers no button, and pressing it all the same says why not."""
    assert "Hacer la campaña" not in operator.get("/campaigns/drafts/1").text
    operator.post("/campaigns/drafts/1", on="/campaigns/drafts/1")
    assert "Todavía no se puede hacer" in operator.get("/campaigns/drafts/1").text
    assert look.rows(quick_system.store, tables.campaigns) == []


def test_a_draft_is_found_again_and_can_be_thrown_away(
    quick_system: System, operator: Browser
) -> None:
    """On the page of campaigns."""
    assert 'href="/campaigns/drafts/1"' in operator.get("/campaigns").text
    operator.post("/campaigns/drafts/1/discard", on="/campaigns/drafts/1")
    assert look.rows(quick_system.store, tables.campaign_drafts) == []
    assert operator.get("/campaigns/drafts/1").status_code == 404
    assert operator.get("/campaigns/drafts/1/nothing").status_code == 404
