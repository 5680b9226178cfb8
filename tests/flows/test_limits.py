"""When somebody does not want to be called: heard, kept through a conversation, and respected."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.limits import MOST, NO_LIMITS, lifted, limits_of, merged, offered, within
from flows.understanding import understand
from flows.understanding.heard import Intent, Question

MONDAY = date(2026, 11, 2)
ASKED = {
    "identity": Question.IDENTITY,
    "interest": Question.INTEREST,
    "when": Question.CALLBACK_TIME,
}


@pytest.mark.parametrize(
    ("asked", "said", "limit"),
    [
        ("identity", "no me llamen en la mañana", "any;morning"),
        ("interest", "sí quiero pero no me llamen los domingos", "sunday;any"),
        ("interest", "sí me interesa solo no me llamen de noche", "any;evening"),
        ("identity", "no me llamen los lunes en la mañana", "monday;morning"),
        ("identity", "no me llamen los fines de semana", "weekend;any"),
        ("interest", "no me llame antes de las nueve llámeme después", "any;before:09:00"),
        ("when", "no me llame después de las ocho de la noche", "any;after:20:00"),
        (
            "identity",
            "soy yo pero no me llamen en horas de trabajo",
            "weekdays;between:08:00-17:00",
        ),
        ("identity", "soy yo no me llame tan temprano", "any;before:10:00"),
        ("when", "en la mañana no, mejor en la tarde", "any;morning"),
        (
            "identity",
            "ni en la mañana ni en la noche me llamen, en la tarde sí",
            "any;morning|any;evening",
        ),
        ("identity", "don't call me in the morning", "any;morning"),
    ],
)
def test_what_holds_for_good_is_a_limit(asked: str, said: str, limit: str) -> None:
    """Whatever else was said with it, and without being taken for an opt-out."""
    heard = understand(ASKED[asked], said)
    assert heard.limit == limit
    assert heard.intent is not Intent.OPT_OUT
    assert limits_of(limit)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("when", "hoy no"),
        ("when", "mañana en la tarde no puedo, el lunes"),
        ("when", "el lunes no puedo"),
        ("when", "a las ocho no, a las nueve"),
        ("when", "no, en la tarde"),
        ("interest", "no me llame hoy llámeme el jueves"),
        ("interest", "no tengo tiempo en la mañana"),
        ("identity", "no me llamen el domingo"),
        ("interest", "no me llamen nunca más"),
        ("interest", "sí, en la mañana"),
    ],
)
def test_what_is_of_one_day_or_of_no_call_is_none(asked: str, said: str) -> None:
    """A wish for this time only, another topic, and an opt-out."""
    assert understand(ASKED[asked], said).limit == ""


@given(st.text())
def test_any_text_is_read_and_only_limits_bound_anything(text: str) -> None:
    """What is stored may be of any age."""
    assert isinstance(bool(limits_of(text)), bool)
    assert limits_of(merged(text)) == limits_of(merged(merged(text)))


@pytest.mark.parametrize(
    "nothing", [None, "", "any;any", "sunday", "lunes;any", "any;before:24:00"]
)
def test_what_is_no_limit_bounds_nothing(nothing: str | None) -> None:
    """Least of all everything: that would be an opt-out, which is said in other words."""
    assert limits_of(nothing) == NO_LIMITS


def test_limits_add_up_each_once_and_the_oldest_are_forgotten() -> None:
    """What is kept stays short."""
    assert merged("any;morning", "sunday;any|any;morning") == "sunday;any|any;morning"
    many = "|".join(f"any;between:{hour:02}:00-{hour:02}:30" for hour in range(20))
    assert len(merged(many).split("|")) == MOST
    assert merged(many).endswith("any;between:19:00-19:30")


def test_a_time_that_is_agreed_lifts_only_what_speaks_against_it() -> None:
    """The later word counts."""
    said = "any;morning|sunday;any"
    assert lifted(said, datetime(2026, 11, 2, 9)) == "sunday;any"  # noqa: DTZ001 – local time
    assert lifted(said, datetime(2026, 11, 2, 15)) == said  # noqa: DTZ001 – local time


def test_hours_that_are_offered_leave_out_the_limits() -> None:
    """Of a day that is cut in two, the longer half; a day that is refused whole is closed. Who
    names an hour gets it."""

    def hours(day: date) -> tuple[time, time] | None:
        return time(9), time(20)

    limits = "any;morning|sunday;any|monday;between:14:00-15:00"
    left = within(limits_of(limits), hours)
    assert left(MONDAY) == (time(15), time(20))
    assert left(date(2026, 11, 3)) == (time(12), time(20))
    assert left(date(2026, 11, 8)) is None
    assert offered("tomorrow;any", limits, hours)(MONDAY) == (time(15), time(20))
    assert offered("tomorrow;09:00", limits, hours)(MONDAY) == (time(9), time(20))
