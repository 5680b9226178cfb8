"""On which number and by which medium a person is contacted, and when no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.medium import Medium
from outreach.rules.contact_policy import (
    At,
    History,
    Never,
    NeverReason,
    Number,
    PastAttempt,
    Policy,
    Why,
    next_contact,
)
from outreach.rules.dispositions import Disposition
from tests.outreach.rules.histories import (
    HOURS,
    MONDAY,
    NO_TEXTS,
    answer,
    history_of,
    lived,
    local,
)

D = Disposition


def test_one_wrong_number_or_two_invalid_results_drop_a_number():
    """A human's word is enough; the network's has to be given twice."""
    phones = history_of(Number(1, 1), Number(2, 2))
    _, contacts = lived(phones, [D.WRONG_NUMBER, *[D.NO_ANSWER] * 6])
    assert [contact.number_id for contact in contacts] == [1, 2, 2, 2, 2, 2, 2]
    _, contacts = lived(phones, [D.INVALID_NUMBER, D.NO_ANSWER, D.INVALID_NUMBER, D.MACHINE])
    assert [contact.number_id for contact in contacts] == [1, 2, 1, 2]
    history, contacts = lived(history_of(), [D.INVALID_NUMBER] * 5)
    assert len(contacts) == 2
    assert answer(history) == Never(NeverReason.NO_NUMBER_LEFT)


def test_a_text_that_cannot_arrive_says_nothing_about_calls():
    """A fixed line, or a number without texts, is still called."""
    policy = Policy(text_after_voice_attempts=(0, 0), invalid_results_to_drop=1)
    _, contacts = lived(history_of(), [D.INVALID_NUMBER, D.NO_ANSWER], policy)
    assert [contact.medium for contact in contacts] == [Medium.TEXT, Medium.VOICE]


def test_a_check_that_fails_twice_locks_the_number():
    """Nobody may go on guessing a birth year."""
    history, contacts = lived(history_of(), [D.UNVERIFIED] * 5)
    assert len(contacts) == 2
    assert answer(history) == Never(NeverReason.NO_NUMBER_LEFT)


def test_no_number_at_all_or_only_suppressed_ones_is_an_end():
    """There is nothing to call."""
    for numbers in ((), (Number(1, 1, suppressed=True),)):
        history = History(numbers, released_at=MONDAY)
        assert next_contact(history, NO_TEXTS, HOURS, MONDAY) == Never(NeverReason.NO_NUMBER_LEFT)


def test_a_number_in_use_gives_way_to_another_or_waits():
    """A household's phone is not rung while another call to it is under way."""
    busy, free = Number(1, 1, under_way=True), Number(2, 2)
    assert next_contact(history_of(busy, free), NO_TEXTS, HOURS, MONDAY).number_id == 2
    contact = next_contact(history_of(busy), NO_TEXTS, HOURS, MONDAY)
    assert contact == At(MONDAY + timedelta(minutes=5), Medium.VOICE, 1, Why.LINE_IN_USE)
    agreed = history_of(busy, free, appointment=MONDAY)
    contact = next_contact(agreed, NO_TEXTS, HOURS, MONDAY)
    assert contact == At(MONDAY + timedelta(minutes=5), Medium.VOICE, 1, Why.APPOINTMENT)


def test_a_text_follows_the_second_and_the_fifth_call_on_a_day_of_its_own():
    """Seven calls and two texts; no call within 24 hours after a text."""
    _, contacts = lived(history_of(), [D.NO_ANSWER] * 20, Policy())
    media = [contact.medium for contact in contacts]
    assert media == [
        Medium(m) for m in "voice voice text voice voice voice text voice voice".split()
    ]
    days = [local(contact.when).date() for contact in contacts]
    assert len(set(days)) == len(days)
    for text, call in ((2, 3), (6, 7)):
        assert contacts[call].when - contacts[text].when >= timedelta(hours=24)


def test_a_text_before_the_first_call_is_possible():
    """0 in the list of places is a notice beforehand."""
    policy = Policy(text_after_voice_attempts=(0,))
    _, contacts = lived(history_of(), [D.TEXT_UNANSWERED, D.NO_ANSWER], policy)
    assert contacts[0] == At(MONDAY, Medium.TEXT, 1, Why.TEXT)
    assert contacts[1].medium is Medium.VOICE
    assert contacts[1].when - contacts[0].when >= timedelta(hours=24)


def test_texts_go_only_where_they_can_arrive():
    """Not to a fixed line, nor to a number that a text could not reach before."""
    _, contacts = lived(history_of(Number(1, 1, text=False)), [D.NO_ANSWER] * 20, Policy())
    assert {contact.medium for contact in contacts} == {Medium.VOICE}
    phones = history_of(Number(1, 1, text=False), Number(2, 2), Number(3, 3))
    history, contacts = lived(phones, [D.NO_ANSWER, D.NO_ANSWER, D.INVALID_NUMBER], Policy())
    assert (contacts[2].medium, contacts[2].number_id) == (Medium.TEXT, 2)
    history, contacts = lived(history, [D.NO_ANSWER] * 3, Policy())
    _, contacts = lived(history, [D.NO_ANSWER] * 4, Policy())
    assert (contacts[0].medium, contacts[0].number_id) == (Medium.TEXT, 3)


@pytest.mark.parametrize("disposition", [d for d in Disposition if d.final])
def test_a_final_outcome_ends_all_contact(disposition):
    """Whatever else is planned, appointments included, and also when it came by a call to us."""
    inbound = PastAttempt(Medium.VOICE, 1, MONDAY, MONDAY, disposition, inbound=True)
    history = history_of(attempts=(inbound,), appointment=MONDAY + timedelta(days=1))
    assert isinstance(answer(history), Never)


def test_the_suppression_list_stands_above_everything():
    """Even above an interview: the reason given is the opt-out."""
    history, _ = lived(history_of(), [D.INTERVIEW])
    assert answer(history) == Never(NeverReason.INTERVIEWED)
    assert answer(replace(history, suppressed=True)) == Never(NeverReason.OPTED_OUT)


def test_calls_that_come_in_use_up_nothing():
    """Ten calls from the person leave all seven of ours."""
    calls = tuple(
        PastAttempt(Medium.VOICE, 1, MONDAY, MONDAY, D.HUNG_UP, inbound=True) for _ in range(10)
    )
    _, contacts = lived(history_of(attempts=calls), [D.NO_ANSWER] * 10)
    assert len(contacts) == 7
