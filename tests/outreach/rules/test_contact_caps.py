"""What other campaigns and other people of a household leave of a person's days and calls, when
the person asked not to be called, and the texts before and after calls."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from flows.limits import limits_of
from flows.medium import Medium
from outreach.rules.contact_policy import (
    At,
    Elsewhere,
    Never,
    NeverReason,
    Number,
    Policy,
    Why,
    leaves_message,
    next_contact,
)
from outreach.rules.dispositions import Disposition
from tests.outreach.rules.histories import (
    HOURS,
    MONDAY,
    NO_TEXTS,
    ZONE,
    after,
    answer,
    history_of,
    lived,
    local,
)

D = Disposition
DAY = timedelta(days=1)
ONE, TWO = Number(1, 1), Number(2, 2)


def to_person(began, number_id=1, medium=Medium.VOICE):
    return Elsewhere(medium, number_id, began, of_person=True)


def to_household(began, number_id=1):
    return Elsewhere(Medium.VOICE, number_id, began, of_person=False)


def test_a_day_on_which_another_campaign_called_is_full():
    """One attempt a day is one in all: the first call waits for the morning after."""
    history = history_of(elsewhere=[to_person(MONDAY - timedelta(minutes=30))])
    contact = next_contact(history, NO_TEXTS, HOURS, MONDAY)
    assert local(contact.when) == datetime(2026, 11, 3, 8, tzinfo=ZONE)


def test_a_plan_gives_way_to_what_another_campaign_did_meanwhile():
    """Asked again at the moment of dialling, a full day moves it."""
    history, _ = lived(history_of(), [D.NO_ANSWER])
    planned = answer(history).when
    called = replace(history, elsewhere=[to_person(planned - timedelta(minutes=5))])
    moved = next_contact(called, NO_TEXTS, HOURS, planned)
    assert local(moved.when).date() > local(planned).date()


def test_an_appointment_is_kept_on_a_full_day():
    """The person asked for it."""
    agreed = MONDAY + timedelta(hours=3)
    history = history_of(appointment=agreed, elsewhere=[to_person(MONDAY), to_household(MONDAY)])
    assert next_contact(history, NO_TEXTS, HOURS, MONDAY).when == agreed


def test_calls_of_all_campaigns_in_thirty_days_have_a_cap():
    """The next may come when the oldest of them is thirty days old."""
    policy = NO_TEXTS.model_copy(update={"max_calls_to_person_a_month": 3})
    elsewhere = [to_person(MONDAY - n * DAY, number_id=2) for n in (20, 10, 5)]
    history = history_of(ONE, TWO, elsewhere=elsewhere)
    contact = next_contact(history, policy, HOURS, MONDAY)
    assert contact.when == MONDAY + 10 * DAY
    texts = [replace(e, medium=Medium.TEXT) for e in elsewhere]
    assert next_contact(replace(history, elsewhere=texts), policy, HOURS, MONDAY).when == MONDAY


def test_calls_to_a_number_have_a_cap_whoever_they_are_for():
    """A household's phone does not ring more because more people of it were drawn."""
    policy = NO_TEXTS.model_copy(update={"max_calls_to_number_a_month": 2})
    history = history_of(elsewhere=[to_household(MONDAY - 25 * DAY), to_household(MONDAY - DAY)])
    assert next_contact(history, policy, HOURS, MONDAY).when == MONDAY + 5 * DAY


def test_a_household_is_not_called_twice_a_day_for_different_names():
    """Unless the campaign says so; on the person's other number it makes no difference."""
    history = history_of(elsewhere=[to_household(MONDAY - timedelta(minutes=30))])
    contact = next_contact(history, NO_TEXTS, HOURS, MONDAY)
    assert local(contact.when).date() == datetime(2026, 11, 3, tzinfo=ZONE).date()
    may = NO_TEXTS.model_copy(update={"household_same_day": True})
    assert next_contact(history, may, HOURS, MONDAY).when == MONDAY
    other = history_of(ONE, elsewhere=[to_household(MONDAY, number_id=2)])
    assert next_contact(other, NO_TEXTS, HOURS, MONDAY).when == MONDAY


