"""The rows of a trial: a store in memory with one invented person, thrown away afterwards."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from outreach.rules.states import AttemptState, CampaignState, CaseState
from outreach.store.database import AnyRow, Store
from outreach.store.encryption import Keyring
from outreach.store.tables import (
    attempts,
    campaigns,
    cases,
    conversations,
    list_members,
    lists,
    metadata,
    people,
    phones,
    turns,
)

_ID = 1  # of everything: there is one of each


def in_memory(keyring: Keyring) -> Store:
    """A store that no other process sees and that is gone when it is closed."""
    store = Store("sqlite://", keyring)
    with store.transaction() as connection:
        metadata.create_all(connection)
    return store


def invent(
    connection: Connection,
    *,
    document: Mapping[str, Any],
    script_version: int,
    person: Mapping[str, Any],
    number: str,
    now: datetime,
) -> None:
    """One list, one person with this number, one campaign that runs, one open case."""
    keyring = connection.dialect.keyring  # type: ignore[attr-defined]  # set by Store
    add = connection.execute
    listed = {"name": "-", "country": "-", "is_sample": True, "file_name": "-"}
    sums = {"file_sha256": "-", "as_of": now.date(), "counts": {}, "imported_at": now}
    add(insert(lists).values(id=_ID, **listed, **sums))
    add(insert(people).values(id=_ID, case_code="-", created_at=now, **person))
    add(insert(list_members).values(list_id=_ID, person_id=_ID, eligible=True))
    number_hash = keyring.blind_index("number", number)
    sealed = {"number_sealed": number, "number_hash": number_hash, "kind": "mobile"}
    add(insert(phones).values(id=_ID, person_id=_ID, rank=1, **sealed))
    running = {"state": CampaignState.RUNNING, "started_at": now, "created_at": now}
    told = {"document": document, "script_version": script_version, "name": "-", "list_id": _ID}
    add(insert(campaigns).values(id=_ID, **told, **running))
    drawn = {"stratum": "-", "position": 1, "order_key": "-", "probability": 1.0, "replicate": 1}
    case = {"campaign_id": _ID, "person_id": _ID, "state": CaseState.OPEN, "released_at": now}
    add(insert(cases).values(id=_ID, **case, **drawn))


def place(
    connection: Connection, *, ref: str, medium: str, number_hash: str, now: datetime
) -> None:
    """Our call or text is on its way to the person."""
    connection.execute(
        insert(attempts).values(
            ref=ref,
            case_id=_ID,
            campaign_id=_ID,
            phone_id=_ID,
            number_hash=number_hash,
            medium=medium,
            inbound=False,
            state=AttemptState.UNDER_WAY,
            why="trial",
            due_at=now,
            claimed_at=now,
            placed_at=now,
        )
    )


def talk(connection: Connection) -> AnyRow | None:
    """The conversation: (id, state), or None before it began."""
    statement = select(conversations.c.id, conversations.c.state).limit(1)
    return connection.execute(statement).one_or_none()


def replies(connection: Connection) -> list[AnyRow]:
    """Its replies in order: (number, step, reply, confidence, state after it)."""
    statement = select(
        turns.c.number, turns.c.step, turns.c.reply, turns.c.confidence, turns.c.state
    )
    return list(connection.execute(statement.order_by(turns.c.number)))
