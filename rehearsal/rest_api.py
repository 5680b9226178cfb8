"""Takes the REST requests that the network understands, refuses the wrong ones as Twilio does."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlencode

from rehearsal.people import People, keyed
from rehearsal.resources import ApiError, Call, Message
from rehearsal.switchboard import Product, Switchboard
from rehearsal.text_exchange import TextExchange
from rehearsal.timeline import Timeline, from_us
from rehearsal.twiml_player import Ending, Fetch
from rehearsal.whatsapp import Templates, told_apart

E164 = re.compile(r"\+[1-9]\d{7,14}")
FIXED_LINE = re.compile(r"\+5042\d{7}")
LONGEST_BODY = 1600
LONGEST_TWIML = 4000
CALL_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
COMPARE: Mapping[str, Callable[[datetime, datetime], bool]] = {
    "": lambda at, day: at.date() == day.date(),
    "<": lambda at, day: at <= day,
    ">": lambda at, day: at >= day,
}


@dataclass(frozen=True, slots=True)
class Form:
    """What a request brought: one or several values a name."""

    values: Mapping[str, Sequence[str]]

    def get(self, name: str, default: str = "") -> str:
        return self.getlist(name)[0] if self.getlist(name) else default

    def getlist(self, name: str) -> Sequence[str]:
        return self.values.get(name, ())


Resource = TypeVar("Resource", Call, Message)


class RestApi:
    """Calls and Messages of one account."""

    def __init__(
        self,
        timeline: Timeline,
        people: People,
        product: Product,
        switchboard: Switchboard,
        texts: TextExchange,
        requests_a_second: float = 0.0,
        templates: Templates | None = None,
    ) -> None:
        self._timeline = timeline
        self._people = people
        self._product = product
        self.switchboard = switchboard
        self.texts = texts
        self._limit = requests_a_second
        self._templates = templates or Templates({})
        self._recent: list[float] = []
        self._lock = Lock()
        self._created: dict[tuple[str, str], int] = {}

    def create_call(self, form: Form) -> Call:
        """Place a call. Raises ApiError: 21201, 21205, 21210, 21211, 21213, 21217, 20429."""
        self._admit()
        to, sender = form.get("To"), form.get("From")
        if not to:
            raise ApiError(400, 21201, "No 'To' number is specified")
        if not sender:
            raise ApiError(400, 21213, "Caller phone number is required")
        self._check_to(to)
        if not self._product.owns(sender):
            raise ApiError(400, 21210, "'From' phone number not verified")
        if not form.get("Url") and not form.get("Twiml") and not form.get("ApplicationSid"):
            raise ApiError(400, 21205, "Url parameter is required")
        if len(form.get("Twiml")) > LONGEST_TWIML:
            raise ApiError(400, 21218, "Twiml is longer than 4000 characters")
        if self._people.line(to).state == "refused":
            raise ApiError(400, 21217, f"Phone number does not appear to be valid: {to}")
        call = Call(
            self._sid("CA", to),
            self._product.account,
            to,
            sender,
            "outbound-api",
            from_us(self._timeline.now()),
            asked={name: form.get(name) for name in ASKED if form.get(name)},
            events=_events(form.getlist("StatusCallbackEvent")),
        )
        self.switchboard.place(call)
        return call

    def update_call(self, sid: str, form: Form) -> Call:
        """End, cancel or redirect a call that is not over; a call that is over stays so."""
        call = self.call(sid)
        status = form.get("Status")
        if status not in ("", "completed", "canceled"):
            raise ApiError(400, 20001, f"Status {status} is not allowed")
        if call.over:
            raise ApiError(400, 21220, "Call is not in-progress. Cannot redirect.")
        if status == "completed" or (status == "canceled" and call.answered is None):
            self.switchboard.order(call, Ending.STOPPED)
        elif form.get("Url") or form.get("Twiml"):
            method = form.get("Method", "POST").upper()
            twiml = form.get("Twiml") or None
            self.switchboard.order(call, Fetch(form.get("Url"), method, twiml=twiml))
        return call

    def create_message(self, form: Form) -> Message:
        """Send a text. Raises ApiError: 21211, 21602, 21603, 21604, 21606, 21610, 21614, 21617,
        21654, 21655, 21656, 21910."""
        self._admit()
        scheme, to = told_apart(form.get("To"))
        if not to:
            raise ApiError(400, 21604, "A 'To' phone number is required.")
        self._check_to(to)
        self._check_sender(form, scheme)
        template = form.get("ContentSid")
        if template or form.get("ContentVariables"):
            body = self._templates.filled(template, form.get("ContentVariables"))
        else:
            body = form.get("Body")
        if not body:
            raise ApiError(400, 21602, "Message body is required.")
        if len(body) > LONGEST_BODY:
            raise ApiError(400, 21617, "The concatenated message body exceeds 1600 characters")
        if not scheme:
            self._check_phone(to)
        message = Message(
            self._sid("SM", to),
            self._product.account,
            scheme + to,
            form.get("From") or scheme + self._product.caller,
            body,
            "outbound-api",
            from_us(self._timeline.now()),
            callback=form.get("StatusCallback"),
            template=template,
        )
        self.texts.send(message)
        return message

    def _check_sender(self, form: Form, scheme: str) -> None:
        sender = form.get("From")
        if not sender:
            if not form.get("MessagingServiceSid"):
                raise ApiError(400, 21603, "A 'From' phone number is required.")
            return
        its_scheme, number = told_apart(sender)
        if its_scheme != scheme:
            raise ApiError(400, 21910, "'From' and 'To' should be of the same channel")
        if not self._product.owns(number):
            raise ApiError(400, 21606, "The 'From' number is not a valid message-capable number")

    def _check_phone(self, to: str) -> None:
        if FIXED_LINE.fullmatch(to):
            raise ApiError(400, 21614, f"'To' number is not a valid mobile number: {to}")
        if self._people.line(to).blocked:
            raise ApiError(400, 21610, "Attempt to send to unsubscribed recipient")

    def call(self, sid: str) -> Call:
        return _found(self.switchboard.calls, sid, "Calls")

    def message(self, sid: str) -> Message:
        return _found(self.texts.messages, sid, "Messages")

    def calls_page(self, query: Mapping[str, str]) -> dict[str, Any]:
        """One page of calls, newest first, filtered by To, From, Status, StartTime, EndTime."""
        times = {"StartTime": lambda c: c.started or c.created, "EndTime": lambda c: c.ended}
        every = list(self.switchboard.calls.values())
        return self._page("calls", every, query, times)

    def messages_page(self, query: Mapping[str, str]) -> dict[str, Any]:
        """One page of messages, newest first, filtered by To, From, DateSent."""
        times = {"DateSent": lambda m: m.sent or m.created}
        return self._page("messages", list(self.texts.messages.values()), query, times)

    def _page(
        self,
        name: str,
        every: list[Resource],
        query: Mapping[str, str],
        times: Mapping[str, Callable[[Resource], datetime | None]],
    ) -> dict[str, Any]:
        size = max(1, min(int(query.get("PageSize", "50")), 1000))
        page = max(0, int(query.get("Page", "0")))
        found = [r for r in every if _fits(r, query, times)]
        found.sort(key=lambda r: (r.created, r.sid), reverse=True)
        shown = found[page * size : (page + 1) * size]
        path = f"{self._product.dialect.path}/Accounts/{self._product.account}/{name.title()}.json"
        kept = {k: v for k, v in query.items() if k not in ("Page", "PageSize", "PageToken")}

        def uri(number: int) -> str:
            return f"{path}?{urlencode({**kept, 'PageSize': size, 'Page': number})}"

        return {
            name: [resource.as_json() for resource in shown],
            "page": page,
            "page_size": size,
            "start": page * size,
            "end": page * size + max(len(shown) - 1, 0),
            "uri": uri(page),
            "first_page_uri": uri(0),
            "previous_page_uri": uri(page - 1) if page else None,
            "next_page_uri": uri(page + 1) if (page + 1) * size < len(found) else None,
        }

    def _check_to(self, to: str) -> None:
        if not E164.fullmatch(to):
            raise ApiError(400, 21211, f"The 'To' number {to} is not a valid phone number.")

    def _sid(self, kind: str, to: str) -> str:
        """The same SID for the same seed and the same nth request for the number."""
        with self._lock:
            nth = self._created[kind, to] = self._created.get((kind, to), 0) + 1
        bits = keyed(self._people.seed, kind, to, nth).getrandbits(128)
        return self._product.dialect.sid(kind, bits)

    def _admit(self) -> None:
        """Refuse what comes faster than the account may ask, by the wall clock."""
        if not self._limit:
            return
        with self._lock:
            now = time.monotonic()
            self._recent = [at for at in self._recent if at > now - 1.0]
            if len(self._recent) >= self._limit:
                raise ApiError(429, 20429, "Too Many Requests")
            self._recent.append(now)


ASKED = (
    *("Url", "Twiml", "Method", "FallbackUrl", "StatusCallback", "Timeout", "MachineDetection"),
    *("AsyncAmd", "AsyncAmdStatusCallback"),
)


def _events(asked: Sequence[str]) -> frozenset[str]:
    """The events to report; `completed` where none is named. Twilio also takes them in one."""
    named = frozenset(event for value in asked for event in value.split())
    return (named & CALL_EVENTS) or frozenset({"completed"})


def _found(resources: Mapping[str, Resource], sid: str, name: str) -> Resource:
    if sid not in resources:
        raise ApiError(404, 20404, f"The requested resource /{name}/{sid}.json was not found")
    return resources[sid]


def _fits(
    resource: Resource,
    query: Mapping[str, str],
    times: Mapping[str, Callable[[Resource], datetime | None]],
) -> bool:
    wanted = ((query.get("To"), resource.to), (query.get("From"), resource.sender))
    if any(want and want != have for want, have in wanted):
        return False
    if query.get("Status") and query["Status"] != resource.status:
        return False
    for name, time_of in times.items():
        for sign, fits in COMPARE.items():
            given = query.get(name + sign)
            at = time_of(resource)
            if given and (at is None or not fits(at, _moment(given))):
                return False
    return True


def _moment(text: str) -> datetime:
    """A query's date or time: ISO 8601 or RFC 2822; a bare date is its first moment, UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            raise ApiError(400, 20001, f"{text} is not a date") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
