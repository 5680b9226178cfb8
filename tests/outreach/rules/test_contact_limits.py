"""Whatever happened, the contact policy keeps every limit, and comes to an end."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flows.medium import Medium
from outreach.rules.contact_policy import (
    At,
    History,
    Missed,
    Never,
    NeverReason,
    Number,
    Policy,
    Why,
    next_contact,
    voice_attempts_used,
)
from outreach.rules.dispositions import Disposition
from outreach.rules.history import NOT_COUNTED, asking, counted
from tests.outreach.rules.histories import (
    MONDAY,
    RETRIED,
    after,
    calling_hours,
    elsewhere_of,
    histories,
    history_of,
    limits,
    lived,
    local,
    moments,
    numbers,
    policies,
)

D = Disposition
_ON_TOP = {Why.APPOINTMENT, Why.RING_BACK, Why.BUSY, Why.MISSED_CALL, Why.LINE_IN_USE}


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
    rung_today = contact.why == Why.RING_BACK and (
        hours.local_date(contact.when) == hours.local_date(history.missed.at)
    )
    assert rung_today or not history.limits.forbids(contact.when.astimezone(hours.zone))
    if contact.medium is Medium.TEXT:
        _texts_keep_their_caps(contact, history, policy)
    elif contact.why == Why.RING_BACK:
        assert contact.when >= history.missed.at + timedelta(minutes=policy.ring_back_minutes)
        assert contact.number_id == history.missed.number_id
        returned = sum(call.ring_back for call in counted(history, Medium.VOICE))
        assert returned < policy.max_ring_backs
    elif contact.why == Why.APPOINTMENT:
        assert history.appointment is not None and contact.when >= history.appointment
    else:
        assert voice_attempts_used(history) < policy.max_voice_attempts
        _calls_keep_the_caps_across_campaigns(contact, history, policy)
    if contact.why not in _ON_TOP:
        _days_keep_their_caps(contact, history, policy, hours)


def _texts_keep_their_caps(contact, history, policy):
    texts = counted(history, Medium.TEXT)
    if contact.why == Why.PRE_NOTICE:
        assert policy.pre_notice or history.arm in policy.pre_notice_arms
        assert not any(a.disposition not in NOT_COUNTED for a in history.attempts)
    elif contact.why == Why.MISSED_CALL:
        assert sum(t.why == Why.MISSED_CALL for t in texts) < policy.max_missed_call_texts
    elif contact.why == Why.TEXT:
        assert len(asking(texts)) < len(policy.text_after_voice_attempts)


def _calls_keep_the_caps_across_campaigns(contact, history, policy):
    since = contact.when - timedelta(days=30)
    ours = [a for a in counted(history, Medium.VOICE) if since < a.began]
    others = [e for e in history.elsewhere if e.medium is Medium.VOICE and since < e.began]
    to_person = len(ours) + sum(e.of_person for e in others)
    assert to_person < policy.max_calls_to_person_a_month
    on_number = sum(call.number_id == contact.number_id for call in (*ours, *others))
    assert on_number < policy.max_calls_to_number_a_month


def _days_keep_their_caps(contact, history, policy, hours):
    day = hours.local_date(contact.when)
    made = sum(
        hours.local_date(a.began) == day
        for medium in Medium
        for a in counted(history, medium)
        if a.why != Why.MISSED_CALL
    )
    on_day = [e for e in history.elsewhere if hours.local_date(e.began) == day]
    assert made + sum(e.of_person for e in on_day) < policy.max_per_day
    if not policy.household_same_day:
        assert not any(not e.of_person and e.number_id == contact.number_id for e in on_day)


@given(histories(), policies, calling_hours, moments)
def test_a_number_in_use_is_never_dialled_now(history, policy, hours, now):
    """Whatever is due, it waits or takes another number while the line is in use."""
    contact = next_contact(history, policy, hours, now)
    if isinstance(contact, At) and contact.when == now:
        assert not next(n for n in history.numbers if n.id == contact.number_id).under_way


@given(histories(), policies, calling_hours, moments, st.integers(0, 60 * 24 * 20))
def test_what_was_due_stays_due(history, policy, hours, now, minutes_later):
    """Asked again before its time, the same answer is given; asked later, the same contact at the
    first moment that is allowed, and at that moment it is to be made at once."""
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
    assert again.when == planned.when if later <= planned.when else again.when >= later
    assert next_contact(history, policy, hours, again.when) == again
    assert (again.medium, again.number_id, again.why) == (
        planned.medium,
        planned.number_id,
        planned.why,
    )


@settings(max_examples=60)
@given(st.data(), numbers, policies, calling_hours, limits)
def test_every_case_comes_to_an_end(data, known, policy, hours, limits):
    """However the contacts end, whoever asks for whatever hour or sets whatever limit, however
    often they ring, and whatever other campaigns do, there is a last one."""
    known = tuple(replace(n, under_way=False) for n in known)
    elsewhere = data.draw(elsewhere_of([number.id for number in known]))
    history = History(known, released_at=MONDAY, elsewhere=elsewhere, limits=limits)
    now, made = MONDAY, 0
    bound = (
        policy.max_voice_attempts
        + policy.max_appointment_attempts
        + policy.max_ring_backs
        + len(policy.text_after_voice_attempts)
        + policy.max_missed_call_texts
        + policy.max_faults
        + 1  # the notice before all
    )
    while isinstance(contact := next_contact(history, policy, hours, now), At):
        assert contact.when >= now
        made += 1
        assert made <= bound
        asked = data.draw(st.none() | st.integers(1, 9000))
        rings = data.draw(st.none() | st.integers(1, 9000))
        missed = contact.when + timedelta(minutes=rings) if rings else None
        history = after(
            history,
            contact,
            data.draw(st.sampled_from([*RETRIED * 6, *Disposition])),
            appointment=contact.when + timedelta(minutes=asked) if asked else history.appointment,
            missed=Missed(missed, known[0].id) if missed else history.missed,
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
    """At most `max_per_day` on a local date; only the quick retries of a busy line are on top,
    and the text on a missed call."""
    start = MONDAY + timedelta(minutes=minutes)
    history = history_of(Number(1, 1), Number(2, 2), released_at=start)
    lived_through, contacts = lived(history, ended, policy)
    per_day = Counter(
        local(contact.when).date()
        for contact, attempt in zip(contacts, lived_through.attempts, strict=True)
        if contact.why not in (Why.BUSY, Why.MISSED_CALL)
        and attempt.disposition not in NOT_COUNTED
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
