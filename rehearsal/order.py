"""Whose step is next in a rehearsal, and by how much each may be ahead of the others.

Everything that happens is a process with a time of its own, and they run side by side. All that
the product sees of time is how far the furthest has come. So nobody runs more than SIDE_BY_SIDE
ahead of the last; and while calls are about to meet (an agent's phone rings and somebody waits for
it), those that may be concerned go in step, and nobody else moves the time that the product sees.
Who is behind it catches up meanwhile, which nobody can tell.
"""

import heapq
import itertools
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from rehearsal.webhooks import Answer, Webhook

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SIDE_BY_SIDE = 60 * SECOND
# An agent picks up within 5 s, hears the offer for 3 s and presses the key 1.5 s later: with this
# much of others' time on top it is still within the 15 s that an agent has to accept.
IN_STEP = 2 * SECOND

Steps = Generator[float | Webhook, Answer | None, None]


def to_us(moment: datetime) -> int:
    """Microseconds since the epoch of an aware datetime."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_us(us: int) -> datetime:
    """The aware UTC datetime of microseconds since the epoch."""
    return EPOCH + timedelta(microseconds=us)


@dataclass(slots=True, eq=False)
class Process:
    """One thread of happenings. `at` is its own time; where it waits, `due` is its next step's."""

    at: int
    steps: Steps | None = None
    due: int = 0
    entry: int = -1  # the only valid entry of the heap; -1 while a step runs
    hurried: bool = False

    @property
    def now(self) -> datetime:
        return from_us(self.at)

    @property
    def next(self) -> int:
        """No step of it will be earlier."""
        return self.due if self.entry >= 0 else self.at


@dataclass(slots=True)
class Order:
    """What is due, earliest first; entries that were overtaken stay and are skipped.

    Not `bounded`: the wall clock keeps all abreast by itself.
    """

    bounded: bool = True
    _heap: list[tuple[int, int, Process]] = field(default_factory=list)
    _count: Iterator[int] = field(default_factory=itertools.count)
    _running: set[Process] = field(default_factory=set)
    _alone: set[Process] = field(default_factory=set)  # calls that are to meet another
    _in_step: set[Process] = field(default_factory=set)  # these, and whoever may be the other
    _seen: int = 0  # what the product saw of time when the first of them began

    @property
    def busy(self) -> bool:
        """Whether a step of some process is being taken."""
        return bool(self._running)

    def put(self, process: Process, at: int) -> None:
        """From here on the process waits for `at`."""
        self._running.discard(process)
        process.entry, process.due = next(self._count), at
        heapq.heappush(self._heap, (at, process.entry, process))

    def over(self, process: Process) -> None:
        """It has taken its last step."""
        process.steps = None
        self._running.discard(process)
        self._in_step.discard(process)
        self.met(process)

    def first(self) -> int | None:
        """When the earliest of those that wait is due."""
        while self._heap and self._heap[0][2].entry != self._heap[0][1]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def take(self, end: int) -> Process | None:
        """The earliest that may take its step now, and not after `end`."""
        aside = []
        taken = None
        while taken is None and (at := self.first()) is not None and at <= end:
            if at > self._others_until(end):
                break
            process = self._heap[0][2]
            if at <= self.until(process, end):
                taken = process
            aside.append(heapq.heappop(self._heap))
        if taken is not None:
            aside.pop()
            taken.entry, taken.at = -1, taken.due
            self._running.add(taken)
        for entry in aside:
            heapq.heappush(self._heap, entry)
        return taken

    def more(self, end: int) -> bool:
        """Whether another one may run beside those that do."""
        first = self.first()
        return first is not None and first <= self._others_until(end)

    def until(self, process: Process, end: int) -> int:
        """How far this one may go now, at most to `end`."""
        if process in self._in_step:
            return min(end, self._step() + IN_STEP)
        return self._others_until(end)

    def _others_until(self, end: int) -> int:
        if not self.bounded:
            return end
        last = min((process.at for process in self._running), default=end)
        first = self.first()
        until = min(last, end if first is None else first) + SIDE_BY_SIDE
        if self._in_step:
            until = min(until, max(self._seen, self._step()) + IN_STEP)
        return min(end, until)

    def _step(self) -> int:
        return min(process.next for process in self._in_step)

    # ── calls that are to meet ───────────────────────────────────────────────────────────────

    def to_meet(self, process: Process, others: list[Process], seen: int) -> None:
        """The process is of a call that is to meet one of these, or one that is in step already.
        `seen` is what the product sees of time."""
        if not self.bounded:
            return
        if not self._alone:
            self._seen = seen
        self._alone.add(process)
        self._in_step.update((process, *others))

    def goes_along(self, process: Process) -> None:
        """The product steers this call, so that it may be one of those that are to meet."""
        if self._alone and process.steps is not None:
            self._in_step.add(process)

    def met(self, process: Process) -> None:
        """It is not alone any more, or over. After the last one all are free again."""
        self._alone.discard(process)
        if not self._alone:
            self._in_step.clear()
