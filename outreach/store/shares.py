"""Deals many values into shares, each of which one IN (…) can hold."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_MOST = 500

Value = TypeVar("Value")


def shares(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """All of the values, in their order."""
    for start in range(0, len(values), _MOST):
        yield values[start : start + _MOST]
