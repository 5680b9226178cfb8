"""Queries on what the contact policy may know of a case when it decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, null, or_, select, union_all
from sqlalchemy import case as when

from flows.limits import limits_of
from flows.medium import Medium
from outreach.rules.contact_policy import Elsewhere, History, Missed, Number, PastAttempt, Why
from outreach.rules.dispositions import Disposition
from outreach.rules.history import NOT_COUNTED
from outreach.rules.states import AttemptState
from outreach.store.database import AnyRow
from outreach.store.predicates import NOT_ENDED, ON_THE_LINE, holds
from outreach.store.tables import agent_calls, attempts, cases, people, phones, suppressions

_on_the_line = attempts.alias("on_the_line")
_of_person = attempts.alias("of_person")
_same_number = phones.alias("same_number")
_other_person = suppressions.alias("other_person")
_asked = people.alias("asked")
_entry = people.alias("entry")
_called = phones.alias("called")

# All entries of the registry that were decided to be of this person, the one asked about included.
_root = (
    select(func.coalesce(_asked.c.same_as, _asked.c.id))
    .where(_asked.c.id == bindparam("person_id"))
    .scalar_subquery()
)
_ENTRIES = select(_entry.c.id).where(or_(_entry.c.id == _root, _entry.c.same_as == _root))
# An agent's call to a number, or to the person: from when the agent's own phone rings.
_agent_calls = exists().where(
    agent_calls.c.phone_id == _called.c.id,
    holds(NOT_ENDED, agent_calls),
    or_(_called.c.number_hash == phones.c.number_hash, _called.c.person_id.in_(_ENTRIES)),
)

_NUMBERS = (
    select(
        phones.c.id,
        phones.c.rank,
        phones.c.kind,
        phones.c.number_hash,
        exists().where(suppressions.c.number_hash == phones.c.number_hash).label("suppressed"),
        or_(
            exists().where(
                _on_the_line.c.number_hash == phones.c.number_hash,
                holds(ON_THE_LINE, _on_the_line),
            ),
            exists().where(
                _of_person.c.case_id == cases.c.id,
                cases.c.person_id.in_(_ENTRIES),
                holds(ON_THE_LINE, _of_person),
            ),
            _agent_calls,
        ).label("under_way"),
        exists().where(_other_person.c.person_id == phones.c.person_id).label("opted_out"),
    )
    .where(phones.c.person_id == bindparam("person_id"))
    .order_by(phones.c.rank)
)
_BEGAN = when(
    (attempts.c.placed_at.is_not(None), attempts.c.placed_at),
    (attempts.c.claimed_at.is_not(None), attempts.c.claimed_at),
    else_=attempts.c.due_at,
)
_ended = attempts.c.state == AttemptState.ENDED.value
_HOW_IT_WENT = (
    attempts.c.ended_at,
    attempts.c.disposition,
    attempts.c.inbound,
    attempts.c.to_appointment,
    attempts.c.why,
)
# All that was tried with the person, in any campaign and by any entry of theirs, and for others of
# the household on one of the person's numbers: found by the indexes on people, numbers and cases,
# never by reading all.
_OF_PERSON = (
    select(
        attempts.c.case_id,
        attempts.c.id.label("attempt_id"),
        attempts.c.medium,
        attempts.c.phone_id,
        _BEGAN.label("began"),
        *_HOW_IT_WENT,
    )
    .join(cases, cases.c.id == attempts.c.case_id)
    .where(cases.c.person_id == bindparam("person_id"), _ended)
)
_OF_OTHER_ENTRIES = (
    select(
        attempts.c.case_id,
        attempts.c.id,
        attempts.c.medium,
        func.coalesce(phones.c.id, attempts.c.phone_id),  # the same number among this entry's
        _BEGAN,
        *_HOW_IT_WENT,
    )
    .select_from(cases)
    .join(attempts, attempts.c.case_id == cases.c.id)
    .outerjoin(
        phones,
        (phones.c.person_id == bindparam("person_id"))
        & (phones.c.number_hash == attempts.c.number_hash),
    )
    .where(cases.c.person_id.in_(_ENTRIES), cases.c.person_id != bindparam("person_id"), _ended)
)
_OF_HOUSEHOLD = (
    select(
        null(),
        attempts.c.id,
        attempts.c.medium,
        phones.c.id,
        _BEGAN,
        *_HOW_IT_WENT,
    )
    .select_from(phones)
    .join(
        _same_number,
        (_same_number.c.number_hash == phones.c.number_hash)
        & (_same_number.c.person_id != phones.c.person_id),
    )
    .join(cases, cases.c.person_id == _same_number.c.person_id)
    .join(
        attempts,
        (attempts.c.case_id == cases.c.id) & (attempts.c.number_hash == phones.c.number_hash),
    )
    .where(
        phones.c.person_id == bindparam("person_id"),
        _same_number.c.person_id.not_in(_ENTRIES),
        _ended,
    )
)
_PAST = union_all(_OF_PERSON, _OF_OTHER_ENTRIES, _OF_HOUSEHOLD).order_by("ended_at", "attempt_id")
_CASE = (
    select(
        cases.c.released_at,
        cases.c.appointment_at,
        cases.c.ring_back_at,
        cases.c.ring_back_on,
        cases.c.state,
        cases.c.arm,
        people.c.limits,
    )
    .join(people, people.c.id == cases.c.person_id)
    .where(cases.c.id == bindparam("case_id"))
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case: its history, and the blind index of each of its numbers."""

    history: History
    hash_of: Mapping[int, str]


