"""What we ask of a telephone network, and what it tells us; in our words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from outreach.rules.costs import Price
from outreach.rules.dispositions import AnsweredBy, CarrierResult

__all__ = ["CallOrder", "Carrier", "CarrierCall", "Detection", "Price", "TextOrder"]


class Detection(StrEnum):
    """What the carrier is asked to find out about who answers; the values are Twilio's."""

    NONE = ""
    START = "Enable"  # a machine, as soon as it is known
    GREETING = "DetectMessageEnd"  # ... and when its greeting is over, so as to leave a message


@dataclass(frozen=True, slots=True)
class CallOrder:
    """A call to place. `to` and `caller_id` are E.164; addresses are absolute.

    With a `machine_url` detection goes on while we speak and is told there, so that nobody waits
    in silence for our first words; without, the answer is put off until it is known.
    """

    to: str
    caller_id: str
    answer_url: str
    events_url: str
    ring_seconds: int
    detection: Detection = Detection.NONE
    machine_url: str = ""


@dataclass(frozen=True, slots=True)
class TextOrder:
    """A text to send. `valid_seconds`: the network drops it after that, so none comes at night.

    `to` and `sender` are E.164, or `whatsapp:` and E.164. With a `template`, an approved one of
    the account, its `variables` are filled in and the `body` is what they make of it; it is not
    sent.
    """

    to: str
    sender: str
    body: str
    events_url: str
    valid_seconds: int | None  # None: the channel has no such thing
    template: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """What is said, in the words of the carrier's API."""
        if not self.template:
            return {"body": self.body}
        variables = json.dumps(dict(self.variables), ensure_ascii=False)
        return {"content_sid": self.template, "content_variables": variables}


@dataclass(frozen=True, slots=True)
class CarrierCall:
    """A call or a text as the carrier knows it. `result` is None while it is under way.

    `ref` is the attempt's, where the carrier tells us the callback address that we gave it;
    `sender` is the caller id, where it tells that.
    """

    sid: str
    result: CarrierResult | None
    seconds: int | None
    answered_by: AnsweredBy | None
    began: datetime | None = None
    sender: str | None = None
    ref: str | None = None
    error_code: str | None = None
    price: Price | None = None


class Carrier(Protocol):
    """What we ask of a telephone network.

    Every method raises CarrierRefused when the answer was no, and CarrierUnavailable when there
    was no usable answer, so that what was asked may have happened.
    """

    is_rehearsal: bool

    def place_call(self, order: CallOrder) -> str:
        """Starts a call and returns the carrier's id of it."""
        ...

    def send_text(self, order: TextOrder) -> str:
        """Sends a text and returns the carrier's id of it."""
        ...

    def calls_to(self, number: str, since: datetime) -> list[CarrierCall]:
        """The calls to a number that began at or after `since`, oldest first."""
        ...

    def texts_to(self, number: str, since: datetime) -> list[CarrierCall]:
        """The texts to a number sent at or after `since`, oldest first."""
        ...

    def call(self, sid: str) -> CarrierCall: ...

    def text(self, sid: str) -> CarrierCall: ...

    def redirect(self, sid: str, url: str) -> None:
        """Lets a call that is under way go on with what is said at this address."""
        ...

    def hang_up(self, sid: str) -> None:
        """Ends a call that rings or is under way."""
        ...

    def calls_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        """All calls of the account that began in this time; pages are fetched as they are read."""
        ...

    def texts_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        """All texts of the account sent in this time."""
        ...
