"""The page that says who is calling: what it tells, to anybody, on any telephone."""

import re

import pytest

from flows.script import load_script
from ivr.app import create_app
from outreach import campaigns
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.ivr.browser import SITE, Browser

PAGES = ("/quien-llama", "/quien-llama/en", "/quien-llama/cab")
LARGEST = 20_000  # bytes, with all that the page needs


@pytest.fixture
def calling(quick_system: System) -> System:
    """A campaign that calls from one number and is rung at another."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, caller_id="+50422000100", callback_number="+50422000200")
    return quick_system


def check(system: System, number: str, page: str = "/quien-llama") -> str:
    return str(Browser(system).post(page, number=number).text)


def shown_answer(page: str) -> str:
    found = re.search(r'<p class="answer" role="status">(.*?)</p>', page, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_page_and_all_that_it_needs_are_small(calling: System, path: str) -> None:
    """20 kB: a second on a slow network, and nothing for an old phone to run."""
    browser = Browser(calling)
    page = browser.get(path)
    needed = re.findall(r'(?:src|href)="(/[^"#]*\.(?:css|js|svg|png|jpg|woff2?))"', page.text)
    assert needed == ["/quien-llama/static/public.css"]
    with browser.get(needed[0]) as style:
        assert len(page.data) + len(style.data) + len(str(page.headers)) < LARGEST
        assert "url(" not in style.text
    assert "<script" not in page.text
    assert "<img" not in page.text


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_it_is_inline_or_foreign(calling: System, path: str) -> None:
    """The policy forbids both, and the page needs neither."""
    page = Browser(calling).get(path)
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"style=|\son\w+=|javascript:|https?://", page.text)


@pytest.mark.parametrize("path", PAGES)
def test_it_may_be_kept_for_an_hour_and_sets_no_cookie(calling: System, path: str) -> None:
    """Nobody is followed, and a cache on the way can answer for us."""
    browser = Browser(calling)
    page = browser.get(path)
    assert page.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in page.headers
    assert "Cookie" not in page.headers.get("Vary", "")
    with browser.get("/quien-llama/static/public.css") as style:
        assert "Set-Cookie" not in style.headers
    checked = browser.post(path, number="2200-0100")
    assert checked.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in checked.headers


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("running", [True, False])
def test_it_gives_nobody_away(calling: System, path: str, running: bool) -> None:
    """Whoever finds it open on a phone does not learn whose history it is about: none of the words
    that the script may not say before identity stands in it, in any language."""
    if not running:
        make.stopped(calling)
    text = Browser(calling).get(path).text.lower()
    secret = load_script("retornados").secrets
    assert len(secret) > 5
    assert not [stem for stem in (*secret, "remesa", "abroad") if re.search(rf"\b{stem}", text)]


def test_it_says_who_calls_from_where_and_what_is_never_asked(calling: System) -> None:
    """In plain Spanish, with the number to ring and not the one that calls."""
    page = Browser(calling).get("/quien-llama").text
    assert '<html lang="es">' in page
    for words in ("Secretaría de Desarrollo Social", "dinero", "contraseñas", "marque 9", "BAJA"):
        assert words in page
    assert '<a href="tel:+50422000200">+504 2200-0200</a>' in page
    assert "2200-0100" not in page


def test_it_is_in_english_where_that_is_asked_for(calling: System) -> None:
    """All of it."""
    page = Browser(calling).get("/quien-llama/en").text
    assert '<html lang="en">' in page
    assert "Who is calling me?" in page
    assert not re.search(r"\b(usted|llame|número|nuestro)\b", page)


def test_garifuna_has_its_place_and_says_that_it_is_not_written_yet(calling: System) -> None:
    """Nothing is invented in a language that nobody of us speaks; whom to ask for is said."""
    page = Browser(calling).get("/quien-llama/cab").text
    assert "todavía no está escrita en garífuna" in page
    assert '<html lang="es">' in page
    assert '<strong lang="cab">Garífuna</strong>' in page


def test_a_language_that_there_is_not_is_no_page(calling: System) -> None:
    """Also where the address holds anything at all."""
    for odd in ("xx", "miq", "..%2f..", "%00", "<b>", "es%0d%0aX: y"):
        assert Browser(calling).get(f"/quien-llama/{odd}").status_code == 404


@pytest.mark.parametrize(
    "number", ["+504 2200-0100", "22000100", "2200 0200", "00504 2200-0100", "(504) 2200.0100"]
)
def test_our_own_numbers_are_known_however_they_are_written(calling: System, number: str) -> None:
    """Those that call and those to ring; with the warning that a number can be faked."""
    assert "Sí, es nuestro número." in (told := shown_answer(check(calling, number)))
    assert "hay quien finge" in told


@pytest.mark.parametrize("number", [make.ANA, "9900-0001", "+1 202 555 0100", "2200-0101"])
def test_no_other_number_is_ours(calling: System, number: str) -> None:
    """Not even that of somebody whom we call: the page tells nothing about anybody."""
    assert "No, ese número no es nuestro." in shown_answer(check(calling, number))


@pytest.mark.parametrize(
    "number",
    ["", "abc", "1", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{7*7}}", "%s%n",
     "\u202e0010-0022\x00", "9" * 5000, "٢٢٠٠٠١٠", "'; DROP TABLE people; --"],
)  # fmt: skip
def test_what_is_no_number_is_told_so_and_not_shown_again(calling: System, number: str) -> None:
    """Whatever was typed never comes back in the page."""
    page = check(calling, number)
    assert "Eso no parece un número" in shown_answer(page)
    assert "alert(1)" not in page
    assert "49" not in shown_answer(page)


def test_a_number_that_called_once_stays_ours(calling: System) -> None:
    """Somebody may ask weeks later; only then there is no number to ring."""
    make.stopped(calling)
    page = check(calling, "2200-0100")
    assert "Sí, es nuestro número." in page
    assert "no estamos llamando a nadie" in page


def test_a_campaign_that_never_started_or_calls_invented_people_has_no_number_here(
    quick_system: System,
) -> None:
    """What is only planned calls nobody; what is rehearsed is nobody's business."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, start=False)
    assert "No, ese número no es nuestro." in check(quick_system, "2200-0100")
    campaigns.start(quick_system, "piloto", actor="tests", now=quick_system.clock.now())
    assert "Sí, es nuestro número." in check(quick_system, "2200-0100")
    real = quick_system.settings.model_copy(update={"carrier": "twilio"})
    quick_system.settings = real
    assert "No, ese número no es nuestro." in check(quick_system, "2200-0100")


def test_the_form_changes_nothing(calling: System) -> None:
    """So it needs no token and no session, and nobody can opt out somebody else by it."""
    before = look.everything(calling.store)
    client = create_app(calling).test_client()
    for data in ({}, {"number": make.ANA}, {"number": make.ANA, "baja": "1"}):
        assert client.post("/quien-llama", data=data, base_url=SITE).status_code == 200
    assert look.everything(calling.store) == before
    assert look.count(calling.store, tables.audit_log) == 0
