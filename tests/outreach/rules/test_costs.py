"""What things cost by the tariff, and when filtered texts are too many."""

import pytest

from outreach.rules.costs import Tariff, too_many_filtered

TARIFF = Tariff(currency="USD", call_minute=0.2, text_segment=0.05)


@pytest.mark.parametrize(("seconds", "cost"), [(0, 0.0), (1, 0.2), (60, 0.2), (61, 0.4)])
def test_calls_are_charged_by_the_minute_begun(seconds: int, cost: float) -> None:
    """What nobody answered costs nothing."""
    assert TARIFF.call(seconds) == cost


def test_texts_are_charged_by_the_segment() -> None:
    """One letter too many doubles the price."""
    assert TARIFF.text(1) == 0.05
    assert TARIFF.text(2) == 0.1


@pytest.mark.parametrize(
    ("filtered", "texts", "stops"),
    [(1, 1, False), (4, 4, False), (5, 5, True), (5, 50, True), (5, 51, False), (40, 300, True)],
)
def test_texts_stop_when_several_and_a_tenth_are_filtered(
    filtered: int, texts: int, stops: bool
) -> None:
    """Networks filter one here and there; that is not the wording's fault."""
    assert too_many_filtered(filtered, texts) is stops
