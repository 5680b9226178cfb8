"""The console in the language of who uses it: chosen, else the browser's, else Spanish."""

import re

import pytest

from ivr.console.languages import LOCALES, offered, translations
from outreach.system import System
from tests.ivr.test_console import NAME, Browser, a_user, ana, lead_id

__all__ = ["ana", "lead_id"]  # fixtures


def get(browser: Browser, path: str, wanted: str = "") -> str:
    headers = {"Accept-Language": wanted} if wanted else {}
    answer = browser.client.get(path, base_url="https://convoca.example.org", headers=headers)
    text: str = answer.text
    return text


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        ("", "es"),
        ("es-HN,es;q=0.9,en;q=0.8", "es"),
        ("en-US,en;q=0.9,es;q=0.5", "en"),
        ("de,fr;q=0.9", "es"),
        ("cab", "es"),
        ("*", "es"),
        (";;q=x,", "es"),
    ],
)
def test_the_browser_says_what_it_wants_and_spanish_is_first(
    quick_system: System, wanted: str, language: str
) -> None:
    """A language that is not complete is not offered."""
    page = get(Browser(quick_system), "/login", wanted)
    assert f'<html lang="{language}">' in page
    assert {"es": "Contraseña", "en": "Password"}[language] in page


def test_a_choice_beats_the_browser_and_outlasts_the_session(
    quick_system: System, ana: Browser
) -> None:
    """It is kept for the browser, by a cookie that holds nothing else."""
    assert '<html lang="es">' in get(ana, "/leads", "es")
    answer = ana.post("/language", on="/leads", language="en", next="/leads")
    assert answer.headers["Location"] == "/leads"
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("language="))
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert '<html lang="en">' in get(ana, "/leads", "es")
    ana.post("/logout", on="/leads")
    assert '<html lang="en">' in get(ana, "/login", "es")


@pytest.mark.parametrize("wanted", ["miq", "xx", "../en", ""])
def test_a_language_that_is_not_offered_is_not_chosen(quick_system: System, wanted: str) -> None:
    """Whatever is sent, the page stays readable."""
    browser = Browser(quick_system)
    browser.post("/language", on="/login", language=wanted, next="/login")
    assert '<html lang="es">' in get(browser, "/login")


def test_choosing_a_language_needs_the_pages_token_and_leads_nowhere_else(
    quick_system: System,
) -> None:
    """Like every other form."""
    browser = Browser(quick_system)
    assert browser.post("/language", language="en").status_code == 400
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = browser.post("/language", on="/login", language="en", next=elsewhere)
        assert answer.headers["Location"] == "/"


def test_an_agent_who_reads_english_meets_no_spanish(ana: Browser, lead_id: int) -> None:
    """From the list to the closed lead, and where something is wrong; a name is no markup."""
    ana.post("/language", on="/leads", language="en")
    page = f"/leads/{lead_id}"
    pages = [get(ana, "/leads"), get(ana, page)]
    ana.post(f"{page}/take", on=page)
    pages.append(get(ana, page))
    ana.post(f"{page}/close", on=page)
    pages.append(get(ana, page))
    ana.post(f"{page}/close", on=page, result="not_reached")
    pages += [get(ana, page), get(ana, "/leads"), get(ana, "/nowhere")]
    words = " ".join(re.sub(r"<[^>]+>", " ", each) for each in pages)
    assert "Tuesday, November 3, 10:00: we called. Complete interview" in words
    assert "to take part (employment)" in words
    assert "Say what came of it before closing." in words
    assert "Closed: Could not be found." in words
    assert NAME not in words
    spanish = r"\b(?:el|la|los|que|llamada|persona|hoy|con|sin|por|una?|se)\b"
    assert not re.findall(spanish, words.replace("Mejía", ""))


def test_every_language_that_is_offered_names_itself() -> None:
    """The way from one language to another is readable for who needs it."""
    assert offered() == ("es", "en")
    assert [translations(name).pgettext("the name of your own language", "Español")
            for name in offered()] == ["Español", "English"]  # fmt: skip
    assert {path.name for path in LOCALES.iterdir() if path.is_dir()} > set(offered())


def test_what_an_agent_may_not_do_is_said_in_their_language(
    quick_system: System, ana: Browser, lead_id: int
) -> None:
    """No sentence for operators reaches them."""
    page = f"/leads/{lead_id}"
    ana.post(f"{page}/take", on=page)
    a_user(quick_system, "luis")
    luis = Browser(quick_system)
    luis.sign_in("luis")
    told = luis.post(f"{page}/close", on="/leads", result="not_reached").text
    assert "Este contacto no es suyo" in told
    luis.post("/language", on="/leads", language="en")
    told = luis.post(f"{page}/close", on="/leads", result="not_reached").text
    assert "This contact is not yours" in told
