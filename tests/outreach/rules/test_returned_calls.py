"""A call of the person's that we did not take is returned: soon, inside hours, not for ever."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from outreach.rules.contact_policy import At, Missed, Never, Number, Policy, Why, next_contact
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


def rung(history, at, number_id=1):
    return replace(history, missed=Missed(at, number_id))


def test_who_rings_is_rung_two_minutes_later_on_that_number():
    """Whatever was planned, and on which number: they are there now."""
    history, _ = lived(history_of(Number(1, 1), Number(2, 2)), [D.NO_ANSWER])
    rang_at = MONDAY + timedelta(hours=1)
    contact = next_contact(rung(history, rang_at, 2), NO_TEXTS, HOURS, rang_at)
    assert (contact.number_id, contact.why) == (2, Why.RING_BACK)
    assert contact.when == rang_at + timedelta(minutes=2)


def test_who_rings_at_night_is_rung_when_hours_open():
    """At half past eight in the evening: the next morning at eight."""
    night = MONDAY + timedelta(hours=11, minutes=30)
    contact = next_contact(rung(history_of(), night), NO_TEXTS, HOURS, night)
    assert local(contact.when) == datetime(2026, 11, 3, 8, tzinfo=ZONE)


def test_a_call_is_returned_once():
    """Nobody answers: the next attempt is one of the protocol's."""
    rang_at = MONDAY + timedelta(hours=1)
    history, (contact,) = lived(rung(history_of(), rang_at), [D.NO_ANSWER])
    assert contact.why == Why.RING_BACK
    assert answer(history).why == Why.NO_CONTACT


def test_a_return_that_failed_by_our_fault_is_tried_again():
    """The person still waits for it."""
    history, _ = lived(rung(history_of(), MONDAY), [D.OUR_FAULT])
    assert answer(history).why == Why.RING_BACK


def test_an_appointment_is_kept_although_the_person_rang_before():
    """Both were asked for."""
    later = MONDAY + timedelta(hours=5)
    history = rung(history_of(appointment=later), MONDAY)
    history, (contact,) = lived(history, [D.CALLBACK])
    assert contact.why == Why.RING_BACK
    assert answer(history) == At(later, contact.medium, 1, Why.APPOINTMENT)


def test_who_rings_for_ever_is_not_rung_for_ever():
    """Five calls are returned, beyond the protocol's too; then the case is over."""
    history = history_of()
    policy = Policy(max_voice_attempts=1, text_after_voice_attempts=())
    returned = 0
    now = MONDAY
    for _ in range(8):
        history = rung(history, now)
        contact = next_contact(history, policy, HOURS, now)
        if isinstance(contact, Never):
            break
        returned += contact.why == Why.RING_BACK
        history = after(history, contact, D.HUNG_UP)
        now = history.attempts[-1].ended + timedelta(minutes=1)
    assert isinstance(contact, Never)
    assert returned == policy.max_ring_backs == 5


@pytest.mark.parametrize("final", [D.REFUSED, D.INTERVIEW, D.DECEASED])
def test_after_the_end_nobody_is_rung_back(final):
    """What ended a case is not undone by a call."""
    history, _ = lived(history_of(), [final])
    assert isinstance(answer(rung(history, history.attempts[-1].ended)), Never)


@pytest.mark.parametrize(
    "gone", [{"suppressed": True}, {"numbers": (Number(1, 1, suppressed=True),)}]
)
def test_nobody_is_rung_back_after_an_opt_out(gone):
    """Of the person or of the number."""
    history = replace(rung(history_of(), MONDAY), **gone)
    assert isinstance(next_contact(history, NO_TEXTS, HOURS, MONDAY), Never)
