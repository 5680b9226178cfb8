"""How many calls may start, and what Erlang's formulas say about waiting for an agent."""

from itertools import pairwise
from math import factorial, inf, log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.pacing import (
    Desk,
    calls_for_agents,
    calls_to_start,
    erlang_a,
    erlang_b,
    erlang_c,
    may_offer,
)

loads = st.floats(0.01, 200)
teams = st.integers(1, 200)
wholes = st.integers(-10, 1000)


@given(wholes, wholes, wholes, st.none() | wholes)
def test_no_more_calls_start_than_there_are_lines(under_way, lines, due, allowed):
    """Never negative, never more than are due or allowed, never past the lines."""
    start = calls_to_start(under_way, lines, due, allowed)
    assert 0 <= start <= max(0, due)
    assert start == 0 or under_way + start <= lines
    assert allowed is None or start <= max(0, allowed)


def test_all_lines_are_used_while_enough_calls_are_due():
    """40 lines, 30 in use, 100 due: 10 start; 4 if the carrier takes no more just now."""
    assert calls_to_start(30, 40, 100) == 10
    assert calls_to_start(30, 40, 100, starts_allowed=4) == 4
    assert calls_to_start(41, 40, 100) == 0
    assert calls_to_start(30, 40) == 10


@pytest.mark.parametrize(
    ("load", "agents", "blocked"),
    [(4.461, 10, 0.01), (12.031, 20, 0.01), (84.064, 100, 0.01), (10, 15, 0.0365)],
)
def test_erlang_b_is_that_of_the_published_tables(load, agents, blocked):
    """Traffic tables: the load that so many circuits carry at 1 % lost calls."""
    assert erlang_b(load, agents) == pytest.approx(blocked, rel=2e-3)


@given(st.floats(0.01, 30), st.integers(0, 30))
def test_erlang_b_is_its_definition(load, agents):
    """The recursion equals (A^n / n!) over the sum of A^k / k!."""
    terms = [load**k / factorial(k) for k in range(agents + 1)]
    assert erlang_b(load, agents) == pytest.approx(terms[-1] / sum(terms), rel=1e-9)


@given(loads, teams)
def test_erlang_c_is_made_of_erlang_b(load, agents):
    """C = n B / (n - A (1 - B)) below saturation, and 1 from there on."""
    waits = erlang_c(load, agents)
    if load >= agents:
        assert waits == 1
    else:
        blocked = erlang_b(load, agents)
        assert waits == pytest.approx(agents * blocked / (agents - load * (1 - blocked)))
        assert blocked <= waits <= 1


def test_a_published_example_of_erlang_c():
    """100 calls in half an hour of 3 minutes and 14 agents: 17.4 % wait, 88.8 % are answered
    within 20 s, 7.8 s on average (Call Centre Helper)."""
    line = erlang_a(100 / 30, 3, inf, 14)
    assert line.waits == pytest.approx(0.174, abs=5e-4)
    assert 1 - line.waits_longer(20 / 60) == pytest.approx(0.888, abs=5e-4)
    assert line.mean_wait_minutes * 60 == pytest.approx(7.8, abs=0.05)


def test_another_published_example_of_erlang_c():
    """360 calls in half an hour of 4 minutes and 55 agents: 0.239 wait, 8.2 s on
    average (Mitan)."""
    line = erlang_a(12, 4, inf, 55)
    assert line.waits == pytest.approx(0.239, abs=5e-4)
    assert line.mean_wait_minutes * 60 == pytest.approx(8.2, abs=0.05)


def test_the_published_example_of_erlang_a():
    """48 calls a minute, 50 agents, 1 minute each, 2 minutes of patience: 3.1 % abandon, 3.7 s of
    waiting, 3 in line, 93 % busy; with endless patience 20.8 s, 17 in line and 96 % (Garnett,
    Mandelbaum and Reiman 2002, table 1)."""
    line, endless = erlang_a(48, 1, 2, 50), erlang_a(48, 1, inf, 50)
    assert line.abandons == pytest.approx(0.031, abs=5e-4)
    assert line.mean_wait_minutes * 60 == pytest.approx(3.7, abs=0.05)
    assert line.mean_waiting == pytest.approx(3, abs=0.05)
    assert line.occupancy == pytest.approx(0.93, abs=5e-3)
    assert endless.mean_wait_minutes * 60 == pytest.approx(20.8, abs=0.05)
    assert endless.mean_waiting == pytest.approx(17, abs=0.5)
    assert endless.occupancy == pytest.approx(0.96)


