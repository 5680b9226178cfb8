"""Fakes at the two narrow seams: a telephone network that keeps a book, and a queue."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from outreach.carrier import CallOrder, CarrierCall, Price, TextOrder
from outreach.clock import Clock
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.rules.dispositions import CarrierResult


@dataclass(frozen=True, slots=True)
class Placed:
    """A call or a text as it stands in the carrier's book."""

    sid: str
    order: CallOrder | TextOrder
    at: datetime
    result: CarrierResult | None = None
    seconds: int | None = None
    error_code: str | None = None
    price: Price | None = None

    @property
    def ref(self) -> str:
        """The attempt's ref, as the order's addresses carry it."""
        return self.order.events_url.rsplit("/", 1)[1]


class FakeCarrier:
    """A telephone network in memory. `book` holds whatever it took on, oldest first.

    What it does next can be told: refuse with a code, be down, or take the order and lose its
    answer. `while_placing` is called after an order was taken and before the answer is given.
    """

    def __init__(self, clock: Clock, *, is_rehearsal: bool = True) -> None:
        self.is_rehearsal = is_rehearsal
        self.book: list[Placed] = []
        self.redirected: list[tuple[str, str]] = []
        self.hung_up: list[str] = []
        self.refuses_with: str | None = None
        self.is_down = False
        self.loses_answers = False
        self.tells_refs = False  # whether it lists the callback addresses that we gave it
        self.while_placing: Callable[[Placed], None] = lambda _: None
        self._clock = clock
        self._turn = threading.Lock()

    @property
    def calls(self) -> list[Placed]:
        return [placed for placed in self.book if isinstance(placed.order, CallOrder)]

    @property
    def texts(self) -> list[Placed]:
        return [placed for placed in self.book if isinstance(placed.order, TextOrder)]

    def place_call(self, order: CallOrder) -> str:
        return self._take(order, "CA")

    def send_text(self, order: TextOrder) -> str:
        return self._take(order, "SM")

    def calls_to(self, number: str, since: datetime) -> list[CarrierCall]:
        return self._found(self.calls, number, since)

    def texts_to(self, number: str, since: datetime) -> list[CarrierCall]:
        return self._found(self.texts, number, since)

    def call(self, sid: str) -> CarrierCall:
        self._answer()
        return self._seen(next(placed for placed in self.book if placed.sid == sid))

    def redirect(self, sid: str, url: str) -> None:
        self._answer()
        self.redirected.append((sid, url))

    def hang_up(self, sid: str) -> None:
        self._answer()
        self.hung_up.append(sid)

    def text(self, sid: str) -> CarrierCall:
        return self.call(sid)

    def calls_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        self._answer()
        return (self._seen(placed) for placed in self.calls if since <= placed.at <= until)

    def texts_between(self, since: datetime, until: datetime) -> Iterator[CarrierCall]:
        self._answer()
        return (self._seen(placed) for placed in self.texts if since <= placed.at <= until)

    def ends(
        self,
        sid: str,
        result: CarrierResult,
        seconds: int | None = None,
        *,
        error_code: str | None = None,
        price: Price | None = None,
    ) -> None:
        """The call or text came to its end, and nobody has told the product."""
        told = {"result": result, "seconds": seconds, "error_code": error_code, "price": price}
        with self._turn:
            at = next(i for i, placed in enumerate(self.book) if placed.sid == sid)
            self.book[at] = replace(self.book[at], **told)

    def lists(self, order: CallOrder | TextOrder, at: datetime) -> str:
        """Somebody else's call or text through the same account; its id."""
        with self._turn:
            placed = Placed(f"XX{len(self.book):032x}", order, at)
            self.book.append(placed)
        return placed.sid

    def _take(self, order: CallOrder | TextOrder, kind: str) -> str:
        self._answer()
        if self.refuses_with is not None:
            raise CarrierRefused(self.refuses_with, "told to")
        with self._turn:
            placed = Placed(f"{kind}{len(self.book):032x}", order, self._clock.now())
            self.book.append(placed)
        self.while_placing(placed)
        if self.loses_answers:
            raise CarrierUnavailable("the answer was lost")
        return placed.sid

    def _found(self, book: list[Placed], number: str, since: datetime) -> list[CarrierCall]:
        self._answer()
        return [self._seen(p) for p in book if p.order.to == number and p.at >= since]

    def _seen(self, placed: Placed) -> CarrierCall:
        order = placed.order
        return CarrierCall(
            placed.sid,
            placed.result,
            placed.seconds,
            None,
            began=placed.at.replace(microsecond=0),
            sender=order.caller_id if isinstance(order, CallOrder) else order.sender,
            ref=placed.ref if self.tells_refs else None,
            error_code=placed.error_code,
            price=placed.price,
        )

    def _answer(self) -> None:
        if self.is_down:
            raise CarrierUnavailable("down")


class FakeJobs:
    """A queue that only remembers what was left in it."""

    def __init__(self) -> None:
        self.calls: list[int] = []
        self.texts: list[int] = []
        self.taken_over: list[int] = []
        self.prices: list[tuple[datetime, datetime]] = []
        self.reports: list[int] = []
        self.looked_over: list[int] = []
        self.imported: list[int] = []

    def place_calls(self, attempt_ids: Sequence[int]) -> None:
        self.calls += attempt_ids

    def send_texts(self, attempt_ids: Sequence[int]) -> None:
        self.texts += attempt_ids

    def take_over(self, attempt_ids: Sequence[int]) -> None:
        self.taken_over += attempt_ids

    def take_prices(self, since: datetime, until: datetime) -> None:
        self.prices.append((since, until))

    def make_report(self, order_id: int) -> None:
        self.reports.append(order_id)

    def look_over(self, upload_id: int) -> None:
        self.looked_over.append(upload_id)

    def import_file(self, upload_id: int) -> None:
        self.imported.append(upload_id)

    def depth(self) -> int:
        return len(self.calls) + len(self.texts)
