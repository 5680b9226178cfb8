"""Decides which of a campaign's numbers a person sees when we call: by where they live."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallerId:
    """A number of ours. Without `municipalities` it stands for all that no other names."""

    number: str
    municipalities: frozenset[str] = frozenset()
    calls_per_second: float | None = None
    calls_a_day: int | None = None


def candidates(callers: Sequence[CallerId], municipality: str | None) -> list[CallerId]:
    """Those that may call somebody there, best first: the place's own, then the general ones.

    Always the same for the same place, so that people come to know the number.
    """
    own = [c for c in callers if municipality is not None and municipality in c.municipalities]
    return own + [c for c in callers if not c.municipalities]


def with_room(callers: Sequence[CallerId], calls_today: Callable[[str], int]) -> CallerId | None:
    """The first that has a call left today; None when all have reached their cap.

    `calls_today` is asked only of those that have a cap.
    """
    for caller in callers:
        if caller.calls_a_day is None or calls_today(caller.number) < caller.calls_a_day:
            return caller
    return None
