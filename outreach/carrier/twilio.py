"""Twilio, and whoever speaks its REST API at another address: SignalWire, Somleng, a rehearsal."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from flows.sentences import Sentence
from outreach.carrier.port import CallOrder, CarrierCall, TextOrder
from outreach.carrier.words import RESULT_OF_STATUS, answered_by, price_of
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.settings import Settings

if TYPE_CHECKING:
    from twilio.rest import Client

T = TypeVar("T")

_TWILIO, _TWILIO_PATH = "https://api.twilio.com", "/2010-04-01"
_LATEST = 50  # of one number; the ones that were lost are among the latest
_PAGE = 1000


class TwilioCarrier:
    """One account of a carrier that speaks Twilio's REST API."""

    def __init__(self, settings: Settings) -> None:
        self.is_rehearsal = settings.rehearsing
        self._profile = settings.carrier_profile
        self._client = _client(settings)

    def place_call(self, order: CallOrder) -> str:
        options: dict[str, Any] = {}
        if order.detection and self._profile.can.amd:
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
        if order.valid_seconds is not None and self._profile.can.text_validity:
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
        # Not filtered by time over there: what still waits in the carrier's queue has no start
        # yet, and would be missed.
        calls = _asked(lambda: self._client.calls.list(to=number, limit=_LATEST))
        return _since(map(_call, calls), since)

    def texts_to(self, number: str, since: datetime) -> list[CarrierCall]:
        texts = _asked(lambda: self._client.messages.list(to=number, limit=_LATEST))
        return _since(map(_text, texts), since)

    def call(self, sid: str) -> CarrierCall:
        return _call(_asked(lambda: self._client.calls(sid).fetch()))

    def text(self, sid: str) -> CarrierCall:
        return _text(_asked(lambda: self._client.messages(sid).fetch()))

    def redirect(self, sid: str, url: str) -> None:
        _asked(lambda: self._client.calls(sid).update(url=url, method="POST"))

    def hang_up(self, sid: str) -> None:
        _asked(lambda: self._client.calls(sid).update(status="completed"))

    def calls_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        pages = _asked(
            lambda: self._client.calls.stream(
                start_time_after=since, start_time_before=until, page_size=_PAGE
            )
        )
        return map(_call, _each(pages))

    def texts_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        pages = _asked(
            lambda: self._client.messages.stream(
                date_sent_after=since, date_sent_before=until, page_size=_PAGE
            )
        )
        return map(_text, _each(pages))


def _since(found: Iterator[CarrierCall], since: datetime) -> list[CarrierCall]:
    began = [call for call in found if call.began is None or call.began >= since]
    return sorted(began, key=lambda call: call.began or since)


def _each(resources: Iterator[Any]) -> Iterator[Any]:
    """Every resource; each page may fail as any question may."""
    while found := _asked(lambda: list(islice(resources, _PAGE))):
        yield from found


def _call(call: Any) -> CarrierCall:
    return CarrierCall(
        sid=str(call.sid),
        result=RESULT_OF_STATUS.get(str(call.status)),
        seconds=int(call.duration) if call.duration else None,
        answered_by=answered_by(call.answered_by),
        began=call.start_time or call.date_created,
        sender=getattr(call, "_from", None),
        price=price_of(call.price, call.price_unit),
    )


def _text(text: Any) -> CarrierCall:
    return CarrierCall(
        sid=str(text.sid),
        result=RESULT_OF_STATUS.get(str(text.status)),
        seconds=None,
        answered_by=None,
        began=text.date_created or text.date_sent,
        sender=text.from_,
        error_code=str(text.error_code) if text.error_code else None,
        price=price_of(text.price, text.price_unit),
    )


def rebased(url: str, base_url: str, path: str) -> str:
    """An address that the SDK means for Twilio, at another carrier.

    Addresses of further pages come from the carrier itself and have its own path already.
    """
    rest = url.removeprefix(_TWILIO)
    if not rest.startswith(f"{path}/"):
        rest = path + rest.removeprefix(_TWILIO_PATH)
    return base_url + rest


def _client(settings: Settings) -> "Client":
    # Imported here because the SDK takes over a second to load and only workers dial.
    from twilio.http.http_client import TwilioHttpClient
    from twilio.rest import Client

    base_url, path = settings.carrier_address, settings.carrier_profile.path

    class RebasedHttpClient(TwilioHttpClient):
        """Sends every request to the configured address; never waits for ever."""

        def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
            return super().request(method, rebased(url, base_url, path), *args, **kwargs)

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
        status, code = error.status, error.code
    except (
        TwilioException
    ) as error:  # of a page of a list: it carries the answer, if there was one
        status, code = _answer_in(error)
    except requests.RequestException as error:
        raise CarrierUnavailable("no answer (%(kind)s)", kind=type(error).__name__) from None
    if 400 <= status < 500:
        raise CarrierRefused(str(code or status), Sentence("see the code"))
    if status:
        raise CarrierUnavailable("the carrier answered %(status)s", status=status)
    raise CarrierUnavailable("no answer")


def _answer_in(error: Exception) -> tuple[int, int | None]:
    """HTTP status and the carrier's code of a failed page; 0 where nothing came back."""
    answer = error.args[1] if len(error.args) > 1 else None
    status = getattr(answer, "status_code", 0)
    try:
        code = json.loads(answer.text)["code"] if answer else None
    except (ValueError, KeyError, TypeError):
        code = None
    return int(status), code
