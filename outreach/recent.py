"""Keeps an answer that costs something for a moment, so that many pages may ask for it at once."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any, TypeVar

from outreach.clock import Clock

Answer = TypeVar("Answer")

_TIMES_ITS_COST = 10  # what takes a second is asked again after ten at the earliest


@dataclass
class _Kept:
    lock: Lock = field(default_factory=Lock)
    answer: Any = None
    good_until: datetime | None = None


class Recent:
    """Answers by key. While one is being found, whoever else asks waits and gets the same."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[Hashable, _Kept] = {}
        self._lock = Lock()

    def ask(self, key: Hashable, age: timedelta, question: Callable[[], Answer]) -> Answer:
        """The answer to the question: one of the last moments, or a new one. It is kept for `age`,
        or longer where it took long to find, so that pages that ask never take a machine over."""
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
        with kept.lock:
            began = self._clock.now()
            if kept.good_until is None or began >= kept.good_until:
                kept.answer = question()
                now = self._clock.now()
                kept.good_until = now + max(age, (now - began) * _TIMES_ITS_COST)
            answer: Answer = kept.answer
            return answer
