"""Telnyx: calls by its TeXML interface, texts by its messaging interface, both in JSON."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests

from flows.sentences import Sentence
from outreach.carrier.port import CallOrder, CarrierCall, TextOrder
from outreach.carrier.words import RESULT_OF_STATUS, answered_by, price_of, ref_in
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.settings import Settings

_LATEST = 50
_PAGE = 250

Json = dict[str, Any]


class TelnyxCarrier:
    """One account of Telnyx. Every request carries the API key as a bearer token."""

    def __init__(self, settings: Settings) -> None:
        self.is_rehearsal = settings.rehearsing
        self._application = settings.carrier_application
        self._timeout = settings.carrier_timeout_seconds
        self._base = settings.carrier_address + settings.carrier_profile.path
        self._calls = f"/texml/Accounts/{settings.carrier_account}/Calls"
        self._http = requests.Session()
        self._http.headers["Authorization"] = f"Bearer {settings.carrier_tokens[0]}"
        if settings.rehearsing:
            self._http.trust_env = False  # this machine needs no proxy

    def place_call(self, order: CallOrder) -> str:
        wanted = {
            "ApplicationSid": self._application,
            "To": order.to,
            "From": order.caller_id,
            "Url": order.answer_url,
            "UrlMethod": "POST",
            "StatusCallback": order.events_url,
            "StatusCallbackMethod": "POST",
            "StatusCallbackEvent": "completed",
            "Timeout": order.ring_seconds,
        }
        if order.detection:
            wanted["MachineDetection"] = order.detection.value
            if order.machine_url:
                wanted["AsyncAmd"] = "true"
                wanted["AsyncAmdStatusCallback"] = order.machine_url
        return _id_in(self._asked("POST", self._calls, json=wanted), "sid", "call_sid")

    def send_text(self, order: TextOrder) -> str:
        wanted = {
            "to": order.to,
            "from": order.sender,
            "text": order.body,
            "webhook_url": order.events_url,
            "use_profile_webhooks": False,
        }
        return _id_in(self._asked("POST", "/messages", json=wanted)["data"], "id")

    def calls_to(self, number: str, since: datetime) -> list[CarrierCall]:
        found = self._asked("GET", self._calls, params={"To": number, "PageSize": _LATEST})
        calls = [_call(each) for each in found.get("calls", ())]
        return _oldest_first(calls, since)

    def texts_to(self, number: str, since: datetime) -> list[CarrierCall]:
        records = self._records({"filter[cld]": number, "filter[created_at][gte]": _iso(since)})
        return _oldest_first(map(_record, records), since)

    def call(self, sid: str) -> CarrierCall:
        return _call(self._asked("GET", f"{self._calls}/{sid}"))

    def redirect(self, sid: str, url: str) -> None:
        self._asked("POST", f"{self._calls}/{sid}", json={"Url": url, "Method": "POST"})

    def hang_up(self, sid: str) -> None:
        self._asked("POST", f"{self._calls}/{sid}", json={"Status": "completed"})

    def text(self, sid: str) -> CarrierCall:
        return _message(self._asked("GET", f"/messages/{sid}")["data"])

    def calls_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        page = 0
        # It knows days only, and a day is over when the next one begins.
        days = {"StartTime>": since.date(), "StartTime<": until.date() + timedelta(days=1)}
        query = {**{name: day.isoformat() for name, day in days.items()}, "PageSize": _PAGE}
        while True:
            found = self._asked("GET", self._calls, params={**query, "Page": page})
            yield from map(_call, found.get("calls", ()))
            if not found.get("next_page_uri"):
                return
            page += 1

    def texts_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        between = {"filter[created_at][gte]": _iso(since), "filter[created_at][lt]": _iso(until)}
        return map(_record, self._records(between))

    def _records(self, wanted: Mapping[str, str]) -> Iterator[Json]:
        """The account's records of texts; a message alone cannot be searched for."""
        page = 1
        while True:
            query = {
                "filter[record_type]": "messaging",
                "filter[direction]": "outbound",
                "page[size]": _PAGE,
                "page[number]": page,
                **wanted,
            }
            found = self._asked("GET", "/detail_records", params=query)
            yield from found.get("data", ())
            if page >= int(found.get("meta", {}).get("total_pages", 1)):
                return
            page += 1

    def _asked(self, method: str, path: str, **content: Any) -> Json:
        """Puts a question and turns failures into ours."""
        try:
            answer = self._http.request(
                method, self._base + path, timeout=self._timeout, **content
            )
            if answer.status_code >= 500:
                raise CarrierUnavailable(
                    "the carrier answered %(status)s", status=answer.status_code
                )
            found = answer.json()
        except requests.RequestException as error:
            raise CarrierUnavailable("no answer (%(kind)s)", kind=type(error).__name__) from None
        if answer.status_code >= 400:
            raise CarrierRefused(
                _code_in(found) or str(answer.status_code), Sentence("see the code")
            )
        return found if isinstance(found, dict) else {}


def _id_in(found: Json, *names: str) -> str:
    """The id of what was made. An answer without one leaves open what became of it."""
    for name in names:
        if found.get(name):
            return str(found[name])
    raise CarrierUnavailable("the answer has no id")


def _code_in(found: Any) -> str | None:
    """The code of the first error of an answer, or of a message's record."""
    errors = found.get("errors") if isinstance(found, dict) else None
    first = errors[0] if isinstance(errors, list) and errors else None
    return str(first["code"]) if isinstance(first, dict) and first.get("code") else None


def _call(call: Json) -> CarrierCall:
    duration = call.get("duration")
    return CarrierCall(
        sid=str(call.get("sid") or call.get("call_sid")),
        result=RESULT_OF_STATUS.get(str(call.get("status"))),
        seconds=int(duration) if duration else None,
        answered_by=answered_by(call.get("answered_by")),
        began=_moment(call.get("start_time")) or _moment(call.get("date_created")),
        sender=call.get("from"),
        price=price_of(call.get("price"), call.get("price_unit")),
    )


def _message(message: Json) -> CarrierCall:
    to, cost = (message.get("to") or [{}])[0], message.get("cost") or {}
    return CarrierCall(
        sid=str(message.get("id")),
        result=RESULT_OF_STATUS.get(str(to.get("status"))),
        seconds=None,
        answered_by=None,
        began=_moment(message.get("received_at")) or _moment(message.get("sent_at")),
        sender=(message.get("from") or {}).get("phone_number"),
        ref=ref_in(message.get("webhook_url")),
        error_code=_code_in(message),
        price=price_of(cost.get("amount"), cost.get("currency")),
    )


def _record(record: Json) -> CarrierCall:
    return CarrierCall(
        sid=str(record.get("uuid")),
        result=RESULT_OF_STATUS.get(str(record.get("status"))),
        seconds=None,
        answered_by=None,
        began=_moment(record.get("created_at")),
        sender=record.get("cli"),
        ref=ref_in(record.get("delivery_status_webhook_url")),
        error_code=_code_in(record),
        price=price_of(record.get("cost"), record.get("currency")),
    )


def _oldest_first(
    found: Iterator[CarrierCall] | list[CarrierCall], since: datetime
) -> list[CarrierCall]:
    began = [call for call in found if call.began is None or call.began >= since]
    return sorted(began, key=lambda call: call.began or since)


def _moment(text: object) -> datetime | None:
    """A time in either of the two ways in which it is written; UTC where it names no zone."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        try:
            moment = parsedate_to_datetime(str(text))
        except ValueError:
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
