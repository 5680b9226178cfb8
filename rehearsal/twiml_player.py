"""Plays TwiML as Twilio would: speaks, gathers, redirects, hangs up, and says how it ended."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urljoin

from rehearsal.dialects import TWILIO, Dialect
from rehearsal.resources import Call
from rehearsal.webhooks import Answer, Webhook

LETTERS_A_SECOND = 15.0  # of synthesised Spanish
PLAY_SECONDS = 5.0  # a recording's length is not known without fetching it
MAX_DOCUMENTS = 200  # a call that never ends is an error of the script
MAX_BYTES = 65_536

HTTP_FAILED, TOO_LARGE = 11200, 11750
PARSE_FAILED, SCHEMA_WARNING, BAD_CONTENT_TYPE = 12100, 12200, 12300


class Ending(StrEnum):
    """How the playing of a call ended."""

    SCRIPT_HUNG_UP = "script_hung_up"
    PERSON_HUNG_UP = "person_hung_up"
    REJECTED = "rejected"
    STOPPED = "stopped"  # by the REST API
    APPLICATION_ERROR = "application_error"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a listener hears: the words, how long they take, and what may be answered.

    `timeout` is the silence allowed afterwards; `keys` the most digits taken, 0 for any number
    of them; a plain announcement allows neither keys nor speech.
    """

    text: str
    seconds: float
    timeout: float = 0.0
    takes_keys: bool = False
    takes_speech: bool = False
    keys: int = 0

    @property
    def asks(self) -> bool:
        return self.takes_keys or self.takes_speech


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the listener does, `after` seconds from the start of the prompt."""

    after: float = 0.0
    hangs_up: bool = False
    keys: str = ""
    words: str = ""
    confidence: float = 0.9


class Listener(Protocol):
    """Whoever or whatever picked up."""

    def hear(self, prompt: Prompt) -> Reaction | None:
        """What they do on hearing it; None is silence."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """The next document: where it is and what is sent along."""

    url: str
    method: str = "POST"
    extra: tuple[tuple[str, str], ...] = ()
    twiml: str | None = None  # given directly instead of fetched


class Stopped(Exception):
    """The REST API ended or redirected the call while something was playing."""


Playing = Generator[float | Webhook, Answer | None, Ending]
Verb = Generator[float | Webhook, Answer | None, Fetch | Ending | None]


class Player:
    """Plays one call to one listener. `orders` is what the REST API put in between."""

    def __init__(
        self,
        call: Call,
        listener: Listener,
        base: dict[str, str],
        dialect: Dialect = TWILIO,
        dial: "Callable[[Player, ET.Element, str], Verb] | None" = None,
    ) -> None:
        self.call = call
        self.listener = listener
        self.base = base
        self.orders: list[Fetch | Ending] = []
        self.was_hung_up = False  # by the document
        self._dials = dial
        self._speech = dialect.speech
        verbs = {
            "Say": self._announce,
            "Play": self._announce,
            "Pause": self._announce,
            "Gather": self._gather,
            "Redirect": self._redirect,
            "Hangup": self._hangup,
            "Reject": self._reject,
            "Dial": self._dial,
            "Enqueue": self._enqueue,
            "Record": self._skip,
        }
        self._verbs = {name: play for name, play in verbs.items() if name in dialect.verbs}

    def play(self, first: Fetch, fallback: str = "") -> Playing:
        """Generator of waits and webhooks; returns how it ended."""
        todo: Fetch | Ending = first
        for _ in range(MAX_DOCUMENTS):
            if isinstance(todo, Ending):
                return todo
            try:
                todo = yield from self._document(todo, fallback)
            except Stopped:
                todo = self.orders.pop(0)
        return Ending.APPLICATION_ERROR

    def _document(
        self, fetch: Fetch, fallback: str
    ) -> Generator[float | Webhook, Answer | None, Fetch | Ending]:
        if fetch.twiml is not None:
            root, error = parse_twiml(Answer(200, fetch.twiml.encode(), "text/xml"))
        else:
            self.call.webhooks += 1
            answer = yield Webhook(
                fetch.url, {**self.base, **dict(fetch.extra)}, fetch.method, retries=1
            )
            root, error = parse_twiml(answer)
        if root is None:
            self.call.errors.append(error)
            if fallback and fetch.url != fallback:
                told = (("ErrorCode", str(error)), ("ErrorUrl", fetch.url))
                return Fetch(fallback, extra=told)
            return Ending.APPLICATION_ERROR
        self._check_orders()
        for verb in root:
            after = yield from self._verbs.get(verb.tag, self._unknown)(verb, fetch.url)
            if after is not None:
                return after
        return Ending.SCRIPT_HUNG_UP

    def _check_orders(self) -> None:
        if self.orders:
            raise Stopped

    def wait(self, seconds: float) -> Generator[float | Webhook, Answer | None, None]:
        """Time passes, unless the REST API orders something else meanwhile."""
        yield seconds
        self._check_orders()

    def _announce(self, verb: ET.Element, url: str) -> Verb:
        prompt = Prompt(*spoken([verb]))
        reaction = self.listener.hear(prompt)
        if reaction and reaction.hangs_up and reaction.after < prompt.seconds:
            yield from self.wait(reaction.after)
            return Ending.PERSON_HUNG_UP
        yield from self.wait(prompt.seconds)
        return None

    def _gather(self, verb: ET.Element, url: str) -> Verb:
        if not self._speech and "speech" in verb.get("input", ""):
            self.call.errors.append(SCHEMA_WARNING)
        prompt = gather_prompt(verb, self._speech)
        reaction = self.listener.hear(prompt) or Reaction()
        if reaction.hangs_up:
            yield from self.wait(reaction.after)
            return Ending.PERSON_HUNG_UP
        if reaction.after > prompt.seconds + prompt.timeout:
            reaction = Reaction()
        keys = pressed(reaction.keys, prompt, verb.get("finishOnKey", "#"))
        words = reaction.words if prompt.takes_speech and not keys else ""
        action = Fetch(urljoin(url, verb.get("action", "")), verb.get("method", "POST").upper())
        if keys:
            yield from self.wait(reaction.after + 0.5 * len(keys))
            return Fetch(action.url, action.method, (("Digits", keys),))
        if words:
            yield from self.wait(reaction.after + len(words) / LETTERS_A_SECOND + 1.0)
            said = (("SpeechResult", words), ("Confidence", f"{reaction.confidence:.7f}"))
            return Fetch(action.url, action.method, said)
        yield from self.wait(prompt.seconds + prompt.timeout)
        return action if verb.get("actionOnEmptyResult") == "true" else None

    def _redirect(self, verb: ET.Element, url: str) -> Verb:
        yield from self.wait(0.0)
        target = urljoin(url, (verb.text or "").strip())
        return Fetch(target, verb.get("method", "POST").upper())

    def _hangup(self, verb: ET.Element, url: str) -> Verb:
        yield from self.wait(0.0)
        self.was_hung_up = True
        return Ending.SCRIPT_HUNG_UP

    def _reject(self, verb: ET.Element, url: str) -> Verb:
        yield from self.wait(0.0)
        return Ending.REJECTED

    def _dial(self, verb: ET.Element, url: str) -> Verb:
        """Without anybody to connect with, it rings out."""
        if self._dials is not None:
            return (yield from self._dials(self, verb, url))
        yield from self.wait(float(verb.get("timeout", "30")))
        if "action" not in verb.attrib:
            return None
        said = (("DialCallStatus", "no-answer"), ("DialCallSid", "CA" + self.call.sid[:1:-1]))
        target = urljoin(url, verb.get("action", ""))
        return Fetch(target, verb.get("method", "POST").upper(), said)

    def _enqueue(self, verb: ET.Element, url: str) -> Verb:
        """Nobody takes people off the queue, so they listen until their patience ends."""
        waited = 60.0
        yield from self.wait(waited)
        if "action" in verb.attrib:
            told = {"QueueResult": "hangup", "QueueTime": f"{waited:.0f}"}
            self.call.webhooks += 1
            yield Webhook(urljoin(url, verb.get("action", "")), {**self.base, **told})
        return Ending.PERSON_HUNG_UP

    def _skip(self, verb: ET.Element, url: str) -> Verb:
        yield from self.wait(0.0)
        return None

    def _unknown(self, verb: ET.Element, url: str) -> Verb:
        self.call.errors.append(SCHEMA_WARNING)
        return (yield from self._skip(verb, url))


def parse_twiml(answer: Answer | None) -> tuple[ET.Element | None, int]:
    """The Response element, or None and Twilio's error code. An empty answer hangs up."""
    if answer is None or not answer.ok:
        return None, HTTP_FAILED
    if len(answer.body) > MAX_BYTES:
        return None, TOO_LARGE
    if not answer.body.strip():
        return ET.Element("Response"), 0
    if "xml" not in answer.content_type and "html" not in answer.content_type:
        return None, BAD_CONTENT_TYPE
    try:
        root = ET.fromstring(answer.body)  # noqa: S314 - from our own product on the loopback
    except ET.ParseError:
        return None, PARSE_FAILED
    return (root, 0) if root.tag == "Response" else (None, PARSE_FAILED)


