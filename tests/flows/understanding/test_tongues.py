"""In which language somebody writes of whom nothing is known."""

import pytest

from flows.understanding.tongues import is_english


@pytest.mark.parametrize(
    "words",
    ["who is this?", "yes call me please", "I'm John, what do you want", "this is Ana"],
)
def test_the_small_words_tell_english(words: str) -> None:
    """Whatever names stand among them."""
    assert is_english(words)


@pytest.mark.parametrize(
    "words", ["", "Ana Mejía", "STOP", "1", "no", "quien es", "no me llamen", "ok", "si yes"]
)
def test_a_name_a_keyword_and_spanish_are_not(words: str) -> None:
    """What both languages have tells nothing."""
    assert not is_english(words)
