"""The pace and the end: hours of calling that are left, and when they will have passed."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.calling_hours import CallingHours
from outreach.rules.pace import Day, Span, after, end, hours_left, open_hours

NINE_TO_FIVE = CallingHours(
    zone=ZoneInfo("America/Tegucigalpa"),
    weekly={weekday: (time(9), time(17)) for weekday in range(5)},
    closed_dates=frozenset(),
    last_call=timedelta(0),
)
TUESDAY_TEN = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)


def test_an_even_pace_goes_on() -> None:
    """Ten an hour, a hundred to go: ten hours, and the truth lies around it."""
    left = hours_left(100, [Day(8, 80), Day(8, 80), Day(8, 80)])
    assert left is not None
    assert left.likely == pytest.approx(10)
    assert left.low < 10 < left.high
    assert left.low == pytest.approx(10 / 1.164, rel=0.02)


def test_days_that_differ_make_it_less_sure() -> None:
    """The same people in all, on days that have nothing in common."""
    even = hours_left(100, [Day(8, 80)] * 4)
    uneven = hours_left(100, [Day(8, 10), Day(8, 150), Day(8, 20), Day(8, 140)])
    assert even is not None
    assert uneven is not None
    assert uneven.likely == pytest.approx(even.likely)
    assert uneven.high - uneven.low > 2 * (even.high - even.low)


@pytest.mark.parametrize(
    ("remaining", "days"), [(100, []), (100, [Day(8, 4)]), (0, [Day(8, 80)]), (9, [Day(0, 0)])]
)
def test_of_too_little_nothing_is_said(remaining: int, days: list[Day]) -> None:
    """Nor when there is nothing left to reach."""
    assert hours_left(remaining, days) is None


@given(
    st.integers(1, 5000),
    st.lists(st.builds(Day, st.floats(0, 12), st.integers(0, 500)), max_size=9),
)
def test_the_likely_lies_inside_the_interval(remaining: int, days: list[Day]) -> None:
    """Whatever the days were like."""
    left = hours_left(remaining, days)
    assert left is None or 0 < left.low <= left.likely <= left.high


def test_hours_pass_only_while_calls_may_start() -> None:
    """From Tuesday at ten: seven hours end the day, the eighth is Wednesday's first; a weekend
    passes without any."""
    assert after(7, NINE_TO_FIVE, TUESDAY_TEN) == TUESDAY_TEN + timedelta(hours=7)
    assert after(8, NINE_TO_FIVE, TUESDAY_TEN) == TUESDAY_TEN + timedelta(days=1)
    assert after(32, NINE_TO_FIVE, TUESDAY_TEN) == TUESDAY_TEN + timedelta(days=6)
    assert after(10_000, NINE_TO_FIVE, TUESDAY_TEN) is None


@given(st.floats(0.01, 200))
def test_the_hours_until_the_end_are_the_hours_that_were_left(amount: float) -> None:
    """Counting forward and counting back agree."""
    reached = after(amount, NINE_TO_FIVE, TUESDAY_TEN)
    assert reached is not None
    assert open_hours(NINE_TO_FIVE, TUESDAY_TEN, reached) == pytest.approx(amount, abs=1e-6)


def test_the_end_has_three_moments_in_order() -> None:
    """The soonest, the likely and the latest."""
    found = end(Span(2, 4, 12), NINE_TO_FIVE, TUESDAY_TEN)
    assert found.soonest is not None
    assert found.likely is not None
    assert found.latest is not None
    assert found.soonest < found.likely < found.latest
