"""What people say about a day and an hour becomes a moment inside open hours."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.appointments import LAST, NOTICE, resolve

ZONE = ZoneInfo("America/Tegucigalpa")
TUESDAY = datetime(2026, 11, 3, 10, 7, tzinfo=ZONE)
CLOSED = date(2026, 11, 5)


def hours(day: date) -> tuple[time, time] | None:
    """Eight to eight, Saturdays nine to five, never on Sundays nor on the closed Thursday."""
    if day.weekday() == 6 or day == CLOSED:
        return None
    return (time(9), time(17)) if day.weekday() == 5 else (time(8), time(20))


def when(value: str, now: datetime = TUESDAY) -> tuple[str, bool] | None:
    found = resolve(value, now, hours)
    return found and (f"{found.when:%m-%d %H:%M}", found.moved)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("tomorrow;15:00", "11-04 15:00"),
        ("today;afternoon", "11-03 14:00"),
        ("tomorrow;morning", "11-04 09:00"),
        ("friday;noon", "11-06 12:00"),
        ("friday;evening", "11-06 18:00"),
        ("friday;any", "11-06 10:00"),
        ("tuesday;09:00", "11-10 09:00"),
        ("tuesday;16:00", "11-03 16:00"),
        ("weekend;any", "11-07 10:00"),
        ("weekend;07:30", None),
        ("any;any", "11-03 10:45"),
        ("any;09:00", "11-04 09:00"),
        ("any;evening", "11-03 18:00"),
        ("any;after:17:00", "11-03 17:00"),
        ("friday;before:10:00", "11-06 09:30"),
        ("friday;between:14:00-16:00", "11-06 14:00"),
        ("date:--11-20;10:00", "11-20 10:00"),
        ("date:--01-15;10:00", "01-15 10:00"),
        ("date:---20;16:00", "11-20 16:00"),
        ("date:---02;15:00", "12-02 15:00"),
        ("date:---31;any", "12-31 10:00"),
        ("date:---03;09:00", "12-03 09:00"),
        ("date:---03;16:00", "11-03 16:00"),
        ("day_after_tomorrow;any", None),
    ],
)
def test_a_wish_inside_open_hours_is_kept_to_the_letter(value: str, expected: str | None) -> None:
    """The earliest moment that fits; what cannot be kept is marked as moved."""
    found = when(value)
    assert found is not None
    assert found[1] is (expected is None)
    if expected:
        assert found[0] == expected


@pytest.mark.parametrize(
    ("value", "nearest"),
    [
        ("sunday;any", "11-09 10:00"),
        ("sunday;15:00", "11-09 15:00"),
        ("thursday;15:00", "11-06 15:00"),
        ("friday;21:00", "11-06 19:30"),
        ("friday;06:00", "11-06 08:00"),
        ("any;before:07:00", "11-03 10:45"),
        ("saturday;evening", "11-07 16:30"),
        ("today;09:00", "11-03 10:45"),
    ],
)
def test_a_wish_outside_open_hours_is_moved_to_the_nearest(value: str, nearest: str) -> None:
    """The same day where it opens at all, else the same hour of the next open day."""
    assert when(value) == (nearest, True)


@pytest.mark.parametrize(
    "value", ["", ";", "someday;any", "friday", "friday;25:00", "date:--02-31;any", "any;x:10:00"]
)
def test_what_names_no_time_is_no_appointment(value: str) -> None:
    """Nothing is made up from a value that means nothing."""
    assert when(value) is None


def test_a_day_in_the_past_of_this_year_is_next_years() -> None:
    """ "On 15 January", said in November."""
    found = resolve("date:--01-15;10:00", TUESDAY, hours)
    assert found is not None
    assert found.when.year == 2027


DAYS = st.sampled_from(
    "today tomorrow day_after_tomorrow monday saturday sunday weekend any date:--11-05".split()
)
CLOCKS = st.times().map(lambda t: t.strftime("%H:%M"))
TIMES = st.one_of(
    st.sampled_from("morning noon afternoon evening any".split()),
    CLOCKS,
    CLOCKS.map("after:{}".format),
    CLOCKS.map("before:{}".format),
    st.tuples(CLOCKS, CLOCKS).map(lambda both: f"between:{both[0]}-{both[1]}"),
)


@given(DAYS, TIMES, st.integers(0, 60 * 24 * 7))
def test_every_appointment_is_open_and_ahead(day: str, hour: str, minutes: int) -> None:
    """Whatever was said, and whenever: inside open hours, with notice, in the person's zone."""
    now = TUESDAY + timedelta(minutes=minutes)
    found = resolve(f"{day};{hour}", now, hours)
    assert found is not None
    opens = hours(found.when.date())
    assert opens is not None
    assert opens[0] <= found.when.time()
    last = datetime.combine(found.when.date(), opens[1], ZONE) - LAST
    assert now + NOTICE <= found.when <= last
    assert found.when.utcoffset() == timedelta(hours=-6)
