"""The script's pages: the map, the words that are changed, the telephone to try it with."""

import html
import json
import re
from typing import Any

import pytest

from flows.maps import drawn
from flows.script import load_script
from outreach.registry.cells import text_of
from outreach.rules.states import Role
from outreach.store import tables, users
from outreach.system import System
from tests import look, make
from tests.ivr.browser import SITE, Browser, signed_in
from tests.ivr.test_hostile_console import NUMBERED, is_text_in

EDIT = "/scripts/retornados/wordings/hello"
TRY = "/scripts/retornados/try"
PERSON = {"name": "Ana Mejía", "birth_year": "1990", "municipality": "danli", "version": "1"}


@pytest.fixture
def browser(quick_system: System) -> Browser:
    return signed_in(quick_system, Role.OPERATOR)


def words(page: str, **changed: str) -> dict[str, str]:
    """The form of a wording as the page has it, with some of its fields changed."""
    found = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    version = re.search(r'name="made_from" value="(\d+)"', page)
    assert version is not None
    typed = {name: html.unescape(text) for name, text in found}
    told = {name.replace("_", "."): text for name, text in changed.items()}
    return {**typed, "made_from": version[1], **told}


def talk(browser: Browser, *replies: list[Any], **form: Any) -> str:
    """The page of a trial after these replies."""
    said = [json.dumps(reply) for reply in replies]
    answer = browser.post(TRY, on=TRY, **{**PERSON, "said": said, **form})
    assert answer.status_code == 200
    return html.unescape(answer.text)


def test_the_map_and_the_list_hold_every_step(browser: Browser) -> None:
    """As a drawing, and in words for whoever cannot see it."""
    page = browser.get("/scripts/retornados").text
    map_ = drawn(load_script("retornados"))
    for stop in (*map_.talk.stops, *map_.always.stops):
        assert page.count(f'id="mapa-{stop.name}"') == 1
        assert page.count(f'id="paso-{stop.name}"') == 1
    assert not re.findall(r'href="#(?:mapa|paso)-(?!\w)', page)
    targets = set(re.findall(r'href="#((?:mapa|paso)-\w+)"', page))
    assert all(f'id="{target}"' in page for target in targets)
    assert "style=" not in page


def test_what_is_typed_is_looked_at_while_it_is_typed(browser: Browser) -> None:
    """Length, segments and letters, and what a stranger would learn; nothing is kept."""
    form = words(browser.get(EDIT).text, own_voice="Sobre su retorno, {name}", own_text="á {name}")
    found = browser.post(f"{EDIT}/check", on=EDIT, **form).text
    assert "Dice de qué se trata antes de haber comprobado quién es." in found
    assert "Así no se puede guardar." in found
    assert "El mensaje tiene letras que lo encarecen." in found
    assert 'id="figures-own-text"' in found
    assert "1 de 2 segmentos" in found
    assert look.count(browser_store(browser), tables.scripts) == 0


def browser_store(browser: Browser) -> Any:
    return browser.client.application.extensions["convoca"].store


def test_a_change_without_problem_is_a_new_version_on_the_page(browser: Browser) -> None:
    """With who changed what; the campaign is given it with one button."""
    system: System = browser.client.application.extensions["convoca"]
    make.a_list(system.store, clock=system.clock)
    campaign_id = make.a_campaign(system)
    with system.store.transaction() as connection:
        users.join(connection, users.by_login(connection, "operator").id, campaign_id)
    form = words(browser.get(EDIT).text, own_voice="Buenas, {name}.")
    assert browser.post(EDIT, on=EDIT, **form).status_code == 302
    page = browser.get("/scripts/retornados").text
    assert "versión 2" in page
    assert "Usar la versión 2 desde ahora" in page
    given = {"campaign": str(campaign_id), "version": "2"}
    browser.post("/scripts/retornados/speak", on="/scripts/retornados", **given)
    assert look.one(system.store, tables.campaigns).script_version == 2
    assert "Buenas, {name}." not in browser.get("/scripts/retornados?version=1").text


def test_a_change_with_a_problem_is_shown_at_its_words_and_not_kept(browser: Browser) -> None:
    """What was typed is still there, to be mended."""
    form = words(browser.get(EDIT).text, own_voice="Le llamamos por su retorno, {name}.")
    answer = browser.post(EDIT, on=EDIT, **form)
    assert answer.status_code == 409
    assert "Le llamamos por su retorno, {name}." in answer.text
    assert "Dice de qué se trata antes de haber comprobado quién es." in answer.text
    assert look.count(browser_store(browser), tables.scripts) == 0


