"""Decides for when the next attempt is planned, from the history alone, rule by rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.medium import Medium
from outreach.rules.aapor import Disposition
from outreach.rules.calling_hours import CallingHours
from outreach.rules.contact_case import Case, number_by_id
from outreach.rules.contact_slots import Aim, choose, wanted_parts
from outreach.rules.history import (
    NOT_COUNTED,
    TEXT_BLOCKED,
    History,
    Number,
    PastAttempt,
    Why,
    appointment_due,
    asking,
    busy_in_a_row,
    can_text,
    ring_back_due,
)
from outreach.rules.openings import Openings
from outreach.rules.policy import Part, Policy, Turn

# Somebody spoke and asked, in effect, for another moment.
ANOTHER_MOMENT = {
    Disposition.NOT_HERE,
    Disposition.CALLBACK,
    Disposition.LATER,
    Disposition.PARTIAL,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """An attempt and its time, before `now` is looked at. `when` None: nothing ever opens.

    `openings` says when it may start on a number. `instead` are other numbers to use if this one
    is in use at that moment, `not_before` from when each of them may be.
    """

    when: datetime | None
    medium: Medium
    number: Number
    why: Why
    openings: Callable[[Number], Openings]
    instead: Sequence[Number] = ()
    not_before: Callable[[Number], datetime] | None = None


def planned(history: History, policy: Policy, hours: CallingHours, now: datetime) -> Plan | None:
    """The next attempt, or None when the allowed ones are used up. Needs a live number.

    `now` stands in for the release of a case whose release is not recorded, and for nothing else.
    """
    case = Case.of(history, policy, hours, now)
    return (
        _ring_back(case)
        or _to_appointment(case)
        or _after_busy(case)
        or _missed_call(case)
        or _pre_notice(case)
        or _text(case)
        or _call(case)
    )


def _ring_back(case: Case) -> Plan | None:
    """Whoever has just rung is there now: within minutes, on the number they rang from, and on
    that day whatever they once said of the hour."""
    missed = ring_back_due(case.history, case.policy)
    number = number_by_id(case.live, missed.number_id) if missed else None
    if missed is None or number is None:
        return None
    due = max(missed.at + timedelta(minutes=case.policy.ring_back_minutes), case.floor)
    openings = Openings(case.hours, case.history.limits, waived=case.hours.local_date(missed.at))
    when = openings.next_open(due)
    return Plan(when, Medium.VOICE, number, Why.RING_BACK, lambda _: openings)


def _to_appointment(case: Case) -> Plan | None:
    due = appointment_due(case.history, case.policy)
    if due is None:
        return None
    spoken_on = (a.number_id for a in reversed(case.history.attempts) if a.disposition.human)
    there = (number_by_id(case.live, number_id) for number_id in spoken_on)
    number = next((number for number in there if number is not None), case.live[0])
    return _asked_for(case, max(due, case.floor), Medium.VOICE, number, Why.APPOINTMENT)


def _after_busy(case: Case) -> Plan | None:
    """A busy line is tried again soon, a few times. The last attempt of all is kept for later."""
    row = busy_in_a_row(case.voice)
    waits = case.policy.busy_wait_minutes
    quick = row % (len(waits) + 1)
    if not quick or case.voice_left < 1 or case.last is not case.voice[-1]:
        return None
    busy = case.voice[-1]
    number = number_by_id(case.live, busy.number_id)
    if number is None:
        return None
    due = max(case.not_before(number), busy.ended + timedelta(minutes=waits[quick - 1]))
    if case.voice_left == 1 and due < _end_of_span(case):
        return None
    return _asked_for(case, due, Medium.VOICE, number, Why.BUSY)


def _missed_call(case: Case) -> Plan | None:
    """Who has rung, and which number to ring: right after a call that nobody took."""
    following, sent = case.following, sum(t.why == Why.MISSED_CALL for t in case.texts)
    if following is None or following.medium is Medium.VOICE or case.last is not case.voice[-1]:
        return None
    call = case.voice[-1]
    number = number_by_id(case.live, call.number_id)
    if sent >= case.policy.max_missed_call_texts or number is None:
        return None
    if not can_text(number, case.history):
        return None
    due = call.ended + timedelta(minutes=case.policy.missed_call_text_minutes)
    return _asked_for(case, max(due, case.floor), Medium.TEXT, number, Why.MISSED_CALL)


def _asked_for(case: Case, due: datetime, medium: Medium, number: Number, why: Why) -> Plan:
    openings = case.asked_for()
    return Plan(openings.next_open(due), medium, number, why, lambda _: openings)


def _pre_notice(case: Case) -> Plan | None:
    """Before anything else, where the campaign or the person's arm has it."""
    policy = case.policy
    wanted = policy.pre_notice or case.history.arm in policy.pre_notice_arms
    if not wanted or not case.untouched or not policy.max_voice_attempts:
        return None
    number = next((n for n in case.live if can_text(n, case.history)), None)
    if number is None:
        return None
    when = case.openings(number).next_open(case.floor)
    return Plan(when, Medium.TEXT, number, Why.PRE_NOTICE, case.openings)


