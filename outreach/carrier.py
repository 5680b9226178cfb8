"""The narrow port to the telephone network, and Twilio behind it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.settings import Settings

if TYPE_CHECKING:
    from twilio.rest import Client

T = TypeVar("T")

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
}
"""Twilio's final words for a call or a text, in ours; any other status is not final."""


def answered_by(word: str | None) -> AnsweredBy | None:
    """Twilio's AnsweredBy in our words; None where it says nothing."""
    if not word:
        return None
    if word.startswith("machine"):
        return AnsweredBy.MACHINE
    return {"human": AnsweredBy.HUMAN, "fax": AnsweredBy.FAX}.get(word, AnsweredBy.UNKNOWN)


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
    """A call as the carrier knows it. `result` is None while it is under way."""

    sid: str
    result: CarrierResult | None
    seconds: int | None
    answered_by: AnsweredBy | None


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
        """The calls to a number that started at or after `since`, oldest first."""
        ...

    def texts_to(self, number: str, since: datetime) -> list[CarrierCall]:
        """The texts to a number sent at or after `since`, oldest first."""
        ...

    def call(self, sid: str) -> CarrierCall: ...

    def redirect(self, sid: str, url: str) -> None:
        """Lets a call that is under way go on with what is said at this address."""
        ...


class TwilioCarrier:
    """Twilio, or anything that speaks its REST API at another base address."""

    def __init__(self, settings: Settings) -> None:
        self.is_rehearsal = settings.rehearsing
        self._client = _client(settings)

    def place_call(self, order: CallOrder) -> str:
        options: dict[str, Any] = {}
        if order.detection:
            options["machine_detection"] = order.detection.value
            if order.machine_url:
                options["async_amd"] = "true"
                options["async_amd_status_callback"] = order.machine_url
        call = _asked(
            lambda: self._client.calls.create(
                to=order.to,
                from_=order.caller_id,
                url=order.answer_url,
                status_callback=order.events_url,
                status_callback_event=["completed"],
                timeout=order.ring_seconds,
                **options,
            )
        )
        return str(call.sid)

    def send_text(self, order: TextOrder) -> str:
        content = order.content()
        if order.valid_seconds is not None:
            content["validity_period"] = order.valid_seconds
        message = _asked(
            lambda: self._client.messages.create(
                to=order.to,
                from_=order.sender,
                status_callback=order.events_url,
                **content,
            )
        )
        return str(message.sid)

    def calls_to(self, number: str, since: datetime) -> list[CarrierCall]:
        calls = _asked(lambda: self._client.calls.list(to=number, start_time_after=since))
        # Twilio filters by day: what began earlier on that day is left out here.
        return [_call(c) for c in reversed(calls) if (c.start_time or c.date_created) >= since]

    def texts_to(self, number: str, since: datetime) -> list[CarrierCall]:
        texts = _asked(lambda: self._client.messages.list(to=number, date_sent_after=since))
        return [
            CarrierCall(str(t.sid), RESULT_OF_STATUS.get(str(t.status)), None, None)
            for t in reversed(texts)
            if (t.date_sent or t.date_created) >= since
        ]

    def call(self, sid: str) -> CarrierCall:
        return _call(_asked(lambda: self._client.calls(sid).fetch()))

    def redirect(self, sid: str, url: str) -> None:
        _asked(lambda: self._client.calls(sid).update(url=url, method="POST"))


def _call(call: Any) -> CarrierCall:
    return CarrierCall(
        sid=str(call.sid),
        result=RESULT_OF_STATUS.get(str(call.status)),
        seconds=int(call.duration) if call.duration else None,
        answered_by=answered_by(call.answered_by),
    )


def _client(settings: Settings) -> "Client":
    # Imported here because the SDK takes over a second to load and only workers dial.
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    base_url = settings.carrier_base_url

    class RebasedHttpClient(TwilioHttpClient):
        """Sends every request to the configured address; never waits for ever."""

        def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
            rebased = url.replace("https://api.twilio.com", base_url, 1)
            return super().request(method, rebased, *args, **kwargs)

    http = RebasedHttpClient(timeout=settings.carrier_timeout_seconds)
    if settings.rehearsing:
        http.session.trust_env = False  # this machine needs no proxy, and each look for one costs
    return Client(settings.carrier_account, settings.carrier_tokens[0], http_client=http)


def _asked(question: Callable[[], T]) -> T:
    """Puts a question to the carrier and turns its failures into ours."""
    import requests
    from twilio.base.exceptions import TwilioException, TwilioRestException

    try:
        return question()
    except TwilioRestException as error:
        if error.status >= 500:
            raise CarrierUnavailable(f"the carrier answered {error.status}") from None
        raise CarrierRefused(str(error.code or error.status), "see the code") from None
    except (TwilioException, requests.RequestException) as error:
        raise CarrierUnavailable(type(error).__name__) from None
