"""Balance: the table by hand, and an omnibus test that is silent when chance was fair."""

import numpy as np
import pytest

from outreach.rules.balance import (
    Covariate,
    balance_table,
    dummies,
    omnibus,
    redrawn_within,
)

LABELS = np.array([0, 0, 0, 1, 1, 1])


def test_the_table_has_n_mean_sd_and_differences():
    """By hand: 10, 20, 30 against 40, 50 and one unknown; the SD of all five is 15.81."""
    age = Covariate("age", np.array([10.0, 20, 30, 40, 50, np.nan]))
    (line,) = balance_table([age], ("drawn", "not_drawn"), LABELS)
    first, other = line.cells
    assert not line.binary
    assert (first.n, first.mean, first.sd, first.difference) == (3, 20.0, 10.0, None)
    assert (other.n, other.mean, other.difference) == (2, 45.0, 25.0)
    assert other.sd == pytest.approx(7.0711, abs=1e-4)
    assert other.standardised == pytest.approx(25 / 15.8114, abs=1e-4)


def test_a_binary_covariate_is_told_as_such_and_a_constant_has_no_standard():
    """A raw difference of shares; no division by a spread of zero."""
    women, men = dummies("sex", ["F", "M", "M", "F", "F", "M"])
    same = Covariate("same", np.ones(6))
    lines = balance_table([women, men, same], ("a", "b"), LABELS)
    assert [line.covariate for line in lines] == ["sex=F", "sex=M", "same"]
    assert lines[0].binary
    assert lines[0].cells[1].difference == pytest.approx(1 / 3)
    assert lines[2].cells[1].standardised is None


def test_a_group_of_nobody_has_no_mean():
    """Everybody was drawn: nobody is left to compare with."""
    (line,) = balance_table([Covariate("x", np.arange(6.0))], ("drawn", "not_drawn"), LABELS * 0)
    assert line.cells[1] == type(line.cells[1])("not_drawn", 0, None, None, None, None)


def covariates(rng, people):
    age = rng.normal(35, 9, people)
    age[::11] = np.nan
    return [
        Covariate("age", age),
        *dummies("place", [("danli", "choluteca", "la_ceiba")[n % 3] for n in range(people)]),
    ]


def test_fair_draws_have_p_values_that_are_even():
    """300 fair draws: a tenth of the p are below 0.1, give or take 4.5 standard deviations."""
    rng = np.random.default_rng(4)
    strata = ["a"] * 40 + ["b"] * 20
    redraw = redrawn_within(strata, {"a": 10, "b": 8})
    known = covariates(rng, 60)
    p = [omnibus(known, redraw(rng), redraw, repetitions=99, seed=n).p for n in range(300)]
    assert abs(sum(each <= 0.1 for each in p) - 30) < 4.5 * np.sqrt(27)
    assert abs(np.mean(p) - 0.505) < 4.5 * 0.289 / np.sqrt(300)


def test_a_draw_that_prefers_the_young_is_found_out():
    """The 18 youngest of 60 were not drawn by chance."""
    rng = np.random.default_rng(5)
    known = covariates(rng, 60)
    age = np.nan_to_num(known[0].values, nan=99.0)
    labels = (np.argsort(np.argsort(age)) >= 18).astype(np.int64)
    redraw = redrawn_within(["a"] * 60, {"a": 18})
    assert omnibus(known, labels, redraw, repetitions=199, seed=1).p == pytest.approx(1 / 200)


def test_a_redraw_takes_as_many_of_each_stratum_as_the_draw_did():
    """The design is kept, whatever the generator."""
    strata = ["b", "a", "a", "b", "a"]
    redraw = redrawn_within(strata, {"a": 2, "b": 0})
    for seed in range(20):
        drawn = [
            s
            for s, label in zip(strata, redraw(np.random.default_rng(seed)), strict=True)
            if label == 0
        ]
        assert drawn == ["a", "a"]
