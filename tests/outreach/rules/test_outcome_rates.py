"""The AAPOR outcome rates."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.outcome_rates import outcome_rates

CLASSES = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
KEYS = {
    *(f"RR{n}" for n in range(1, 7)),
    *(f"COOP{n}" for n in range(1, 5)),
    *(f"REF{n}" for n in range(1, 4)),
    *(f"CON{n}" for n in range(1, 4)),
    "e",
}

counts = st.fixed_dictionaries({name: st.integers(0, 10_000) for name in CLASSES})
shares = st.none() | st.floats(0, 1)


def test_the_rates_of_a_worked_example():
    """Counts chosen so that every rate comes out by hand: K = 200, U = 100, K + eU = 250."""
    rates = outcome_rates(I=100, P=20, R=40, NC=30, O=10, UH=60, UO=40, NE=200, e=0.5)
    expected = {
        "RR1": Fraction(100, 300),
        "RR2": Fraction(120, 300),
        "RR3": Fraction(100, 250),
        "RR4": Fraction(120, 250),
        "RR5": Fraction(100, 200),
        "RR6": Fraction(120, 200),
        "COOP1": Fraction(100, 170),
        "COOP2": Fraction(120, 170),
        "COOP3": Fraction(100, 160),
        "COOP4": Fraction(120, 160),
        "REF1": Fraction(40, 300),
        "REF2": Fraction(40, 250),
        "REF3": Fraction(40, 200),
        "CON1": Fraction(170, 300),
        "CON2": Fraction(170, 250),
        "CON3": Fraction(170, 200),
        "e": Fraction(1, 2),
    }
    assert rates == {name: pytest.approx(float(share)) for name, share in expected.items()}
    without = outcome_rates(I=100, P=20, R=40, NC=30, O=10, UH=60, UO=40, NE=200)
    assert without == rates  # K / (K + NE) is a half here too


@given(counts, shares)
def test_every_rate_is_a_share_or_nothing(numbers, e):
    """All keys, always; each None or between 0 and 1; None where nothing is to divide by."""
    rates = outcome_rates(**numbers, e=e)
    assert set(rates) == KEYS
    assert all(rate is None or 0 <= rate <= 1 + 1e-12 for rate in rates.values())
    known = sum(numbers[name] for name in ("I", "P", "R", "NC", "O"))
    unknown = numbers["UH"] + numbers["UO"]
    assert (rates["RR1"] is None) == (known + unknown == 0)
    assert (rates["RR5"] is None) == (rates["CON3"] is None) == (known == 0)
    assert (rates["COOP3"] is None) == (numbers["I"] + numbers["P"] + numbers["R"] == 0)


@given(counts)
def test_the_two_ends_of_e_are_the_other_rates(numbers):
    """With e = 1 RR3 is RR1; with e = 0 it is RR5, and so for RR4, REF2 and CON2."""
    one, none = outcome_rates(**numbers, e=1), outcome_rates(**numbers, e=0)
    for estimated, strict, loose in (
        ("RR3", "RR1", "RR5"),
        ("RR4", "RR2", "RR6"),
        ("REF2", "REF1", "REF3"),
        ("CON2", "CON1", "CON3"),
    ):
        assert one[estimated] == one[strict]
        assert none[estimated] == none[loose]


@given(counts, shares)
def test_response_is_contact_times_cooperation(numbers, e):
    """RR1 = CON1 * COOP1 and RR3 = CON2 * COOP1, whenever there was any contact."""
    rates = outcome_rates(**numbers, e=e)
    if rates["COOP1"] is not None:
        assert rates["RR1"] == pytest.approx(rates["CON1"] * rates["COOP1"])
        if rates["RR3"] is not None:
            assert rates["RR3"] == pytest.approx(rates["CON2"] * rates["COOP1"])


@given(counts, st.integers(0, 10_000))
def test_the_ineligible_enter_no_rate_but_through_e(numbers, others):
    """With e given, their number changes nothing."""
    assert outcome_rates(**numbers, e=0.4) == outcome_rates(**{**numbers, "NE": others}, e=0.4)


def test_nobody_at_all_is_not_applicable():
    """No denominator, no rate: neither zero nor an error."""
    rates = outcome_rates(I=0, P=0, R=0, NC=0, O=0, UH=0, UO=0)
    assert set(rates.values()) == {None}
    only_unknown = outcome_rates(I=0, P=0, R=0, NC=0, O=0, UH=5, UO=5)
    assert only_unknown["RR1"] == 0
    assert only_unknown["RR3"] is only_unknown["e"] is None


@pytest.mark.parametrize(
    "wrong",
    [{"I": -1}, {"UO": float("nan")}, {"NE": float("inf")}, {"P": "3"}, {"e": -0.1}, {"e": 1.1}],
)
def test_counts_and_shares_that_cannot_be_are_refused(wrong):
    """A negative count or a share above one is a mistake of the caller's."""
    with pytest.raises(ValueError, match="must"):
        outcome_rates(**{**dict.fromkeys(CLASSES, 1), **wrong})
