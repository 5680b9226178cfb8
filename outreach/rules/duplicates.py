"""Decides who of those who share a number is one and the same person, listed twice.

The import recognises people by their document. Of those without a usable one, two are the same
person when they share a number, have the same name, and nothing known of them contradicts it.
Only the first by case id stays in the frame (AAPOR 4.81 for the others).
"""

from collections.abc import Iterable
from typing import NamedTuple

from flows.understanding.normalise import plain


class Identity(NamedTuple):
    """What is known of who somebody is; None is not known."""

    case_id: str
    name: str | None
    birth_date: str | None
    birth_year: int | None
    document: str | None  # its blind index


def listed_twice(cluster: Iterable[Identity]) -> dict[str, str]:
    """Of people of one cluster: the case id that is left out → the one that stays."""
    staying: list[Identity] = []
    out: dict[str, str] = {}
    for person in sorted(cluster, key=lambda known: known.case_id):
        first = next((known for known in staying if _same(known, person)), None)
        if first is None:
            staying.append(person)
        else:
            out[person.case_id] = first.case_id
    return out


def _same(one: Identity, other: Identity) -> bool:
    if not one.name or not other.name:
        return False
    return _words(one.name) == _words(other.name) and all(
        mine is None or theirs is None or mine == theirs
        for mine, theirs in (
            (one.birth_date, other.birth_date),
            (one.birth_year, other.birth_year),
            (one.document, other.document),
        )
    )


def _words(name: str) -> list[str]:
    """A name without case, accents and doubled spaces."""
    return plain(name).split()
