"""Telnyx's two interfaces, TeXML for calls and messages in JSON, over the same network."""

from collections.abc import Mapping
from typing import Any

from rehearsal.dialects import text_event
from rehearsal.resources import ApiError, Call, Message
from rehearsal.rest_api import Form, RestApi

Json = dict[str, Any]


class TelnyxApi:
    """What Telnyx is asked, said in Twilio's words to the network, and the answers in Telnyx's."""

    def __init__(self, api: RestApi, account: str) -> None:
        self._api = api
        self._account = account

    def create_call(self, told: Json) -> Json:
        if not told.get("ApplicationSid"):
            raise ApiError(422, 21201, "ApplicationSid is required")
        asked = {name: [str(value)] for name, value in told.items()}
        call = self._api.create_call(Form(asked))
        return {"sid": call.sid, "from": call.sender, "to": call.to, "status": "queued"}

    def call(self, sid: str) -> Json:
        return _call(self._api.call(sid))

    def calls(self, query: Mapping[str, str]) -> Json:
        page = self._api.calls_page(query)
        page["calls"] = [_call(self._api.call(call["sid"])) for call in page["calls"]]
        return page

    def create_message(self, told: Json) -> Json:
        names = {"to": "To", "from": "From", "text": "Body", "webhook_url": "StatusCallback"}
        asked = {ours: [str(told[theirs])] for theirs, ours in names.items() if told.get(theirs)}
        return {"data": _message(self._api.create_message(Form(asked)))}

    def message(self, sid: str) -> Json:
        return {"data": _message(self._api.message(sid))}

    def records(self, query: Mapping[str, str]) -> Json:
        """The records of outbound texts, latest first, one page at a time."""
        if query.get("filter[record_type]") != "messaging":
            raise ApiError(422, 20404, "record_type is required")
        size, page = int(query["page[size]"]), int(query["page[number]"])
        since, until = query.get("filter[created_at][gte]"), query.get("filter[created_at][lt]")
        found = [
            message
            for message in self._api.texts.messages.values()
            if message.direction.startswith("outbound")
            and query.get("filter[cld]", message.to) == message.to
            and (not since or message.created.isoformat() >= since)
            and (not until or message.created.isoformat() < until)
        ]
        found.sort(key=lambda message: message.created, reverse=True)
        return {
            "data": [_record(m) for m in found[(page - 1) * size : page * size]],
            "meta": {"page_number": page, "total_pages": max(1, -(-len(found) // size))},
        }


def _call(call: Call) -> Json:
    told = call.as_json()
    names = ("sid", "from", "to", "status", "start_time", "end_time", "date_created", "duration")
    machine = {"machine_start": "machine", "unknown": "not_sure"}
    by = machine.get(told["answered_by"], told["answered_by"])
    return {**{name: told[name] for name in names}, "answered_by": by, "price": told["price"]}


def _message(message: Message) -> Json:
    told = {
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "From": message.sender,
        "To": message.to,
        "Body": message.body,
        "ErrorCode": str(message.error) if message.error else "",
        "Price": message.price or "",
    }
    payload: Json = text_event(told)["data"]["payload"]
    created = message.created.isoformat()
    return {**payload, "webhook_url": message.callback, "received_at": created}


def _record(message: Message) -> Json:
    payload = _message(message)
    cost = payload["cost"] or {}
    return {
        "record_type": "message_detail_record",
        "uuid": message.sid,
        "direction": "outbound",
        "cli": message.sender,
        "cld": message.to,
        "created_at": message.created.isoformat(),
        "delivery_status_webhook_url": message.callback,
        "status": payload["to"][0]["status"],
        "errors": payload["errors"],
        "cost": cost.get("amount"),
        "currency": cost.get("currency"),
    }
