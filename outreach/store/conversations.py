"""Queries on conversations and their turns: every reply is taken once, by its number."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, bindparam, cast, exists, insert, select, update
from sqlalchemy.types import TypeDecorator

from outreach.rules.states import AttemptState
from outreach.store import cases, tables
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.predicates import RUNNING, holds
from outreach.store.tables import attempts, conversations, turns

_STATE_AFTER = select(turns.c.state).where(
    turns.c.conversation_id == bindparam("conversation_id"),
    turns.c.number == bindparam("number"),
)
_ADVANCE = (
    update(conversations)
    .where(conversations.c.id == bindparam("key"), conversations.c.turn == bindparam("before"))
    .values(
        turn=bindparam("new_turn"),
        state=bindparam("new_state"),
        outcome=bindparam("new_outcome"),
        heard_at=bindparam("now"),
        ended_at=bindparam("new_ended_at"),
    )
)
_TURN = insert(turns)


def begin(connection: Connection, **values: Any) -> int | None:
    """Begins an attempt's conversation; None when another request has begun it already."""
    return insert_one(connection, conversations, values)


_LOCKED = (
    select(conversations.c.state)
    .where(conversations.c.id == bindparam("key"))
    .with_for_update()  # SQLite has one writer anyway
)


def locked_state(connection: Connection, conversation_id: int) -> str | None:
    """The state as it is now, which nobody else changes until this transaction is over."""
    return connection.scalar(_LOCKED, {"key": conversation_id})


def state_after(connection: Connection, conversation_id: int, number: int) -> str | None:
    """The state after reply `number`, as JSON; None when that reply was never taken."""
    return connection.scalar(_STATE_AFTER, {"conversation_id": conversation_id, "number": number})


def advance(
    connection: Connection,
    conversation_id: int,
    *,
    number: int,
    state: str,
    outcome: str | None,
    over: bool,
    now: datetime,
    turn: dict[str, Any],
    case_id: int,
    changes: dict[str, Any],
) -> bool:
    """Takes reply `number` with what it changes in the case; False when another request has taken
    it already. On PostgreSQL one statement, so that it may be a transaction by itself."""
    moved = {
        "key": conversation_id,
        "before": number - 1,
        "new_turn": number,
        "new_state": state,
        "new_outcome": outcome,
        "now": now,
        "new_ended_at": now if over else None,
    }
    row = {"conversation_id": conversation_id, "number": number, "state": state, "at": now, **turn}
    if connection.dialect.name != "sqlite":
        added = {f"turn_{name}": value for name, value in row.items()}
        changed = {f"of_case_{name}": value for name, value in {"id": case_id, **changes}.items()}
        statement = _at_once(tuple(row), tuple(changes))
        return connection.scalar(statement, {**moved, **added, **changed}) is not None
    if connection.execute(_ADVANCE, moved).rowcount != 1:
        return False
    connection.execute(_TURN, row)
    cases.change(connection, case_id, **changes)
    return True


@cache
def _at_once(turn_columns: tuple[str, ...], case_columns: tuple[str, ...]) -> Any:
    """The conversation, its new turn and its case in one statement; the id when it was moved.

    No parameter has the name of a column: SQLAlchemy would take it for a value of that column.
    """
    moved = _ADVANCE.returning(conversations.c.id).cte("moved")
    values = [
        cast(bindparam(f"turn_{name}", type_=turns.c[name].type), _stored(turns.c[name]))
        for name in turn_columns
    ]
    added = (
        insert(turns)
        .from_select(list(turn_columns), select(*values).select_from(moved))
        .cte("added")
    )
    both = [added]
    if case_columns:
        columns: dict[str, Any] = {name: bindparam(f"of_case_{name}") for name in case_columns}
        both.append(
            update(tables.cases)
            .where(tables.cases.c.id == bindparam("of_case_id"), exists(select(moved.c.id)))
            .values(columns)
            .cte("changed")
        )
    return select(moved.c.id).add_cte(*both)


def _stored(column: Column[Any]) -> Any:
    """The type in which the database has a column, whatever we make of it."""
    kind = column.type
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


_SPOKE = (
    select(turns.c.number)
    .where(turns.c.conversation_id == bindparam("conversation_id"), turns.c.intent != "silence")
    .limit(1)
)


def spoke(connection: Connection, conversation_id: int) -> bool:
    """Whether anything but silence was ever heard."""
    return connection.scalar(_SPOKE, {"conversation_id": conversation_id}) is not None


_MOST_LOOKED_AT = 10
_STATES = (
    select(conversations.c.state)
    .where(
        conversations.c.case_id == bindparam("case_id"),
        conversations.c.started_at >= bindparam("since"),
        conversations.c.attempt_id != bindparam("but_of"),
    )
    .order_by(conversations.c.id.desc())
    .limit(_MOST_LOOKED_AT)
)


def states_of_case(
    connection: Connection, case_id: int, *, since: datetime, but_of: int
) -> list[str]:
    """The states of a case's conversations begun since then, as JSON, the latest first, without
    the one of the attempt `but_of`."""
    asked = {"case_id": case_id, "since": since, "but_of": but_of}
    return list(connection.scalars(_STATES, asked))


_SAID = (
    select(turns.c.conversation_id, turns.c.state, turns.c.at)
    .join(conversations, conversations.c.id == turns.c.conversation_id)
    .where(
        conversations.c.case_id == bindparam("case_id"),
        conversations.c.attempt_id != bindparam("but_of"),
    )
    .order_by(turns.c.conversation_id, turns.c.number)
)


def said_in_case(connection: Connection, case_id: int, *, but_of: int) -> list[Any]:
    """(conversation_id, state, at) after every reply of a case's conversations, in their order,
    without the one of the attempt `but_of`."""
    rows = connection.execute(_SAID, {"case_id": case_id, "but_of": but_of})
    return [row for row in rows if row.state]


def replies_of_case(connection: Connection, case_id: int) -> Sequence[AnyRow]:
    """What the person of a case said, (at, step, reply, intent, value), the latest first."""
    return connection.execute(
        select(turns.c.at, turns.c.step, turns.c.reply, turns.c.intent, turns.c.value)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(conversations.c.case_id == case_id)
        .order_by(turns.c.at.desc(), turns.c.number.desc())
        .limit(30)
    ).all()


def open_text_of_number(connection: Connection, number_hash: str) -> str | None:
    """The attempt's ref of the text conversation under way with a number, the latest first."""
    return connection.scalar(
        select(attempts.c.ref)
        .join(conversations, conversations.c.attempt_id == attempts.c.id)
        .where(
            attempts.c.number_hash == number_hash,
            attempts.c.medium == "text",
            holds(RUNNING, attempts),
            attempts.c.state == AttemptState.UNDER_WAY,
            conversations.c.ended_at.is_(None),
        )
        .order_by(attempts.c.placed_at.desc())
        .limit(1)
    )
