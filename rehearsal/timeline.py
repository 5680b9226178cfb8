"""Keeps the rehearsal's time: what happens next, and the clock file that others read.

Everything that happens (a call, a text, a person making up their mind) is a process: a generator
that yields either seconds to wait or a Webhook to send, and is sent the webhook's Answer back.
Times are microseconds since the Unix epoch, UTC.
"""

import heapq
import itertools
import mmap
import struct
import threading
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rehearsal.webhooks import Answer, Webhook

SECOND = 1_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HANDS = 16  # webhooks under way at once
SLICE = 1800 * SECOND  # how much time one advance may pass while things happen
ABREAST = 2 * SECOND  # by how much processes may be ahead of each other while calls are to meet
SLICE_WEBHOOKS = 800  # and how many webhooks it may deliver

Steps = Generator[float | Webhook, Answer | None, None]


def to_us(moment: datetime) -> int:
    """Microseconds since the epoch of an aware datetime."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_us(us: int) -> datetime:
    """The aware UTC datetime of microseconds since the epoch."""
    return EPOCH + timedelta(microseconds=us)


class ClockFile:
    """Eight bytes, little-endian, shared with whoever maps the same file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.stat().st_size != 8:
            path.write_bytes(bytes(8))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 8)

    def write(self, us: int) -> None:
        self._map[:] = struct.pack("<q", us)


