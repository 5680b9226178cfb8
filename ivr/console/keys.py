"""Reads a key of the database out of a form or an address."""

from collections.abc import Mapping
from typing import Any

HIGHEST = 2**31 - 1  # that a column holds


def key(given: Mapping[str, Any], name: str) -> int:
    """The number under this name; 0, which is nobody's, for anything else."""
    text = given.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= 10):
        return 0
    return int(text) if int(text) <= HIGHEST else 0