def test_an_example_computed_by_another_program():
    """100 calls in half an hour of 3 minutes, 5 minutes of patience, 13 agents: pyworkforce's
    guide prints waiting 0.226, abandonment 0.025, occupancy 0.750 and 0.125 minutes."""
    line = erlang_a(100 / 30, 3, 5, 13)
    assert line.waits == pytest.approx(0.226, abs=1e-3)
    assert line.abandons == pytest.approx(0.025, abs=1e-3)
    assert line.occupancy == pytest.approx(0.750, abs=1e-3)
    assert line.mean_wait_minutes == pytest.approx(0.125, abs=1e-3)


@given(st.floats(0.01, 60), st.floats(0.1, 10), st.floats(0.05, 60), st.integers(0, 80))
def test_erlang_a_keeps_the_balance_of_the_line(arrivals, handle, patience, agents):
    """P(abandon) = impatience * E[Lq] / arrivals; what is not abandoned keeps the agents busy."""
    line = erlang_a(arrivals, handle, patience, agents)
    assert line.abandons == pytest.approx(line.mean_waiting / patience / arrivals, abs=1e-9)
    assert line.occupancy * agents == pytest.approx(arrivals * handle * (1 - line.abandons))
    assert 0 <= line.waits <= 1 + 1e-12
    assert line.waits_longer(0) == pytest.approx(line.waits)


@given(st.floats(0.1, 20), st.floats(0.1, 5), st.floats(0.1, 20), st.integers(1, 60))
def test_the_wait_offered_agrees_with_who_gives_up(arrivals, handle, patience, agents):
    """Whoever's patience ends before the offered wait abandons: the integral over patience of
    P(offered wait > x) is P(abandon), which nothing in the series was fitted to."""
    line = erlang_a(arrivals, handle, patience, agents)
    steps = 2000  # midpoint rule over the quantiles of an exponential patience
    quantiles = ((step + 0.5) / steps for step in range(steps))
    gave_up = sum(line.waits_longer(-patience * log1p(-q)) for q in quantiles) / steps
    assert gave_up == pytest.approx(line.abandons, abs=2e-3)


@given(st.floats(0.1, 20), st.floats(0.1, 5), st.floats(0.1, 20), st.integers(1, 60))
def test_the_probability_of_a_longer_wait_only_falls(arrivals, handle, patience, agents):
    """From P(wait) at 0 down; before 0 it is certain."""
    line = erlang_a(arrivals, handle, patience, agents)
    chances = [line.waits_longer(minutes) for minutes in (-1, 0, 0.1, 0.5, 1, 5, 60)]
    assert all(later <= sooner + 1e-9 for sooner, later in pairwise(chances))
    assert chances[0] == 1


@given(st.floats(0.1, 20), st.floats(0.1, 5), st.integers(1, 60))
def test_long_patience_is_erlang_c(arrivals, handle, agents):
    """A patience of centuries and an endless one give the same waiting, where a line is stable."""
    load = arrivals * handle
    if load > 0.95 * agents:
        return
    line, endless = (
        erlang_a(arrivals, handle, 1e8, agents),
        erlang_a(arrivals, handle, inf, agents),
    )
    assert endless.waits == pytest.approx(erlang_c(load, agents))
    assert line.waits == pytest.approx(endless.waits, rel=1e-4)
    assert line.mean_wait_minutes == pytest.approx(endless.mean_wait_minutes, rel=1e-4)
    assert line.waits_longer(0.3) == pytest.approx(endless.waits_longer(0.3), rel=1e-4)


def test_a_hundred_thousand_agents_do_not_overflow():
    """The formulas hold far beyond a factorial's range."""
    assert 0 < erlang_b(100_000, 100_000) < 0.003
    assert 0 < erlang_c(99_900, 100_000) < 1
    line = erlang_a(100_000, 1, 2, 100_000)
    assert 0 < line.abandons < 0.002
    assert 0 <= line.waits_longer(0.001) < line.waits


