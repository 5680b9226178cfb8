"""A call over HTTP: turn by turn, repeated, with a machine, cut, and from a stranger."""

import pytest

from outreach.rules.states import CaseState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.carrier_side import OUR_NUMBER, CarrierSide, action, said

HANG_UP = '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup /></Response>'


def test_a_whole_call_becomes_an_interview_and_a_lead(
    system: System, network: CarrierSide, ref: str
) -> None:
    """From the first word to the carrier's last."""
    turns = list(network.call(ref, *play.INTERESTED))
    assert "Ana Mejía" in said(turns[0])
    assert "retorn" not in said(turns[0]) + said(turns[1])
    assert "<Hangup" in turns[-1]
    assert "Gather" not in turns[-1]
    assert network.completed(ref, CallDuration="83").status_code == 204
    attempt = look.one(system.store, tables.attempts)
    assert (attempt.disposition, attempt.seconds) == ("interview", 83)
    assert look.one(system.store, tables.leads).services == "employment"
    assert look.one(system.store, tables.cases).state == CaseState.CLOSED


def test_a_repeated_turn_gets_the_same_bytes_and_changes_nothing(
    system: System, network: CarrierSide, ref: str
) -> None:
    """The carrier retries; every turn may come again, at once or later, with other words too."""
    done = [(f"/voice/{ref}/0", "", network.answered(ref).data)]
    for reply in play.INTERESTED:
        path = action(done[-1][2].decode())
        done.append((path, reply, network.reply(path, reply).data))
        before = look.everything(system.store)
        assert network.reply(path, reply).data == done[-1][2]
        assert look.everything(system.store) == before
    before = look.everything(system.store)
    for path, reply, answer in done[1:]:
        assert network.reply(path, reply).data == answer
        assert network.reply(path, "no quiero nada").data == answer
    assert look.everything(system.store) == before


def test_a_repeated_first_request_gets_the_same_bytes_and_changes_nothing(
    system: System, network: CarrierSide, ref: str
) -> None:
    """Also after the conversation has gone on."""
    first = network.answered(ref)
    before = look.everything(system.store)
    assert network.answered(ref).data == first.data
    assert look.everything(system.store) == before
    network.reply(f"/voice/{ref}/1", "sí soy yo")
    before = look.everything(system.store)
    assert network.answered(ref).data == first.data
    assert look.everything(system.store) == before


def test_a_reply_from_the_future_is_not_taken(
    system: System, network: CarrierSide, ref: str
) -> None:
    """A number that was never asked for gets the present question again."""
    network.answered(ref)
    current = network.reply(f"/voice/{ref}/1", "1").data
    before = look.everything(system.store)
    assert network.reply(f"/voice/{ref}/7", "9").data == current
    assert look.everything(system.store) == before


@pytest.mark.parametrize("by", ["machine_start", "machine_end_beep", "fax"])
def test_a_machine_hears_nothing(
    quick_system: System, quick_network: CarrierSide, quick_ref: str, by: str
) -> None:
    """No name is left on a tape that somebody else may play."""
    assert quick_network.answered(quick_ref, by).text == HANG_UP
    assert look.count(quick_system.store, tables.conversations) == 0
    quick_network.completed(quick_ref)
    ended = look.one(quick_system.store, tables.attempts, state="ended")
    assert ended.disposition == ("fax" if by == "fax" else "machine")
    assert len(play.planned(quick_system)) == 1


def test_an_unknown_answer_is_treated_as_a_person(
    quick_network: CarrierSide, quick_ref: str
) -> None:
    """Rather greet a machine than hang up on somebody."""
    assert "<Gather" in quick_network.answered(quick_ref, "unknown").text


def test_machine_detection_that_comes_later_counts_for_the_end(
    quick_system: System, quick_network: CarrierSide, quick_ref: str
) -> None:
    """Asynchronous detection posts in the middle of the call."""
    quick_network.answered(quick_ref, "unknown")
    quick_network.post(f"/events/machine/{quick_ref}", AnsweredBy="machine_start")
    quick_network.completed(quick_ref)
    ended = look.one(quick_system.store, tables.attempts, state="ended")
    assert ended.disposition == "machine"


