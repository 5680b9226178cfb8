"""Histories for the tests of the contact policy: any there can be, and how they are lived."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from flows.limits import limits_of
from flows.medium import Medium
from outreach.rules.calling_hours import CallingHours
from outreach.rules.contact_policy import (
    Elsewhere,
    History,
    Missed,
    Never,
    Number,
    PastAttempt,
    Policy,
    Why,
    next_contact,
)
from outreach.rules.dispositions import Disposition
from outreach.rules.policy import After, Following, Part, Turn

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
        ring_back=contact.why == Why.RING_BACK,
        why=contact.why,
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


def rarely():
    """True about once in ten, so that most histories still have something to plan."""
    return st.sampled_from([False] * 9 + [True])


clock_times = st.times(time(0), time(23, 59)).map(lambda t: t.replace(second=0, microsecond=0))
openings = st.tuples(clock_times, clock_times).filter(lambda hours: hours[0] < hours[1])
calling_hours = st.builds(
    CallingHours,
    zone=st.sampled_from([ZONE, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")]),
    weekly=st.dictionaries(st.integers(0, 6), openings | st.none(), min_size=3)
    | st.just(HOURS.weekly),
    closed_dates=st.frozensets(st.dates(date(2026, 11, 1), date(2027, 2, 1)), max_size=10),
)
waits = st.sampled_from(
    [timedelta(0), timedelta(minutes=30), timedelta(days=1), timedelta(days=9)]
)
rules = st.builds(
    Following,
    wait=waits,
    part=st.sampled_from(Part),
    number=st.sampled_from(Turn),
    medium=st.sampled_from(Medium),
    soon=st.booleans(),
)
policies = st.builds(
    Policy,
    after=st.builds(After, **dict.fromkeys(After.model_fields, rules)),
    max_calls_to_person_a_month=st.integers(1, 9),
    max_calls_to_number_a_month=st.integers(1, 9),
    household_same_day=st.booleans(),
    pre_notice=rarely(),
    pre_notice_arms=st.sampled_from([(), ("notice",)]),
    pre_notice_hours=st.integers(1, 48),
    max_missed_call_texts=st.integers(0, 2),
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
        suppressed=rarely(),
        under_way=rarely(),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda number: number.id,
)
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 15)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


limits = st.lists(
    st.sampled_from(
        (
            *("any;morning", "any;evening", "any;before:10:00", "weekdays;between:08:00-17:00"),
            *("sunday;any", "any;noon", "monday;afternoon", "weekend;any", "any;after:15:30"),
        )
    ),
    max_size=3,
).map(lambda said: limits_of("|".join(said)))


def elsewhere_of(number_ids):
    """What happened outside the case, to the person and to others of the household."""
    return st.lists(
        st.builds(
            Elsewhere,
            medium=st.sampled_from(Medium),
            number_id=st.sampled_from(number_ids),
            began=moments,
            of_person=st.booleans(),
        ),
        max_size=6,
    )


@st.composite
def attempts_on(draw, number_ids):
    began = draw(moments)
    endings = st.sampled_from(list(Disposition) if draw(rarely()) else RETRIED)
    attempts = []
    for _ in range(draw(st.integers(0, 6))):
        ended = began + timedelta(seconds=draw(st.integers(0, 900)))
        attempts.append(
            PastAttempt(
                draw(st.sampled_from(Medium)),
                draw(st.sampled_from(number_ids)),
                began,
                ended,
                draw(endings),
                inbound=draw(rarely()),
                to_appointment=draw(rarely()),
                ring_back=draw(rarely()),
                why=draw(st.sampled_from(["", Why.PRE_NOTICE, Why.MISSED_CALL])),
            )
        )
        began = ended + timedelta(minutes=draw(st.integers(0, 6000)))
    return tuple(attempts)


@st.composite
def histories(draw):
    known = tuple(draw(numbers))
    return History(
        known,
        draw(attempts_on([number.id for number in known])),
        released_at=draw(st.none() | moments),
        appointment=draw(st.none() | moments),
        suppressed=draw(rarely()),
        missed=draw(st.none() | st.builds(Missed, moments, st.integers(1, 9))),
        elsewhere=draw(elsewhere_of([number.id for number in known])),
        limits=draw(limits),
        arm=draw(st.sampled_from([None, "notice", "other"])),
    )
