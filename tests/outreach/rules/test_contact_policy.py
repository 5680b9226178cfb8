"""When, and how, a person may be contacted again: the rules over any history there can be."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from flows.medium import Medium
from outreach.rules.calling_hours import CallingHours, DayPart
from outreach.rules.contact_policy import (
    At,
    History,
    Never,
    NeverReason,
    Number,
    PastAttempt,
    Policy,
    Why,
    explain,
    next_contact,
    voice_attempts_used,
)
from outreach.rules.dispositions import Disposition
from outreach.rules.history import NOT_COUNTED, counted

D = Disposition
ZONE = ZoneInfo("America/Tegucigalpa")
HOURS = CallingHours(
    ZONE,
    {day: (time(8), time(20)) for day in range(5)}
    | {5: (time(9), time(17)), 6: (time(9), time(13))},
    frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
)
MONDAY = datetime(2026, 11, 2, 15, tzinfo=UTC)  # 9:00 in Tegucigalpa
NO_TEXTS = Policy(text_after_voice_attempts=())
RETRIED = sorted(d for d in Disposition if not d.final)


def history_of(*numbers, **known):
    return History(numbers or (Number(1, 1),), **{"released_at": MONDAY, **known})


def after(history, contact, disposition, minutes=2, **known):
    """The history once this contact was made."""
    attempt = PastAttempt(
        contact.medium,
        contact.number_id,
        contact.when,
        contact.when + timedelta(minutes=minutes),
        disposition,
        to_appointment=contact.why == Why.APPOINTMENT,
    )
    return replace(history, attempts=(*history.attempts, attempt), **known)


def lived(history, dispositions, policy=NO_TEXTS, hours=HOURS):
    """The history after contacts that ended so, each made when it was due, and those contacts."""
    contacts = []
    for disposition in dispositions:
        now = history.attempts[-1].ended if history.attempts else history.released_at
        contact = next_contact(history, policy, hours, now)
        if isinstance(contact, Never):
            break
        contacts.append(contact)
        history = after(history, contact, disposition)
    return history, contacts


def answer(history, policy=NO_TEXTS, hours=HOURS):
    return next_contact(history, policy, hours, history.attempts[-1].ended)


def local(moment):
    return moment.astimezone(ZONE)


# --- any history ---------------------------------------------------------------------------

clock_times = st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
openings = st.tuples(clock_times, clock_times).filter(lambda hours: hours[0] < hours[1])
calling_hours = st.builds(
    CallingHours,
    zone=st.sampled_from([ZONE, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")]),
    weekly=st.dictionaries(st.integers(0, 6), st.none() | openings),
    closed_dates=st.frozensets(st.dates(date(2026, 11, 1), date(2027, 2, 1)), max_size=10),
)
policies = st.builds(
    Policy,
    max_voice_attempts=st.integers(0, 9),
    min_days=st.integers(0, 30),
    max_per_day=st.integers(1, 3),
    mornings=st.integers(0, 3),
    evenings=st.integers(0, 3),
    weekends=st.integers(0, 3),
    busy_wait_minutes=st.sampled_from([(), (15,), (15, 60)]),
    text_after_voice_attempts=st.lists(st.integers(0, 9), max_size=3).map(
        lambda places: tuple(sorted(places))
    ),
    invalid_results_to_drop=st.integers(1, 3),
    max_faults=st.integers(1, 6),
)
numbers = st.lists(
    st.builds(
        Number,
        id=st.integers(1, 9),
        rank=st.integers(1, 3),
        text=st.booleans(),
        suppressed=st.booleans(),
        under_way=st.booleans(),
    ),
    max_size=3,
    unique_by=lambda number: number.id,
)
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 15)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


@st.composite
def attempts_on(draw, number_ids):
    began = draw(moments)
    attempts = []
    for _ in range(draw(st.integers(0, 10))):
        ended = began + timedelta(seconds=draw(st.integers(0, 900)))
        attempts.append(
            PastAttempt(
                draw(st.sampled_from(Medium)),
                draw(st.sampled_from(number_ids)),
                began,
                ended,
                draw(st.sampled_from([*RETRIED * 6, *Disposition])),
                inbound=draw(st.integers(0, 4)) == 0,
                to_appointment=draw(st.integers(0, 4)) == 0,
            )
        )
        began = ended + timedelta(minutes=draw(st.integers(0, 6000)))
    return tuple(attempts)


@st.composite
def histories(draw):
    known = tuple(draw(numbers))
    return History(
        known,
        draw(attempts_on([number.id for number in known] or [1])),
        released_at=draw(st.none() | moments),
        appointment=draw(st.none() | moments),
        suppressed=draw(st.integers(0, 9)) == 0,
    )


@given(histories(), policies, calling_hours, moments)
def test_every_history_has_an_answer_that_keeps_every_limit(history, policy, hours, now):
    """Never outside hours, over a cap, on a forbidden number or after a final outcome."""
    contact = next_contact(history, policy, hours, now)
    assert contact == next_contact(history, policy, hours, now)
    if isinstance(contact, Never):
        return
    assert contact.when >= now
    assert contact.when.tzinfo is UTC
    assert hours.is_open(contact.when)
    assert not history.suppressed
    assert not any(attempt.disposition.final for attempt in history.attempts)
    number = next(n for n in history.numbers if n.id == contact.number_id)
    assert not number.suppressed
    assert number.text or contact.medium is Medium.VOICE
    assert not any(
        a.number_id == number.id and a.disposition is D.WRONG_NUMBER for a in history.attempts
    )
    if contact.medium is Medium.TEXT:
        assert len(counted(history, Medium.TEXT)) < len(policy.text_after_voice_attempts)
    elif contact.why == Why.APPOINTMENT:
        assert history.appointment is not None and contact.when >= history.appointment
    elif contact.why != Why.LINE_IN_USE:
        assert voice_attempts_used(history) < policy.max_voice_attempts


@given(histories(), policies, calling_hours, moments)
def test_a_number_in_use_is_never_dialled_now(history, policy, hours, now):
    """Whatever is due, it waits or takes another number while the line is in use."""
    contact = next_contact(history, policy, hours, now)
    if isinstance(contact, At) and contact.when == now:
        assert not next(n for n in history.numbers if n.id == contact.number_id).under_way


@given(histories(), policies, calling_hours, moments, st.integers(0, 60 * 24 * 20))
def test_what_was_due_stays_due(history, policy, hours, now, minutes_later):
    """Asked again at any later moment inside hours, the same contact is to be made at once;
    asked before its time, the same time is given; outside hours, the next opening."""
    history = replace(
        history,
        numbers=[replace(n, under_way=False) for n in history.numbers],
        released_at=history.released_at or now,
    )
    planned = next_contact(history, policy, hours, now)
    later = now + timedelta(minutes=minutes_later)
    again = next_contact(history, policy, hours, later)
    if isinstance(planned, Never):
        assert again == planned
        return
    assume(isinstance(again, At))  # the calendar of a random campaign may end
    assert again.when == hours.next_open(max(planned.when, later))
    assert (again.medium, again.number_id, again.why) == (
        planned.medium,
        planned.number_id,
        planned.why,
    )


@settings(max_examples=60)
@given(st.data(), numbers, policies, calling_hours)
def test_every_case_comes_to_an_end(data, known, policy, hours):
    """However the contacts end, and whoever asks for whatever hour, there is a last one."""
    history = History(tuple(replace(n, under_way=False) for n in known), released_at=MONDAY)
    now, made = MONDAY, 0
    bound = (
        policy.max_voice_attempts
        + policy.max_appointment_attempts
        + len(policy.text_after_voice_attempts)
        + policy.max_faults
    )
    while isinstance(contact := next_contact(history, policy, hours, now), At):
        assert contact.when >= now
        made += 1
        assert made <= bound
        asked = data.draw(st.none() | st.integers(1, 9000))
        history = after(
            history,
            contact,
            data.draw(st.sampled_from([*RETRIED * 6, *Disposition])),
            appointment=contact.when + timedelta(minutes=asked) if asked else history.appointment,
        )
        now = history.attempts[-1].ended
    assert contact.why in NeverReason


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(RETRIED), min_size=12, max_size=30),
    policies,
    st.integers(0, 60 * 24 * 7),
)
def test_no_day_has_more_attempts_than_allowed_besides_busy_ones(ended, policy, minutes):
    """At most `max_per_day` on a local date; only the quick retries of a busy line are on top."""
    start = MONDAY + timedelta(minutes=minutes)
    history = history_of(Number(1, 1), Number(2, 2), released_at=start)
    lived_through, contacts = lived(history, ended, policy)
    per_day = Counter(
        local(contact.when).date()
        for contact, attempt in zip(contacts, lived_through.attempts, strict=True)
        if contact.why != Why.BUSY and attempt.disposition not in NOT_COUNTED
    )
    assert max(per_day.values(), default=0) <= policy.max_per_day


@settings(max_examples=80)
@given(
    st.lists(
        st.sampled_from([d for d in RETRIED if d not in NOT_COUNTED]), min_size=20, max_size=20
    ),
    st.integers(2, 9),
    st.integers(0, 30),
)
def test_the_last_allowed_call_comes_no_sooner_than_the_protocol_says(ended, most, days):
    """All calls used up means at least `min_days` between the first and the last."""
    policy = Policy(max_voice_attempts=most, min_days=days)
    history, _ = lived(history_of(*(Number(n, n) for n in range(1, 6))), ended, policy)
    calls = counted(history, Medium.VOICE)
    if len(calls) == most:
        assert calls[-1].began - calls[0].began >= timedelta(days=days)


# --- pace ----------------------------------------------------------------------------------


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


# --- results -------------------------------------------------------------------------------


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
    """Twenty, and the case is closed."""
    history, contacts = lived(history_of(), [D.OUR_FAULT] * 30)
    assert len(contacts) == 20
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


# --- numbers -------------------------------------------------------------------------------


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


# --- texts ---------------------------------------------------------------------------------


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


# --- endings -------------------------------------------------------------------------------


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


# --- the policy as data ----------------------------------------------------------------------


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
