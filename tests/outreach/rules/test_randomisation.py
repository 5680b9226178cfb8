"""Randomisation inference: exact where it can be listed, and right where it is simulated."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.randomisation import Design, difference_in_means, infer

CARDS = np.array([0, 1])


def design(*sizes, cards=CARDS):
    return Design(cards, sizes)


def test_the_lady_tasting_tea():
    """Fisher: of 8 cups, 4 of each kind in one block, all told right. Two-sided p = 2/70."""
    cups = design(8)
    told = np.array([1, 1, 1, 1, 0, 0, 0, 0])
    statistic = difference_in_means(told.astype(float), np.ones(8), 1, 0)
    found = infer(cups, told, statistic, repetitions=1, seed=1)
    assert found.exact
    assert found.statistic == 1.0
    assert found.p == pytest.approx(2 / 70)
    assert len(list(combinations(range(8), 4))) * 2 == found.assignments


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=3),
    st.sampled_from([(0, 1), (0, 1, 1), (0, 1, 2)]),
)
def test_every_assignment_is_listed_with_its_probability(sizes, cards):
    """They sum to one, and each unit has each arm with exactly the arm's share."""
    made = design(*sizes, cards=np.array(cards))
    listed = list(made.every())
    assert len(listed) == made.count()
    assert sum(chance for chance, _ in listed) == pytest.approx(1)
    for unit in range(made.units):
        for arm in set(cards):
            share = sum(chance for chance, arms in listed if arms[unit] == arm)
            assert share == pytest.approx(cards.count(arm) / len(cards))


def test_random_assignments_are_those_that_are_listed_and_as_often():
    """6,000 dealt at random against the list: 4.5 standard deviations."""
    made = design(3, 2)
    chance_of = Counter()
    for chance, arms in made.every():
        chance_of[tuple(arms)] += chance
    rng = np.random.default_rng(1)
    seen = Counter(tuple(made.random(rng)) for _ in range(6000))
    assert seen.keys() <= chance_of.keys()
    for arms, chance in chance_of.items():
        assert abs(seen[arms] - 6000 * chance) < 4.5 * np.sqrt(6000 * chance * (1 - chance))


def test_a_simulated_p_agrees_with_the_exact_one():
    """Three blocks of four, an outcome in one arm only more often than not."""
    made = design(4, 4, 4)
    arms = np.array([0, 1, 0, 1] * 3)
    outcome = np.array([0.0, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1])
    statistic = difference_in_means(outcome, np.ones(12), 1, 0)
    exact = infer(made, arms, statistic, repetitions=1, seed=1)
    assert exact.exact
    hits = sum(
        abs(statistic(made.random(np.random.default_rng(n)))) >= abs(statistic(arms)) - 1e-9
        for n in range(3000)
    )
    assert hits / 3000 == pytest.approx(exact.p, abs=4.5 * np.sqrt(exact.p * (1 - exact.p) / 3000))


def test_what_cannot_be_listed_is_simulated_and_never_zero():
    """p = (1 + hits) / (1 + repetitions)."""
    made = design(*[20] * 20)
    arms = np.tile(CARDS, 200)
    statistic = difference_in_means(arms.astype(float), np.ones(400), 1, 0)
    found = infer(made, arms, statistic, repetitions=99, seed=1)
    assert not found.exact
    assert found.p == pytest.approx(1 / 100)
    assert infer(made, arms, statistic, repetitions=99, seed=1) == found


def test_people_of_one_unit_count_each():
    """Two people of a household validated in the arm of three people: 2/3 against 0/1."""
    statistic = difference_in_means(np.array([2.0, 0, 0]), np.array([2.0, 1, 1]), 1, 0)
    assert statistic(np.array([1, 1, 0])) == pytest.approx(2 / 3)


def test_no_effect_gives_p_values_that_are_even():
    """Over 200 random outcomes of 8 people, p is below 0.2 in a fifth of them or fewer."""
    made, rng = design(4, 4), np.random.default_rng(3)
    low = 0
    for _ in range(200):
        statistic = difference_in_means(rng.integers(0, 2, 8).astype(float), np.ones(8), 1, 0)
        low += infer(made, made.random(rng), statistic, repetitions=1, seed=1).p <= 0.2
    assert low < 40 + 4.5 * np.sqrt(200 * 0.2 * 0.8)
