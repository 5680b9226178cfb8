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
from outreach.rules.history import NOT_COUNTED, counted
from tests.outreach.rules.histories import (
    MONDAY,
    RETRIED,
    after,
    calling_hours,
    histories,
    history_of,
    lived,
    local,
    moments,
    numbers,
    policies,
)

D = Disposition


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
    elif contact.why == Why.RING_BACK:
        assert contact.when >= history.missed.at + timedelta(minutes=policy.ring_back_minutes)
        assert contact.number_id == history.missed.number_id
        returned = sum(call.ring_back for call in counted(history, Medium.VOICE))
        assert returned < policy.max_ring_backs
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
    """However the contacts end, whoever asks for whatever hour, and however often they ring,
    there is a last one."""
    history = History(tuple(replace(n, under_way=False) for n in known), released_at=MONDAY)
    now, made = MONDAY, 0
    bound = (
        policy.max_voice_attempts
        + policy.max_appointment_attempts
        + policy.max_ring_backs
        + len(policy.text_after_voice_attempts)
        + policy.max_faults
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
