"""Twilio's words in a webhook's form → ours. Others who speak TwiML use the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.understanding.heard import Reply
from outreach.attempts import Ending
from outreach.carrier import RESULT_OF_STATUS, Price, answered_by
from outreach.carrier.words import price_of
from outreach.rules.dispositions import CarrierResult

__all__ = [
    "TextIn",
    "TextReport",
    "answered_by",
    "confidence_of",
    "dialled_of",
    "ending_of",
    "reply_of",
    "text_in",
    "text_report",
]

_LONGEST_REPLY = 1600  # letters: what a text may hold; a longer one is cut


@dataclass(frozen=True, slots=True)
class TextIn:
    """A text that somebody wrote to us; numbers as the carrier gives them."""

    sid: str
    sender: str
    to: str
    body: str


@dataclass(frozen=True, slots=True)
class TextReport:
    """What the carrier says of a text of ours. `status` is in its words."""

    status: str
    error_code: str | None
    price: Price | None = None
    sid: str = ""


def text_in(form: Mapping[str, str]) -> TextIn:
    return TextIn(
        sid=form.get("MessageSid", ""),
        sender=form.get("From", ""),
        to=form.get("To", ""),
        body=form.get("Body", "")[:_LONGEST_REPLY],
    )


def text_report(form: Mapping[str, str]) -> TextReport:
    return TextReport(
        status=form.get("MessageStatus") or form.get("SmsStatus") or "",
        error_code=form.get("ErrorCode") or None,
        price=price_of(form.get("Price"), form.get("PriceUnit")),
        sid=form.get("MessageSid", ""),
    )


def reply_of(form: Mapping[str, str]) -> Reply:
    """What the person pressed or said; an empty reply for silence."""
    return Reply(
        keys=form.get("Digits", "")[:32],
        words=form.get("SpeechResult", "")[:_LONGEST_REPLY],
        confidence=confidence_of(form.get("Confidence")),
    )


def confidence_of(text: str | None) -> float:
    """The recogniser's confidence, 0..1; 1 where it gives none or nonsense.

    Zero counts as none: words that it did not believe at all it would not have sent, and some of
    its models say 0.0 to everything.
    """
    try:
        confidence = float(text) if text else 1.0
    except ValueError:
        return 1.0
    return confidence if 0.0 < confidence <= 1.0 else 1.0


def ending_of(form: Mapping[str, str]) -> Ending | None:
    """How a call ended; None while it has not."""
    result = RESULT_OF_STATUS.get(form.get("CallStatus", ""))
    if result is None:
        return None
    return Ending(
        result=result,
        seconds=_number(form.get("CallDuration")),
        sip_code=_number(form.get("SipResponseCode")),
        answered_by=answered_by(form.get("AnsweredBy")),
        error_code=form.get("ErrorCode") or None,
        price=price_of(form.get("Price") or form.get("CallPrice"), form.get("PriceUnit")),
    )


def dialled_of(form: Mapping[str, str]) -> tuple[CarrierResult | None, int | None]:
    """How a Dial ended, and the seconds that were talked."""
    result = RESULT_OF_STATUS.get(form.get("DialCallStatus", ""))
    return result, _number(form.get("DialCallDuration"))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
