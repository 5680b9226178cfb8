"""Telnyx's words about texts (JSON) → ours. Of calls it speaks in forms, as the others do."""

from typing import Any

from ivr.twilio_forms import TextIn, TextReport
from outreach.carrier.words import price_of


def text_in(event: Any) -> TextIn | None:
    """A text that came in; None for any other event."""
    if _kind(event) != "message.received":
        return None
    payload = _payload(event)
    return TextIn(
        sid=str(payload.get("id", "")),
        sender=str(_first(payload.get("from")).get("phone_number", "")),
        to=str(_first(payload.get("to")).get("phone_number", "")),
        body=str(payload.get("text") or ""),
    )


def text_report(event: Any) -> TextReport:
    """What became of a text that we sent."""
    payload = _payload(event)
    cost = _first(payload.get("cost"))
    return TextReport(
        status=str(_first(payload.get("to")).get("status", "")),
        error_code=str(_first(payload.get("errors")).get("code") or "") or None,
        price=price_of(cost.get("amount"), cost.get("currency")),
        sid=str(payload.get("id", "")),
    )


def _kind(event: Any) -> str:
    return str(_first(_first(event).get("data")).get("event_type", ""))


def _payload(event: Any) -> dict[str, Any]:
    return _first(_first(_first(event).get("data")).get("payload"))


def _first(value: Any) -> dict[str, Any]:
    """The object itself, or the first one of a list; an empty one for anything else."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}
