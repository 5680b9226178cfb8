"""Queries on the audit log: an entry is appended, and never changed or removed."""

import json
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from outreach.store.database import AnyRow
from outreach.store.encryption import keyring_of
from outreach.store.insertion import insert_new
from outreach.store.tables import audit_head, audit_log

_PAGE = 1000
GENESIS = "0" * 32  # what the first entry has before it

_HASHED = ("id", "at", "actor_id", "address", "action", "people", "subject", "detail", "previous")
_HEAD = select(audit_head.c.entries, audit_head.c.hash).where(audit_head.c.id == 1)
_LOCKED_HEAD = _HEAD.with_for_update()  # SQLite has one writer anyway


def hash_of(connection: Connection, entry: Any) -> str:
    """The keyed hash over all that an entry says, and with it over every entry before."""
    told = [_plain(getattr(entry, name)) for name in _HASHED]
    keyring = keyring_of(connection.dialect)
    return keyring.blind_index("audit", json.dumps(told, ensure_ascii=False))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def append(connection: Connection, **values: Any) -> int:
    """Appends an entry (all columns but the chain's) and returns its number.

    The end of the chain is held until the commit, so that entries follow each other. Whoever
    holds other rows takes them before this: then no two transactions wait for each other.
    """
    entries, ending = _held_head(connection)
    row = {"id": entries + 1, "previous": ending, **values}
    row["hash"] = hash_of(connection, SimpleNamespace(**row))
    connection.execute(insert(audit_log).values(row))
    connection.execute(
        update(audit_head).where(audit_head.c.id == 1).values(entries=row["id"], hash=row["hash"])
    )
    return int(row["id"])


def _held_head(connection: Connection) -> tuple[int, str]:
    found = connection.execute(_LOCKED_HEAD).one_or_none()
    if found is None:
        insert_new(connection, audit_head, [{"id": 1, "entries": 0, "hash": GENESIS}])
        found = connection.execute(_LOCKED_HEAD).one()
    return found.entries, found.hash


def head(connection: Connection) -> tuple[int, str]:
    """How many entries there should be, and the hash of the last."""
    found = connection.execute(_HEAD).one_or_none()
    return (found.entries, found.hash) if found is not None else (0, GENESIS)


def entries(connection: Connection, last: int) -> Iterator[AnyRow]:
    """The entries up to this one in their order, a thousand at a time."""
    statement = select(audit_log).where(audit_log.c.id <= last).order_by(audit_log.c.id)
    more = statement
    while page := connection.execute(more.limit(_PAGE)).all():
        yield from page
        more = statement.where(audit_log.c.id > page[-1].id)


def people_of(
    connection: Connection, actor_id: int | None, action: str, *, since: datetime
) -> set[int]:
    """Whom the latest entries of this actor and action tell of. Of the last thousand entries
    only: they are found by their numbers, without an index on a table that is only appended to."""
    found = connection.scalars(
        select(audit_log.c.people).where(
            audit_log.c.id > head(connection)[0] - _PAGE,
            audit_log.c.actor_id == actor_id,
            audit_log.c.action == action,
            audit_log.c.at >= since,
        )
    )
    return {int(person) for people in found for person in people.split()}


def past_the_end(connection: Connection) -> int | None:
    """An entry that the head knows nothing of. One statement, so that it sees one moment."""
    known = select(audit_head.c.entries).where(audit_head.c.id == 1).scalar_subquery()
    beyond: int | None = connection.scalar(
        select(func.min(audit_log.c.id)).where(audit_log.c.id > func.coalesce(known, 0))
    )
    return beyond


def of_person(connection: Connection, person_id: int) -> list[AnyRow]:
    """The entries that tell of this person, oldest first."""
    about = audit_log.c.people.contains(f" {person_id} ")
    return list(connection.execute(select(audit_log).where(about).order_by(audit_log.c.id)))
