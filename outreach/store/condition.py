"""Queries for a monitor: what waits too long, what fails, who asked to be left alone."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from outreach.rules.dispositions import CarrierResult
from outreach.store import due
from outreach.store.predicates import ON_THE_LINE, holds
from outreach.store.tables import attempts, campaigns, suppressions

FAILED = (CarrierResult.FAILED, CarrierResult.NOT_PLACED, CarrierResult.UNDELIVERED)


def oldest_due(connection: Connection, now: datetime) -> timedelta:
    """For how long the attempt that has been due longest has waited; nothing when none is."""
    next_due = due.pulse(connection).next_due
    return max(now - next_due, timedelta()) if next_due is not None else timedelta()


def calls_under_way(connection: Connection) -> int:
    statement = select(func.count()).select_from(attempts).where(holds(ON_THE_LINE, attempts))
    return connection.scalar(statement) or 0


def failures_since(connection: Connection, moment: datetime) -> dict[tuple[str, str], int]:
    """Attempts that ended since then because the network or we failed, by campaign and result."""
    rows = connection.execute(
        select(campaigns.c.name, attempts.c.result, func.count())
        .join_from(campaigns, attempts)
        .where(attempts.c.ended_at >= moment, attempts.c.result.in_(FAILED))
        .group_by(campaigns.c.name, attempts.c.result)
    )
    return {(name, result): count for name, result, count in rows}


def opt_outs(connection: Connection) -> dict[str, int]:
    """Entries of the suppression list by source; those said in a conversation count as one."""
    rows = connection.execute(
        select(suppressions.c.source, func.count()).group_by(suppressions.c.source)
    )
    found: dict[str, int] = {}
    for source, count in rows:
        kind = source.split(" ", 1)[0]  # "attempt 17": what was said in that attempt
        found[kind] = found.get(kind, 0) + count
    return found
