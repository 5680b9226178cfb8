"""The contact protocol as data."""

import re
from collections import Counter

import pytest
from hypothesis import given
from pydantic import ValidationError

from outreach.report.words import Words
from outreach.rules.contact_policy import (
    Policy,
    explain,
)
from tests.outreach.rules.histories import (
    policies,
)


@given(policies)
def test_a_policy_is_explained_in_words_that_hold_its_figures(policy):
    """Every sentence is whole, and the cap and the span stand in it."""
    words = explain(policy)
    assert all(sentence.endswith(".") for sentence in words)
    if policy.max_voice_attempts:
        assert str(policy.max_voice_attempts) in words[0]
        assert str(policy.min_days) in words[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_voice_attempts": 50},
        {"max_per_day": 0},
        {"busy_wait_minutes": (0,)},
        {"text_after_voice_attempts": (5, 2)},
        {"min_dias": 14},
    ],
)
def test_a_policy_out_of_bounds_is_refused(wrong):
    """Nobody can be called fifty times by a slip of the keyboard."""
    with pytest.raises(ValidationError):
        Policy(**wrong)


@given(policies)
def test_english_says_what_spanish_says(policy):
    """Sentence by sentence, with the same figures: none is left out or said twice."""
    spanish, english = explain(policy), explain(policy, Words("en").gettext)
    assert len(english) == len(spanish)
    for there, here in zip(spanish, english, strict=True):
        assert here.endswith(".")
        assert Counter(re.findall(r"\d+", here)) == Counter(re.findall(r"\d+", there))
