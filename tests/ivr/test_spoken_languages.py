"""Calls in other languages: the right voice, recogniser and hints, and recordings."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import flows.phrases
from outreach.store import tables
from outreach.system import System
from tests import look, play
from tests.ivr.carrier_side import CarrierSide, action, said

RECORDINGS = Path(__file__).parents[1] / "recordings"
RECORDED = "/audio/retornados/cab/other_language"


@pytest.fixture
def recordings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A greeting in Garífuna stands where recordings stand."""
    monkeypatch.setattr(flows.phrases, "RECORDINGS", RECORDINGS)
    flows.phrases.audio.cache_clear()
    yield RECORDINGS
    flows.phrases.audio.cache_clear()


def last_of(network: CarrierSide, ref: str, *replies: str) -> ElementTree.Element:
    *_, twiml = network.call(ref, *replies)
    return ElementTree.fromstring(twiml)  # noqa: S314 – our own TwiML


def test_who_asks_for_garifuna_is_greeted_by_a_recording_and_gets_an_agent(
    quick_network: CarrierSide, quick_system: System, quick_ref: str, recordings: Path
) -> None:
    """Played instead of spoken, served as what it is; the lead says what has to be spoken."""
    twiml = last_of(quick_network, quick_ref, "no hablo muy bien español mejor en garífuna")
    assert [element.tag for element in twiml] == ["Play", "Hangup"]
    assert twiml[0].text == RECORDED
    with quick_network.client.get(RECORDED) as answer:
        assert answer.mimetype in ("audio/x-wav", "audio/wav")
        assert answer.data == (recordings / "cab" / "other_language.wav").read_bytes()
    quick_network.completed(quick_ref)
    lead = look.one(quick_system.store, tables.leads)
    assert (lead.locale, lead.interested) == ("cab", False)


def test_without_a_recording_spanish_is_said_by_the_spanish_voice(
    quick_network: CarrierSide, quick_system: System, quick_ref: str
) -> None:
    """Nobody hears silence, nor Spanish by a voice of another language."""
    twiml = last_of(quick_network, quick_ref, "solo hablo miskito")
    assert [element.tag for element in twiml] == ["Say", "Hangup"]
    assert twiml[0].attrib["language"] == "es-MX"
    assert "una persona que hable su idioma" in (twiml[0].text or "")
    quick_network.completed(quick_ref)
    assert look.one(quick_system.store, tables.leads).locale == "miq"


def test_who_asks_for_english_is_spoken_to_and_heard_in_english(
    quick_network: CarrierSide, quick_ref: str
) -> None:
    """Voice, recogniser and the words it listens for; from the same reply on."""
    gather = last_of(quick_network, quick_ref, "english please")[0]
    assert gather.tag == "Gather"
    assert gather.attrib["language"] == "en-US"
    assert {line.attrib["language"] for line in gather} == {"en-US"}
    assert "Am I speaking with" in (gather[-1].text or "")


def test_the_recogniser_listens_for_words_of_the_language(
    quick_network: CarrierSide, quick_ref: str
) -> None:
    """Hints are translated like wordings."""
    replies = ("english please", "1", "1990", "1", "1", "1")
    gather = last_of(quick_network, quick_ref, *replies)[0]
    assert "training" in gather.attrib["hints"]
    assert "formación" not in gather.attrib["hints"]


def test_a_lead_of_an_english_conversation_is_for_who_speaks_english(
    quick_network: CarrierSide, quick_system: System, quick_ref: str
) -> None:
    """The agent who calls has to know it."""
    replies = ("english please", "1", "1990", "1", "1", "1", "2", "2")
    *_, twiml = quick_network.call(quick_ref, *replies)
    assert "Somebody from the team will call you on" in said(twiml)
    quick_network.completed(quick_ref)
    lead = look.one(quick_system.store, tables.leads)
    assert (lead.locale, lead.interested) == ("en", True)


def test_the_next_call_begins_in_the_language_that_the_person_chose(
    quick_network: CarrierSide, quick_system: System, quick_ref: str
) -> None:
    """Once it is known who chose it: on a household's phone it may be anybody."""
    *_, asked = quick_network.call(quick_ref, "english please")
    assert look.one(quick_system.store, tables.people).locale == "es-HN"
    asked = quick_network.reply(action(asked), "1").text
    quick_network.reply(action(asked), "1990")
    assert look.one(quick_system.store, tables.people).locale == "en"
    quick_network.completed(quick_ref)
    play.wait_until_due(quick_system)
    (first,) = quick_network.call(play.place(quick_system))
    assert "We are calling from the Ministry of Social Development" in said(first)


@pytest.mark.parametrize(
    "path",
    [
        "/audio/retornados/cab/opted_out",
        "/audio/retornados/cab/invented",
        "/audio/invented/cab/other_language",
        "/audio/retornados/../other_language",
    ],
)
def test_there_is_no_recording_but_those_of_wordings(
    quick_network: CarrierSide, recordings: Path, path: str
) -> None:
    """Nothing else is served."""
    assert quick_network.client.get(path).status_code == 404