def test_a_machine_found_later_hears_the_message_at_its_own_address(
    quick_system: System, quick_network: CarrierSide
) -> None:
    """Where the policy leaves one; the number to ring is said, and nobody's name."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, policy={"max_voicemails": 1})
    ref = play.place(quick_system)
    assert "<Gather" in quick_network.answered(ref, "").text
    quick_network.post(f"/events/machine/{ref}", CallSid="CA0", AnsweredBy="machine_end_beep")
    left = quick_network.post(f"/voice/{ref}/machine", CallSid="CA0").text
    assert "Secretaría de Desarrollo Social" in left and "<Hangup" in left
    assert "Ana" not in left and "<Gather" not in left


@pytest.mark.parametrize(
    ("status", "form", "disposition"),
    [
        ("busy", {}, "busy"),
        ("no-answer", {}, "no_answer"),
        ("failed", {"SipResponseCode": "404"}, "invalid_number"),
        ("failed", {"ErrorCode": "13224"}, "unreachable"),
        ("failed", {"SipResponseCode": "503"}, "our_fault"),
        ("canceled", {}, "our_fault"),
    ],
)
def test_the_carriers_last_word_becomes_a_disposition(
    quick_system: System,
    quick_network: CarrierSide,
    quick_ref: str,
    status: str,
    form: dict[str, str],
    disposition: str,
) -> None:
    """Its words and codes are translated at the edge."""
    for not_final in ("queued", "initiated", "ringing", "in-progress", "nonsense", ""):
        quick_network.completed(quick_ref, not_final)
    assert look.one(quick_system.store, tables.attempts).state == "under_way"
    assert quick_network.completed(quick_ref, status, **form).status_code == 204
    ended = look.one(quick_system.store, tables.attempts, state="ended")
    assert ended.disposition == disposition


def test_webhooks_of_calls_that_are_not_ours_are_answered_politely(
    quick_network: CarrierSide,
) -> None:
    """Events are forgotten, a turn does not exist; neither is an error of ours."""
    assert quick_network.completed("nobodys").status_code == 204
    assert quick_network.post("/events/machine/nobodys", AnsweredBy="human").status_code == 204
    assert quick_network.post("/events/message/nobodys", MessageStatus="sent").status_code == 204
    assert quick_network.answered("nobodys").status_code == 404


def ring_in(network: CarrierSide, sid: str, number: str) -> str:
    form = {"CallSid": sid, "From": number, "To": OUR_NUMBER, "CallStatus": "ringing"}
    return network.post("/voice/incoming", **form).text


def test_a_known_person_who_rings_back_enters_the_conversation(
    system: System, network: CarrierSide, ref: str
) -> None:
    """The same script, beginning with their call; its end is the end of an inbound attempt."""
    network.completed(ref, "no-answer")
    first = ring_in(network, "CA-in", make.ANA)
    assert ring_in(network, "CA-in", make.ANA) == first
    path = action(first)
    for reply in play.INTERESTED:
        answer = network.reply(path, reply).text
        path = action(answer) if "<Gather" in answer else ""
    network.post("/events/call/inbound", CallSid="CA-in", CallStatus="completed")
    inbound = look.one(system.store, tables.attempts, inbound=True)
    assert (inbound.disposition, inbound.carrier_sid) == ("interview", "CA-in")
    assert look.count(system.store, tables.leads) == 1
    assert play.planned(system) == []


@pytest.mark.parametrize("number", ["+50499999999", "+266696687", "", "anonymous"])
def test_a_stranger_hears_a_neutral_line(
    quick_system: System, quick_network: CarrierSide, quick_ref: str, number: str
) -> None:
    """Nobody learns what the number calls people about, and nothing is kept."""
    before = look.everything(quick_system.store)
    twiml = ring_in(quick_network, "CA-in", number)
    assert "Secretaría de Desarrollo Social" in said(twiml)
    assert "<Hangup" in twiml
    for secret in ("retorn", "migra", "programa", "Ana"):
        assert secret not in twiml
    assert look.everything(quick_system.store) == before


def test_a_crash_in_a_call_becomes_a_spoken_apology(
    quick_system: System, quick_network: CarrierSide, quick_ref: str
) -> None:
    """Nobody hears silence or the carrier's own English error."""
    with quick_system.store.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE turns")
    quick_network.answered(quick_ref)
    answer = quick_network.reply(f"/voice/{quick_ref}/1", "1")
    assert answer.status_code == 200
    assert answer.mimetype == "text/xml"
    assert "Disculpe, tenemos un problema técnico" in said(answer.text)
    assert "<Hangup" in answer.text


def test_what_the_recogniser_doubts_is_asked_back(
    system: System, network: CarrierSide, ref: str
) -> None:
    """One key or a word is expected; a repeat of the request gets the same bytes; then goodbye."""
    first = action(network.answered(ref).text)
    asked = network.reply(first, "ya no me llamen", sure="0.31")
    assert "Entendí que no quiere más llamadas" in said(asked.text)
    assert 'numDigits="1"' in asked.text
    assert network.reply(first, "ya no me llamen", sure="0.31").data == asked.data
    over = network.reply(action(asked.text), "")
    assert "No le volveremos a llamar" in said(over.text)
    assert look.one(system.store, tables.cases).opted_out_at is not None


@pytest.mark.parametrize("sure", ["0.0", "", "nonsense"])
def test_a_recogniser_that_tells_no_confidence_is_believed(
    network: CarrierSide, ref: str, sure: str
) -> None:
    """Some of its models say 0.0 to everything; nobody is asked twice for that."""
    first = action(network.answered(ref).text)
    over = network.reply(first, "ya no me llamen", sure=sure)
    assert "No le volveremos a llamar" in said(over.text)