def spoken(verbs: list[ET.Element]) -> tuple[str, float]:
    """The words of Say elements, and the seconds that they, plays and pauses take together."""
    words: list[str] = []
    seconds = 0.0
    for verb in verbs:
        if verb.tag == "Say":
            said = " ".join("".join(verb.itertext()).split())
            words.append(said)
            seconds += max(int(verb.get("loop", "1")), 1) * len(said) / LETTERS_A_SECOND
        elif verb.tag == "Pause":
            seconds += float(verb.get("length", "1"))
        elif verb.tag == "Play":
            seconds += PLAY_SECONDS
    return " ".join(words), seconds


def gather_prompt(verb: ET.Element, speech: bool = True) -> Prompt:
    """What a listener hears of a Gather with everything nested in it. Without `speech` nobody at
    the carrier listens to words."""
    text, seconds = spoken(list(verb))
    takes = verb.get("input", "dtmf").split()
    return Prompt(
        text,
        seconds,
        timeout=float(verb.get("timeout", "5")),
        takes_keys="dtmf" in takes,
        takes_speech=speech and "speech" in takes,
        keys=int(verb.get("numDigits", "0")),
    )


def pressed(keys: str, prompt: Prompt, finish: str) -> str:
    """The digits that Gather would report of the keys pressed."""
    if not prompt.takes_keys:
        return ""
    if finish:
        keys = keys.split(finish, 1)[0]
    return keys[: prompt.keys] if prompt.keys else keys
