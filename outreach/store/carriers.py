"""Queries on what we remember of a carrier: its breaker, and when its prices were asked for."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, or_, select, update

from outreach.rules.breaker import HEALTHY, Breaker
from outreach.store.insertion import insert_new
from outreach.store.tables import carriers

_FIELDS = {
    "level": "level",
    "failed_at": "failed_at",
    "until": "closed_until",
    "trips": "trips",
    "tried": "tried",
    "tried_at": "tried_at",
    "passed": "passed",
}
_BREAKER = select(*(carriers.c[column].label(field) for field, column in _FIELDS.items())).where(
    carriers.c.carrier == bindparam("carrier")
)
_LOCKED = _BREAKER.with_for_update()  # SQLite has one writer at a time and needs no lock


def breaker(connection: Connection, carrier: str) -> Breaker:
    row = connection.execute(_BREAKER, {"carrier": carrier}).one_or_none()
    return Breaker(**row._mapping) if row else HEALTHY


def locked_breaker(connection: Connection, carrier: str) -> Breaker:
    """The breaker, for a change in this transaction: nobody else can change it meanwhile."""
    _remember(connection, carrier)
    return Breaker(**connection.execute(_LOCKED, {"carrier": carrier}).one()._mapping)


def save_breaker(connection: Connection, carrier: str, state: Breaker) -> None:
    values = {_FIELDS[field]: value for field, value in asdict(state).items()}
    connection.execute(update(carriers).where(carriers.c.carrier == carrier).values(values))


def claim_prices(connection: Connection, carrier: str, now: datetime, every: timedelta) -> bool:
    """Whether it is the caller's turn to ask for prices: true once in that time."""
    _remember(connection, carrier)
    is_due = or_(carriers.c.prices_at.is_(None), carriers.c.prices_at <= now - every)
    claimed = connection.execute(
        update(carriers).where(carriers.c.carrier == carrier, is_due).values(prices_at=now)
    )
    return claimed.rowcount == 1


def _remember(connection: Connection, carrier: str) -> None:
    fresh = {"carrier": carrier, "level": 0, "trips": 0, "tried": 0, "passed": 0}
    insert_new(connection, carriers, [fresh])
