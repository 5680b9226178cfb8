"""Queries on attempts: planned, claimed by one process only, ended once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from outreach.rules.states import AttemptState
from outreach.store.insertion import insert_one
from outreach.store.predicates import OPEN, PLANNED, RUNNING, holds
from outreach.store.tables import attempts, campaigns, cases, conversations, people, phones

_planned = holds(PLANNED, attempts)
_running = holds(RUNNING, attempts)

# One attempt with all that a use case needs to know of it, in one statement.
_WHOLE = (
    select(
        attempts.c.id,
        attempts.c.ref,
        attempts.c.state,
        attempts.c.medium,
        attempts.c.inbound,
        attempts.c.to_appointment,
        attempts.c.why,
        attempts.c.carrier_sid,
        attempts.c.number_hash,
        attempts.c.phone_id,
        attempts.c.claimed_at,
        attempts.c.placed_at,
        attempts.c.answered_by,
        attempts.c.result,
        attempts.c.caller_id,
        attempts.c.case_id,
        attempts.c.campaign_id,
        cases.c.person_id,
        cases.c.appointment_at,
        cases.c.identified_at,
        cases.c.state.label("case_state"),
        cases.c.disposition.label("case_disposition"),
        people.c.name_sealed,
        people.c.birth_year,
        people.c.municipality,
        people.c.locale,
        people.c.limits,
        phones.c.number_sealed,
        phones.c.country.label("number_country"),
        conversations.c.id.label("conversation_id"),
        conversations.c.state.label("conversation_state"),
        conversations.c.turn,
        # the version that the conversation began with, or the one it would begin with now
        func.coalesce(conversations.c.script_version, campaigns.c.script_version).label(
            "script_version"
        ),
    )
    .select_from(attempts)
    .join(campaigns, campaigns.c.id == attempts.c.campaign_id)
    .join(cases, cases.c.id == attempts.c.case_id)
    .join(people, people.c.id == cases.c.person_id)
    .join(phones, phones.c.id == attempts.c.phone_id)
    .outerjoin(conversations, conversations.c.attempt_id == attempts.c.id)
)
_BY_ID = _WHOLE.where(attempts.c.id == bindparam("key"))
_BY_REF = _WHOLE.where(attempts.c.ref == bindparam("key"))
_BY_SID = _WHOLE.where(attempts.c.carrier_sid == bindparam("key"))


def by_id(connection: Connection, attempt_id: int) -> Any:
    """The attempt with its case, person, number and conversation; None when unknown."""
    return connection.execute(_BY_ID, {"key": attempt_id}).one_or_none()


_STATE = select(attempts.c.state).where(attempts.c.id == bindparam("key"))


def state_of(connection: Connection, attempt_id: int) -> AttemptState:
    return AttemptState(connection.execute(_STATE, {"key": attempt_id}).scalar_one())


def by_ref(connection: Connection, ref: str) -> Any:
    return connection.execute(_BY_REF, {"key": ref}).one_or_none()


def by_sid(connection: Connection, sid: str) -> Any:
    return connection.execute(_BY_SID, {"key": sid}).one_or_none()


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(attempts), list(rows))


def add_one(connection: Connection, row: Mapping[str, Any]) -> int | None:
    """Adds an attempt; None when a constraint forbids it (another one is open or on the line)."""
    return insert_one(connection, attempts, {**_NOTHING_YET, **row})


# Every row names the same columns, so that one compiled statement serves them all.
_NOTHING_YET = dict.fromkeys(
    ("claimed_at", "placed_at", "answered_at", "carrier_sid", "local_hour", "local_weekday")
) | {"to_appointment": False}


def claim(
    connection: Connection,
    attempt_id: int,
    now: datetime,
    local_hour: int,
    local_weekday: int,
    caller_id: str | None = None,
) -> bool:
    """planned → dialling. Only one process can win, and only one call can be on a number.

    Raises NumberInUse when another call to the number is under way; the transaction is then over.
    """
    values = {
        "state": AttemptState.DIALLING,
        "claimed_at": now,
        "local_hour": local_hour,
        "local_weekday": local_weekday,
        "caller_id": caller_id,
    }
    try:
        return move(connection, attempt_id, (AttemptState.PLANNED,), **values)
    except IntegrityError:
        raise NumberInUse from None


class NumberInUse(Exception):
    """Another call to the same number is under way."""


def move(
    connection: Connection, attempt_id: int, sources: tuple[AttemptState, ...], **values: Any
) -> bool:
    """Changes an attempt that is still in one of the given states; False when it no longer is."""
    statement = _move(sources, tuple(values))
    parameters = {f"new_{name}": value for name, value in values.items()}
    return connection.execute(statement, {"key": attempt_id, **parameters}).rowcount == 1


@cache
def _move(sources: tuple[AttemptState, ...], columns: tuple[str, ...]) -> Any:
    return (
        update(attempts)
        .where(attempts.c.id == bindparam("key"), attempts.c.state.in_(sources))
        .values({name: bindparam(f"new_{name}") for name in columns})
    )


def set_sid(connection: Connection, attempt_id: int, sid: str) -> None:
    """Remembers the carrier's id of an attempt that has none, unless another one has it."""
    connection.execute(_SET_SID, {"key": attempt_id, "sid": sid})


_other = attempts.alias("other")
_SET_SID = (
    update(attempts)
    .where(
        attempts.c.id == bindparam("key"),
        attempts.c.carrier_sid.is_(None),
        ~exists().where(_other.c.carrier_sid == bindparam("sid")),
    )
    .values(carrier_sid=bindparam("sid"))
)


def drop_planned(connection: Connection, case_id: int) -> None:
    """What was planned for the case is no longer wanted."""
    connection.execute(
        update(attempts)
        .where(attempts.c.case_id == case_id, attempts.c.state == AttemptState.PLANNED)
        .values(state=AttemptState.DROPPED)
    )


_OPEN_OF_CASE = select(attempts.c.id, attempts.c.state, attempts.c.medium).where(
    attempts.c.case_id == bindparam("case_id"), holds(OPEN, attempts)
)


def open_of_case(connection: Connection, case_id: int) -> Any:
    """The case's open attempt as (id, state, medium), or None."""
    return connection.execute(_OPEN_OF_CASE, {"case_id": case_id}).one_or_none()
