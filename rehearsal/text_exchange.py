"""Carries text messages to the people, and their answers back to the product."""

import random
import re
from collections.abc import Generator
from datetime import datetime
from urllib.parse import urljoin

from rehearsal import rates
from rehearsal.listening import Asked, understand
from rehearsal.people import Line, People, Role, awake, keyed
from rehearsal.population import plain
from rehearsal.product import Product
from rehearsal.resources import API, Message
from rehearsal.respondents import Respondent, write
from rehearsal.switchboard import Part, Switchboard
from rehearsal.timeline import SECOND, Process, Steps, Timeline, to_us
from rehearsal.twiml_player import parse_twiml
from rehearsal.webhooks import Answer, Fate, Mischief, Webhook
from rehearsal.whatsapp import NOT_ON_WHATSAPP, OUTSIDE_WINDOW, is_open, told_apart

CARRIER_STOP_WORDS = {
    *("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"),
}
UNREACHABLE, UNKNOWN_HANDSET, FILTERED = 30003, 30005, 30007
CALL_US = re.compile(r"\bllame al?\b|\bllamenos\b|\bmarque al\b")
LONGEST_CONVERSATION = 30  # texts one person writes before they tire


class TextExchange:
    """Every text of the network, by SID, and the conversations people hold in writing."""

    def __init__(
        self,
        timeline: Timeline,
        people: People,
        product: Product,
        mischief: Mischief,
        switchboard: Switchboard,
    ) -> None:
        self._timeline = timeline
        self._people = people
        self._product = product
        self._mischief = mischief
        self._switchboard = switchboard
        self.messages: dict[str, Message] = {}
        self._writers: dict[str, Respondent] = {}
        self._schemes: dict[str, str] = {}  # number -> the channel that was last used with it

    def send(self, message: Message) -> None:
        """Take on a text that the product asked for."""
        self.messages[message.sid] = message
        self._timeline.begin(lambda process: self._outbound(message, process), after=1.0)

    def write_in(self, address: str, body: str, at: int) -> None:
        """Let somebody at this address text the product, not before `at` (µs)."""
        scheme, number = told_apart(address)
        self._schemes[number] = scheme
        self._timeline.begin_at(lambda process: self._inbound(number, body, process), at)

    def _outbound(self, message: Message, process: Process) -> Steps:
        scheme, number = told_apart(message.to)
        line = self._people.line(number)
        self._schemes[number] = scheme
        rng = keyed(self._people.seed, message.sid)
        if scheme and not self._by_whatsapp(line, message, process):
            return (yield from self._status(message, process, "undelivered"))
        if rng.random() < rates.TEXT_BLOCKED:
            message.error = FILTERED
            return (yield from self._status(message, process, "failed"))
        message.sent = process.now
        yield from self._status(message, process, "sent")
        if line.state == "off":
            yield rng.uniform(600.0, 3600.0)
            message.error = UNREACHABLE
            return (yield from self._status(message, process, "undelivered"))
        yield rng.uniform(2.0, 20.0)
        if line.state != "in_service":
            message.error = UNKNOWN_HANDSET
            return (yield from self._status(message, process, "undelivered"))
        if rng.random() >= rates.TEXT_UNRECEIPTED:
            yield from self._status(message, process, "delivered")
        yield from self._read(line, message, process)

    def _by_whatsapp(self, line: Line, message: Message, process: Process) -> bool:
        """Whether WhatsApp carries it; else the message has its error."""
        if not line.on_whatsapp:
            message.error = NOT_ON_WHATSAPP
        elif not message.template and not is_open(line.wrote_on_whatsapp, process.now):
            message.error = OUTSIDE_WINDOW
        return message.error is None

    def _status(self, message: Message, process: Process, status: str) -> Part:
        message.status, message.updated = status, process.now
        sequence, message.sequence = message.sequence, message.sequence + 1
        if not message.callback:
            return
        params = self._about(message) | {"MessageStatus": status, "SmsStatus": status}
        if self._product.dialect.telnyx and message.price:
            params["Price"] = message.price  # Twilio tells it only when it is asked
        if message.error:
            params["ErrorCode"] = str(message.error)
        if status in ("delivered", "undelivered"):
            params["RawDlrDoneDate"] = process.now.strftime("%y%m%d%H%M")
        fate, delay = self._mischief.fate(message.sid, sequence)
        if fate in (Fate.REPEATED, Fate.LATE):
            at = process.at + round(delay * SECOND)
            self._timeline.begin_at(lambda _: self._post(message, params), at)
        if fate in (Fate.ARRIVES, Fate.REPEATED):
            yield from self._post(message, params)

    def _post(self, message: Message, params: dict[str, str]) -> Part:
        message.webhooks += 1
        yield Webhook(message.callback, params)

    # ── the person with the telephone ────────────────────────────────────────────────────────

    def _read(self, line: Line, message: Message, process: Process) -> Part:
        """Somebody reads it, at a time when people do, and writes, rings, or does nothing."""
        rng = keyed(self._people.seed, message.sid, "read")
        line.texts += 1
        writer = self._writers.get(line.number)
        to_ring = CALL_US.search(plain(message.body))
        if writer is None or to_ring:
            writer = self._reader(line, process.now, message.sid)
            kind = writer.who.texts if writer.who else rng.random()
            rings = rates.RINGS_BACK_TEXT + (rates.ANSWERS_TEXTS * 0.5 if to_ring else 0.0)
            if 1.0 - rings <= kind:
                delay = rng.expovariate(1 / 3600.0)
                self._switchboard.ring_in(line.number, process.at + round(delay * SECOND))
            if to_ring or kind >= rates.ANSWERS_TEXTS or not asks(message.body):
                return
            self._writers[line.number] = writer
            yield rng.expovariate(1 / 2400.0)
        elif rng.random() >= rates.GOES_ON_TEXTING:
            return
        yield from self._converse(line, writer, message.body, process)

    def _reader(self, line: Line, now: datetime, sid: str) -> Respondent:
        rng = keyed(self._people.seed, sid, "writer")
        who = rng.choice(line.residents) if line.residents and not line.recycled else None
        role = Role.STRANGER if who is None else Role.RELATIVE if who.gone else Role.HOLDER
        return Respondent(line, role, who, rng, now, self._people.year, written=True)

    def _converse(self, line: Line, writer: Respondent, body: str, process: Process) -> Part:
        rng = writer.rng
        for _ in range(LONGEST_CONVERSATION):
            yield rng.uniform(20.0, 240.0)
            later = to_us(awake(process.now)) - process.at
            if later > 0:
                yield later / SECOND
            writer.now = process.now
            saying = write(writer, body)
            if saying is None:
                return
            replies = yield from self._deliver(line.number, saying.sentence, process)
            if not replies or rng.random() >= rates.GOES_ON_TEXTING:
                return
            body = " ".join(replies)

    def _inbound(self, number: str, body: str, process: Process) -> Steps:
        line = self._people.line(number)
        later = to_us(awake(process.now)) - process.at
        if later > 0:
            yield later / SECOND
        replies = yield from self._deliver(number, body, process)
        if replies:
            writer = self._writers.get(number)
            if writer is None:
                sid = f"{number}:{line.texts}"
                writer = self._writers[number] = self._reader(line, process.now, sid)
            yield from self._converse(line, writer, " ".join(replies), process)

    def _deliver(
        self, number: str, body: str, process: Process
    ) -> Generator[float | Webhook, Answer | None, list[str]]:
        """Hand a text to the product; what its TwiML says back."""
        line = self._people.line(number)
        line.texts += 1
        rng = keyed(self._people.seed, number, "text", line.texts)
        if body.strip().upper() in CARRIER_STOP_WORDS and not self._schemes.get(number):
            line.blocked = True
        scheme = self._schemes.get(number, "")
        if scheme:
            line.wrote_on_whatsapp = process.now
        ours, theirs = scheme + self._product.caller, scheme + number
        message = self._record(theirs, ours, body, "inbound", process, self._sid(rng))
        message.status, message.sent = "received", process.now
        url = urljoin(self._product.base, self._product.texts)
        params = self._about(message) | {"Body": body, "NumMedia": "0", "NumSegments": "1"}
        params["SmsStatus"] = "received"
        message.webhooks += 1
        answer = yield Webhook(url, params, retries=1)
        fate, delay = self._mischief.fate(message.sid, 0)
        if fate is Fate.REPEATED:
            message.callback = url
            at = process.at + round(delay * SECOND)
            self._timeline.begin_at(lambda _: self._post(message, params), at)
        return self._replies(answer, theirs, process, message.sid)

    def _replies(
        self, answer: Answer | None, number: str, process: Process, sid: str
    ) -> list[str]:
        root, _ = parse_twiml(answer)
        bodies = [] if root is None else root.findall("Message")
        texts = [" ".join("".join(body.itertext()).split()) for body in bodies]
        for nth, text in enumerate(texts):
            rng = keyed(self._people.seed, sid, "reply", nth)
            reply = self._record(
                told_apart(number)[0] + self._product.caller,
                number,
                text,
                "outbound-reply",
                process,
                self._sid(rng),
            )
            reply.status, reply.sent = "delivered", process.now
        return texts

    def _record(
        self, sender: str, to: str, body: str, direction: str, process: Process, sid: str
    ) -> Message:
        message = Message(sid, self._product.account, to, sender, body, direction, process.now)
        self.messages[sid] = message
        return message

    def _sid(self, rng: random.Random) -> str:
        """A message SID drawn from a generator of its own."""
        return self._product.dialect.sid("SM", rng.getrandbits(128))

    def _about(self, message: Message) -> dict[str, str]:
        return {
            "MessageSid": message.sid,
            "SmsSid": message.sid,
            "AccountSid": message.account,
            "From": message.sender,
            "To": message.to,
            "ApiVersion": API,
            "FromCountry": "HN",
            "ToCountry": "HN",
        }


def asks(body: str) -> bool:
    """Whether a text has a question in it that a person would answer."""
    return understand(body).asked not in (Asked.NOTHING, Asked.OTHER)
