"""The words of TwiML networks for how a call or a text stands → ours."""

from outreach.carrier.port import Price
from outreach.rules.dispositions import AnsweredBy, CarrierResult

RESULT_OF_STATUS = {
    "completed": CarrierResult.COMPLETED,
    "busy": CarrierResult.BUSY,
    "no-answer": CarrierResult.NO_ANSWER,
    "failed": CarrierResult.FAILED,
    "canceled": CarrierResult.CANCELED,
    "delivered": CarrierResult.DELIVERED,
    "read": CarrierResult.DELIVERED,
    "sent": CarrierResult.SENT,
    "undelivered": CarrierResult.UNDELIVERED,
    # Telnyx's own, of texts
    "sending_failed": CarrierResult.FAILED,
    "delivery_failed": CarrierResult.UNDELIVERED,
    "delivery_unconfirmed": CarrierResult.SENT,
    "expired": CarrierResult.UNDELIVERED,
}
"""A network's final words for a call or a text, in ours; any other status is not final."""


def answered_by(word: str | None) -> AnsweredBy | None:
    """A network's AnsweredBy in our words; None where it says nothing."""
    if not word:
        return None
    if word.startswith("machine"):
        return AnsweredBy.MACHINE
    return {"human": AnsweredBy.HUMAN, "fax": AnsweredBy.FAX}.get(word, AnsweredBy.UNKNOWN)


def price_of(amount: object, unit: object) -> Price | None:
    """A price as networks write it: often negative, as text, and empty until it is known."""
    try:
        charged = abs(float(str(amount)))
    except ValueError:
        return None
    return Price(charged, str(unit or "USD").upper())


def ref_in(url: object) -> str | None:
    """The attempt's ref in a callback address of ours, or None."""
    path = str(url or "").split("?")[0]
    return path.rsplit("/", 1)[1] if "/events/" in path else None
