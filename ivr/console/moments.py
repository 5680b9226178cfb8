"""Reads a day and hour that somebody typed in a form, as the country's own time."""

from datetime import datetime
from zoneinfo import ZoneInfo

from ivr.system_of import system_of
from outreach.countries import load_country


def typed_moment(typed: str) -> datetime | None:
    """An aware moment of `2026-11-05T15:00`; None for what is none."""
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        return None
    zone = ZoneInfo(load_country(system_of().settings.country).zone)
    return read.replace(tzinfo=zone) if read.tzinfo is None and 2000 < read.year < 2100 else None
