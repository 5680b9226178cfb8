"""What the report reads of the mechanism: attempts and texts, counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Subquery, case, extract, func, select

from outreach.store.database import AnyRow
from outreach.store.report_queries import BEGAN, MADE, OUTGOING
from outreach.store.report_tables import LINES
from outreach.store.tables import attempts, cases, messages, phones

LENGTH_BOUNDS = (15, 30, 60, 120, 180, 300)  # seconds

UNKNOWN_CURRENCY = "?"

_COUNT = func.count().label("total")


@dataclass(frozen=True, slots=True)
class AttemptGroup:
    """So many attempts that are alike in everything the report distinguishes.

    `band` is of the length: below LENGTH_BOUNDS[band] seconds, the last one open; None unknown.
    `priced` is how many have a price, `unpriced_minutes` the minutes begun of those that do not.
    """

    state: str
    medium: str
    inbound: bool
    made: bool
    disposition: str | None
    weekday: int | None
    hour: int | None
    rank: int
    to_appointment: bool
    band: int | None
    count: int
    seconds: int
    price: float
    priced: int
    unpriced_minutes: int


def attempt_groups(connection: Connection, campaign_id: int) -> list[AttemptGroup]:
    """All attempts of the campaign, planned ones too, grouped; one scan serves most tables."""
    each = _each_attempt(campaign_id)
    keys = tuple(each.c)[:-2]
    rows = connection.execute(
        select(
            *keys,
            _COUNT,
            func.coalesce(func.sum(each.c.seconds), 0),
            func.coalesce(func.sum(each.c.price), 0.0),
            func.count(each.c.price),
            func.coalesce(func.sum(_minutes_without_price(each)), 0),
        ).group_by(*keys)
    )
    return [AttemptGroup(*tuple(row)) for row in rows]


def _minutes_without_price(each: Subquery) -> ColumnElement[int]:
    """Minutes begun, as carriers bill them."""
    return case((each.c.price.is_(None), (each.c.seconds + 59) // 60))


def _each_attempt(campaign_id: int) -> Subquery:
    """The columns that AttemptGroup is grouped by, then seconds and price; one row each."""
    band = case(
        (attempts.c.seconds.is_(None), None),
        *((attempts.c.seconds < bound, i) for i, bound in enumerate(LENGTH_BOUNDS)),
        else_=len(LENGTH_BOUNDS),
    )
    return (
        select(
            attempts.c.state,
            attempts.c.medium,
            attempts.c.inbound,
            MADE.label("made"),
            attempts.c.disposition,
            attempts.c.local_weekday,
            attempts.c.local_hour,
            phones.c.rank,
            attempts.c.to_appointment,
            band.label("band"),
            attempts.c.seconds,
            attempts.c.price,
        )
        .join_from(attempts, phones)
        .where(attempts.c.campaign_id == campaign_id)
        .subquery()
    )


def people_by_medium(connection: Connection) -> Sequence[AnyRow]:
    """(medium, ours, people): how many persons each medium was used with, by us or by them."""
    line = LINES.c
    each = select(line.case_id, line.medium, line.ours).where(line.made == 1).distinct().subquery()
    keys = (each.c.medium, each.c.ours)
    return connection.execute(select(*keys, func.count().label("people")).group_by(*keys)).all()


def by_minute(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(medium, minute, total) of what we placed; `minute` in seconds since 1970, UTC.

    A minute is fine enough to judge any opening hours, in any zone, without reading attempts.
    """
    second = extract("epoch", BEGAN)
    each = (
        select(attempts.c.medium, (second - second % 60).label("minute"))
        .where(attempts.c.campaign_id == campaign_id, OUTGOING, MADE)
        .subquery()
    )
    return connection.execute(
        select(*each.c, _COUNT).group_by(*each.c).order_by(each.c.minute)
    ).all()


def texts(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(inbound, total, people, segments) of the messages of the campaign's people."""
    return connection.execute(
        select(
            messages.c.inbound,
            _COUNT,
            func.count(messages.c.case_id.distinct()).label("people"),
            func.sum(messages.c.segments).label("segments"),
        )
        .join_from(messages, cases, messages.c.case_id == cases.c.id)
        .where(cases.c.campaign_id == campaign_id)
        .group_by(messages.c.inbound)
    ).all()


def texts_by_status(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(status, total) of the messages sent."""
    return connection.execute(
        select(messages.c.status, _COUNT)
        .join_from(messages, cases, messages.c.case_id == cases.c.id)
        .where(cases.c.campaign_id == campaign_id, messages.c.inbound.is_(False))
        .group_by(messages.c.status)
        .order_by(messages.c.status)
    ).all()


def unpriced_segments(connection: Connection, campaign_id: int) -> int:
    """Segments of the texts that we sent and whose price nobody has told us."""
    return int(
        connection.scalar(
            select(func.sum(func.coalesce(messages.c.segments, 1)))
            .join_from(messages, cases, messages.c.case_id == cases.c.id)
            .outerjoin(attempts, attempts.c.id == messages.c.attempt_id)
            .where(
                cases.c.campaign_id == campaign_id,
                messages.c.inbound.is_(False),
                attempts.c.price.is_(None),
            )
        )
        or 0
    )


def currencies(connection: Connection, campaign_id: int) -> list[str]:
    """The currencies in which the carrier told prices."""
    return [
        unit or UNKNOWN_CURRENCY
        for (unit,) in connection.execute(
            select(attempts.c.price_unit)
            .distinct()
            .where(attempts.c.campaign_id == campaign_id, attempts.c.price.is_not(None))
        )
    ]
