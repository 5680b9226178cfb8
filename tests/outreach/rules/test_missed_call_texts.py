"""A text that says who called: on a day of its own, or minutes after the call nobody took."""

from datetime import timedelta

import pytest

from flows.medium import Medium
from outreach.rules.contact_policy import Number, Policy, Why, explain
from outreach.rules.dispositions import Disposition
from tests.outreach.rules.histories import HOURS, MONDAY, answer, history_of, lived, local

D = Disposition
SOON = Policy(text_after_voice_attempts=(1,), missed_call_text_minutes=10, busy_wait_minutes=())
LATER = Policy(text_after_voice_attempts=(1,), busy_wait_minutes=())


@pytest.mark.parametrize("ended", [D.NO_ANSWER, D.BUSY, D.REJECTED, D.MACHINE])
def test_ten_minutes_after_a_call_that_nobody_took_a_text_says_who_called(ended):
    """To the number that was called."""
    history, _ = lived(history_of(), [ended], SOON)
    contact = answer(history, SOON)
    assert (contact.medium, contact.number_id, contact.why) == (Medium.TEXT, 1, Why.TEXT)
    assert contact.when == history.attempts[-1].ended + timedelta(minutes=10)


@pytest.mark.parametrize("ended", [D.NOT_HERE, D.HUNG_UP, D.LATER, D.UNREACHABLE])
def test_after_any_other_call_the_text_has_a_day_of_its_own(ended):
    """Somebody spoke, or no phone rang: nobody wonders who called."""
    history, (call,) = lived(history_of(), [ended], SOON)
    contact = answer(history, SOON)
    assert contact.medium is Medium.TEXT
    assert local(contact.when).date() > local(call.when).date()


def test_without_the_option_the_text_has_a_day_of_its_own():
    """One attempt a day, as the protocol has it."""
    history, (call,) = lived(history_of(), [D.NO_ANSWER], LATER)
    assert local(answer(history, LATER).when).date() > local(call.when).date()


def test_a_call_in_the_last_minutes_is_followed_by_a_text_in_the_morning():
    """No text at night either."""
    late = MONDAY + timedelta(hours=10, minutes=50)
    history, _ = lived(history_of(released_at=late), [D.NO_ANSWER], SOON)
    contact = answer(history, SOON)
    assert HOURS.is_open(contact.when)
    assert local(contact.when).date() > local(late).date()


def test_a_fixed_line_gets_no_text():
    """Nothing could arrive."""
    history, _ = lived(history_of(Number(1, 1, text=False)), [D.NO_ANSWER], SOON)
    assert answer(history, SOON).medium is Medium.VOICE


def test_the_option_is_told_in_words():
    """An operator reads it before the start."""
    assert any("10 min" in sentence for sentence in explain(SOON))
    assert not any("mismo día" in sentence for sentence in explain(LATER))
