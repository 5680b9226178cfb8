"""How the carriers that can be imitated differ: addresses, ids, the proof of their requests,
what they can play, and the words in which they speak of texts."""

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rehearsal.resources import ApiError

FORM = "application/x-www-form-urlencoded; charset=UTF-8"
JSON = "application/json"
EVERY_VERB = frozenset(
    ("Say", "Play", "Pause", "Gather", "Redirect", "Hangup", "Reject", "Dial", "Enqueue", "Record")
)


class Seal(Protocol):
    """The headers that prove where a request comes from."""

    def headers(self, url: str, params: Mapping[str, str], body: str) -> dict[str, str]: ...


def signature(token: str, url: str, params: Mapping[str, str]) -> str:
    """X-Twilio-Signature: base64 of HMAC-SHA1 over the URL and the sorted names and values."""
    text = url + "".join(key + params[key] for key in sorted(params))
    digest = hmac.digest(token.encode(), text.encode(), hashlib.sha1)
    return base64.b64encode(digest).decode()


@dataclass(frozen=True, slots=True)
class FormSeal:
    """Twilio's, under whatever name the header has."""

    key: str
    header: str = "X-Twilio-Signature"

    def headers(self, url: str, params: Mapping[str, str], body: str) -> dict[str, str]:
        return {self.header: signature(self.key, url, params)}


class Ed25519Seal:
    """Telnyx's: over the time and the body. `key` is the private one, 32 bytes in base64."""

    def __init__(self, key: str, now: Callable[[], datetime]) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(key))
        self._now = now

    def headers(self, url: str, params: Mapping[str, str], body: str) -> dict[str, str]:
        at = str(int(self._now().timestamp()))
        signed = self._key.sign(f"{at}|{body}".encode())
        return {
            "telnyx-timestamp": at,
            "telnyx-signature-ed25519": base64.b64encode(signed).decode(),
        }


def public_key(private: str) -> str:
    """What the carrier gives to its customers of a private key; both in base64."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private))
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


@dataclass(frozen=True, slots=True)
class Dialect:
    """One carrier as the network imitates it."""

    name: str
    path: str  # before /Accounts/…
    header: str = "X-Twilio-Signature"
    uuids: bool = False
    bearer: bool = False
    speech: bool = True
    verbs: frozenset[str] = EVERY_VERB
    telnyx: bool = False  # its own interface for texts, its own words

    def seal(self, key: str, now: Callable[[], datetime]) -> Seal:
        return Ed25519Seal(key, now) if self.telnyx else FormSeal(key, self.header)

    def sid(self, kind: str, bits: int) -> str:
        """An id made of 128 random bits."""
        if self.telnyx and kind == "CA":
            return "v3:" + base64.urlsafe_b64encode(bits.to_bytes(16, "big")).decode().rstrip("=")
        return str(uuid.UUID(int=bits)) if self.uuids else f"{kind}{bits:032x}"

    def content(self, params: Mapping[str, str]) -> tuple[str, str]:
        """The body of a request to the product, and its type."""
        if not self.telnyx:
            return urlencode(params), FORM
        if "MessageSid" in params:
            return json.dumps(text_event(params), ensure_ascii=False), JSON
        by = params.get("AnsweredBy")
        told = {**params, "AnsweredBy": _ANSWERED_BY.get(by, by)} if by else params
        return urlencode(told), FORM

    def refusal(self, error: ApiError) -> dict[str, Any]:
        """How it says no."""
        if not self.telnyx:
            return error.as_json()
        code = _TELNYX_CODES.get(error.code, "10015")
        return {"errors": [{"code": code, "title": str(error), "detail": str(error)}]}


_ANSWERED_BY = {"machine_start": "machine", "unknown": "not_sure"}
_TEXT_STATUS = {"undelivered": "delivery_failed", "failed": "sending_failed"}
_TELNYX_CODES = {
    20003: "10009", 20404: "10005", 20429: "10011",
    21201: "10004", 21205: "10004", 21210: "40305", 21211: "10016", 21213: "10004",
    21217: "10002", 21602: "10004", 21603: "10004", 21604: "10004", 21606: "40305",
    21610: "40300", 21614: "40001", 21617: "40302",
    30003: "40006", 30005: "40012", 30007: "40002",
}  # fmt: skip


def text_event(params: Mapping[str, str]) -> dict[str, Any]:
    """Telnyx's event about a text, made of the same facts in Twilio's words."""
    inbound = params.get("SmsStatus") == "received"
    status = params.get("MessageStatus", "")
    code = params.get("ErrorCode")
    payload: dict[str, Any] = {
        "record_type": "message",
        "direction": "inbound" if inbound else "outbound",
        "id": params["MessageSid"],
        "type": "SMS",
        "from": {"phone_number": params["From"]},
        "to": [{"phone_number": params["To"], "status": _TEXT_STATUS.get(status, status)}],
        "text": params.get("Body", ""),
        "errors": [{"code": _TELNYX_CODES.get(int(code), code)}] if code else [],
        "cost": None,
    }
    if params.get("Price"):
        payload["cost"] = {"amount": params["Price"].lstrip("-"), "currency": "USD"}
    final = status not in ("", "queued", "sending", "sent")
    kind = "message.received" if inbound else "message.finalized" if final else "message.sent"
    return {"data": {"record_type": "event", "event_type": kind, "payload": payload}}


TWILIO = Dialect("twilio", "/2010-04-01")
DIALECTS = {
    "twilio": TWILIO,
    "signalwire": Dialect(
        "signalwire", "/api/laml/2010-04-01", header="X-SignalWire-Signature", uuids=True
    ),
    "somleng": Dialect(
        "somleng",
        "/2010-04-01",
        uuids=True,
        speech=False,
        verbs=EVERY_VERB - {"Pause", "Enqueue"},
    ),
    "telnyx": Dialect("telnyx", "/v2/texml", uuids=True, bearer=True, telnyx=True),
}
