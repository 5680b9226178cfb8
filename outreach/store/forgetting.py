"""Takes out of the database who somebody was and what they said; what is counted stays.

Every sealed column and every blind index of the tables is named here, as forgotten or as kept: a
test holds this against the tables, so that a new column cannot be left out.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)

from outreach.store import matches
from outreach.store.tables import (
    agent_calls,
    attempts,
    cases,
    conversations,
    import_rows,
    lead_notes,
    leads,
    list_members,
    lists,
    messages,
    people,
    phones,
    recovery_codes,
    requests,
    suppressions,
    turns,
    upload_parts,
    uploads,
    users,
)

# Sealed columns that always hold something: an empty text, sealed.
EMPTIED = (
    phones.c.number_sealed,
    conversations.c.state,
    turns.c.state,
    messages.c.body,
)
# `sid`: by it the carrier's own record is found, with the number in it.
CLEARED = (
    people.c.name_sealed,
    people.c.document_sealed,
    people.c.document_hash,
    people.c.birth_date_sealed,
    turns.c.reply,
    turns.c.value,
    messages.c.reply,
    messages.c.sid,
    leads.c.note,
    lead_notes.c.body,
    agent_calls.c.carrier_sid,
)
# Blind indexes whose equality is counted (attempts on one number): a token without a key. And the
# carrier's ids of calls, which say that one was placed.
REPLACED = (
    phones.c.number_hash,
    attempts.c.number_hash,
    attempts.c.carrier_sid,
    messages.c.number_hash,
)
# Rows that are nothing but what somebody asked for, and the number to ring.
REMOVED = (requests.c.sid, requests.c.number_hash, requests.c.number_sealed)
# Nothing of a person of the registry, or what has to outlast them.
KEPT = (
    suppressions.c.number_hash,
    suppressions.c.document_hash,
    users.c.password_hash,
    users.c.totp_sealed,
    users.c.phone_sealed,
    recovery_codes.c.code_hash,
    # a file that nobody has imported yet: all of it goes when it is, or after a week
    uploads.c.top_sealed,
    uploads.c.foreseen_sealed,
    upload_parts.c.content_sealed,
)
# On request only. Municipality, sex and year of return stay: they are in the frame that was
# committed to, and without them nobody could verify the draw any more.
TRAITS = (people.c.birth_year, people.c.returned_from, people.c.limits)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What stands for a blind index from now on: equal for equal ones, and found by nobody, since
    the key is thrown away with this object."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def of(self, number_hash: str) -> str:
        mac = hmac.new(self._key, number_hash.encode(), hashlib.sha256)
        return mac.hexdigest()[:32]


def forget(
    connection: Connection,
    person_ids: Collection[int],
    *,
    tokens: Tokens,
    traits: bool,
    now: datetime,
) -> None:
    """Forgets these people (some hundreds at once). `traits`: also what they share with others."""
    own_cases = select(cases.c.id).where(cases.c.person_id.in_(person_ids))
    talks = conversations.c.case_id.in_(own_cases)
    own_talks = select(conversations.c.id).where(talks)
    own_numbers = select(phones.c.number_hash).where(phones.c.person_id.in_(person_ids))
    asked = or_(requests.c.case_id.in_(own_cases), requests.c.number_hash.in_(own_numbers))
    connection.execute(delete(requests).where(asked))
    _wipe(connection, conversations.c.attempt_id, talks)
    _wipe(connection, turns.c.conversation_id, turns.c.conversation_id.in_(own_talks))
    own_leads = select(leads.c.id).where(leads.c.case_id.in_(own_cases))
    _wipe(connection, agent_calls.c.id, agent_calls.c.lead_id.in_(own_leads))
    _wipe(connection, lead_notes.c.id, lead_notes.c.lead_id.in_(own_leads))
    _wipe(connection, leads.c.id, leads.c.case_id.in_(own_cases))
    # what came from the number outside of any conversation, like the requests from it
    loose = messages.c.case_id.is_(None) & messages.c.number_hash.in_(own_numbers)
    written = or_(messages.c.case_id.in_(own_cases), loose)
    _wipe(connection, messages.c.id, written, tokens)
    _wipe(connection, attempts.c.id, attempts.c.case_id.in_(own_cases), tokens)
    _wipe(connection, phones.c.id, phones.c.person_id.in_(person_ids), tokens)
    mine = people.c.id.in_(person_ids)
    _wipe(connection, people.c.id, mine)
    shared: dict[str, Any] = {column.name: None for column in TRAITS} if traits else {}
    connection.execute(update(people).where(mine).values(forgotten_at=now, **shared))
    _only_the_year_of_return(connection, mine)
    matches.forget_undecided_of(connection, person_ids, now)
    if traits:
        rows = import_rows.c.person_id.in_(person_ids)
        connection.execute(update(import_rows).where(rows).values(person_id=None))


def _only_the_year_of_return(connection: Connection, mine: ColumnElement[bool]) -> None:
    """A day would point at the few who came on that flight; what is counted are years."""
    days = select(people.c.id, people.c.returned_on).where(mine, people.c.returned_on.is_not(None))
    years = [
        {"person": row.id, "year": row.returned_on.replace(month=1, day=1)}
        for row in connection.execute(days)
    ]
    if years:
        change = update(people).where(people.c.id == bindparam("person"))
        connection.execute(change.values(returned_on=bindparam("year")), years)


def forget_strangers(connection: Connection, before: datetime, tokens: Tokens) -> None:
    """What was written to us, or asked by ringing us, before this moment from numbers that nobody
    of the registry has."""
    written = messages.c.case_id.is_(None) & (messages.c.at < before)
    _wipe(connection, messages.c.id, written, tokens)
    asked = requests.c.case_id.is_(None) & (requests.c.at < before)
    connection.execute(delete(requests).where(asked))


def _wipe(
    connection: Connection,
    key: "Column[Any]",
    where: ColumnElement[bool],
    tokens: Tokens | None = None,
) -> None:
    """Empties and clears what a table has of the lists above; with tokens, row by row."""
    table = key.table
    values: dict[str, Any] = {c.name: "" for c in EMPTIED if c.table is table}
    values |= {c.name: None for c in CLEARED if c.table is table}
    if values:
        connection.execute(update(table).where(where).values(values))
    if tokens is not None:  # at last: a number may be what the rows are found by
        _replace(connection, key, where, tokens)


def _replace(
    connection: Connection, key: "Column[Any]", where: ColumnElement[bool], tokens: Tokens
) -> None:
    table = key.table
    named = (table.c.carrier_sid,) if table is attempts else ()
    rows = connection.execute(
        select(key.label("key"), table.c.number_hash, *named).where(where)
    ).all()
    if not rows:
        return
    values: dict[str, Any] = {"number_hash": bindparam("token")}
    if table is attempts:  # the carrier's log has both, beside the number
        values |= {"ref": bindparam("new_ref"), "carrier_sid": bindparam("new_sid")}
    connection.execute(
        update(table).where(key == bindparam("row")).values(values),
        [_replacement(table, row, tokens) for row in rows],
    )


def _replacement(table: Any, row: Any, tokens: Tokens) -> dict[str, Any]:
    replaced = {"row": row.key, "token": tokens.of(row.number_hash)}
    if table is attempts:
        name = f"forgotten-{row.key}"
        replaced |= {"new_ref": name, "new_sid": name if row.carrier_sid else None}
    return replaced


# Whose time has come ---------------------------------------------------------------------------


def due(connection: Connection, list_ids: Collection[int], limit: int) -> Sequence[int]:
    """People who are on these lists and on no other, and are not forgotten yet."""
    return connection.scalars(_due(list_ids).order_by(people.c.id).limit(limit)).all()


def _due(list_ids: Collection[int]) -> Any:
    member = list_members.c.person_id == people.c.id
    here = select(list_members.c.person_id).where(member, list_members.c.list_id.in_(list_ids))
    other = select(list_members.c.person_id).where(member, list_members.c.list_id.not_in(list_ids))
    return select(people.c.id).where(
        people.c.forgotten_at.is_(None), here.exists(), ~other.exists()
    )


def counted(connection: Connection, chosen: Any) -> dict[str, int]:
    """What there is of these people (a SELECT of their ids), by what would be forgotten."""
    own_cases = select(cases.c.id).where(cases.c.person_id.in_(chosen))
    questions = {
        "people": select(func.count()).select_from(chosen.subquery()),
        "numbers": select(func.count()).where(phones.c.person_id.in_(chosen)),
        "conversations": select(func.count()).where(conversations.c.case_id.in_(own_cases)),
        "texts": select(func.count()).where(messages.c.case_id.in_(own_cases)),
        "notes": select(func.count()).where(
            leads.c.case_id.in_(own_cases), leads.c.note.is_not(None)
        ),
    }
    return {name: connection.scalar(question) or 0 for name, question in questions.items()}


def counted_due(connection: Connection, list_ids: Collection[int]) -> dict[str, int]:
    return counted(connection, _due(list_ids))


def counted_of(connection: Connection, person_id: int) -> dict[str, int]:
    return counted(connection, select(people.c.id).where(people.c.id == person_id))


def mark_purged(connection: Connection, list_ids: Collection[int], now: datetime) -> None:
    """Nobody is drawn from these lists any more."""
    fresh = (lists.c.id.in_(list_ids), lists.c.purged_at.is_(None))
    connection.execute(update(lists).where(*fresh).values(purged_at=now))


def is_purged(connection: Connection, list_id: int) -> bool:
    return connection.scalar(select(lists.c.purged_at).where(lists.c.id == list_id)) is not None
