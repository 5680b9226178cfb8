"""Decides which of the calls that a carrier lists is the one whose answer was lost."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Listed(Protocol):
    """A call or text as a carrier lists it; what it does not tell is None."""

    @property
    def ref(self) -> str | None: ...

    @property
    def sender(self) -> str | None: ...


Call = TypeVar("Call", bound=Listed)


def adopted(found: Sequence[Call], *, ref: str, caller_id: str | None) -> tuple[Call | None, int]:
    """The one that is ours of those to the number since the claim, oldest first, without those
    that are known already; and how many others could be.

    Our own reference in its callback address settles it, either way. Where the carrier does not
    tell that, the caller id and the time have to do: the oldest from the number we called from.
    One attempt at a time is on the line to a number, so a second call is somebody else's who uses
    the same account; it is better to adopt a wrong call than to make a second one.
    """
    by_ref = [call for call in found if call.ref == ref]
    if by_ref:
        return by_ref[0], 0
    possible = [
        call
        for call in found
        if call.ref is None and (call.sender is None or call.sender == caller_id)
    ]
    return (possible[0], len(possible) - 1) if possible else (None, 0)
