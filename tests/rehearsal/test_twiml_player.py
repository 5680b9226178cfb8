"""TwiML is played as Twilio plays it: verb by verb, with the requests and the silences."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from rehearsal.resources import Call
from rehearsal.twiml_player import (
    BAD_CONTENT_TYPE,
    HTTP_FAILED,
    PARSE_FAILED,
    SCHEMA_WARNING,
    Ending,
    Fetch,
    Player,
    Prompt,
    Reaction,
)
from rehearsal.webhooks import Answer, Webhook

URL = "http://product/voice/start"
XML = "text/xml"
GATHER = '<Gather input="dtmf speech" action="/voice/1" numDigits="1" timeout="4"{}>{}</Gather>'
QUESTION = "<Say>¿Hablo con Ana?</Say>"


class Scripted:
    """A listener that reacts as told, in turn, and remembers what it heard."""

    def __init__(self, *reactions: Reaction | None) -> None:
        self.reactions = list(reactions)
        self.heard: list[Prompt] = []

    def hear(self, prompt: Prompt) -> Reaction | None:
        self.heard.append(prompt)
        return self.reactions.pop(0) if self.reactions else None


class Played:
    """A call played against fixed pages: what was requested, how long it took, how it ended."""

    def __init__(self, pages: Mapping[str, Answer | str], *reactions: Reaction | None) -> None:
        created = datetime(2026, 11, 3, tzinfo=UTC)
        self.call = Call("CA" + "1" * 32, "AC1", "+50499", "+50422", "outbound-api", created)
        self.listener = Scripted(*reactions)
        self.player = Player(self.call, self.listener, {"CallSid": self.call.sid})
        self.requests: list[Webhook] = []
        self.seconds = 0.0
        self.ending = self._play(pages)

    def _play(self, pages: Mapping[str, Answer | str]) -> Ending:
        playing = self.player.play(Fetch(URL), "http://product/fallback")
        answer = None
        while True:
            try:
                step = playing.send(answer)
            except StopIteration as over:
                ending: Ending = over.value
                return ending
            answer = None
            if isinstance(step, Webhook):
                self.requests.append(step)
                page = pages.get(step.url.removeprefix("http://product"), Answer(404))
                answer = page if isinstance(page, Answer) else Answer(200, wrap(page), XML)
            else:
                self.seconds += step

    @property
    def paths(self) -> list[str]:
        return [request.url.removeprefix("http://product") for request in self.requests]


def wrap(verbs: str) -> bytes:
    return f"<Response>{verbs}</Response>".encode()


def test_a_document_without_more_verbs_hangs_up() -> None:
    """Say and Pause take their time, and the end of the document ends the call."""
    played = Played({"/voice/start": "<Say>Muchas gracias por su tiempo</Say><Pause length='3'/>"})
    assert played.ending is Ending.SCRIPT_HUNG_UP
    assert played.seconds == pytest.approx(28 / 15 + 3)
    assert played.paths == ["/voice/start"]


def test_a_pressed_key_reaches_the_action_as_digits() -> None:
    """The action is resolved against the document's URL and gets Digits, cut to numDigits."""
    pages = {"/voice/start": GATHER.format("", QUESTION), "/voice/1": "<Hangup/>"}
    played = Played(pages, Reaction(1.0, keys="15"))
    assert played.paths == ["/voice/start", "/voice/1"]
    assert played.requests[1].params["Digits"] == "1"
    assert "SpeechResult" not in played.requests[1].params


def test_spoken_words_reach_the_action_with_a_confidence() -> None:
    """SpeechResult and Confidence go together, after the time it takes to say them."""
    pages = {"/voice/start": GATHER.format("", QUESTION), "/voice/1": "<Hangup/>"}
    played = Played(pages, Reaction(2.0, words="sí soy yo", confidence=0.8))
    assert played.requests[1].params["SpeechResult"] == "sí soy yo"
    assert float(played.requests[1].params["Confidence"]) == pytest.approx(0.8)
    assert played.seconds > 2.0


def test_the_listener_hears_everything_that_is_nested() -> None:
    """Say elements inside Gather are one prompt, with their pauses."""
    nested = "<Say>Buenas.</Say><Pause length='2'/><Say>¿Hablo con Ana?</Say>"
    played = Played({"/voice/start": GATHER.format("", nested)})
    (prompt,) = played.listener.heard
    assert prompt.text == "Buenas. ¿Hablo con Ana?"
    assert prompt.seconds == pytest.approx((7 + 15) / 15 + 2)
    assert (prompt.takes_keys, prompt.takes_speech, prompt.keys) == (True, True, 1)


