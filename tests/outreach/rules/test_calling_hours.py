"""At which moments a person may be contacted."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.calling_hours import CallingHours, DayPart

ZONE = ZoneInfo("America/Tegucigalpa")
OFFICE = CallingHours(
    ZONE,
    {day: (time(8), time(20)) for day in range(5)} | {5: (time(9), time(17)), 6: None},
    frozenset({date(2026, 12, 25)}),
)

minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
weeks = st.dictionaries(
    st.integers(0, 6), st.none() | st.tuples(minutes, minutes).filter(lambda w: w[0] < w[1])
)
any_hours = st.builds(
    CallingHours,
    zone=st.sampled_from([ZONE, ZoneInfo("America/New_York"), ZoneInfo("Africa/Cairo")]),
    weekly=weeks,
    closed_dates=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


def local(*parts):
    return datetime(*parts, tzinfo=ZONE)


@given(any_hours, moments)
def test_the_next_opening_is_open_and_nothing_between_is(hours, moment):
    """next_open never goes back, never overshoots, and changes nothing when it is open already."""
    opening = hours.next_open(moment)
    if hours.is_open(moment):
        assert opening == moment
    elif opening is not None:
        assert opening > moment
        assert opening.tzinfo is UTC
        assert hours.is_open(opening)
        assert not hours.is_open(opening - timedelta(microseconds=1))
        between = moment + (opening - moment) / 2
        assert hours.next_open(between) == opening


@given(any_hours, moments)
def test_an_open_moment_lies_in_one_slot_of_its_own_part(hours, moment):
    """The slots of a date cover its window without overlap, each in the part it names."""
    slots = hours.slots(hours.local_date(moment))
    holding = [slot for slot in slots if slot.begins <= moment <= slot.ends]
    assert len(holding) == hours.is_open(moment)
    for slot in slots:
        assert hours.is_open(slot.begins) and hours.is_open(slot.ends)
    for slot in holding:
        assert slot.part is hours.part_of(moment)


def test_nothing_opens_in_a_week_without_hours():
    """The search is bounded, and says None."""
    assert CallingHours(ZONE, {}).next_open(local(2026, 11, 2)) is None
    assert (
        CallingHours(ZONE, {0: (time(8), time(20))}, lambda day: True).next_open(
            local(2026, 11, 2)
        )
        is None
    )


def test_the_last_call_leaves_time_before_closing():
    """Five minutes before closing is the last start; a minute later it is tomorrow."""
    assert OFFICE.is_open(local(2026, 11, 2, 19, 55))
    assert not OFFICE.is_open(local(2026, 11, 2, 19, 56))
    assert OFFICE.next_open(local(2026, 11, 2, 19, 56)) == local(2026, 11, 3, 8)


def test_sundays_and_holidays_are_skipped():
    """From Saturday evening to Monday; over Christmas to Saturday."""
    assert OFFICE.next_open(local(2026, 11, 7, 18)) == local(2026, 11, 9, 8)
    assert OFFICE.next_open(local(2026, 12, 24, 20)) == local(2026, 12, 26, 9)
    assert OFFICE.open_on(date(2026, 12, 25)) is None
    assert OFFICE.open_on(date(2026, 12, 24)) == (time(8), time(20))


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        (local(2026, 11, 2, 11, 59, 59), DayPart.MORNING),
        (local(2026, 11, 2, 12), DayPart.AFTERNOON),
        (local(2026, 11, 2, 16, 59, 59), DayPart.AFTERNOON),
        (local(2026, 11, 2, 17), DayPart.EVENING),
        (local(2026, 11, 7, 10), DayPart.WEEKEND),
        (local(2026, 11, 8, 18), DayPart.WEEKEND),
    ],
)
def test_the_day_has_four_parts(moment, part):
    """Noon, five o'clock, and the weekend; in the person's zone, whatever zone is asked in."""
    assert OFFICE.part_of(moment.astimezone(UTC)) is part


def test_hours_are_those_of_the_clock_on_the_wall_when_it_is_changed():
    """Where summer time begins, 8:00 is still 8:00: an hour less in UTC than the day before."""
    new_york = CallingHours(
        ZoneInfo("America/New_York"), {day: (time(8), time(20)) for day in range(7)}
    )
    saturday, sunday = (
        new_york.next_open(datetime(2026, 3, day, 6, tzinfo=UTC)) for day in (7, 8)
    )
    assert (saturday.hour, sunday.hour) == (13, 12)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weekly": {7: (time(8), time(9))}},
        {"weekly": {0: (time(9), time(8))}},
        {"weekly": {0: (time(8), time(8))}},
        {"weekly": {}, "last_call": timedelta(minutes=-1)},
    ],
)
def test_hours_that_cannot_be_are_refused(wrong):
    """A slip in a campaign's file does not silently close or open a day."""
    with pytest.raises(ValueError):
        CallingHours(ZONE, **wrong)
