"""No text arrives at night: it expires at closing, or is not sent."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.calling_hours import CallingHours
from outreach.rules.text_hours import SHORTEST, validity

ZONE = ZoneInfo("America/Tegucigalpa")
HOURS = CallingHours(ZONE, {day: (time(9), time(20)) for day in range(6)})
LONGEST = timedelta(hours=4)
TUESDAY = datetime(2026, 11, 3, tzinfo=ZONE)


def at(hour: int, minute: int = 0) -> datetime:
    return TUESDAY.replace(hour=hour, minute=minute).astimezone(UTC)


def test_in_the_morning_a_text_has_all_the_time_there_is() -> None:
    """As long as the campaign wants, and no longer."""
    assert validity(HOURS, at(10), LONGEST) == LONGEST


def test_towards_evening_it_expires_at_closing() -> None:
    """What the network could not deliver by then is dropped there."""
    assert validity(HOURS, at(18, 30), LONGEST) == timedelta(minutes=90)


def test_close_to_closing_none_is_sent() -> None:
    """Nor outside hours, nor on a closed day."""
    assert validity(HOURS, at(19, 51), LONGEST) is None
    assert validity(HOURS, at(20), LONGEST) is None
    assert validity(HOURS, at(8, 59), LONGEST) is None
    assert validity(HOURS, at(10) + timedelta(days=5), LONGEST) is None


def test_a_carrier_that_cannot_drop_a_text_gets_none_in_the_last_hour() -> None:
    """There nothing but time protects the night."""
    assert validity(HOURS, at(18, 59), LONGEST, can_expire=False) == timedelta(minutes=61)
    assert validity(HOURS, at(19, 1), LONGEST, can_expire=False) is None


@given(st.integers(0, 365 * 24 * 3600), st.integers(10, 600))
def test_for_no_moment_does_a_text_outlive_the_hours(seconds: int, minutes: int) -> None:
    """Sent inside hours, gone before they close, and worth sending at all."""
    now, longest = at(0) + timedelta(seconds=seconds), timedelta(minutes=minutes)
    found = validity(HOURS, now, longest)
    if found is not None:
        local, expires = now.astimezone(ZONE), (now + found).astimezone(ZONE)
        assert expires.date() == local.date()
        assert time(9) <= local.time()
        assert expires.time() <= time(20)
        assert SHORTEST <= found <= longest
