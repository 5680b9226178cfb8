"""Queries on what was placed: how many from which number, what was lost, what it cost."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, or_, select, text, update

from flows.medium import Medium
from outreach.rules.costs import Price
from outreach.rules.dispositions import CarrierResult
from outreach.store.tables import attempts, messages

_CALLS_FROM = select(func.count()).where(
    attempts.c.caller_id == bindparam("number"),
    attempts.c.claimed_at >= bindparam("since"),
    attempts.c.medium == Medium.VOICE.value,
    attempts.c.inbound.is_(False),
    or_(attempts.c.result.is_(None), attempts.c.result != CarrierResult.NOT_PLACED.value),
)
_CHARGED = (CarrierResult.COMPLETED.value, CarrierResult.DELIVERED.value, CarrierResult.SENT.value)
_ALONE = text("SELECT pg_advisory_xact_lock(hashtext(:number))")


def calls_from(connection: Connection, number: str, since: datetime, *, alone: bool) -> int:
    """How many calls were placed from one of our numbers since then, in all campaigns.

    `alone`: nobody else counts them until this transaction is over, so that a cap is exact
    however many processes dial. SQLite has one writer at a time anyway.
    """
    if alone and connection.dialect.name == "postgresql":
        connection.execute(_ALONE, {"number": number})
    return connection.scalar(_CALLS_FROM, {"number": number, "since": since}) or 0


def calls_ended(connection: Connection, campaign_id: int, since: datetime) -> tuple[int, float]:
    """How many of a campaign's calls ended since then, and the seconds that all of them took."""
    row = connection.execute(
        select(func.count(), func.coalesce(func.sum(attempts.c.seconds), 0)).where(
            attempts.c.campaign_id == campaign_id,
            attempts.c.ended_at >= since,
            attempts.c.medium == Medium.VOICE.value,
        )
    ).one()
    return int(row[0]), float(row[1])


def texts_lost(
    connection: Connection, campaign_id: int, codes: Collection[str], since: datetime
) -> tuple[int, int]:
    """How many of a campaign's texts that ended since then were lost with one of these codes,
    and how many ended at all."""
    lost = func.sum(case((attempts.c.error_code.in_(list(codes)), 1), else_=0))
    row = connection.execute(
        select(lost, func.count()).where(
            attempts.c.campaign_id == campaign_id,
            attempts.c.ended_at >= since,
            attempts.c.medium == Medium.TEXT.value,
            attempts.c.inbound.is_(False),
        )
    ).one()
    return int(row[0] or 0), int(row[1])


def known_sids(connection: Connection, sids: Collection[str]) -> set[str]:
    """Those of the carrier's ids that belong to an attempt already."""
    if not sids:
        return set()
    known = select(attempts.c.carrier_sid).where(attempts.c.carrier_sid.in_(list(sids)))
    return {sid for sid in connection.scalars(known) if sid}


def unpriced_since(connection: Connection, not_before: datetime) -> datetime | None:
    """When the oldest call or text was placed that cost something and has no price yet; None when
    all have. What was neither answered nor sent has none, and is not asked about for ever."""
    moment: datetime | None = connection.scalar(
        select(func.min(attempts.c.placed_at)).where(
            attempts.c.placed_at >= not_before,
            attempts.c.result.in_(_CHARGED),
            attempts.c.carrier_sid.is_not(None),
            attempts.c.price.is_(None),
        )
    )
    return moment


@dataclass(frozen=True, slots=True)
class Usage:
    """What a campaign's own calls and texts came to. `minutes` are begun ones, of calls that
    were answered and have no price yet; `cost` is that of such texts by the tariff."""

    calls: int
    texts: int
    segments: int
    charged: float
    unpriced_minutes: int
    unpriced_texts_cost: float


def usage(connection: Connection, campaign_id: int) -> Usage:
    """What was used so far, and what of it the carrier has charged."""
    mine = (attempts.c.campaign_id == campaign_id, attempts.c.inbound.is_(False))
    is_call, unpriced = attempts.c.medium == Medium.VOICE.value, attempts.c.price.is_(None)
    whole = (func.coalesce(attempts.c.seconds, 0) + 59) // 60
    placed = attempts.c.carrier_sid.is_not(None)
    row = connection.execute(
        select(
            func.count().filter(is_call),
            func.count().filter(~is_call),
            func.coalesce(func.sum(attempts.c.price), 0.0),
            func.coalesce(func.sum(whole).filter(is_call, unpriced), 0),
        ).where(*mine, placed)
    ).one()
    texts = connection.execute(
        select(
            func.coalesce(func.sum(messages.c.segments), 0),
            func.coalesce(func.sum(messages.c.cost).filter(unpriced), 0.0),
        )
        .join_from(messages, attempts)
        .where(*mine, placed, messages.c.inbound.is_(False))
    ).one()
    return Usage(
        calls=row[0],
        texts=row[1],
        segments=int(texts[0]),
        charged=float(row[2]),
        unpriced_minutes=int(row[3]),
        unpriced_texts_cost=float(texts[1]),
    )


def set_prices(connection: Connection, prices: Mapping[str, Price]) -> int:
    """Writes what the carrier charged, by its ids. Returns how many attempts had no price yet."""
    if not prices:
        return 0
    found = connection.execute(
        select(attempts.c.id, attempts.c.carrier_sid).where(
            attempts.c.carrier_sid.in_(list(prices)), attempts.c.price.is_(None)
        )
    ).all()
    if not found:
        return 0
    rows = [{"key": row.id, **asdict(prices[row.carrier_sid])} for row in found]
    connection.execute(_PRICE_OF_ATTEMPT, rows)
    connection.execute(_PRICE_OF_TEXT, rows)
    return len(rows)


_PRICE_OF_ATTEMPT = (
    update(attempts)
    .where(attempts.c.id == bindparam("key"))
    .values(price=bindparam("amount"), price_unit=bindparam("unit"))
)
_PRICE_OF_TEXT = (
    update(messages)
    .where(messages.c.attempt_id == bindparam("key"), messages.c.inbound.is_(False))
    .values(price=bindparam("amount"), price_unit=bindparam("unit"))
)
