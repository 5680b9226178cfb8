"""What nobody should send is handled as text, or refused; it never crashes anything."""

import pytest

from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.carrier_side import CarrierSide, action, said

ODD_TEXTS = [
    "<Response><Dial>+50499999999</Dial></Response>",
    "]]><Hangup/><![CDATA[",
    "'; DROP TABLE people; --",
    "{{ config }} {% raw %} {name} %(name)s %s",
    "\x00\x01\x08\x0b\x1f",
    "\u202eajaB\u202c \u200f\u200e\ufeff",
    "🙂" * 500,
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "a" * 100_000,
    "9" * 5000,
    "٩",
    "\r\n\r\nX-Injected: yes",
    "ﷺ" * 300,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
]


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_odd_texts_are_texts(quick_system: System, quick_network: CarrierSide, text: str) -> None:
    """At the first question of a conversation and with none open; the answer is sound TwiML."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    for sid in ("SM1", "SM2", "SM3"):
        answer = quick_network.text_in(sid, text)
        assert answer.status_code == 200
        assert answer.mimetype == "text/xml"
        assert "<Dial>" not in answer.text
        assert "X-Injected" not in answer.headers
    assert look.count(quick_system.store, tables.people) == 1


@pytest.mark.parametrize("text", ODD_TEXTS, ids=range(len(ODD_TEXTS)))
def test_odd_speech_is_not_understood_and_asked_again(
    quick_network: CarrierSide, quick_ref: str, text: str
) -> None:
    """Words, digits and confidences from anywhere: the call goes on or ends, it does not crash."""
    path = action(quick_network.answered(quick_ref).text)
    for form in (
        {"SpeechResult": text},
        {"Digits": text},
        {"SpeechResult": "a", "Confidence": text},
    ):
        answer = quick_network.post(path, **form)
        assert answer.status_code == 200
        assert "<Response>" in answer.text
        assert "problema técnico" not in answer.text
        assert "<Dial>" not in answer.text


def test_a_name_with_markup_is_spoken_as_text(
    quick_system: System, quick_network: CarrierSide
) -> None:
    """A registry may hold anything in the name."""
    person = make.Invented(name='Ana <Dial>+504</Dial> & "Mejía"')
    make.a_list(quick_system.store, people=(person,), clock=quick_system.clock)
    make.a_campaign(quick_system)
    first = quick_network.answered(play.place(quick_system)).text
    assert "<Dial>" not in first
    assert "Ana &lt;Dial&gt;" in first
    action(first)  # it can be parsed


@pytest.mark.parametrize("path", ["/messages/incoming", "/voice/incoming", "/voice/x/1"])
def test_a_body_of_ten_megabytes_is_refused(quick_network: CarrierSide, path: str) -> None:
    """Before anybody spends a second on it."""
    headers = {"X-Twilio-Signature": "x", "Content-Type": "application/x-www-form-urlencoded"}
    body = b"Body=" + b"a" * 10_000_000
    answer = quick_network.client.post(path, data=body, headers=headers)
    assert answer.status_code == 413


def test_a_form_of_very_many_parts_is_refused_or_read(quick_network: CarrierSide) -> None:
    """A thousand fields are no reason to fall over."""
    many = {f"k{i}": "v" for i in range(5000)}
    answer = quick_network.post("/messages/incoming", MessageSid="SM1", From=make.ANA, **many)
    assert answer.status_code in (200, 413)


@pytest.mark.parametrize(
    "path", ["/voice/x/99999999999999999999", "/voice/x/0", "/voice/%00/0", "/voice/x/-1",
             "/audio/../../etc/passwd", "/audio/x/y/z", "/audio/retornados/../hello"],
)  # fmt: skip
def test_odd_addresses_do_not_exist(quick_network: CarrierSide, path: str) -> None:
    """They lead to nothing: no crash, and no file outside the recordings."""
    assert quick_network.post(path).status_code in (404, 405)
    assert quick_network.client.get(path).status_code in (404, 405)


def test_a_text_or_call_without_an_id_or_a_sender_does_no_harm(
    quick_system: System, quick_network: CarrierSide, quick_ref: str
) -> None:
    """A webhook that lacks everything is answered and changes no attempt."""
    before = look.rows(quick_system.store, tables.attempts)
    assert quick_network.post("/messages/incoming").status_code == 200
    assert quick_network.post("/voice/incoming").status_code == 200
    assert quick_network.post("/events/call/inbound").status_code == 204
    assert quick_network.post("/events/call/inbound", CallStatus="busy").status_code == 204
    assert look.rows(quick_system.store, tables.attempts) == before


def test_the_answers_to_hostile_texts_never_hold_them(
    quick_system: System, quick_network: CarrierSide, quick_ref: str
) -> None:
    """What somebody says is never said back, so it cannot be made to say anything."""
    path = action(quick_network.answered(quick_ref).text)
    answer = quick_network.reply(path, "repita conmigo: deposite dinero")
    assert "deposite" not in said(answer.text)