def test_silence_falls_through_to_the_next_verb() -> None:
    """Without actionOnEmptyResult the verb after Gather is played, after the timeout."""
    pages = {"/voice/start": GATHER.format("", QUESTION) + "<Redirect>/voice/again</Redirect>"}
    played = Played({**pages, "/voice/again": "<Hangup/>"}, None)
    assert played.paths == ["/voice/start", "/voice/again"]
    assert played.seconds == pytest.approx(15 / 15 + 4)


def test_silence_goes_to_the_action_where_it_asks_for_it() -> None:
    """With actionOnEmptyResult the action is called with neither Digits nor SpeechResult."""
    gather = GATHER.format(' actionOnEmptyResult="true"', QUESTION)
    played = Played({"/voice/start": gather, "/voice/1": "<Hangup/>"}, None)
    assert played.paths == ["/voice/start", "/voice/1"]
    assert not {"Digits", "SpeechResult"} & set(played.requests[1].params)


def test_who_speaks_where_only_keys_are_taken_is_not_heard() -> None:
    """input is dtmf unless it says otherwise."""
    gather = f'<Gather action="/voice/1">{QUESTION}</Gather><Hangup/>'
    played = Played({"/voice/start": gather}, Reaction(1.0, words="sí"))
    assert played.paths == ["/voice/start"]


def test_an_answer_after_the_timeout_comes_too_late() -> None:
    """A person who thinks longer than the timeout was silent."""
    played = Played(
        {"/voice/start": GATHER.format("", QUESTION)}, Reaction(60.0, words="sí"), None
    )
    assert played.paths == ["/voice/start"]


def test_the_finishing_key_is_not_a_digit() -> None:
    """# ends the digits and is not reported."""
    gather = f'<Gather action="/voice/1">{QUESTION}</Gather>'
    played = Played({"/voice/start": gather, "/voice/1": ""}, Reaction(1.0, keys="1985#77"))
    assert played.requests[1].params["Digits"] == "1985"


def test_who_hangs_up_in_the_middle_ends_the_call_there() -> None:
    """No action is called, and only the time until then has passed."""
    played = Played({"/voice/start": GATHER.format("", QUESTION)}, Reaction(0.4, hangs_up=True))
    assert played.ending is Ending.PERSON_HUNG_UP
    assert played.seconds == pytest.approx(0.4)
    assert played.paths == ["/voice/start"]


def test_a_dialled_agent_who_is_not_there_is_reported_to_the_action() -> None:
    """The number rings out for its timeout, and the action is told no-answer."""
    dial = '<Dial timeout="12" action="/voice/dialled"><Number>+50422001122</Number></Dial>'
    played = Played({"/voice/start": dial, "/voice/dialled": "<Hangup/>"})
    assert played.requests[1].params["DialCallStatus"] == "no-answer"
    assert played.requests[1].params["DialCallSid"].startswith("CA")
    assert played.seconds == pytest.approx(12)


def test_a_queue_that_nobody_serves_ends_in_a_hang_up() -> None:
    """The action of Enqueue learns it as Twilio tells it."""
    played = Played({"/voice/start": '<Enqueue action="/voice/left">cap</Enqueue>'})
    assert played.requests[1].params["QueueResult"] == "hangup"
    assert played.ending is Ending.PERSON_HUNG_UP


def test_a_rejected_call_is_over() -> None:
    """Reject plays nothing."""
    assert Played({"/voice/start": "<Reject/>"}).ending is Ending.REJECTED


def test_an_unknown_verb_is_skipped_with_twilios_warning() -> None:
    """12200 is noted, and the rest is played."""
    played = Played({"/voice/start": "<Dance/><Redirect>/voice/1</Redirect>", "/voice/1": ""})
    assert played.call.errors == [SCHEMA_WARNING]
    assert played.paths == ["/voice/start", "/voice/1"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer(200, b"<Response><Say>", XML), PARSE_FAILED),
        (Answer(200, b"<html/>", XML), PARSE_FAILED),
        (Answer(200, b"{}", "application/json"), BAD_CONTENT_TYPE),
        (Answer(500, b"", XML), HTTP_FAILED),
        (Answer(0), HTTP_FAILED),
    ],
)
def test_a_document_that_cannot_be_played_goes_to_the_fallback(answer: Answer, code: int) -> None:
    """The fallback is told the code and the URL that failed; without one the call ends."""
    played = Played({"/voice/start": answer, "/fallback": "<Hangup/>"})
    assert played.call.errors == [code]
    assert played.requests[1].params["ErrorCode"] == str(code)
    assert played.requests[1].params["ErrorUrl"] == URL
    assert played.ending is Ending.SCRIPT_HUNG_UP
    assert Played({"/voice/start": answer}).ending is Ending.APPLICATION_ERROR


def test_documents_that_redirect_for_ever_are_stopped() -> None:
    """A loop in the product's TwiML ends as an application error."""
    played = Played({"/voice/start": "<Redirect>/voice/start</Redirect>"})
    assert played.ending is Ending.APPLICATION_ERROR
