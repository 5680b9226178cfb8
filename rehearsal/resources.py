"""Calls and messages as the network knows them, in the shape of Twilio's REST API."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from rehearsal import rates

API = "2010-04-01"
CALL_SUBRESOURCES = ("Notifications", "Recordings", "Payments", "Events", "Siprec", "Streams")
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_EXTENSION = frozenset("^{}\\[~]|€")  # two characters each on the air


class ApiError(Exception):
    """The request is refused, with Twilio's code and the HTTP status it comes with."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def rfc2822(moment: datetime | None) -> str | None:
    return None if moment is None else format_datetime(moment)


@dataclass(slots=True, eq=False)
class Call:
    """One leg. `status` is one of Twilio's call statuses; `asked` what the creator asked for."""

    sid: str
    account: str
    to: str
    sender: str
    direction: str
    created: datetime
    asked: dict[str, str] = field(default_factory=dict)
    events: frozenset[str] = frozenset()
    status: str = "queued"
    started: datetime | None = None
    answered: datetime | None = None
    ended: datetime | None = None
    updated: datetime | None = None
    answered_by: str | None = None
    sip_code: int | None = None
    sequence: int = 0
    webhooks: int = 0
    errors: list[int] = field(default_factory=list)  # Twilio's codes: 11200, 12100, 12200 …
    who: str = ""  # for the book: who or what answered
    ending: str = ""  # for the book: how the conversation ended

    @property
    def seconds(self) -> int:
        if self.answered is None or self.ended is None:
            return 0
        return math.ceil((self.ended - self.answered).total_seconds())

    @property
    def over(self) -> bool:
        return self.ended is not None

    @property
    def price(self) -> str | None:
        """What it cost, as Twilio writes it: below zero; None until it is over."""
        if not self.over:
            return None
        return f"{-math.ceil(self.seconds / 60) * rates.MINUTE_COSTS:.5f}"

    def as_json(self) -> dict[str, Any]:
        uri = f"/{API}/Accounts/{self.account}/Calls/{self.sid}"
        return {
            "sid": self.sid,
            "account_sid": self.account,
            "parent_call_sid": None,
            "to": self.to,
            "to_formatted": self.to,
            "from": self.sender,
            "from_formatted": self.sender,
            "phone_number_sid": None,
            "status": self.status,
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.updated or self.created),
            "start_time": rfc2822(self.started),
            "end_time": rfc2822(self.ended),
            "duration": str(self.seconds) if self.over else None,
            "price": self.price,
            "price_unit": "USD",
            "direction": self.direction,
            "answered_by": self.answered_by,
            "api_version": API,
            "forwarded_from": None,
            "group_sid": None,
            "caller_name": None,
            "queue_time": "0",
            "trunk_sid": None,
            "uri": f"{uri}.json",
            "subresource_uris": {n.lower(): f"{uri}/{n}.json" for n in CALL_SUBRESOURCES},
        }

    def in_book(self) -> dict[str, Any]:
        """The network's own record, with what only it can know."""
        return {
            "sid": self.sid,
            "to": self.to,
            "from": self.sender,
            "direction": self.direction,
            "callback": self.asked.get("StatusCallback", ""),
            "created": self.created.isoformat(),
            "started": self.started.isoformat() if self.started else None,
            "answered": self.answered.isoformat() if self.answered else None,
            "ended": self.ended.isoformat() if self.ended else None,
            "status": self.status,
            "answered_by": self.answered_by,
            "sip_code": self.sip_code,
            "webhooks": self.webhooks,
            "errors": self.errors,
            "who": self.who,
            "ending": self.ending,
        }


@dataclass(slots=True, eq=False)
class Message:
    """One text, either way. `status` is one of Twilio's message statuses."""

    sid: str
    account: str
    to: str
    sender: str
    body: str
    direction: str
    created: datetime
    callback: str = ""
    template: str = ""  # the SID of the approved template that it was made of
    status: str = "queued"
    sent: datetime | None = None
    updated: datetime | None = None
    error: int | None = None
    sequence: int = 0
    webhooks: int = 0

    @property
    def price(self) -> str | None:
        """What it cost; None until it was sent."""
        if self.sent is None or self.direction == "inbound":
            return None
        return f"{-segments(self.body) * rates.SEGMENT_COSTS:.5f}"

    def as_json(self) -> dict[str, Any]:
        uri = f"/{API}/Accounts/{self.account}/Messages/{self.sid}"
        return {
            "sid": self.sid,
            "account_sid": self.account,
            "messaging_service_sid": None,
            "to": self.to,
            "from": self.sender,
            "body": self.body,
            "direction": self.direction,
            "status": self.status,
            "num_segments": str(segments(self.body)),
            "num_media": "0",
            "date_created": rfc2822(self.created),
            "date_updated": rfc2822(self.updated or self.created),
            "date_sent": rfc2822(self.sent),
            "price": self.price,
            "price_unit": "USD",
            "error_code": self.error,
            "error_message": None,
            "api_version": API,
            "uri": f"{uri}.json",
            "subresource_uris": {"media": f"{uri}/Media.json"},
        }

    def in_book(self) -> dict[str, Any]:
        """The network's own record."""
        return {
            "sid": self.sid,
            "to": self.to,
            "from": self.sender,
            "body": self.body,
            "template": self.template,
            "direction": self.direction,
            "callback": self.callback,
            "created": self.created.isoformat(),
            "sent": self.sent.isoformat() if self.sent else None,
            "status": self.status,
            "error": self.error,
            "webhooks": self.webhooks,
        }


def segments(body: str) -> int:
    """How many segments a text takes: 160/153 in GSM-7, else 70/67 UTF-16 units in UCS-2."""
    if all(c in GSM7 or c in GSM7_EXTENSION for c in body):
        length = sum(2 if c in GSM7_EXTENSION else 1 for c in body)
        single, part = 160, 153
    else:
        length = len(body.encode("utf-16-le")) // 2
        single, part = 70, 67
    return 1 if length <= single else math.ceil(length / part)
