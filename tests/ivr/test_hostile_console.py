"""What the outside brings into the console is shown as text, whatever it holds."""

import html
from pathlib import Path
from typing import Any

import pytest

from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.browser import PASSWORD, SITE, Browser, a_user, signed_in
from tests.ivr.carrier_side import CarrierSide

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><svg onload=alert(1)>",
    "<Response><Dial>+50499999999</Dial></Response>",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "{{ 7907*7919 }}{% raw %}${7907*7919}#{7907*7919}",
    "%s%n%(name)s {0.__class__}",
    "a\x00b\x08c\x1bd\x7f",
    "\u202eajaB\u202c\u200f\u2066",
    "\r\nSet-Cookie: evil=1\r\n\r\n<b>",
    "'; DROP TABLE people; --",
    "javascript:alert(1)",
    "ﷺ" * 50,
]
NUMBERED = pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))


def is_text_in(page: Any, text: str) -> bool:
    """Whether it stands in the page as it is, escaped, and nothing of it as markup."""
    raw = page.text
    assert "62615533" not in raw  # 7907 times 7919
    if "<" in text:
        assert text not in raw
    assert "Set-Cookie: evil" not in str(page.headers)
    return html.escape(text, quote=False) in raw or text in html.unescape(raw)


def a_taken_lead(system: System, name: str) -> Browser:
    """An agent who has the lead of somebody with this name."""
    make.a_list(system.store, people=(make.Invented(name=name),), clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    browser = signed_in(system, Role.AGENT)
    browser.post("/leads/1/take", on="/leads/1")
    return browser


@NUMBERED
def test_a_name_of_the_registry_and_a_note_are_text(quick_system: System, text: str) -> None:
    """In the list, on the page and after closing; the note is kept as it was written."""
    browser = a_taken_lead(quick_system, text)
    for path in ("/leads", "/leads/1"):
        assert is_text_in(browser.get(path), text)
    browser.post("/leads/1/close", on="/leads/1", result="not_reached", note=text)
    assert is_text_in(browser.get("/leads/1"), text)
    kept = look.one(quick_system.store, tables.leads).note
    assert kept.replace("\r\n", "\n") == text.replace("\r\n", "\n")


@NUMBERED
def test_a_login_is_text_that_fits_nobody(quick_system: System, text: str) -> None:
    """Nor does a password of it crash anything; the answer does not repeat it as markup."""
    browser = Browser(quick_system)
    for login, password in ((text, PASSWORD), ("ana", text)):
        answer = browser.sign_in(login[:100], password[:200])
        assert answer.status_code == 401
        assert "<script>alert" not in answer.text
        assert "onerror=alert(1)>" not in answer.text


@NUMBERED
def test_query_strings_and_addresses_are_text(quick_system: System, text: str) -> None:
    """Wherever they are read: the page to go to, the language, an id, an address of nothing."""
    a_user(quick_system, "ana")
    browser = Browser(quick_system)
    for path, query in (("/login", "next"), ("/leads", "page"), ("/quien-llama", "number")):
        answer = browser.get(path, query_string={query: text})
        assert answer.status_code in (200, 302)
        assert "<script>alert" not in answer.text
        assert answer.headers.get("Location", "/login").startswith("/login")
        assert "\n" not in answer.headers.get("Location", "")
    odd = browser.post(f"/login?next={text}", on="/login", login="ana", password=PASSWORD)
    assert odd.headers["Location"] == "/leads"
    for path in ("/leads/", "/", "/static/", "/quien-llama/"):
        answer = browser.client.get(path + text.replace("/", "∕"), base_url=SITE)
        assert answer.status_code in (302, 404)
        assert "<script>alert" not in answer.text
    browser.post("/language", on="/login", language=text, next=text)
    assert browser.client.get_cookie("language", "convoca.example.org") is None


@NUMBERED
def test_headers_and_cookies_are_text(quick_system: System, text: str) -> None:
    """A browser, or whoever says to be one, sends what it likes."""
    line = text.replace("\r", " ").replace("\n", " ").encode().decode("latin-1")
    browser = Browser(quick_system)
    headers = {"User-Agent": line, "Accept-Language": line, "Cookie": f"language={line}"}
    answer = browser.get("/login", headers=headers)
    assert answer.status_code == 200
    assert "alert(1)" not in answer.text
    forged = {"Cookie": f"__Host-session={line}; session={line}"}
    assert browser.get("/leads", headers=forged).status_code == 302


@NUMBERED
def test_fields_of_the_carrier_are_text(
    quick_system: System, quick_network: CarrierSide, quick_ref: str, text: str
) -> None:
    """Numbers, ids, states and codes of a carrier that went mad: no crash, and no 500 in a log."""
    for path, form in (
        ("/messages/incoming", {"MessageSid": text, "From": text, "Body": text, "To": text}),
        ("/voice/incoming", {"CallSid": text, "From": text, "CallStatus": text}),
        (f"/events/call/{quick_ref}", {"CallStatus": text, "CallDuration": text,
                                       "SipResponseCode": text, "ErrorCode": text}),
        (f"/events/message/{quick_ref}", {"MessageStatus": text, "ErrorCode": text}),
        (f"/events/machine/{quick_ref}", {"AnsweredBy": text}),
    ):  # fmt: skip
        answer = quick_network.post(path, **form)
        assert answer.status_code in (200, 204), path
        assert "<Dial>" not in answer.text
        assert "problema técnico" not in answer.text
        assert "evil" not in answer.headers


@pytest.mark.parametrize(
    "path", ["/login", "/leads/1/close", "/quien-llama", "/language", "/account/password"]
)
def test_ten_megabytes_are_refused_everywhere(quick_system: System, path: str) -> None:
    """Before they are read, signed in or not; a page says so."""
    browser = signed_in(quick_system, Role.AGENT)
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = browser.client.post(
            path, data=b"note=" + b"a" * 10_000_000, content_type=kind, base_url=SITE
        )
        assert answer.status_code == 413
    address = "/login?next=" + "a" * 100_000
    assert browser.get(address).status_code == 200


@NUMBERED
def test_the_name_of_a_file_is_text(quick_system: System, tmp_path: Path, text: str) -> None:
    """It is stored as it is and opens nothing; the reason why it cannot be read is one line."""
    from outreach.registry import import_registry

    name = text.replace("/", "∕").replace("\x00", "")[:60] + ".csv"
    file = tmp_path / name
    file.write_text("Nombre;Teléfono;Municipio\nAna;99887701;Danlí\n", encoding="utf-8")
    now = quick_system.clock.now()
    import_registry(
        quick_system.store, file, list_name="lista", country_code="hn", as_of=now.date(),
        is_sample=True, now=now,
    )  # fmt: skip
    assert look.one(quick_system.store, tables.lists).file_name == name