def test_the_edges_are_values_and_not_errors():
    """Nobody calls; nobody answers; more come than can ever be answered."""
    assert erlang_a(0, 3, 2, 5).waits == 0
    assert erlang_a(0, 3, 2, 5).acceptable()
    nobody = erlang_a(2, 3, 2, 0)
    assert (nobody.waits, nobody.abandons) == (1, pytest.approx(1))
    assert not nobody.acceptable()
    endless = erlang_a(10, 3, inf, 5)
    assert (endless.waits, endless.mean_wait_minutes, endless.waits_longer(99)) == (1, inf, 1)
    assert not endless.acceptable()


def test_a_team_that_is_large_enough_is_acceptable():
    """One agent for a 10-minute talk each 5 minutes is not; six are."""
    assert not erlang_a(0.2, 10, 2, 1).acceptable()
    assert erlang_a(0.2, 10, 2, 6).acceptable()


@pytest.mark.parametrize(
    "wrong", [(-1, 1, 1, 1), (1, 0, 1, 1), (1, 1, 0, 1), (1, 1, 1, -1), (1, inf, 1, 1)]
)
def test_figures_that_cannot_be_are_refused(wrong):
    """Negative arrivals or agents, no time at all, an endless call."""
    with pytest.raises(ValueError):
        erlang_a(*wrong)


desks = st.builds(
    Desk,
    on_duty=st.integers(0, 40),
    free=st.integers(0, 40),
    waiting=st.integers(0, 10),
    asked=st.integers(0, 400),
    abandoned=st.integers(0, 40),
    handle_minutes=st.floats(1, 30),
    patience_minutes=st.floats(0.2, 10),
)


@given(desks)
def test_nobody_is_put_into_a_line(desk):
    """A transfer is offered only while there is a free agent for each who waits already, and one
    more; and only where at most 20 in 100 would wait longer than 20 s."""
    if may_offer(desk):
        assert desk.free > desk.waiting
        line = erlang_a(desk.asked / 60, desk.handle_minutes, desk.patience_minutes, desk.on_duty)
        assert line.waits_longer(20 / 60) <= 0.2


@given(desks)
def test_another_agent_never_withdraws_the_offer(desk):
    """What may be offered with five agents may be offered with six."""
    more = Desk(
        desk.on_duty + 1, desk.free + 1, desk.waiting, desk.asked, desk.abandoned, desk.minutes,
        desk.handle_minutes, desk.patience_minutes,
    )  # fmt: skip
    assert may_offer(more) or not may_offer(desk)


def test_a_lone_agent_is_offered_as_often_as_that_agent_can_keep_up():
    """Talks of 8 minutes: one an hour is answered at once more than 80 times in 100, four not."""
    assert may_offer(Desk(on_duty=1, free=1, asked=1))
    assert not may_offer(Desk(on_duty=1, free=1, asked=4))
    assert may_offer(Desk(on_duty=3, free=1, asked=4))


def test_an_office_that_lets_people_hang_up_offers_no_more():
    """One of 50 is within 3 %, two are not; and of ten nobody can tell yet."""
    assert may_offer(Desk(on_duty=20, free=5, asked=50, abandoned=1))
    assert not may_offer(Desk(on_duty=20, free=5, asked=50, abandoned=2))
    assert may_offer(Desk(on_duty=5, free=1, asked=10, abandoned=1))


def test_nobody_at_work_is_nobody_to_offer():
    """Whatever the formulas say of an empty office."""
    assert not may_offer(Desk(on_duty=0, free=0))


@given(desks, st.integers(1, 200), st.floats(0.001, 0.5), st.floats(0.2, 5))
def test_calls_paced_by_agents_stay_within_what_agents_can_take(desk, lines, share, minutes):
    """Never more than the lines; none without an agent; and one more call than that would be too
    many, unless there are no more lines."""
    calls = calls_for_agents(desk, lines, share, minutes)
    assert 0 <= calls <= lines
    assert (calls == 0) == (desk.on_duty == 0)
    if 1 < calls:
        arrivals = calls / minutes * share
        line = erlang_a(arrivals, desk.handle_minutes, desk.patience_minutes, desk.on_duty)
        assert line.acceptable()
    assert calls_for_agents(desk, lines, 0, minutes) == (lines if desk.on_duty else 0)