@pytest.mark.parametrize(
    ("limit", "first"),
    [
        ("any;morning", datetime(2026, 11, 2, 12, tzinfo=ZONE)),
        ("monday;any", datetime(2026, 11, 3, 8, tzinfo=ZONE)),
        ("weekdays;between:08:00-17:00", datetime(2026, 11, 2, 17, tzinfo=ZONE)),
        ("any;before:10:00|any;noon", datetime(2026, 11, 2, 10, tzinfo=ZONE)),
        ("weekdays;any|sunday;any", datetime(2026, 11, 7, 9, tzinfo=ZONE)),
    ],
)
def test_nobody_is_called_when_they_asked_not_to_be(limit, first):
    """Not even by the first call, nor for an appointment."""
    history = history_of(limits=limits_of(limit))
    assert next_contact(history, NO_TEXTS, HOURS, MONDAY).when == first
    agreed = replace(history, appointment=MONDAY)
    assert next_contact(agreed, NO_TEXTS, HOURS, MONDAY) == At(
        first, Medium.VOICE, 1, Why.APPOINTMENT
    )


def test_limits_that_leave_nothing_end_the_case():
    """There is no hour left in which to call."""
    history = history_of(limits=limits_of("any;morning|any;afternoon|any;evening"))
    assert next_contact(history, NO_TEXTS, HOURS, MONDAY) == Never(NeverReason.NEVER_OPEN)


def test_a_notice_comes_before_the_first_call_for_whoever_is_to_have_it():
    """Everybody, or an arm of an experiment; the call a day later at the earliest."""
    for policy, arm, noticed in (
        (Policy(pre_notice=True), None, True),
        (Policy(pre_notice_arms=("aviso",)), "aviso", True),
        (Policy(pre_notice_arms=("aviso",)), "sin aviso", False),
        (Policy(), "aviso", False),
    ):
        history = history_of(Number(1, 1, text=False), TWO, arm=arm)
        contact = next_contact(history, policy, HOURS, MONDAY)
        assert (contact.why == Why.PRE_NOTICE) is noticed
        if noticed:
            assert contact == At(MONDAY, Medium.TEXT, 2, Why.PRE_NOTICE)
            call = answer(after(history, contact, D.TEXT_UNANSWERED), policy)
            assert (call.why, call.medium, call.number_id) == (Why.FIRST, Medium.VOICE, 1)
            assert call.when >= MONDAY + DAY


def test_a_notice_is_no_call_and_takes_no_texts_place():
    """Seven calls and two texts come after it all the same."""
    _, contacts = lived(history_of(), [D.TEXT_UNANSWERED] * 20, Policy(pre_notice=True))
    assert [contact.why for contact in contacts].count(Why.PRE_NOTICE) == 1
    assert sum(contact.why == Why.TEXT for contact in contacts) == 2
    assert sum(contact.medium is Medium.VOICE for contact in contacts) == 7


def test_a_missed_call_is_followed_by_a_text_where_the_table_says_so():
    """Five minutes later on the same number, on the same day; twice and no more."""
    policy = NO_TEXTS.model_copy(
        update={"after": NO_TEXTS.after.model_validate({"no_answer": {"medium": "text"}})}
    )
    history, contacts = lived(history_of(ONE, TWO), [D.NO_ANSWER, D.TEXT_UNANSWERED] * 4, policy)
    call, text = contacts[:2]
    assert (text.why, text.medium, text.number_id) == (Why.MISSED_CALL, Medium.TEXT, 1)
    assert text.when == history.attempts[0].ended + timedelta(minutes=5)
    assert sum(contact.why == Why.MISSED_CALL for contact in contacts) == 2
    assert local(contacts[2].when).date() > local(call.when).date()
    landline, _ = lived(history_of(Number(1, 1, text=False)), [D.NO_ANSWER], policy)
    assert answer(landline, policy).medium is Medium.VOICE


def test_what_follows_a_result_is_as_the_table_says():
    """The wait, the part of the day, the number, and whether it is soon."""
    table = {"machine": {"wait": "5 d", "part": "same", "number": "same"}}
    policy = Policy(text_after_voice_attempts=(), after=table)
    history, _ = lived(history_of(ONE, TWO), [D.MACHINE], policy)
    contact = answer(history, policy)
    assert contact.number_id == 1
    assert contact.when - history.attempts[-1].ended >= timedelta(days=5)
    assert HOURS.part_of(contact.when) is HOURS.part_of(MONDAY)


def test_a_machine_hears_the_message_as_often_as_the_policy_says():
    """By default it hears nothing."""
    assert not leaves_message(0, Policy())
    assert [leaves_message(left, Policy(max_voicemails=2)) for left in (0, 1, 2)] == [
        True,
        True,
        False,
    ]