def known(connection: Connection, case_id: int, person_id: int) -> Known:
    """All that the contact policy may know of the case, as of this transaction."""
    case = connection.execute(_CASE, {"case_id": case_id}).one()
    numbers = connection.execute(_NUMBERS, {"person_id": person_id}).all()
    past = connection.execute(_PAST, {"person_id": person_id}).all()
    history = History(
        numbers=[_number(row) for row in numbers],
        attempts=[_past(row) for row in past if row.case_id == case_id],
        released_at=case.released_at,
        appointment=case.appointment_at,
        suppressed=any(row.opted_out for row in numbers),
        missed=Missed(case.ring_back_at, case.ring_back_on) if case.ring_back_at else None,
        elsewhere=[_elsewhere(row) for row in past if row.case_id != case_id and _rang(row)],
        limits=limits_of(case.limits),
        arm=case.arm,
    )
    return Known(history, {row.id: row.number_hash for row in numbers})


def _number(row: AnyRow) -> Number:
    return Number(
        id=row.id,
        rank=row.rank,
        text=row.kind == "mobile",
        suppressed=bool(row.suppressed),
        under_way=bool(row.under_way),
    )


def _past(row: AnyRow) -> PastAttempt:
    return PastAttempt(
        medium=Medium(row.medium),
        number_id=row.phone_id,
        began=row.began,
        ended=row.ended_at,
        disposition=Disposition(row.disposition),
        inbound=row.inbound,
        to_appointment=row.to_appointment,
        ring_back=row.why == Why.RING_BACK,
        why=row.why,
    )


def _rang(row: AnyRow) -> bool:
    """Whether an attempt was ours and reached a phone."""
    return not row.inbound and Disposition(row.disposition) not in NOT_COUNTED


def _elsewhere(row: AnyRow) -> Elsewhere:
    of_person = row.case_id is not None
    return Elsewhere(Medium(row.medium), row.phone_id, row.began, of_person)


def fresh_numbers(
    connection: Connection, campaign_id: int, replicates: Sequence[int]
) -> dict[int, list[AnyRow]]:
    """The numbers of all people of these replicates, by person, for the first plan of each."""
    numbers = (
        select(
            phones.c.person_id,
            phones.c.id,
            phones.c.rank,
            phones.c.kind,
            phones.c.number_hash,
            exists().where(suppressions.c.number_hash == phones.c.number_hash).label("suppressed"),
            exists().where(_other_person.c.person_id == phones.c.person_id).label("opted_out"),
        )
        .join(cases, cases.c.person_id == phones.c.person_id)
        .where(cases.c.campaign_id == campaign_id, cases.c.replicate.in_(replicates))
        .order_by(phones.c.person_id, phones.c.rank)
    )
    by_person: dict[int, list[AnyRow]] = {}
    for row in connection.execute(numbers):
        by_person.setdefault(row.person_id, []).append(row)
    return by_person


def fresh_history(case: AnyRow, numbers: Sequence[AnyRow], released_at: datetime) -> History:
    """The history of a case of `to_release`, which nobody has tried yet. What happened elsewhere
    is looked at when the first attempt is due."""
    return History(
        numbers=[Number(n.id, n.rank, n.kind == "mobile", bool(n.suppressed)) for n in numbers],
        released_at=released_at,
        suppressed=any(n.opted_out for n in numbers),
        limits=limits_of(case.limits),
        arm=case.arm,
    )


def messages_left(connection: Connection, case_id: int, *, but_of: int) -> int:
    """How many of the case's calls left a message with a machine, that attempt aside."""
    counted = select(func.count()).where(
        attempts.c.case_id == case_id, attempts.c.left_message, attempts.c.id != but_of
    )
    return connection.scalar(counted) or 0