def _text(case: Case) -> Plan | None:
    """A text stands between calls, on a day of its own, to the number last called."""
    places = [n for n in case.policy.text_after_voice_attempts if n <= len(case.voice)]
    able = [number for number in case.live if can_text(number, case.history)]
    if len(asking(case.texts)) >= len(places) or not able:
        return None
    called = case.voice[-1].number_id if case.voice else None
    number = number_by_id(able, called) or able[0]
    openings = case.openings(number)
    if case.untouched:
        when = openings.next_open(case.floor)
    else:
        aim = Aim(
            not_before=_rested(case),
            not_before_day=_next_day(case),
            key=case.key(),
            avoid=case.hours.part_of(case.voice[-1].began) if case.voice else None,
        )
        when = choose(aim, openings)
    return Plan(when, Medium.TEXT, number, Why.TEXT, case.openings)


def _call(case: Case) -> Plan | None:
    if case.voice_left < 1:
        return None
    number = _number_to_call(case)
    openings = case.openings(number)
    others = [other for other in case.live if other is not number]
    if case.last is None:
        when = openings.next_open(case.not_before(number))
        return _ordinary(case, when, number, Why.FIRST, others)
    broken = _broken_appointment(case)
    wanted, tried = wanted_parts(case.voice, case.policy, case.hours)
    last_part = case.hours.part_of(case.voice[-1].began) if case.voice else None
    part = Part.SAME if broken else case.following.part if case.following else Part.OTHER
    aim = Aim(
        not_before=max(_earliest_call(case, broken), case.not_before(number)),
        not_before_day=_day_of_next_call(case),
        key=case.key(),
        avoid=last_part if part is Part.OTHER else None,
        prefer=last_part if part is Part.SAME else None,
        wanted=wanted,
        needed=sum(wanted.values()) >= case.voice_left,
        tried=tried,
    )
    why = _why(case.last, broken=broken is not None)
    return _ordinary(case, choose(aim, openings), number, why, others)


def _ordinary(
    case: Case, when: datetime | None, number: Number, why: Why, others: Sequence[Number]
) -> Plan:
    return Plan(when, Medium.VOICE, number, why, case.openings, others, case.not_before)


def _why(last: PastAttempt, *, broken: bool) -> Why:
    if broken:
        return Why.BROKEN_APPOINTMENT
    if last.why == Why.PRE_NOTICE:
        return Why.FIRST
    if last.disposition is Disposition.BROKE_OFF:
        return Why.BROKE_OFF
    return Why.ANOTHER_MOMENT if last.disposition in ANOTHER_MOMENT else Why.NO_CONTACT


def _number_to_call(case: Case) -> Number:
    """The number where somebody asked for another moment, else the next in turn."""
    heard = [a for a in case.history.attempts if a.inbound or a in case.voice]
    if heard and case.policy.following(heard[-1].disposition).number is Turn.SAME:
        same = number_by_id(case.live, heard[-1].number_id)
        if same is not None:
            return same
    if not case.voice:
        return case.live[0]
    all_in_turn = sorted(case.history.numbers, key=lambda number: (number.rank, number.id))
    ids = [number.id for number in all_in_turn]
    at = ids.index(case.voice[-1].number_id) if case.voice[-1].number_id in ids else -1
    turn = all_in_turn[at + 1 :] + all_in_turn[: at + 1]
    return next(number for number in turn if number in case.live)


def _rested(case: Case) -> datetime:
    """The earliest moment that every wait allows, the reply to a text set aside."""
    happened = (a for a in case.history.attempts if a.inbound or a.disposition not in NOT_COUNTED)
    waits = (a.ended + case.policy.following(a.disposition).wait for a in happened)
    return max(case.floor, *waits) if case.last else case.floor


def _earliest_call(case: Case, broken: PastAttempt | None) -> datetime:
    policy = case.policy
    moments = [_rested(case)]
    if broken is not None:
        moments.append(broken.ended + timedelta(days=policy.broken_appointment_wait_days))
    for text in case.texts:
        if text.disposition not in TEXT_BLOCKED:
            notice = text.why == Why.PRE_NOTICE
            hours = policy.pre_notice_hours if notice else policy.text_reply_hours
            moments.append(text.began + timedelta(hours=hours))
    if case.voice and case.voice_left == 1:
        moments.append(_end_of_span(case))
    return max(moments)


def _day_of_next_call(case: Case) -> date:
    """The first day for the next call: the calls left are spread over the days left.

    Somebody who asked for another moment is called the next day instead.
    """
    soon = case.last is not None and case.policy.following(case.last.disposition).soon
    if not case.voice or soon:
        return _next_day(case)
    called_on = case.hours.local_date(case.voice[-1].began)
    days_left = (case.hours.local_date(_end_of_span(case)) - called_on).days
    least = 1 if case.policy.max_per_day == 1 else 0
    return called_on + timedelta(days=max(days_left // case.voice_left, least))


def _next_day(case: Case) -> date:
    """The day after the last thing that happened, or today when nothing has."""
    if case.last is None:
        return case.hours.local_date(case.floor)
    return case.hours.local_date(case.last.began) + timedelta(days=1)


def _end_of_span(case: Case) -> datetime:
    """The moment before which the last of the allowed calls may not come. Needs a call."""
    return case.voice[0].began + timedelta(days=case.policy.min_days)


def _broken_appointment(case: Case) -> PastAttempt | None:
    """The appointment that nobody answered, if that was the last call."""
    if not case.voice or not case.voice[-1].to_appointment or case.voice[-1].disposition.human:
        return None
    return case.voice[-1]
