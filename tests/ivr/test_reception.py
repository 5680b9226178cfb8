"""Who rings or writes is not known: who we are, a name asked for, and what one may ask of us."""

import pytest

from outreach.rules.states import AttemptState
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.ivr.carrier_side import OUR_NUMBER, CarrierSide, action, said

STRANGER = "+50488888888"
MOTHER = make.Invented(name="Ana Mejía López")
SON = make.Invented(name="Luis Mejía Paz", birth_year=2001)
NAMES = ("Ana", "Luis", "Mejía")
SECRETS = ("retorn", "migra", "programa", "deport")


def ring(network: CarrierSide, sid: str = "CA-in", number: str = STRANGER) -> str:
    form = {"CallSid": sid, "From": number, "To": OUR_NUMBER, "CallStatus": "ringing"}
    return network.post("/voice/incoming", **form).text


def reply(network: CarrierSide, twiml: str, given: str, number: str = STRANGER) -> str:
    """Digits are pressed, words are spoken, to what the TwiML asked."""
    form = {"Digits": given} if given.isdecimal() else {"SpeechResult": given}
    form = form if given else {}
    return network.post(action(twiml), CallSid="CA-in", From=number, To=OUR_NUMBER, **form).text


def assert_says_nothing(twiml: str) -> None:
    for secret in (*SECRETS, *NAMES):
        assert secret not in said(twiml)


@pytest.fixture
def household(system: System) -> None:
    """Mother and son on one number."""
    make.a_list(system.store, people=(MOTHER, SON), clock=system.clock)
    make.a_campaign(system)


@pytest.mark.parametrize("given", ["1", "sí, llámenme por favor", "quiero hablar con una persona"])
def test_a_stranger_asks_to_be_called(system: System, network: CarrierSide, given: str) -> None:
    """The number is kept, sealed and once, and an operator finds it."""
    menu = ring(network)
    assert_says_nothing(menu)
    for _ in range(2):
        assert "le va a llamar" in said(reply(network, menu, given))
    request = look.one(system.store, tables.requests)
    assert (request.kind, request.number_sealed) == ("call_me", STRANGER)
    assert request.done_at is None
    assert request.at == system.clock.now()


@pytest.mark.parametrize(
    ("given", "heard"),
    [
        ("yes call me please", "A person of the Secretariat will call you"),
        ("never call me again", "We will not call or write to you again"),
    ],
)
def test_a_stranger_hears_the_menu_in_english_too(
    quick_system: System, quick_network: CarrierSide, given: str, heard: str
) -> None:
    """Behind the Spanish, by an English voice; words in English are understood as ever."""
    menu = ring(quick_network)
    assert 'language="en-US"' in menu
    assert "To never receive calls from us, press 9" in said(menu)
    assert heard in said(reply(quick_network, menu, given))


@pytest.mark.parametrize("given", ["9", "no me vuelvan a llamar"])
def test_a_stranger_asks_never_to_be_called(
    system: System, network: CarrierSide, given: str
) -> None:
    """It holds for the number on every list that is still to come."""
    assert "No le volveremos a llamar" in said(reply(network, ring(network), given))
    assert look.count(system.store, tables.requests) == 0
    make.a_list(system.store, people=(make.Invented(numbers=(STRANGER,)),), clock=system.clock)
    make.a_campaign(system)
    assert look.one(system.store, tables.cases).closed_why == "no_number_left"


@pytest.mark.parametrize("given", ["", "5", "¿quién habla?", "pupusas"])
def test_a_stranger_who_asks_for_nothing_gets_goodbye(
    quick_system: System, quick_network: CarrierSide, given: str
) -> None:
    """And nothing is kept of the call."""
    before = look.everything(quick_system.store)
    answer = reply(quick_network, ring(quick_network), given)
    assert "<Hangup" in answer
    assert "<Gather" not in answer
    assert look.everything(quick_system.store) == before


