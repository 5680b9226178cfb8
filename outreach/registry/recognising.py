"""Looks for entries of the registry that may be of one person, however many entries there are.

Only entries that have something in common are compared: a number, or the birth date and two words
of the name as they sound. What they have in common is kept as 64-bit numbers, so that a country
fits into memory; names are read again for the pairs that come out.
"""

from array import array
from collections.abc import Iterable, Iterator
from datetime import datetime

import numpy as np
import structlog
from numpy.typing import NDArray

from outreach.rules.same_person import Traits, keys, likeness
from outreach.store import matches as rows
from outreach.store import registry
from outreach.store.database import Connection, Store

log = structlog.get_logger()

MOST_ALIKE = 40  # entries with one thing in common; a number that more have is a shop's
_AT_ONCE = 5000  # pairs that are read and compared together
_WHOLE = (1 << 64) - 1


def recognise(store: Store, list_name: str, now: datetime) -> int:
    """Writes down which entries of this list may be of a person who is in the registry already,
    in this list or another, and says how many are new. May be repeated. Raises NotFound."""
    with store.snapshot() as connection:
        found = registry.known_list(connection, list_name)
        pairs = _pairs(connection, found.id)
    new = 0
    for start in range(0, len(pairs), _AT_ONCE):
        with store.transaction() as connection:
            new += rows.add(connection, list(_alike(connection, pairs[start:][:_AT_ONCE], now)))
    log.info("near matches looked for", list=found.id, pairs=len(pairs), found=new)
    return new


def _pairs(connection: Connection, list_id: int) -> NDArray[np.int64]:
    """Rows of two ids, the smaller first, of which one at least is on the list."""
    things, owners = array("Q"), array("q")
    for row in rows.names(connection):
        for key in keys(row.name, row.born):
            things.append(hash(key) & _WHOLE)
            owners.append(row.id)
    for row in rows.numbers(connection):
        things.append(int(row.number_hash[:16], 16))
        owners.append(row.person_id)
    members = np.fromiter(rows.members(connection, list_id), np.int64)
    both = _in_common(np.frombuffer(things, np.uint64), np.frombuffer(owners, np.int64))
    return both[np.isin(both, members).any(axis=1)]


def _in_common(things: NDArray[np.uint64], owners: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each pair of owners that have a thing in common, once."""
    order = np.argsort(things, kind="stable")
    things, owners = things[order], owners[order]
    found = [np.empty((0, 2), np.int64)]
    for distance in range(1, MOST_ALIKE):
        alike = things[distance:] == things[:-distance]
        if not alike.any():
            break
        found.append(np.column_stack((owners[:-distance][alike], owners[distance:][alike])))
    pairs = np.sort(np.concatenate(found), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _alike(
    connection: Connection, pairs: NDArray[np.int64], now: datetime
) -> Iterator[dict[str, object]]:
    traits = _traits(connection, {int(id_) for id_ in pairs.flat})
    for one, other in _both_known(pairs, traits):
        like = likeness(traits[one], traits[other])
        if like is not None:
            yield {
                "person_id": one,
                "other_id": other,
                "score": round(like.score, 1),
                "why": like.why,
                "found_at": now,
            }


def _both_known(
    pairs: Iterable[NDArray[np.int64]], traits: dict[int, Traits]
) -> Iterator[tuple[int, int]]:
    for one, other in pairs:
        if int(one) in traits and int(other) in traits:
            yield int(one), int(other)


def _traits(connection: Connection, people: set[int]) -> dict[int, Traits]:
    numbers = rows.numbers_of(connection, people)
    return {
        id_: Traits(
            name=row.name,
            birth_date=row.birth_date,
            document=row.document,
            numbers=frozenset(number.number_hash for number in numbers.get(id_, ())),
        )
        for id_, row in rows.entries(connection, people).items()
    }
