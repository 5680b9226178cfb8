"""When a person is contacted again: the pace, and what each result leads to."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from flows.medium import Medium
from outreach.rules.calling_hours import CallingHours, DayPart
from outreach.rules.contact_policy import (
    At,
    Never,
    NeverReason,
    Number,
    PastAttempt,
    Policy,
    Why,
    next_contact,
    voice_attempts_used,
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


def test_the_first_attempt_is_made_as_soon_as_the_case_is_released():
    """Released inside hours: now. Released at night: when hours open, 8:00."""
    contact = next_contact(history_of(), NO_TEXTS, HOURS, MONDAY)
    assert contact == At(MONDAY, Medium.VOICE, 1, Why.FIRST)
    night = MONDAY + timedelta(hours=14)
    opening = next_contact(history_of(released_at=night), NO_TEXTS, HOURS, night)
    assert local(opening.when) == datetime(2026, 11, 3, 8, tzinfo=ZONE)


@pytest.mark.parametrize("hour", range(0, 24 * 7, 5))
def test_seven_unanswered_calls_are_spread_as_the_method_says(hour):
    """Whenever the case is released: 7 calls, 14 to 21 days, the quotas of day parts met, never
    the same part twice running, never two on a day."""
    history = history_of(released_at=MONDAY + timedelta(hours=hour))
    history, contacts = lived(history, [D.NO_ANSWER] * 10)
    parts = [HOURS.part_of(contact.when) for contact in contacts]
    tried = Counter(parts)
    assert len(contacts) == 7
    assert answer(history) == Never(NeverReason.ATTEMPTS_EXHAUSTED)
    assert timedelta(days=14) <= contacts[-1].when - contacts[0].when <= timedelta(days=21)
    assert tried[DayPart.MORNING] >= 1
    assert tried[DayPart.EVENING] >= 2
    assert tried[DayPart.WEEKEND] >= 2
    assert all(one is not other for one, other in pairwise(parts))


def test_two_a_day_are_two_and_not_three():
    """Where a campaign allows two attempts a day, in different parts of it, the third waits."""
    hurried = Policy(max_per_day=2, min_days=0, text_after_voice_attempts=())
    made = [MONDAY, MONDAY + timedelta(hours=4)]
    calls = tuple(PastAttempt(Medium.VOICE, 1, at, at, D.NO_ANSWER) for at in made)
    one, two = history_of(attempts=calls[:1]), history_of(attempts=calls)
    assert local(answer(one, hurried).when).date() == date(2026, 11, 2)
    assert local(answer(two, hurried).when).date() == date(2026, 11, 3)


def test_the_last_call_waits_for_the_part_that_is_still_wanted():
    """With one call left and a weekend wanted, Saturday is worth four days of waiting."""
    wanted = {"mornings": 0, "evenings": 0, "weekends": 1}
    two = Policy(max_voice_attempts=2, min_days=1, text_after_voice_attempts=(), **wanted)
    _, contacts = lived(history_of(), [D.NO_ANSWER] * 2, two)
    assert local(contacts[1].when).date() == date(2026, 11, 7)


def test_without_wishes_every_part_gets_its_turn():
    """No quotas: the part that was tried least comes next, evenings first."""
    none = Policy(mornings=0, evenings=0, weekends=0, text_after_voice_attempts=())
    _, contacts = lived(history_of(), [D.NO_ANSWER] * 7, none)
    assert {HOURS.part_of(contact.when) for contact in contacts} == set(DayPart)


def test_people_released_together_are_not_all_due_at_the_same_minute():
    """Retries of a thousand people are spread inside the part of the day."""
    due = Counter(
        lived(history_of(Number(n, 1)), [D.NO_ANSWER] * 2)[1][1].when for n in range(1000)
    )
    assert max(due.values()) < 50


def test_a_holiday_is_skipped():
    """Nothing on Christmas Day, though it is a working Friday."""
    christmas = datetime(2026, 12, 25, 15, tzinfo=UTC)
    contact = next_contact(history_of(released_at=christmas), NO_TEXTS, HOURS, christmas)
    assert local(contact.when) == datetime(2026, 12, 26, 9, tzinfo=ZONE)


def test_hours_with_one_part_of_the_day_still_come_to_the_last_call():
    """Where only mornings are open, the rule of another part gives way, not the person."""
    mornings = CallingHours(ZONE, {day: (time(8), time(12)) for day in range(5)})
    _, contacts = lived(history_of(), [D.NO_ANSWER] * 10, hours=mornings)
    assert len(contacts) == 7


def test_a_calendar_that_never_opens_is_said():
    """No open hour in 400 days is a reason of its own."""
    closed = CallingHours(ZONE, {})
    assert next_contact(history_of(), NO_TEXTS, closed, MONDAY) == Never(NeverReason.NEVER_OPEN)


def test_busy_is_tried_again_after_15_and_60_minutes_and_then_another_day():
    """Two quick retries on the same number, then as no answer."""
    history, contacts = lived(history_of(Number(1, 1), Number(2, 2)), [D.BUSY] * 4)
    waits = [
        following.when - attempt.ended
        for attempt, following in zip(history.attempts, contacts[1:], strict=False)
    ]
    assert waits[:2] == [timedelta(minutes=15), timedelta(minutes=60)]
    assert [contact.number_id for contact in contacts] == [1, 1, 1, 2]
    assert local(contacts[3].when).date() > local(contacts[2].when).date()


def test_a_busy_line_is_not_rung_again_when_somebody_rang_back_meanwhile():
    """What came in after it says more than the busy tone."""
    history, _ = lived(history_of(), [D.BUSY])
    rang = history.attempts[-1].ended + timedelta(minutes=5)
    inbound = PastAttempt(Medium.VOICE, 1, rang, rang, D.NOT_HERE, inbound=True)
    contact = answer(replace(history, attempts=(*history.attempts, inbound)))
    assert (contact.why, local(contact.when).date()) == (Why.ANOTHER_MOMENT, date(2026, 11, 3))


def test_the_last_call_is_not_spent_on_a_busy_line():
    """The seventh call waits for the fourteenth day even when the sixth found the line busy."""
    _, contacts = lived(history_of(), [D.NO_ANSWER] * 5 + [D.BUSY] * 3)
    assert len(contacts) == 7
    assert contacts[-1].when - contacts[0].when >= timedelta(days=14)


@pytest.mark.parametrize("disposition", [D.NO_ANSWER, D.MACHINE, D.REJECTED, D.HUNG_UP])
def test_no_contact_means_another_part_of_another_day_and_the_next_number(disposition):
    """The numbers are taken in turn."""
    phones = (Number(7, 2), Number(8, 1), Number(9, 3))
    _, contacts = lived(history_of(*phones), [disposition] * 4)
    assert [contact.number_id for contact in contacts] == [8, 7, 9, 8]
    assert local(contacts[1].when).date() > local(contacts[0].when).date()
    assert HOURS.part_of(contacts[1].when) is not HOURS.part_of(contacts[0].when)


@pytest.mark.parametrize("disposition", [D.NOT_HERE, D.LATER, D.CALLBACK, D.PARTIAL])
def test_somebody_who_names_no_hour_is_called_the_next_day_on_the_same_number(disposition):
    """In another part of the day than the one that did not suit."""
    history, _ = lived(history_of(Number(1, 1), Number(2, 2)), [disposition])
    contact = answer(history)
    assert contact.number_id == 1
    assert local(contact.when).date() == date(2026, 11, 3)
    assert HOURS.part_of(contact.when) is not DayPart.MORNING


def test_an_agreed_time_is_kept_to_the_minute_even_on_the_same_day():
    """The appointment outranks spacing and day parts, on the number where it was agreed."""
    history, _ = lived(history_of(Number(1, 1), Number(2, 2)), [D.NO_ANSWER, D.CALLBACK])
    agreed = history.attempts[-1].ended + timedelta(minutes=10)
    contact = answer(replace(history, appointment=agreed))
    assert contact == At(agreed, Medium.VOICE, 2, Why.APPOINTMENT)


def test_an_appointment_outside_hours_is_moved_later_never_earlier():
    """22:00 becomes 8:00 of the next day."""
    history, _ = lived(history_of(), [D.CALLBACK])
    agreed = datetime(2026, 11, 2, 22, tzinfo=ZONE)
    contact = answer(replace(history, appointment=agreed))
    assert local(contact.when) == datetime(2026, 11, 3, 8, tzinfo=ZONE)


def test_an_appointment_is_kept_after_the_last_allowed_call():
    """Who asked on the seventh call to be rung tomorrow is rung tomorrow."""
    history, _ = lived(history_of(), [D.NO_ANSWER] * 6 + [D.CALLBACK])
    assert answer(history) == Never(NeverReason.ATTEMPTS_EXHAUSTED)
    agreed = history.attempts[-1].ended + timedelta(hours=20)
    assert answer(replace(history, appointment=agreed)).why == Why.APPOINTMENT


def test_a_broken_appointment_is_tried_again_a_week_later_in_the_same_part():
    """Even if the caller still gives the time that was missed."""
    history, _ = lived(history_of(), [D.CALLBACK])
    agreed = datetime(2026, 11, 3, 18, tzinfo=ZONE)
    history = replace(history, appointment=agreed.astimezone(UTC))
    history = after(history, answer(history), D.NO_ANSWER)
    contact = answer(history)
    assert contact.why == Why.BROKEN_APPOINTMENT
    assert local(contact.when).date() == date(2026, 11, 10)
    assert HOURS.part_of(contact.when) is DayPart.EVENING


def test_appointments_do_not_go_on_for_ever():
    """Three are kept; after that the ordinary rules hold."""
    history, _ = lived(history_of(), [D.CALLBACK])
    for _ in range(3):
        agreed = history.attempts[-1].ended + timedelta(hours=24)
        history = replace(history, appointment=agreed)
        contact = answer(history)
        assert contact.why == Why.APPOINTMENT
        history = after(history, contact, D.CALLBACK)
    agreed = history.attempts[-1].ended + timedelta(hours=24)
    assert answer(replace(history, appointment=agreed)).why == Why.ANOTHER_MOMENT


def test_a_hang_up_after_identity_is_tried_once_more_after_a_week():
    """The second one is taken as a refusal."""
    history, _ = lived(history_of(), [D.BROKE_OFF])
    contact = answer(history)
    assert contact.why == Why.BROKE_OFF
    assert contact.when - history.attempts[-1].ended >= timedelta(days=7)
    assert answer(after(history, contact, D.BROKE_OFF)) == Never(NeverReason.REFUSED)


def test_our_fault_uses_up_nothing_and_waits_longer_each_time():
    """30 minutes, an hour, two: then as if nothing had happened."""
    history, contacts = lived(history_of(), [D.OUR_FAULT] * 3)
    waits = [
        following.when - attempt.ended
        for attempt, following in zip(history.attempts, contacts[1:], strict=False)
    ]
    assert waits == [timedelta(minutes=30), timedelta(minutes=60)]
    assert {contact.why for contact in contacts} == {Why.FIRST}
    assert voice_attempts_used(history) == 0


def test_our_faults_do_not_go_on_for_ever():
    """Twenty, at most a day apart, and the case is closed."""
    history, contacts = lived(history_of(), [D.OUR_FAULT] * 30)
    assert len(contacts) == 20
    assert contacts[-1].when - contacts[0].when < timedelta(days=20)
    assert answer(history) == Never(NeverReason.ATTEMPTS_EXHAUSTED)


def test_our_fault_at_an_appointment_does_not_break_it():
    """It is called half an hour later, still as an appointment."""
    history, _ = lived(history_of(), [D.CALLBACK])
    agreed = history.attempts[-1].ended + timedelta(hours=2)
    history = replace(history, appointment=agreed)
    history = after(history, answer(history), D.OUR_FAULT, minutes=0)
    contact = answer(history)
    assert (contact.why, contact.when) == (Why.APPOINTMENT, agreed + timedelta(minutes=30))


def test_an_appointment_is_spent_by_any_call_of_ours_at_its_time():
    """Even one that was not marked as an appointment, and even without an end to new ones."""
    history, _ = lived(history_of(), [D.CALLBACK])
    for _ in range(30):
        agreed = history.attempts[-1].ended + timedelta(hours=24)
        contact = answer(replace(history, appointment=agreed))
        if isinstance(contact, Never):
            break
        history = after(history, replace(contact, why=Why.NO_CONTACT), D.CALLBACK)
    assert voice_attempts_used(history) == NO_TEXTS.max_voice_attempts + 3
    assert answer(history) == Never(NeverReason.ATTEMPTS_EXHAUSTED)


def test_a_time_agreed_before_the_line_was_cut_is_kept():
    """Two hang-ups are a refusal, but not of somebody who has just named an hour."""
    history, _ = lived(history_of(), [D.BROKE_OFF] * 2)
    assert answer(history) == Never(NeverReason.REFUSED)
    agreed = history.attempts[-1].ended + timedelta(hours=24)
    assert answer(replace(history, appointment=agreed)).why == Why.APPOINTMENT