@dataclass(slots=True, eq=False)
class Process:
    """One thread of happenings. `at` is its own time, never later than its next step."""

    at: int
    steps: Steps | None = None
    entry: int = -1  # the only valid entry of the heap; -1 while a step runs
    hurried: bool = False

    @property
    def now(self) -> datetime:
        return from_us(self.at)


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one advance did. `next` is None when nothing is left to happen."""

    now: int
    delivered: int
    next: int | None


@dataclass(slots=True)
class _Agenda:
    """What is due, earliest first; entries that were overtaken stay and are skipped."""

    heap: list[tuple[int, int, Process]] = field(default_factory=list)
    count: Iterator[int] = field(default_factory=itertools.count)

    def put(self, process: Process, at: int) -> None:
        process.entry = next(self.count)
        heapq.heappush(self.heap, (at, process.entry, process))

    def first(self) -> int | None:
        while self.heap and self.heap[0][2].entry != self.heap[0][1]:
            heapq.heappop(self.heap)
        return self.heap[0][0] if self.heap else None

    def take(self, until: int, most: int) -> list[Process]:
        due: list[Process] = []
        while len(due) < most and (at := self.first()) is not None and at <= until:
            process = heapq.heappop(self.heap)[2]
            process.entry, process.at = -1, at
            due.append(process)
        return due


class Timeline:
    """Runs processes in the order of their time; steps that fall together run in parallel."""

    def __init__(
        self,
        start: datetime,
        send: Callable[[Webhook], Answer],
        clock_file: ClockFile | None = None,
        real_time: bool = False,
    ) -> None:
        self._now = to_us(start)
        self._send = send
        self._file = clock_file
        self._real = real_time
        self._together = 0
        self._asking: list[int] = []  # times of the processes whose webhooks are under way
        self._agenda = _Agenda()
        self._lock = threading.Condition()
        self._advancing = threading.Lock()
        self._hands: ThreadPoolExecutor | None = None
        self.delivered = 0
        self._wrong_by = 0
        self._show()

    def now(self) -> int:
        return time.time_ns() // 1000 if self._real else self._now

    def begin(self, life: Callable[[Process], Steps], after: float = 0.0) -> Process:
        """Start a process `after` seconds from now. Its generator is made at once."""
        return self.begin_at(life, self.now() + round(after * SECOND))

    def begin_at(self, life: Callable[[Process], Steps], at: int) -> Process:
        process = Process(at)
        process.steps = life(process)
        with self._lock:
            self._agenda.put(process, at)
            self._lock.notify()
        return process

    def hurry(self, process: Process) -> None:
        """Let a waiting process take its next step now instead of when it was due."""
        with self._lock:
            if process.entry >= 0:
                self._agenda.put(process, max(process.at, self.now()))
                self._lock.notify()
            else:
                process.hurried = True

    def advance(self, not_after: int, seen: int | None = None) -> Advanced:
        """Let the next slice of time happen, but nothing later than `not_after`.

        Nothing happens where it is no longer the moment `seen`: whoever asks knows less than
        happened since, and would skip what has become due meanwhile.
        """
        with self._advancing:
            if seen is not None and seen != self._now:
                return Advanced(self._now, 0, self._first())
            before = self.delivered
            first = self._first()
            end = not_after if first is None else min(not_after, first + SLICE)
            while self.delivered - before < SLICE_WEBHOOKS:
                with self._lock:
                    soon = self._soon(end)
                    due = self._agenda.take(soon, SLICE_WEBHOOKS)
                if not due:
                    if first is None or first > not_after:
                        self._set(not_after)
                    break
                self._run_all(due, soon)
            return Advanced(self._now, self.delivered - before, self._first())

    def go_together(self, by: int) -> None:
        """From now on (+1) everything happens strictly in the order of its time, since calls are
        about to meet; until as many have said (-1) that they have."""
        with self._lock:
            self._together += by

    def begin_alongside(self, life: Callable[[Process], Steps]) -> Process:
        """Start a process that some webhook's answer has brought about: no later than the process
        which asked, since others may have run far ahead."""
        with self._lock:
            at = min(self._asking, default=self.now())
        return self.begin_at(life, at + SECOND // 2)

    def _soon(self, end: int) -> int:
        """Until when processes may run side by side; nothing is earlier than the first."""
        first = self._agenda.first()
        return min(end, first + ABREAST) if self._together and first is not None else end

    def run_real_time(self) -> None:
        """For ever: let things happen when the wall clock says so."""
        while True:
            with self._lock:
                first = self._agenda.first()
                wait = None if first is None else (first - self.now()) / SECOND
                if wait is None or wait > 0:
                    self._lock.wait(wait)
                    continue
                due = self._agenda.take(self.now(), SLICE_WEBHOOKS)
            for process in due:
                # result() in a callback: what went wrong is logged instead of lost
                run = self._pool().submit(self._run, process, process.at)
                run.add_done_callback(Future.result)

    def _first(self) -> int | None:
        with self._lock:
            return self._agenda.first()

    def _set(self, us: int) -> None:
        with self._lock:
            self._now = max(self._now, us)
            self._show()

    def put_wrong(self, by: int) -> None:
        """Lets the clock file be wrong by so many µs, as a machine's clock may be. 0 puts it
        right. What happens here goes on by the true time."""
        with self._lock:
            self._wrong_by = by
            self._show()

    def _show(self) -> None:
        if self._file:
            self._file.write(self.now() + self._wrong_by)

    def _pool(self) -> ThreadPoolExecutor:
        if self._hands is None:
            self._hands = ThreadPoolExecutor(HANDS, thread_name_prefix="hand")
        return self._hands

    def _run_all(self, due: list[Process], end: int) -> None:
        if len(due) == 1:
            self._run(due[0], end)
        else:
            list(self._pool().map(lambda process: self._run(process, end), due))

    def _run(self, process: Process, end: int) -> None:
        """One process as long as its steps are not later than `end`.

        Processes of one slice run side by side and do not wait for each other. No lock is held
        while a webhook is under way.
        """
        assert process.steps is not None  # noqa: S101 - begin_at sets it before the first step
        answer: Answer | None = None
        self._set(process.at)
        while True:
            try:
                step = process.steps.send(answer)
            except StopIteration:
                return
            if isinstance(step, Webhook):
                answer = self._ask(process.at, step)
                continue
            answer = None
            if not self._goes_on(process, round(step * SECOND), end):
                return
            self._set(process.at)

    def _ask(self, at: int, webhook: Webhook) -> Answer:
        with self._lock:
            self._asking.append(at)
        answer = self._send(webhook)
        with self._lock:
            self._asking.remove(at)
            self.delivered += 1
        return answer

    def _goes_on(self, process: Process, wait: int, end: int) -> bool:
        """Whether the process's next step is within the slice; else it waits in the agenda."""
        with self._lock:
            at = process.at + (0 if process.hurried else wait)
            process.hurried = False
            if at <= end and not self._real and not self._together:
                process.at = at
                return True
            self._agenda.put(process, at)
            self._lock.notify()
            return False