@pytest.mark.parametrize("number", ["+266696687", "", "anonymous", "123"])
def test_who_withholds_the_number_is_offered_no_call(
    quick_network: CarrierSide, number: str
) -> None:
    """A promise that nobody could keep."""
    assert "<Gather" not in ring(quick_network, number=number)


@pytest.mark.parametrize(
    ("given", "name"), [("soy Ana", "Ana Mejía López"), ("habla Luis Mejía", "Luis Mejía Paz")]
)
def test_who_of_a_household_is_asked_and_found_by_the_name(
    system: System, network: CarrierSide, household: None, given: str, name: str
) -> None:
    """No name is read aloud; the one that is said leads into that person's conversation."""
    asked = ring(network, number=make.ANA)
    assert "su nombre" in said(asked)
    assert_says_nothing(asked)
    before = look.everything(system.store)
    assert ring(network, number=make.ANA) == asked
    assert look.everything(system.store) == before
    first = reply(network, asked, given, make.ANA)
    assert name in said(first)
    assert reply(network, asked, given, make.ANA) == first
    attempt = look.one(system.store, tables.attempts, inbound=True)
    assert attempt.state == AttemptState.UNDER_WAY
    case = look.one(system.store, tables.cases, id=attempt.case_id)
    assert look.one(system.store, tables.people, id=case.person_id).name_sealed == name
    second = network.reply(action(first), "1").text
    assert "nació" in said(second)


def test_a_name_that_is_nobodys_is_asked_once_more_and_then_a_person_is_offered(
    system: System, network: CarrierSide, household: None
) -> None:
    """Nobody learns by trying names; and nobody is turned away."""
    again = reply(network, ring(network, number=make.ANA), "Pedro Mejía", make.ANA)
    assert_says_nothing(again)
    menu = reply(network, again, "Mejía", make.ANA)
    assert_says_nothing(menu)
    assert "marque 1" in said(menu)
    assert "Queda anotado" in said(reply(network, menu, "1", make.ANA))
    assert look.one(system.store, tables.requests).number_sealed == make.ANA
    assert look.rows(system.store, tables.attempts, inbound=True) == []


def test_an_opt_out_instead_of_a_name_is_heard(
    system: System, network: CarrierSide, household: None
) -> None:
    """By key or in words, at any question."""
    answer = reply(network, ring(network, number=make.ANA), "9", make.ANA)
    assert "No le volveremos a llamar" in said(answer)
    assert {c.closed_why for c in look.rows(system.store, tables.cases)} == {"opted_out"}


def test_who_writes_english_is_answered_in_it(
    system: System, network: CarrierSide, household: None
) -> None:
    """And a bare name or digit goes on in the language of what was asked."""
    assert "Who is this?" in said(network.text_in("SM1", "hello who is this please").text)
    assert "did not find you" in said(network.text_in("SM2", "Pedro").text)
    assert "reply 1" in said(network.text_in("SM3", "Pedro").text)
    assert "will call you" in said(network.text_in("SM4", "1").text)
    assert look.one(system.store, tables.requests).sid == "SM4"


def test_who_of_a_household_writes_is_asked_too(
    system: System, network: CarrierSide, household: None
) -> None:
    """A text that gives the name goes straight on; another is asked for it, twice at most."""
    assert_says_nothing(asked := network.text_in("SM1", "hola, me llamaron").text)
    assert "Escriba su nombre" in said(asked)
    assert_says_nothing(again := network.text_in("SM2", "quien es?").text)
    assert "otra vez" in said(again)
    assert_says_nothing(offer := network.text_in("SM3", "digame de que se trata").text)
    assert "responda 1" in said(offer)
    assert network.text_in("SM3", "1").text == offer
    assert "Anotado" in said(network.text_in("SM4", "1").text)
    assert look.one(system.store, tables.requests).sid == "SM4"
    assert said(network.text_in("SM5", "hola").text).startswith("Gracias por escribir")
    first = said(network.text_in("SM6", "soy luis").text)
    assert "Luis Mejia Paz" in first
    assert "1" in said(network.text_in("SM7", "1").text)
    assert look.one(system.store, tables.conversations).turn == 1
