"""Keeps an answer that costs something for a moment, so that many pages may ask for it at once.

What is found quickly is found while the page waits. What takes long is found on the side, once,
and whoever asks meanwhile gets the last answer, or none.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock, Thread
from typing import Any, TypeVar

import structlog

from outreach.clock import Clock

log = structlog.get_logger()

Answer = TypeVar("Answer")

_TIMES_ITS_COST = 10  # what takes a second is asked again after ten at the earliest
_LONG = timedelta(seconds=0.3)  # nobody waits longer than that for what was known a moment ago
_TOO_OLD = timedelta(minutes=5)  # what nobody has asked for so long is not shown as if it were new


@dataclass
class _Kept:
    lock: Lock = field(default_factory=Lock)
    answer: Any = None
    found_at: datetime | None = None
    good_until: datetime | None = None
    cost: timedelta = timedelta()


class Recent:
    """Answers by key. While one is being found nobody else looks for it, too."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[Hashable, _Kept] = {}
        self._lock = Lock()

    def forget(self) -> None:
        """Keeps nothing any more: whatever is asked next is found anew."""
        with self._lock:
            self._kept.clear()

    def ask(
        self, key: Hashable, age: timedelta, question: Callable[[], Answer], *, wait: bool = True
    ) -> Answer | None:
        """The answer: one of the last moments, or a new one. It is kept for `age`, or longer where
        it took long to find, so that pages that ask never take a machine over.

        `question` may be asked in a thread of its own. None only without `wait`, while nothing is
        known yet.
        """
        with self._lock:
            kept = self._kept.setdefault(key, _Kept())
        now = self._clock.now()
        if kept.good_until is None or now >= kept.good_until:
            known = kept.found_at is not None and now - kept.found_at < _TOO_OLD
            if wait and not (known and kept.cost > _LONG):
                with kept.lock:
                    self._find(kept, age, question)
            elif kept.lock.acquire(blocking=False):
                Thread(target=self._aside, args=(kept, age, question), daemon=True).start()
                if not known:
                    return None
        answer: Answer | None = kept.answer
        return answer

    def _aside(self, kept: _Kept, age: timedelta, question: Callable[[], Any]) -> None:
        try:
            self._find(kept, age, question)
        except Exception as error:  # whoever asks next asks again
            log.error("not counted", kind=type(error).__name__)
        finally:
            kept.lock.release()

    def _find(self, kept: _Kept, age: timedelta, question: Callable[[], Any]) -> None:
        began = self._clock.now()
        if kept.good_until is not None and began < kept.good_until:
            return  # somebody else has found it while we waited
        kept.answer = question()
        kept.found_at = self._clock.now()
        kept.cost = kept.found_at - began
        kept.good_until = kept.found_at + max(age, kept.cost * _TIMES_ITS_COST)
