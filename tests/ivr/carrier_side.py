"""The carrier's side of the webhooks: signs what it posts, follows the TwiML it gets."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from ivr.app import create_app
from outreach.system import System
from tests import make

BASE = "https://convoca.example.org"
FIRST_TOKEN, SECOND_TOKEN = "token-one", "token-two"
OUR_NUMBER = "+50422000100"


def signature(path: str, form: dict[str, Any], token: str = FIRST_TOKEN) -> str:
    signed: str = RequestValidator(token).compute_signature(BASE + path, form)
    return signed


class CarrierSide:
    """Posts webhooks to an application, in this process."""

    def __init__(self, system: System) -> None:
        self.app = create_app(system)
        self.client = self.app.test_client()

    def post(self, path: str, *, token: str = FIRST_TOKEN, **form: Any) -> TestResponse:
        headers = {"X-Twilio-Signature": signature(path, form, token)}
        return self.client.post(path, data=form, headers=headers)

    def text_in(self, sid: str, body: str, number: str = make.ANA) -> TestResponse:
        """A text that somebody wrote to us."""
        form = {"MessageSid": sid, "From": number, "To": OUR_NUMBER, "Body": body}
        return self.post("/messages/incoming", **form)

    def answered(self, ref: str, by: str = "human") -> TestResponse:
        return self.post(f"/voice/{ref}/0", CallSid="CA0", AnsweredBy=by)

    def reply(self, path: str, reply: str, sure: str = "0.91") -> TestResponse:
        """Digits are pressed, words are spoken, nothing is silence."""
        if reply.isdecimal():
            return self.post(path, CallSid="CA0", Digits=reply)
        spoken = {"SpeechResult": reply, "Confidence": sure} if reply else {}
        return self.post(path, CallSid="CA0", **spoken)

    def call(self, ref: str, *replies: str) -> Iterator[str]:
        """A call from the first word on: the TwiML of every turn."""
        twiml = self.answered(ref).text
        yield twiml
        for reply in replies:
            twiml = self.reply(action(twiml), reply).text
            yield twiml

    def completed(self, ref: str, status: str = "completed", **form: Any) -> TestResponse:
        return self.post(f"/events/call/{ref}", CallSid="CA0", CallStatus=status, **form)


def action(twiml: str) -> str:
    """Where the TwiML wants the reply to be sent."""
    gather = ElementTree.fromstring(twiml).find("Gather")  # noqa: S314 – our own TwiML
    assert gather is not None, twiml
    return gather.attrib["action"]


def said(twiml: str) -> str:
    """The words of a TwiML."""
    return re.sub(r"<[^>]+>", " ", twiml).strip()
