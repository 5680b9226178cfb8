"""The report's statistics against published figures, other programs and enumeration."""

from itertools import combinations, product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.report.statistics.agreement import kappa
from outreach.report.statistics.proportions import difference, homogeneity, risk_ratio, wilson
from outreach.report.statistics.representativeness import dissimilarity, r_indicator
from outreach.report.statistics.survival import median_time, product_limit
from outreach.rules.randomisation import Block, exact_p


@pytest.mark.parametrize(
    ("successes", "base", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilsons_interval_is_the_published_one(
    successes: int, base: int, low: float, high: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17:857–872, table I, method 3."""
    interval = wilson(successes, base)
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("groups", "low", "high"),
    [
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((10, 10, 0, 20), 0.6791, 1.0000),
    ],
)
def test_newcombes_interval_is_the_published_one(
    groups: tuple[int, int, int, int], low: float, high: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17:873–890, table II, method 10."""
    interval = difference(*groups).interval
    assert interval is not None
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_a_ratio_has_an_interval_around_it_even_without_a_success() -> None:
    """The score interval, unlike the logarithm's, knows what none of fifty means."""
    ratio = risk_ratio(0, 50, 10, 50)
    assert ratio.value == 0
    assert ratio.interval is not None
    assert ratio.interval.low == 0
    assert 0 < ratio.interval.high < 1
    same = risk_ratio(30, 100, 30, 100)
    assert same.interval is not None
    assert same.interval.low < 1 < same.interval.high
    assert same.interval.low == pytest.approx(1 / same.interval.high)


def test_what_has_no_denominator_has_no_estimate() -> None:
    """An empty group is not a rate of zero."""
    assert wilson(0, 0) is None
    assert difference(0, 0, 3, 10).value is None
    assert risk_ratio(3, 10, 0, 10).value is None
    assert homogeneity([(0, 0), (3, 10)]) is None


def test_homogeneity_is_pearsons_test() -> None:
    """Two by two without correction: X² = n(ad − bc)²/(…) = 4.0 for these, p = 0.0455."""
    assert homogeneity([(30, 50), (20, 50)]) == pytest.approx(0.0455, abs=1e-4)
    assert homogeneity([(5, 10), (10, 20)]) == pytest.approx(1.0)


def test_the_product_limit_is_that_of_the_textbook() -> None:
    """Freireich's 21 patients on 6-MP: S(6) = 0.857, S(13) = 0.690, S(23) = 0.448, errors of
    Greenwood 0.0764, 0.1068, 0.1346 (Kleinbaum and Klein, Survival Analysis, chapter 2)."""
    events = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = product_limit([*((t, True, 1) for t in events), *((t, False, 1) for t in censored)])
    shares = {line.time: round(1 - line.share, 3) for line in curve}
    assert shares == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    last = curve[-1].interval  # on the log(−log) scale R gives S(23) in 0.188 … 0.680
    assert last is not None
    assert (round(1 - last.high, 3), round(1 - last.low, 3)) == (0.188, 0.680)
    assert median_time(curve) == 23


def test_nobody_reached_is_no_curve() -> None:
    """There is nothing to draw, and nothing is made up."""
    assert product_limit([]) == product_limit([(3, False, 10)]) == ()
    assert median_time(()) is None


def _enumerated(blocks: list[list[int]], arms: list[int], chosen: list[set[int]]) -> float:
    """The p of every assignment, one by one; `chosen` are the places of the arm per block."""

    def statistic(places: tuple[tuple[int, ...], ...]) -> float:
        inside = sum(block[i] for block, at in zip(blocks, places, strict=True) for i in at)
        people, total = sum(map(len, blocks)), sum(map(sum, blocks))
        return abs(inside / sum(arms) - (total - inside) / (people - sum(arms)))

    seen = statistic(tuple(tuple(at) for at in chosen))
    every = [
        statistic(places)
        for places in product(
            *(combinations(range(len(block)), n) for block, n in zip(blocks, arms, strict=True))
        )
    ]
    assert len(every) == _product(comb(len(b), n) for b, n in zip(blocks, arms, strict=True))
    return sum(value >= seen - 1e-12 for value in every) / len(every)


def _product(factors: object) -> int:
    result = 1
    for factor in factors:  # type: ignore[attr-defined]
        result *= factor
    return result


block_of_six = st.lists(st.integers(0, 1), min_size=3, max_size=6)


@settings(max_examples=40, deadline=None)
@given(st.lists(block_of_six, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_the_p_is_that_of_all_assignments_counted_one_by_one(
    blocks: list[list[int]], rng: object
) -> None:
    """The convolution counts exactly the assignments that the blocked draw could have made."""
    arms = [rng.randint(1, len(block) - 1) for block in blocks]  # type: ignore[attr-defined]
    chosen = [
        set(rng.sample(range(len(block)), n))  # type: ignore[attr-defined]
        for block, n in zip(blocks, arms, strict=True)
    ]
    given_blocks = [
        Block(n, len(block) - n, sum(block[i] for i in at), sum(block) - sum(block[i] for i in at))
        for block, n, at in zip(blocks, arms, chosen, strict=True)
    ]
    assert exact_p(given_blocks) == pytest.approx(_enumerated(blocks, arms, chosen))


def test_a_great_trial_has_an_exact_p_too() -> None:
    """4,000 blocks of 250: near what the normal distribution says of so many."""
    blocks = [Block(125, 125, 50 + (n % 40 == 0), 50) for n in range(4000)]
    p = exact_p(blocks)
    assert p is not None
    assert 0.7 < p < 1.0
    assert exact_p([Block(125, 125, 53, 50)] * 4000) == pytest.approx(0.0, abs=1e-9)


def test_an_empty_arm_has_no_p() -> None:
    """Nothing was compared."""
    assert exact_p([]) is None
    assert exact_p([Block(5, 0, 2, 0)]) is None


def test_reached_alike_is_representative() -> None:
    """R is 1 and nobody would have to change; half of the people unreachable makes R 0."""
    assert r_indicator([(20, 100), (40, 200)]) == 1.0
    assert dissimilarity([(20, 100), (40, 200)]) == 0
    assert r_indicator([(5000, 5000), (0, 5000)]) == pytest.approx(0.0, abs=1e-3)
    assert dissimilarity([(10, 10), (0, 10)]) == 0.5
    assert r_indicator([]) is None
    assert dissimilarity([(0, 10)]) is None


def test_small_groups_do_not_look_unequal_for_being_small() -> None:
    """A thousand groups of five, each reached by the same coin: R stays near 1."""
    import random

    rng = random.Random(7)
    groups = [(sum(rng.random() < 0.3 for _ in range(5)), 5) for _ in range(1000)]
    found = r_indicator(groups)
    assert found is not None
    assert found > 0.9


def test_kappa_is_cohens() -> None:
    """20 and 15 agreed, 5 and 10 not: kappa is 0.4."""
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert kappa(table) == pytest.approx(0.4)
    assert kappa({("yes", "yes"): 9}) is None
    assert kappa({}) is None
