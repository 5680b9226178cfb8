"""Queries on files that were sent in, and the store in which an import is rehearsed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from outreach.rules.states import RowOutcome, UploadState
from outreach.store.database import AnyRow, Store
from outreach.store.encryption import Keyring
from outreach.store.shares import shares
from outreach.store.tables import (
    import_rows,
    lists,
    metadata,
    people,
    phones,
    upload_parts,
    uploads,
    users,
)

_NOT_WRITTEN = (RowOutcome.REJECTED, RowOutcome.INELIGIBLE)


def add(connection: Connection, **values: Any) -> int:
    added = connection.execute(insert(uploads).values(values).returning(uploads.c.id))
    return int(added.scalar_one())


def by_id(connection: Connection, upload_id: int) -> AnyRow | None:
    return connection.execute(select(uploads).where(uploads.c.id == upload_id)).one_or_none()


def latest(connection: Connection, user_id: int | None, limit: int) -> list[AnyRow]:
    """What this user sent in (None: anybody), the latest first, with who did."""
    statement = (
        select(
            uploads.c.id,
            uploads.c.at,
            uploads.c.file_name,
            uploads.c.size,
            uploads.c.state,
            users.c.login,
        )
        .join(users, users.c.id == uploads.c.user_id)
        .order_by(uploads.c.id.desc())
        .limit(limit)
    )
    if user_id is not None:
        statement = statement.where(uploads.c.user_id == user_id)
    return list(connection.execute(statement))


def move(
    connection: Connection,
    upload_id: int,
    sources: Sequence[UploadState],
    state: UploadState,
    now: datetime,
    **values: Any,
) -> bool:
    """Changes the state; False when it is in none of `sources` any more."""
    mine = (uploads.c.id == upload_id, uploads.c.state.in_(sources))
    changed = {"state": state, "moved_at": now, **values}
    return connection.execute(update(uploads).where(*mine).values(changed)).rowcount == 1


def add_part(
    connection: Connection, upload_id: int, kind: str, number: int, content: bytes
) -> None:
    row = {"upload_id": upload_id, "kind": kind, "number": number, "content_sealed": content}
    connection.execute(insert(upload_parts).values(row))


def parts(connection: Connection, upload_id: int, kind: str) -> Iterator[bytes]:
    """The parts in their order, one at a time."""
    mine = (upload_parts.c.upload_id == upload_id, upload_parts.c.kind == kind)
    number = -1
    while True:
        statement = (
            select(upload_parts.c.number, upload_parts.c.content_sealed)
            .where(*mine, upload_parts.c.number > number)
            .order_by(upload_parts.c.number)
            .limit(1)
        )
        row = connection.execute(statement).one_or_none()
        if row is None:
            return
        number = row.number
        yield row.content_sealed


def drop_parts(connection: Connection, upload_id: int, *kinds: str) -> None:
    mine = (upload_parts.c.upload_id == upload_id, upload_parts.c.kind.in_(kinds))
    connection.execute(delete(upload_parts).where(*mine))


def forget(connection: Connection, upload_id: int) -> None:
    """The file, and all that was seen of it."""
    connection.execute(delete(upload_parts).where(upload_parts.c.upload_id == upload_id))
    connection.execute(delete(uploads).where(uploads.c.id == upload_id))


def left_since(connection: Connection, before: datetime) -> list[int]:
    """What nobody went on with since then."""
    statement = select(uploads.c.id).where(uploads.c.moved_at < before)
    return list(connection.scalars(statement))


# The rehearsal of an import -------------------------------------------------------------------


def rehearsal(path: Path, keyring: Keyring) -> Store:
    """An empty store in a file of its own."""
    store = Store(f"sqlite:///{path}", keyring)
    with store.transaction() as connection:
        metadata.create_all(connection)
    return store


# what points at others of the registry, who are not in the rehearsal
_ALONE = {column.name: None for column in people.c if column.foreign_keys}


def known_people(
    connection: Connection, hashes: Sequence[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The people who have these documents, and their numbers, as rows."""
    persons: list[dict[str, Any]] = []
    numbers: list[dict[str, Any]] = []
    for part in shares(hashes):
        found = connection.execute(select(people).where(people.c.document_hash.in_(part)))
        some = [{**row._mapping, **_ALONE} for row in found]
        having = phones.c.person_id.in_([row["id"] for row in some])
        numbers += [dict(row._mapping) for row in connection.execute(select(phones).where(having))]
        persons += some
    return persons, numbers


def seed(
    connection: Connection,
    persons: Sequence[Mapping[str, Any]],
    numbers: Sequence[Mapping[str, Any]],
) -> None:
    """Puts people who are in the registry already into a rehearsal."""
    for table, rows in ((people, persons), (phones, numbers)):
        if rows:
            connection.execute(insert(table), list(rows))


def outcomes(connection: Connection) -> list[AnyRow]:
    """How many rows came to what: (outcome, reason, count, first), the most first."""
    statement = (
        select(
            import_rows.c.outcome,
            import_rows.c.reason,
            func.count().label("count"),
            func.min(import_rows.c.row_number).label("first"),
        )
        .group_by(import_rows.c.outcome, import_rows.c.reason)
        .order_by(func.count().desc())
    )
    return list(connection.execute(statement))


def first_rows(connection: Connection, outcome: str, reason: str | None, limit: int) -> list[int]:
    """The numbers of the first rows that came to this."""
    mine = (import_rows.c.outcome == outcome, import_rows.c.reason.is_not_distinct_from(reason))
    statement = select(import_rows.c.row_number).where(*mine)
    return list(connection.scalars(statement.order_by(import_rows.c.row_number).limit(limit)))


def not_written(connection: Connection) -> dict[int, str]:
    """Why each row is not drawn from: row → reason."""
    statement = select(import_rows.c.row_number, import_rows.c.reason).where(
        import_rows.c.outcome.in_(_NOT_WRITTEN)
    )
    return {row.row_number: row.reason or "" for row in connection.execute(statement)}


def all_lists(connection: Connection) -> list[AnyRow]:
    return list(connection.execute(select(lists).order_by(lists.c.id.desc())))
