"""Signs and sends requests to the product, as Twilio does; decides which callbacks go astray."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urldefrag, urlencode, urlsplit

from rehearsal.connections import ConnectionFailed, Connections
from rehearsal.dialects import FORM, TWILIO, Dialect, Seal

CONNECTION_FAILED = 0


@dataclass(frozen=True, slots=True)
class Webhook:
    """One request to the product. `retries` counts repeats after a failed connection."""

    url: str
    params: Mapping[str, str]
    method: str = "POST"
    retries: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `status` is 0 where no connection was made or it broke."""

    status: int
    body: bytes = b""
    content_type: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300


class Sender:
    """Delivers webhooks over kept-alive connections, sealed as the carrier does."""

    def __init__(self, seal: Seal, dialect: Dialect = TWILIO) -> None:
        self._seal = seal
        self._dialect = dialect
        self._connections = Connections()

    def send(self, webhook: Webhook) -> Answer:
        """Send once, and again only when the connection failed. Never raises for the network."""
        for _ in range(webhook.retries + 1):
            answer = self._once(webhook)
            if answer.status != CONNECTION_FAILED:
                return answer
        return answer

    def _once(self, webhook: Webhook) -> Answer:
        url = urldefrag(webhook.url).url  # fragments are connection overrides, never sent
        if webhook.method == "GET":
            url = f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(webhook.params)}"
            params, body, kind = {}, "", FORM
        else:
            body, kind = self._dialect.content(webhook.params)
            params = dict(webhook.params)
        headers = {
            "User-Agent": "TwilioProxy/1.1",
            "Content-Type": kind,
            **self._seal.headers(url, params, body),
        }
        try:
            reply, content = self._connections.request(
                webhook.method, url, body.encode() if body else None, headers
            )
        except ConnectionFailed:
            return Answer(CONNECTION_FAILED)
        return Answer(reply.status, content, reply.getheader("Content-Type", ""))


class Fate(Enum):
    """What becomes of one status callback."""

    ARRIVES = "arrives"
    LOST = "lost"
    REPEATED = "repeated"
    LATE = "late"  # overtaken by what follows it


@dataclass(frozen=True, slots=True)
class Mischief:
    """How often callbacks are lost, repeated, reordered and delayed by minutes; the same ones for
    the same seed."""

    seed: int = 0
    lose: float = 0.0
    repeat: float = 0.0
    reorder: float = 0.0
    delay: float = 0.0

    def fate(self, sid: str, sequence: int) -> tuple[Fate, float]:
        """The fate of the callback number `sequence` about `sid`, and by how many seconds a
        repeat or a late one comes after its time."""
        if not (self.lose or self.repeat or self.reorder or self.delay):
            return Fate.ARRIVES, 0.0
        rng = random.Random(f"{self.seed}:{sid}:{sequence}")
        dice, soon, minutes = rng.random(), rng.uniform(1.0, 90.0), rng.uniform(90.0, 1800.0)
        for fate, share, seconds in (
            (Fate.LOST, self.lose, 0.0),
            (Fate.REPEATED, self.repeat, soon),
            (Fate.LATE, self.reorder, soon),
            (Fate.LATE, self.delay, minutes),
        ):
            if dice < share:
                return fate, seconds
            dice -= share
        return Fate.ARRIVES, 0.0
