"""Queries on cases: one drawn person in one campaign, and what may be known when deciding."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, exists, insert, select, update
from sqlalchemy import case as when

from flows.medium import Medium
from outreach.rules.contact_policy import History, Missed, Number, PastAttempt, Why
from outreach.rules.dispositions import Disposition
from outreach.rules.states import AttemptState, CaseState
from outreach.store.database import AnyRow
from outreach.store.predicates import ON_THE_LINE, OPEN, holds
from outreach.store.tables import (
    attempts,
    cases,
    draws,
    list_members,
    people,
    phones,
    suppressions,
)

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_on_the_line = attempts.alias("on_the_line")
_other_person = suppressions.alias("other_person")

_NUMBERS = (
    select(
        phones.c.id,
        phones.c.rank,
        phones.c.kind,
        phones.c.number_hash,
        exists().where(suppressions.c.number_hash == phones.c.number_hash).label("suppressed"),
        exists()
        .where(
            _on_the_line.c.number_hash == phones.c.number_hash,
            holds(ON_THE_LINE, _on_the_line),
        )
        .label("under_way"),
        exists().where(_other_person.c.person_id == phones.c.person_id).label("opted_out"),
    )
    .where(phones.c.person_id == bindparam("person_id"))
    .order_by(phones.c.rank)
)
_PAST = (
    select(
        attempts.c.medium,
        attempts.c.phone_id,
        when(
            (attempts.c.placed_at.is_not(None), attempts.c.placed_at),
            (attempts.c.claimed_at.is_not(None), attempts.c.claimed_at),
            else_=attempts.c.due_at,
        ).label("began"),
        attempts.c.ended_at,
        attempts.c.disposition,
        attempts.c.inbound,
        attempts.c.to_appointment,
        attempts.c.why,
    )
    .where(
        attempts.c.case_id == bindparam("case_id"), attempts.c.state == AttemptState.ENDED.value
    )
    .order_by(attempts.c.ended_at, attempts.c.id)
)
_CASE = select(
    cases.c.released_at,
    cases.c.appointment_at,
    cases.c.ring_back_at,
    cases.c.ring_back_on,
    cases.c.state,
).where(cases.c.id == bindparam("case_id"))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case: its history, and the blind index of each of its numbers."""

    history: History
    hash_of: Mapping[int, str]


def known(connection: Connection, case_id: int, person_id: int) -> Known:
    """All that the contact policy may know of the case, as of this transaction."""
    case = connection.execute(_CASE, {"case_id": case_id}).one()
    numbers = connection.execute(_NUMBERS, {"person_id": person_id}).all()
    past = connection.execute(_PAST, {"case_id": case_id}).all()
    history = History(
        numbers=[_number(row) for row in numbers],
        attempts=[_past(row) for row in past],
        released_at=case.released_at,
        appointment=case.appointment_at,
        suppressed=any(row.opted_out for row in numbers),
        missed=Missed(case.ring_back_at, case.ring_back_on) if case.ring_back_at else None,
    )
    return Known(history, {row.id: row.number_hash for row in numbers})


def _number(row: AnyRow) -> Number:
    return Number(
        id=row.id,
        rank=row.rank,
        text=row.kind == "mobile",
        suppressed=bool(row.suppressed),
        under_way=bool(row.under_way),
    )


def _past(row: AnyRow) -> PastAttempt:
    return PastAttempt(
        medium=Medium(row.medium),
        number_id=row.phone_id,
        began=row.began,
        ended=row.ended_at,
        disposition=Disposition(row.disposition),
        inbound=row.inbound,
        to_appointment=row.to_appointment,
        ring_back=row.why == Why.RING_BACK,
    )


# The draw -------------------------------------------------------------------------------------


def frame(connection: Connection, list_id: int) -> list[AnyRow]:
    """The eligible people of a list: (person_id, case_code, municipality)."""
    return list(
        connection.execute(
            select(people.c.id.label("person_id"), people.c.case_code, people.c.municipality)
            .join(list_members, list_members.c.person_id == people.c.id)
            .where(list_members.c.list_id == list_id, list_members.c.eligible)
        )
    )


def record_draw(
    connection: Connection, draw: Mapping[str, Any], drawn: Iterable[Mapping[str, Any]]
) -> None:
    connection.execute(insert(draws).values(draw))
    rows = [{**row, "state": CaseState.DRAWN} for row in drawn]
    connection.execute(insert(cases), rows)


def to_release(connection: Connection, campaign_id: int) -> list[AnyRow]:
    """Drawn and not released: (id, person_id), in the order of the draw."""
    return list(
        connection.execute(
            select(cases.c.id, cases.c.person_id)
            .where(cases.c.campaign_id == campaign_id, cases.c.state == CaseState.DRAWN)
            .order_by(cases.c.position)
        )
    )


def fresh_numbers(connection: Connection, campaign_id: int) -> dict[int, list[AnyRow]]:
    """The numbers of all people of a campaign, by person, for the first plan of each."""
    numbers = (
        select(
            phones.c.person_id,
            phones.c.id,
            phones.c.rank,
            phones.c.kind,
            phones.c.number_hash,
            exists().where(suppressions.c.number_hash == phones.c.number_hash).label("suppressed"),
            exists().where(_other_person.c.person_id == phones.c.person_id).label("opted_out"),
        )
        .join(cases, cases.c.person_id == phones.c.person_id)
        .where(cases.c.campaign_id == campaign_id)
        .order_by(phones.c.person_id, phones.c.rank)
    )
    by_person: dict[int, list[AnyRow]] = {}
    for row in connection.execute(numbers):
        by_person.setdefault(row.person_id, []).append(row)
    return by_person


def fresh_history(numbers: Sequence[AnyRow], released_at: datetime) -> History:
    """The history of a case that nobody has tried yet."""
    return History(
        numbers=[Number(n.id, n.rank, n.kind == "mobile", bool(n.suppressed)) for n in numbers],
        released_at=released_at,
        suppressed=any(n.opted_out for n in numbers),
    )


# What becomes of it ---------------------------------------------------------------------------


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
    touched).
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
        )
        .join(people, people.c.id == cases.c.person_id)
        .join(phones, phones.c.person_id == cases.c.person_id)
        .where(phones.c.number_hash == number_hash)
    ).all()
    return sorted(rows, key=lambda row: row.touched or _LONG_AGO, reverse=True)


def open_remaining(connection: Connection, campaign_id: int) -> bool:
    """Whether a case of the campaign is still open or waits for its release."""
    return bool(
        connection.scalar(
            select(
                exists().where(
                    cases.c.campaign_id == campaign_id, cases.c.state != CaseState.CLOSED
                )
            )
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