def test_whoever_was_slower_is_told(browser: Browser) -> None:
    """And what they typed is still there to be copied."""
    slow = words(browser.get(EDIT).text, own_voice="Más lento, {name}.")
    quick = words(browser.get(EDIT).text, own_voice="Más rápido, {name}.")
    browser.post(EDIT, on=EDIT, **quick)
    answer = browser.post(EDIT, on=EDIT, **slow)
    assert answer.status_code == 409
    assert "otra persona cambió el guion" in answer.text
    assert "Más lento" in answer.text


def test_a_trial_is_spoken_with_keys_and_words(browser: Browser) -> None:
    """The page says what was said, what was understood and by which rule, and where it ends."""
    first = talk(browser)
    assert "¿Hablo con Ana Mejía?" in first
    page = talk(browser, ["1", "", 1.0], ["1990", "", 1.0], reply="sí, dígame")
    assert "identidad comprobada" in page
    assert "en consent, por la regla" in page
    over = talk(browser, ["9", "", 1.0])
    assert "La conversación terminó." in over
    assert "No contactar más" in over
    assert look.count(browser_store(browser), tables.suppressions) == 0
    assert look.count(browser_store(browser), tables.attempts) == 0


def test_a_trial_by_text_is_a_chat(browser: Browser) -> None:
    """Without a keypad; a digit in a text is a key."""
    page = talk(browser, medium="text", reply="1")
    assert "¿en que año fue su nacimiento?" in page
    assert 'class="keypad"' not in page


def test_the_part_that_moves_is_asked_for_alone(browser: Browser) -> None:
    """htmx puts it into the page; without script the same form brings the whole page."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(TRY).text)
    assert token is not None
    form = {**PERSON, "csrf_token": token[1], "key": "1"}
    headers = {"HX-Request": "true", "Referer": f"{SITE}/"}
    part = browser.client.post(
        TRY, data=form, base_url="https://convoca.example.org", headers=headers
    )
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "bubbles" in part.text


def test_nonsense_in_the_fields_of_a_trial_is_taken_as_not_said(browser: Browser) -> None:
    """Whoever writes their own form gets an ordinary trial."""
    page = talk(
        browser, ["1", 2, 3], [["x"], {}, "n"], said=["{", "[]", "[1,2,3]", "null", "7"],
        birth_year="²²²²", municipality="../../etc", locale="xx", campaign="-1", at="yesterday",
    )  # fmt: skip
    assert "¿Hablo con" in page
    assert talk(browser, *[["*", "", 1.0]] * 200)


@NUMBERED
def test_what_is_typed_into_a_trial_is_text(browser: Browser, text: str) -> None:
    """The invented name, and what the person says."""
    page = browser.post(TRY, on=TRY, **{**PERSON, "name": text, "medium": "text", "reply": text})
    assert page.status_code == 200
    shown = html.unescape(page.text)
    assert "<script>alert" not in page.text
    assert "<Dial>" not in page.text
    assert "onerror=alert(1)>" not in page.text.replace("&gt;", "")
    assert "62615533" not in shown


@NUMBERED
def test_a_wording_is_text(browser: Browser, text: str) -> None:
    """In the form, in the check and, where it can be kept, on the map."""
    form = words(browser.get(EDIT).text, own_voice=text)
    assert browser.post(f"{EDIT}/check", on=EDIT, **form).status_code == 200
    answer = browser.post(EDIT, on=EDIT, **form)
    assert answer.status_code in (302, 409)
    where = browser.get("/scripts/retornados") if answer.status_code == 302 else answer
    assert is_text_in(where, text_of(text)[:25])


def test_numbers_that_no_script_has_are_not_found(browser: Browser) -> None:
    """Versions and campaigns of nowhere, however large."""
    for path in ("/scripts/retornados?version=9", "/scripts/nada", f"{TRY}?version=2147483648"):
        assert browser.get(path).status_code in (200, 404), path
    for number in ("7", "99999999999999999999", "x", "-1", "²"):
        told = {"campaign": number, "version": number}
        answer = browser.post("/scripts/retornados/speak", on="/scripts/retornados", **told)
        assert answer.status_code == 404, number
