"""Computes the dates of the fieldwork from the minutes in which something was placed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.medium import Medium
from outreach.report.figures import Day, Fieldwork
from outreach.store import report_mechanism as queries
from outreach.store.database import Connection

Minute = tuple[str, datetime, int]
"""Medium, beginning of the minute (aware UTC), how many we placed in it."""


def minutes_of(connection: Connection, campaign_id: int) -> list[Minute]:
    """In which minutes we placed something, in order."""
    return [
        (row.medium, datetime.fromtimestamp(int(row.minute), UTC), row.total)
        for row in queries.by_minute(connection, campaign_id)
    ]


def fieldwork(minutes: Sequence[Minute], zone: ZoneInfo) -> Fieldwork:
    """The dates of the fieldwork, in local time; days without any contact are there too."""
    if not minutes:
        return Fieldwork(None, None, ())
    by_day: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for medium, minute, count in minutes:
        by_day[minute.astimezone(zone).date()][medium] += count
    first, last = min(by_day), max(by_day)
    dates = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return Fieldwork(
        first=minutes[0][1].astimezone(zone),
        last=minutes[-1][1].astimezone(zone),
        days=tuple(Day(d, by_day[d][Medium.VOICE], by_day[d][Medium.TEXT]) for d in dates),
    )
