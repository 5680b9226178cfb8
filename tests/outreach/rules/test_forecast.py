"""How many replicates the target needs: from the planned yield first, from what was seen then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.forecast import Standing, forecast, outlook

standings = st.lists(
    st.builds(
        Standing,
        attempts=st.integers(0, 9),
        validated=st.booleans(),
        closed=st.booleans(),
        people=st.integers(1, 300),
    ),
    max_size=12,
)


def asked(seen, *, target=400, released=1, waiting=(250,) * 40, planned=0.25, attempts=7):
    return forecast(
        seen,
        target=target,
        planned_yield=planned,
        max_attempts=attempts,
        released=released,
        waiting=waiting,
    )


def test_before_anything_is_known_a_fresh_case_has_the_planned_yield():
    """Nobody was called yet: 1,000 fresh people at 25 % are 250 validated."""
    found = asked([Standing(0, False, False, 1000)])
    assert found.fresh_yield == pytest.approx(0.25)
    assert found.expected == pytest.approx(250)


def test_what_was_seen_outweighs_what_was_planned():
    """4,000 people worked through with 40 % validated at the first call: 40 %, near enough."""
    seen = [Standing(1, True, True, 1600), Standing(7, False, True, 2400)]
    assert asked(seen).fresh_yield == pytest.approx(0.4, abs=0.01)


def test_whoever_was_tried_often_is_expected_to_bring_less():
    """A case after five calls has two left; a fresh one has seven."""
    tried, fresh = (asked([Standing(n, False, False, 1000)]).expected for n in (5, 0))
    assert 0 < tried < fresh


def test_a_case_that_is_worked_through_brings_nothing_more():
    """Only who was validated counts then."""
    found = asked([Standing(7, False, True, 900), Standing(3, True, True, 100)])
    assert found.expected == 100 == found.validated


def test_nothing_is_released_once_the_target_is_in_sight():
    """What is open is expected to bring it."""
    assert asked([Standing(0, False, False, 2000)], target=499).replicates == 0
    assert asked([Standing(0, False, False, 2000)], target=501, released=8).replicates == 1


def test_few_are_released_while_few_were_seen():
    """At most as many as are released already, so a bad first day does not release them all."""
    bad_day = [Standing(7, False, True, 250)]
    assert asked(bad_day, target=4000, released=1).replicates == 1
    assert asked(bad_day, target=4000, released=5).replicates == 5
    assert asked([], target=10, released=0).replicates == 1


@given(standings, st.integers(1, 2000), st.integers(0, 9), st.integers(0, 9))
def test_whatever_was_seen_the_forecast_is_possible(seen, target, released, number):
    """Never more than wait, never less expected than validated, never more than everybody."""
    waiting = (250,) * number
    found = asked(seen, target=target, released=released, waiting=waiting)
    people = sum(s.people for s in seen)
    assert found.validated <= found.expected + 1e-9 <= people + 1e-6
    assert 0 <= found.fresh_yield <= 1
    assert 0 <= found.replicates <= min(number, max(1, released))
    if found.replicates:
        assert found.expected < target


def looking_ahead(seen, *, planned=0.25, attempts=7):
    return outlook(seen, planned_yield=planned, max_attempts=attempts)


def test_the_outlook_is_the_forecasts_expectation_with_its_uncertainty():
    """Fresh people at 25 %: 250 of 1,000, give or take what chance and the few seen allow."""
    found = looking_ahead([Standing(0, False, False, 1000)])
    assert found.expected == pytest.approx(250)
    assert found.low < 250 - 17  # chance alone: 1.28 times the square root of 187.5
    assert found.high > 250 + 17


def test_the_more_was_seen_the_surer_is_the_outlook():
    """The same people to come, after few and after many."""

    def width(seen):
        found = looking_ahead([*seen, Standing(1, False, False, 1000)])
        return found.high - found.low

    few = [Standing(1, True, True, 5), Standing(7, False, True, 15)]
    many = [Standing(1, True, True, 500), Standing(7, False, True, 1500)]
    assert width(many) < width(few) / 2


@given(standings)
def test_an_outlook_stays_between_those_validated_and_all_who_may_be(seen):
    """Nobody is lost who was validated, and nobody comes who is closed."""
    found = looking_ahead(seen)
    sure = sum(s.people for s in seen if s.validated)
    still = sum(s.people for s in seen if not s.validated and not s.closed)
    assert sure <= found.low <= found.expected + 1e-6
    assert found.expected - 1e-6 <= found.high <= sure + still
