"""Keeps the rehearsal's time: what happens next, and the clock file that others read.

Everything that happens (a call, a text, a person making up their mind) is a process: a generator
that yields either seconds to wait or a Webhook to send, and is sent the webhook's Answer back.
Times are microseconds since the Unix epoch, UTC.
"""

import mmap
import struct
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rehearsal.order import SECOND, Order, Process, Steps, from_us, to_us
from rehearsal.webhooks import Answer, Webhook

__all__ = [
    "SECOND",
    "Advanced",
    "ClockFile",
    "Process",
    "Steps",
    "Timeline",
    "from_us",
    "to_us",
]

HANDS = 16  # webhooks under way at once
SLICE = 1800 * SECOND  # how much time one advance may pass while things happen
SLICE_WEBHOOKS = 800  # and after how many webhooks it begins nothing more


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


@dataclass(frozen=True, slots=True)
class Advanced:
    """What one advance did. `next` is None when nothing is left to happen."""

    now: int
    delivered: int
    next: int | None


class Timeline:
    """Runs processes side by side, in the order of their time."""

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
        self._asking: list[Process] = []  # their webhooks are under way
        self._order = Order(bounded=not real_time)
        self._lock = threading.Condition()
        self._advancing = threading.Lock()
        self._hands: ThreadPoolExecutor | None = None
        self._at_work: list[Future[None]] = []  # hands beside the one that advances
        self._idle = 0
        self._end, self._enough = 0, 0  # of the advance that goes on: time, webhooks delivered
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
            self._order.put(process, at)
            self._lock.notify()
        return process

    def begin_to_meet(self, life: Callable[[Process], Steps]) -> Process:
        """Start a process that some webhook's answer brings about and that is to meet the one
        which asked: it begins no later, and both go in step until `met` is told."""
        with self._lock:
            process = Process(self._moment() + SECOND // 2)
            process.steps = life(process)
            self._order.to_meet(process, self._asking, self.now())
            self._order.put(process, process.at)
            self._lock.notify()
        return process

    def met(self, process: Process) -> None:
        """A process that was to meet another has met it, or never will."""
        with self._lock:
            self._order.met(process)

    def hurry(self, process: Process) -> None:
        """Let a waiting process take its next step now instead of when it was due."""
        with self._lock:
            self._order.goes_along(process)
            if process.entry >= 0:
                self._order.put(process, max(process.at, self._moment()))
                self._lock.notify()
            else:
                process.hurried = True

    def _moment(self) -> int:
        """When an order of the product is given: others may have run ahead of who asked."""
        return min((process.at for process in self._asking), default=self.now())

    def advance(self, not_after: int, seen: int | None = None) -> Advanced:
        """Let the next slice of time happen, but nothing later than `not_after`.

        Nothing happens where it is no longer the moment `seen`: whoever asks knows less than
        happened since, and would skip what has become due meanwhile.
        """
        with self._advancing:
            if seen is not None and seen != self._now:
                return Advanced(self._now, 0, self._first())
            before, first = self.delivered, self._first()
            if first is None or first > not_after:
                self._set(not_after)
            else:
                self._end = min(not_after, first + SLICE)
                self._enough = before + SLICE_WEBHOOKS
                self._let_happen()
            return Advanced(self._now, self.delivered - before, self._first())

    def run_real_time(self) -> None:
        """For ever: let things happen when the wall clock says so."""
        while True:
            with self._lock:
                first = self._order.first()
                left = None if first is None else (first - self.now()) / SECOND
                if left is None or left > 0:
                    self._lock.wait(left)
                    continue
                process = self._order.take(self.now())
            if process is not None:
                # result() in a callback: what went wrong is logged instead of lost
                run = self._pool().submit(self._run, process)
                run.add_done_callback(Future.result)

    def _first(self) -> int | None:
        with self._lock:
            return self._order.first()

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

    def _let_happen(self) -> None:
        """Until nothing is left before the end, or enough was delivered."""
        try:
            self._work()
        finally:
            for hand in self._at_work:  # the last ones may call more
                wait((hand,))
            hands, self._at_work = self._at_work, []
        for hand in hands:
            hand.result()

    def _work(self) -> None:
        """One hand: runs whatever is next, as long as there is something."""
        while (process := self._next()) is not None:
            self._run(process)

    def _next(self) -> Process | None:
        with self._lock:
            while self.delivered < self._enough:
                process = self._order.take(self._end)
                if process is not None:
                    self._call_a_hand()
                    return process
                if not self._order.busy:
                    break
                self._idle += 1
                self._lock.wait()
                self._idle -= 1
            self._lock.notify_all()
            return None

    def _call_a_hand(self) -> None:
        """For what else may run now. Whoever comes calls the next one."""
        if not self._order.more(self._end):
            return
        if self._idle:
            self._lock.notify()
        elif len(self._at_work) < HANDS - 1:
            self._at_work.append(self._pool().submit(self._work))

    def _run(self, process: Process) -> None:
        """One process, as far as it may go now. Whatever it ends with, the others go on."""
        try:
            self._take_steps(process)
        except BaseException as end:
            with self._lock:
                self._order.over(process)
                self._lock.notify_all()  # those who wait for it are woken by nobody else
            if not isinstance(end, StopIteration):
                raise

    def _take_steps(self, process: Process) -> None:
        """Raises StopIteration after the last. No lock is held while a webhook is under way."""
        assert process.steps is not None  # noqa: S101 - begin_at sets it before the first step
        answer: Answer | None = None
        self._set(process.at)
        while True:
            step = process.steps.send(answer)
            if isinstance(step, Webhook):
                answer = self._ask(process, step)
                continue
            answer = None
            if not self._goes_on(process, round(step * SECOND)):
                return
            self._set(process.at)

    def _ask(self, process: Process, webhook: Webhook) -> Answer:
        with self._lock:
            self._asking.append(process)
        try:
            return self._send(webhook)
        finally:
            with self._lock:
                self._asking.remove(process)
                self.delivered += 1

    def _goes_on(self, process: Process, pause: int) -> bool:
        """Whether the process's next step may follow at once; else it waits for its turn."""
        with self._lock:
            at = process.at + (0 if process.hurried else pause)
            process.hurried = False
            if not self._real and at <= self._order.until(process, self._end):
                process.at = at
                if self._idle:
                    self._call_a_hand()  # others may go on, too, now that it has come so far
                return True
            self._order.put(process, at)
            self._lock.notify()
            return False
