"""Queries on cases: one drawn person in one campaign. `histories` has what is known of one."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, exists, func, select, update

from outreach.rules.states import CaseState
from outreach.store.database import AnyRow
from outreach.store.predicates import OPEN, holds
from outreach.store.tables import attempts, cases, people, phones

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def change(connection: Connection, case_id: int, **values: Any) -> None:
    if values:
        parameters = {f"new_{name}": value for name, value in values.items()}
        connection.execute(_change(tuple(values)), {"key": case_id, **parameters})


@cache
def _change(columns: tuple[str, ...]) -> Any:
    return (
        update(cases)
        .where(cases.c.id == bindparam("key"))
        .values({name: bindparam(f"new_{name}") for name in columns})
    )


def change_many(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Changes many cases alike: each row has `key` (the case's id) and the same columns."""
    if not rows:
        return
    columns: dict[str, Any] = {name: bindparam(name) for name in rows[0] if name != "key"}
    connection.execute(
        update(cases).where(cases.c.id == bindparam("key")).values(columns), list(rows)
    )


def of_number(connection: Connection, number_hash: str) -> list[AnyRow]:
    """The cases of everybody who has this number, the one last in touch first.

    Rows: (id, person_id, campaign_id, phone_id, state, closed_why, interested, name_sealed,
    touched, same): `same` is alike for all entries of one person.
    """
    touched = (
        select(attempts.c.claimed_at)
        .where(attempts.c.case_id == cases.c.id, attempts.c.claimed_at.is_not(None))
        .order_by(attempts.c.claimed_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            cases.c.id,
            cases.c.person_id,
            cases.c.campaign_id,
            phones.c.id.label("phone_id"),
            cases.c.state,
            cases.c.closed_why,
            cases.c.interested,
            people.c.name_sealed,
            touched.label("touched"),
            func.coalesce(people.c.same_as, people.c.id).label("same"),
        )
        .join(people, people.c.id == cases.c.person_id)
        .join(phones, phones.c.person_id == cases.c.person_id)
        .where(phones.c.number_hash == number_hash)
    ).all()
    return sorted(rows, key=lambda row: row.touched or _LONG_AGO, reverse=True)


def remaining(connection: Connection, campaign_id: int, state: CaseState) -> bool:
    """Whether a case of the campaign is in this state."""
    return bool(
        connection.scalar(
            select(exists().where(cases.c.campaign_id == campaign_id, cases.c.state == state))
        )
    )


def without_attempt(connection: Connection, campaign_id: int) -> list[AnyRow]:
    """Open cases that have no open attempt: (id, person_id)."""
    waiting = exists().where(
        attempts.c.case_id == cases.c.id,
        holds(OPEN, attempts),
    )
    return list(
        connection.execute(
            select(cases.c.id, cases.c.person_id).where(
                cases.c.campaign_id == campaign_id, cases.c.state == CaseState.OPEN, ~waiting
            )
        )
    )
