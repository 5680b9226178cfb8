"""Decides for when the next attempt is planned, from the history alone, rule by rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flows.medium import Medium
from outreach.rules.aapor import Disposition
from outreach.rules.calling_hours import CallingHours
from outreach.rules.contact_slots import Aim, choose, full_days, wanted_parts
from outreach.rules.history import (
    TEXT_BLOCKED,
    History,
    Number,
    PastAttempt,
    appointment_due,
    busy_in_a_row,
    call_nobody_took,
    can_text,
    counted,
    faults_in_a_row,
    last_event,
    live_numbers,
    ring_back_due,
)
from outreach.rules.policy import Policy

# Somebody spoke and asked, in effect, for another moment: soon, and on the same number.
ANOTHER_MOMENT = {
    Disposition.NOT_HERE,
    Disposition.CALLBACK,
    Disposition.LATER,
    Disposition.PARTIAL,
}
SAME_NUMBER = ANOTHER_MOMENT | {Disposition.BROKE_OFF}
LONGEST_FAULT_WAIT = timedelta(days=1)


class Why(StrEnum):
    """The rule that placed an attempt."""

    FIRST = "first"
    RING_BACK = "ring_back"  # they rang; pass it on as `PastAttempt.ring_back`
    APPOINTMENT = "appointment"  # pass it on as `PastAttempt.to_appointment`
    BROKEN_APPOINTMENT = "broken_appointment"
    BUSY = "busy"
    NO_CONTACT = "no_contact"  # no answer, machine, rejected, hung up, invalid: another part
    ANOTHER_MOMENT = "another_moment"  # not here, later, heard in part: the next day
    BROKE_OFF = "broke_off"
    TEXT = "text"
    LINE_IN_USE = "line_in_use"


@dataclass(frozen=True, slots=True)
class Plan:
    """An attempt and its time, before `now` is looked at. `when` None: nothing ever opens.
    `instead` are other numbers to use if this one is in use at that moment."""

    when: datetime | None
    medium: Medium
    number: Number
    why: Why
    instead: Sequence[Number] = ()


@dataclass(frozen=True, slots=True)
class _Case:
    """The history as the rules need it. There is at least one live number."""

    history: History
    policy: Policy
    hours: CallingHours
    live: list[Number]
    voice: list[PastAttempt]
    texts: list[PastAttempt]
    last: PastAttempt | None
    floor: datetime  # nothing before it, appointments included

    @property
    def voice_left(self) -> int:
        return self.policy.max_voice_attempts - len(self.voice)

    @property
    def untouched(self) -> bool:
        """Nothing has happened yet."""
        return self.last is None

    def key(self) -> str:
        return f"{self.live[0].id}:{len(self.voice)}:{len(self.texts)}"


def planned(history: History, policy: Policy, hours: CallingHours, now: datetime) -> Plan | None:
    """The next attempt, or None when the allowed ones are used up. Needs a live number.

    `now` stands in for the release of a case whose release is not recorded, and for nothing else.
    """
    case = _Case(
        history,
        policy,
        hours,
        live=live_numbers(history, policy),
        voice=counted(history, Medium.VOICE),
        texts=counted(history, Medium.TEXT),
        last=last_event(history),
        floor=_after_faults(history, policy, history.released_at or now),
    )
    return (
        _ring_back(case)
        or _to_appointment(case)
        or _after_busy(case)
        or _text(case)
        or _call(case)
    )


def _after_faults(history: History, policy: Policy, released_at: datetime) -> datetime:
    """Not before the release, nor before the wait after faults, doubled each time in a row."""
    row = faults_in_a_row(history)
    if not row:
        return released_at
    wait = timedelta(minutes=policy.fault_wait_minutes) * (1 << min(row - 1, 12))
    return max(released_at, history.attempts[-1].ended + min(wait, LONGEST_FAULT_WAIT))


def _ring_back(case: _Case) -> Plan | None:
    """Whoever has just rung is there now: within minutes, on the number they rang from."""
    missed = ring_back_due(case.history, case.policy)
    number = _by_id(case.live, missed.number_id) if missed else None
    if missed is None or number is None:
        return None
    due = missed.at + timedelta(minutes=case.policy.ring_back_minutes)
    return Plan(case.hours.next_open(max(due, case.floor)), Medium.VOICE, number, Why.RING_BACK)


def _to_appointment(case: _Case) -> Plan | None:
    due = appointment_due(case.history, case.policy)
    if due is None:
        return None
    when = case.hours.next_open(max(due, case.floor))
    spoken_on = (a.number_id for a in reversed(case.history.attempts) if a.disposition.human)
    there = (_by_id(case.live, number_id) for number_id in spoken_on)
    number = next((number for number in there if number is not None), case.live[0])
    return Plan(when, Medium.VOICE, number, Why.APPOINTMENT)


def _after_busy(case: _Case) -> Plan | None:
    """A busy line is tried again soon, a few times. The last attempt of all is kept for later."""
    row = busy_in_a_row(case.voice)
    waits = case.policy.busy_wait_minutes
    quick = row % (len(waits) + 1)
    if not quick or case.voice_left < 1 or case.last is not case.voice[-1]:
        return None
    busy = case.voice[-1]
    number = _by_id(case.live, busy.number_id)
    due = max(case.floor, busy.ended + timedelta(minutes=waits[quick - 1]))
    if number is None or (case.voice_left == 1 and due < _end_of_span(case)):
        return None
    return Plan(case.hours.next_open(due), Medium.VOICE, number, Why.BUSY)


def _text(case: _Case) -> Plan | None:
    """A text stands between calls, on a day of its own, to the number last called."""
    places = [n for n in case.policy.text_after_voice_attempts if n <= len(case.voice)]
    able = [number for number in case.live if can_text(number, case.history)]
    if len(case.texts) >= len(places) or not able:
        return None
    called = case.voice[-1].number_id if case.voice else None
    number = _by_id(able, called) or able[0]
    if case.untouched:
        return Plan(case.hours.next_open(case.floor), Medium.TEXT, number, Why.TEXT)
    if soon := _after_missed_call(case):
        return Plan(case.hours.next_open(soon), Medium.TEXT, number, Why.TEXT)
    aim = Aim(
        not_before=_rested(case),
        not_before_day=_next_day(case),
        key=case.key(),
        taken=full_days([*case.voice, *case.texts], case.policy, case.hours),
        avoid=case.hours.part_of(case.voice[-1].began) if case.voice else None,
    )
    return Plan(choose(aim, case.hours), Medium.TEXT, number, Why.TEXT)


def _after_missed_call(case: _Case) -> datetime | None:
    """When to say who called, if the campaign says so at once and nobody took the last call."""
    minutes, call = case.policy.missed_call_text_minutes, call_nobody_took(case.history)
    return max(case.floor, call.ended + timedelta(minutes=minutes)) if minutes and call else None


def _call(case: _Case) -> Plan | None:
    if case.voice_left < 1:
        return None
    number = _number_to_call(case)
    others = [other for other in case.live if other is not number]
    if case.last is None:
        when = case.hours.next_open(case.floor)
        return Plan(when, Medium.VOICE, number, Why.FIRST, others)
    broken = _broken_appointment(case)
    wanted, tried = wanted_parts(case.voice, case.policy, case.hours)
    last_part = case.hours.part_of(case.voice[-1].began) if case.voice else None
    aim = Aim(
        not_before=_earliest_call(case, broken),
        not_before_day=_day_of_next_call(case),
        key=case.key(),
        taken=full_days([*case.voice, *case.texts], case.policy, case.hours),
        avoid=None if broken else last_part,
        prefer=last_part if broken else None,
        wanted=wanted,
        needed=sum(wanted.values()) >= case.voice_left,
        tried=tried,
    )
    why = _why(case.last, broken=broken is not None)
    return Plan(choose(aim, case.hours), Medium.VOICE, number, why, others)


def _why(last: PastAttempt, *, broken: bool) -> Why:
    if broken:
        return Why.BROKEN_APPOINTMENT
    if last.disposition is Disposition.BROKE_OFF:
        return Why.BROKE_OFF
    return Why.ANOTHER_MOMENT if last.disposition in ANOTHER_MOMENT else Why.NO_CONTACT


def _number_to_call(case: _Case) -> Number:
    """The number where somebody asked for another moment, else the next in turn."""
    heard = [a for a in case.history.attempts if a.inbound or a in case.voice]
    if heard and heard[-1].disposition in SAME_NUMBER:
        same = _by_id(case.live, heard[-1].number_id)
        if same is not None:
            return same
    if not case.voice:
        return case.live[0]
    all_in_turn = sorted(case.history.numbers, key=lambda number: (number.rank, number.id))
    ids = [number.id for number in all_in_turn]
    at = ids.index(case.voice[-1].number_id) if case.voice[-1].number_id in ids else -1
    turn = all_in_turn[at + 1 :] + all_in_turn[: at + 1]
    return next(number for number in turn if number in case.live)


def _rested(case: _Case) -> datetime:
    """The earliest moment that every wait allows, the reply to a text set aside."""
    moments = [case.floor]
    if case.last is not None:
        moments.append(case.last.ended + timedelta(hours=case.policy.no_answer_wait_hours))
    broke_off = [a.ended for a in case.history.attempts if a.disposition is Disposition.BROKE_OFF]
    if broke_off:
        moments.append(broke_off[-1] + timedelta(days=case.policy.broke_off_wait_days))
    return max(moments)


def _earliest_call(case: _Case, broken: PastAttempt | None) -> datetime:
    moments = [_rested(case)]
    if broken is not None:
        moments.append(broken.ended + timedelta(days=case.policy.broken_appointment_wait_days))
    arrived = [a.began for a in case.texts if a.disposition not in TEXT_BLOCKED]
    if arrived:
        moments.append(arrived[-1] + timedelta(hours=case.policy.text_reply_hours))
    if case.voice and case.voice_left == 1:
        moments.append(_end_of_span(case))
    return max(moments)


def _day_of_next_call(case: _Case) -> date:
    """The first day for the next call: the calls left are spread over the days left.

    Somebody who asked for another moment is called the next day instead.
    """
    if not case.voice or (case.last and case.last.disposition in ANOTHER_MOMENT):
        return _next_day(case)
    called_on = case.hours.local_date(case.voice[-1].began)
    days_left = (case.hours.local_date(_end_of_span(case)) - called_on).days
    least = 1 if case.policy.max_per_day == 1 else 0
    return called_on + timedelta(days=max(days_left // case.voice_left, least))


def _next_day(case: _Case) -> date:
    """The day after the last thing that happened, or today when nothing has."""
    if case.last is None:
        return case.hours.local_date(case.floor)
    return case.hours.local_date(case.last.began) + timedelta(days=1)


def _end_of_span(case: _Case) -> datetime:
    """The moment before which the last of the allowed calls may not come. Needs a call."""
    return case.voice[0].began + timedelta(days=case.policy.min_days)


def _broken_appointment(case: _Case) -> PastAttempt | None:
    """The appointment that nobody answered, if that was the last call."""
    if not case.voice or not case.voice[-1].to_appointment or case.voice[-1].disposition.human:
        return None
    return case.voice[-1]


def _by_id(numbers: Sequence[Number], number_id: int | None) -> Number | None:
    return next((number for number in numbers if number.id == number_id), None)
