"""The hand-coded sample of answered calls: which were drawn, and what coders say they heard."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select

from flows.medium import Medium
from outreach.rules.machine_codes import HeardAs
from outreach.rules.states import AttemptState
from outreach.store.coding_tables import machine_codes, machine_samples
from outreach.store.database import AnyRow
from outreach.store.tables import attempts


@dataclass(frozen=True, slots=True)
class CodedCall:
    """A sampled call and one coder's code of it; both None while nobody has coded it."""

    attempt_id: int
    verdict: str
    coder: str | None
    code: str | None


def verdicts(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(verdict, total) of the calls of ours about which the carrier had one."""
    return connection.execute(
        select(attempts.c.answered_by.label("verdict"), func.count().label("total"))
        .where(_judged(campaign_id))
        .group_by(attempts.c.answered_by)
    ).all()


def judged_calls(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """(id, ref, verdict) of those calls, read in portions: there may be millions."""
    rows = connection.execute(
        select(attempts.c.id, attempts.c.ref, attempts.c.answered_by.label("verdict")).where(
            _judged(campaign_id)
        ),
        execution_options={"yield_per": 10_000},
    )
    yield from rows


def add_sample(
    connection: Connection, campaign_id: int, calls: Iterable[AnyRow], seed: str, now: datetime
) -> None:
    rows = [
        {
            "attempt_id": call.id,
            "campaign_id": campaign_id,
            "verdict": call.verdict,
            "seed": seed,
            "drawn_at": now,
        }
        for call in calls
    ]
    if rows:
        connection.execute(insert(machine_samples), rows)


def seed_of(connection: Connection, campaign_id: int) -> str | None:
    """The seed of the campaign's sample; None where none was drawn."""
    seed: str | None = connection.scalar(
        select(func.max(machine_samples.c.seed)).where(
            machine_samples.c.campaign_id == campaign_id
        )
    )
    return seed


def sampled(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(attempt_id, ref, carrier_sid, placed_at, seconds), in no order that tells the verdict."""
    return connection.execute(
        select(
            machine_samples.c.attempt_id,
            attempts.c.ref,
            attempts.c.carrier_sid,
            attempts.c.placed_at,
            attempts.c.seconds,
        )
        .join_from(machine_samples, attempts)
        .where(machine_samples.c.campaign_id == campaign_id)
        .order_by(attempts.c.ref)
    ).all()


def code(connection: Connection, codes: Mapping[int, HeardAs], coder: str, now: datetime) -> None:
    """Stores one coder's codes; what the coder had said of these calls before is replaced."""
    table = machine_codes
    ids: Collection[int] = list(codes)
    connection.execute(delete(table).where(table.c.coder == coder, table.c.attempt_id.in_(ids)))
    connection.execute(
        insert(table),
        [
            {"attempt_id": key, "coder": coder, "code": heard, "coded_at": now}
            for key, heard in codes.items()
        ],
    )


def coded_calls(connection: Connection, campaign_id: int) -> list[CodedCall]:
    """Every sampled call, once for each coder."""
    rows = connection.execute(
        select(
            machine_samples.c.attempt_id,
            machine_samples.c.verdict,
            machine_codes.c.coder,
            machine_codes.c.code,
        )
        .outerjoin_from(
            machine_samples,
            machine_codes,
            machine_codes.c.attempt_id == machine_samples.c.attempt_id,
        )
        .where(machine_samples.c.campaign_id == campaign_id)
    )
    return [CodedCall(*tuple(row)) for row in rows]


def _judged(campaign_id: int) -> ColumnElement[bool]:
    return and_(
        attempts.c.campaign_id == campaign_id,
        attempts.c.medium == Medium.VOICE,
        attempts.c.inbound.is_(False),
        attempts.c.state == AttemptState.ENDED,
        attempts.c.answered_by.is_not(None),
    )
