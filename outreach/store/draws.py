"""Queries on draws: who was drawn, and which replicates are released."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from flows.medium import Medium
from outreach.rules.forecast import Standing
from outreach.rules.replicates import ReplicateState
from outreach.rules.states import AttemptState, CaseState
from outreach.store.bulk import insert_rows
from outreach.store.database import AnyRow
from outreach.store.tables import (
    attempts,
    cases,
    draws,
    people,
    releases,
)

# The draw -------------------------------------------------------------------------------------


def of(connection: Connection, campaign_id: int) -> AnyRow | None:
    """The draw's row, or None."""
    return connection.execute(
        select(draws).where(draws.c.campaign_id == campaign_id)
    ).one_or_none()


CASE_COLUMNS = (
    "campaign_id",
    "person_id",
    "stratum",
    "position",
    "order_key",
    "probability",
    "replicate",
    "arm",
    "state",
)


def record(
    connection: Connection, draw: Mapping[str, Any], drawn: Iterable[tuple[Any, ...]]
) -> None:
    """Stores a draw, and its cases as rows of `CASE_COLUMNS`."""
    connection.execute(insert(draws).values(draw))
    insert_rows(connection, cases, CASE_COLUMNS, drawn)


def drawn(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """The cases as they are stored, in order of position, with what became of them."""
    statement = (
        select(
            people.c.case_code,
            cases.c.position,
            cases.c.replicate,
            cases.c.stratum,
            cases.c.arm,
            cases.c.order_key,
            cases.c.probability,
            cases.c.released_at,
            cases.c.identified_at.is_not(None).label("identified"),
            cases.c.validated_at.is_not(None).label("validated"),
            cases.c.interested,
            cases.c.opted_out_at.is_not(None).label("opted_out"),
        )
        .join_from(cases, people)
        .where(cases.c.campaign_id == campaign_id)
        .order_by(cases.c.position)
    )
    yield from connection.execute(statement.execution_options(yield_per=10_000))


# The releases ---------------------------------------------------------------------------------


def replicates(connection: Connection, campaign_id: int) -> list[ReplicateState]:
    """The replicates of a draw in order."""
    rows = connection.execute(
        select(
            cases.c.replicate,
            func.count().label("people"),
            func.count(cases.c.released_at).label("released"),
            func.count(cases.c.closed_at).label("closed"),
        )
        .where(cases.c.campaign_id == campaign_id, cases.c.replicate.is_not(None))
        .group_by(cases.c.replicate)
        .order_by(cases.c.replicate)
    )
    return [ReplicateState(*row) for row in rows]


def to_release(
    connection: Connection, campaign_id: int, replicates: Sequence[int]
) -> list[AnyRow]:
    """The people of these replicates who wait: (id, person_id, arm, limits), in the order of the
    draw."""
    return list(
        connection.execute(
            select(cases.c.id, cases.c.person_id, cases.c.arm, people.c.limits)
            .join(people, people.c.id == cases.c.person_id)
            .where(
                cases.c.campaign_id == campaign_id,
                cases.c.state == CaseState.DRAWN,
                cases.c.replicate.in_(replicates),
            )
            .order_by(cases.c.position)
        )
    )


def record_releases(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(releases), list(rows))


def released(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(replicate, at, actor, why, name, reason) of each release, in the order in which it was."""
    return connection.execute(
        select(
            releases.c.replicate,
            releases.c.at,
            releases.c.actor,
            releases.c.why,
            releases.c.name,
            releases.c.reason,
        )
        .where(releases.c.campaign_id == campaign_id)
        .order_by(releases.c.id)
    ).all()


def standings(connection: Connection, campaign_id: int) -> list[Standing]:
    """How the released people stand: by the calls we made to them, validated, closed, or open."""
    made = (
        select(attempts.c.case_id, func.count().label("calls"))
        .where(
            attempts.c.campaign_id == campaign_id,
            attempts.c.state == AttemptState.ENDED,
            attempts.c.medium == Medium.VOICE,
            attempts.c.inbound.is_(False),
            attempts.c.placed_at.is_not(None),
        )
        .group_by(attempts.c.case_id)
        .subquery()
    )
    each = (
        select(
            func.coalesce(made.c.calls, 0).label("calls"),
            cases.c.validated_at.is_not(None).label("validated"),
            cases.c.closed_at.is_not(None).label("closed"),
        )
        .join_from(cases, made, made.c.case_id == cases.c.id, isouter=True)
        .where(cases.c.campaign_id == campaign_id, cases.c.released_at.is_not(None))
        .subquery()
    )
    rows = connection.execute(select(*each.c, func.count().label("people")).group_by(*each.c))
    return [Standing(row.calls, bool(row.validated), bool(row.closed), row.people) for row in rows]


def forecast_made(connection: Connection, campaign_id: int, now: datetime) -> None:
    connection.execute(
        update(draws).where(draws.c.campaign_id == campaign_id).values(forecast_at=now)
    )
