"""The carrier's side of a trial: asks the real webhooks, signed as a carrier's, and reads TwiML.

The webhooks are those that carriers use, in an application of the trial's own system, inside this
process. What the person would hear or read is what the answer says, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from flask import Flask
from structlog.contextvars import bound_contextvars

from flows.medium import Medium
from flows.understanding.heard import Reply
from ivr import errors, system_of
from ivr.call_events import call_events
from ivr.messaging import messaging
from ivr.signature import as_carrier
from ivr.voice import voice
from outreach import trials
from outreach.trials import Trial

_SID = "CA" + "0" * 32


@dataclass(frozen=True, slots=True)
class Words:
    """Something that is said: words in a language, or a recording at an address."""

    text: str
    language: str = ""
    played: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: what is said, and where the next reply goes. Without `action` it is over.

    `keys` is how many are waited for; `speech` whether words are heard too.
    """

    says: tuple[Words, ...]
    action: str = ""
    keys: int = 1
    speech: bool = True


def held(trial: Trial, replies: Iterable[Reply]) -> list[Answer]:
    """The whole conversation with these replies, up to where it ends."""
    line = _Line(trial)
    with bound_contextvars(trial=True):  # in the log, so that nobody takes it for a person's
        answers = [line.begun()]
        for reply in replies:
            if not answers[-1].action:
                break
            answers.append(line.replied(answers[-1].action, reply))
    return answers


class _Line:
    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._client = _webhooks(trial).test_client()
        self._texts = 0

    def begun(self) -> Answer:
        trial = self._trial
        if trial.plan.medium is Medium.TEXT:
            if trial.plan.inbound:  # somebody has to write first; what, does not matter
                return self._text("Hola")
            return Answer((Words(trial.opening),), action="text")
        if trial.plan.inbound:
            return self._call("/voice/incoming")
        return self._call(f"/voice/{trial.ref}/0", AnsweredBy="human")

    def replied(self, action: str, reply: Reply) -> Answer:
        if action == "text":
            return self._text(reply.words)
        if reply.keys:
            return self._call(action, Digits=reply.keys)
        if reply.silent:
            return self._call(action)
        return self._call(action, SpeechResult=reply.words, Confidence=str(reply.confidence))

    def _call(self, path: str, **form: str) -> Answer:
        return _of_call(self._post(path, {"CallSid": _SID, "From": trials.NUMBER, **form}))

    def _text(self, body: str) -> Answer:
        self._texts += 1
        sid = f"SM{self._texts:032}"
        form = {"MessageSid": sid, "From": trials.NUMBER, "To": trials.OURS, "Body": body}
        read = self._post("/messages/incoming", form)
        says = tuple(Words(message.text or "") for message in read.iter("Message"))
        state = trials.state_of(self._trial)
        over = state is None or state.outcome is not None
        return Answer(says, action="" if over else "text")

    def _post(self, path: str, form: dict[str, str]) -> ElementTree.Element:
        headers = as_carrier(self._trial.system.settings, path, form)
        answer = self._client.post(path, data=form, headers=headers)
        return ElementTree.fromstring(answer.text)  # noqa: S314 – our own TwiML


def _webhooks(trial: Trial) -> Flask:
    app = Flask("ivr", template_folder="console/templates", static_folder=None)
    system_of.give(app, trial.system)
    for webhooks in (voice, messaging, call_events):
        app.register_blueprint(webhooks)
    errors.register(app)
    return app


def _of_call(twiml: ElementTree.Element) -> Answer:
    gather = twiml.find("Gather")
    says = tuple(_words(verb) for verb in twiml.iter() if verb.tag in ("Say", "Play"))
    if gather is None:
        return Answer(says)
    return Answer(
        says,
        action=gather.get("action", ""),
        keys=int(gather.get("numDigits", "1")),
        speech="speech" in gather.get("input", ""),
    )


def _words(verb: ElementTree.Element) -> Words:
    if verb.tag == "Play":
        return Words("", played=verb.text or "")
    return Words(verb.text or "", language=verb.get("language", ""))
