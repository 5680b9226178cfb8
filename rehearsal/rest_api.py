"""Takes the REST requests that the network understands, refuses the wrong ones as Twilio does."""

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from rehearsal.paging import page_of
from rehearsal.people import People, keyed
from rehearsal.product import Product
from rehearsal.resources import ApiError, Call, Message
from rehearsal.switchboard import Switchboard
from rehearsal.text_exchange import TextExchange
from rehearsal.timeline import Timeline, from_us
from rehearsal.troubles import Troubles
from rehearsal.twiml_player import Ending, Fetch
from rehearsal.whatsapp import Templates, told_apart

E164 = re.compile(r"\+[1-9]\d{7,14}")
FIXED_LINE = re.compile(r"\+5042\d{7}")
LONGEST_BODY = 1600
LONGEST_TWIML = 4000
CALL_EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})


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
        troubles: Troubles,
        requests_a_second: float = 0.0,
        templates: Templates | None = None,
    ) -> None:
        self._timeline = timeline
        self._people = people
        self._product = product
        self.switchboard = switchboard
        self.texts = texts
        self._troubles = troubles
        self.refused: list[dict[str, Any]] = []
        self._limit = requests_a_second
        self._templates = templates or Templates({})
        self._recent: list[float] = []
        self._lock = Lock()
        self._created: dict[tuple[str, str], int] = {}

    def create_call(self, form: Form) -> Call:
        """Place a call. Raises ApiError: 21201, 21205, 21210, 21211, 21213, 21217, 20429."""
        with self._keeping_refusals(form):
            return self._create_call(form)

    def _create_call(self, form: Form) -> Call:
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
        self._troubles.after()
        return call

    @contextmanager
    def _keeping_refusals(self, form: Form) -> Iterator[None]:
        """For the book: what was refused, and with which code."""
        try:
            yield
        except ApiError as error:
            told = {"callback": form.get("StatusCallback"), "code": error.code}
            self.refused.append(told)
            raise

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
        with self._keeping_refusals(form):
            return self._create_message(form)

    def _create_message(self, form: Form) -> Message:
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
        self._troubles.after()
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

    @property
    def _path(self) -> str:
        return f"{self._product.dialect.path}/Accounts/{self._product.account}"

    def call(self, sid: str) -> Call:
        return _found(self.switchboard.calls, sid, "Calls")

    def message(self, sid: str) -> Message:
        return _found(self.texts.messages, sid, "Messages")

    def calls_page(self, query: Mapping[str, str]) -> dict[str, Any]:
        """One page of calls, newest first, filtered by To, From, Status, StartTime, EndTime."""
        self._troubles.before()
        times = {"StartTime": lambda c: c.started or c.created, "EndTime": lambda c: c.ended}
        every = list(self.switchboard.calls.values())
        return page_of("calls", every, query, times, self._path)

    def messages_page(self, query: Mapping[str, str]) -> dict[str, Any]:
        """One page of messages, newest first, filtered by To, From, DateSent."""
        self._troubles.before()
        times = {"DateSent": lambda m: m.sent or m.created}
        every = list(self.texts.messages.values())
        return page_of("messages", every, query, times, self._path)

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
        self._troubles.before()
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
