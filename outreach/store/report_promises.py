"""What the report reads to see whether the promises were kept: each query counts breaches.

All of them look at the attempts as they happened; none trusts a constraint or a rule.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)

from flows.medium import Medium
from outreach.rules.dispositions import Disposition
from outreach.rules.history import NOT_COUNTED
from outreach.rules.states import AttemptState, CaseState
from outreach.store.database import AnyRow
from outreach.store.report_queries import BEGAN, MADE, OUTGOING
from outreach.store.report_tables import LINES
from outreach.store.tables import (
    Moment,
    attempts,
    cases,
    leads,
    list_members,
    phones,
    suppressions,
)

_FINAL = tuple(d.value for d in Disposition if d.final)
_OPEN = (AttemptState.PLANNED, AttemptState.DIALLING, AttemptState.UNDER_WAY)
_NUMBER = suppressions.c.number_hash
_theirs = and_(
    phones.c.person_id == cases.c.person_id, phones.c.number_hash == attempts.c.number_hash
)


def misplaced(connection: Connection, campaign_id: int, list_id: int) -> AnyRow:
    """What we placed and should not have, each kind counted in the same scan.

    (after_opt_out, after_final, outside_the_draw, strangers_numbers, without_local_hour): after
    the person or whoever has the number had opted out; after an attempt had settled the case for
    good; with people not released yet or not eligible on the list; with a number that the
    registry does not give the person; calls without local hour and weekday.

    What an attempt is held against is worked out once for each person, number and case, and
    joined: to look it up for each of four million attempts takes minutes.
    """
    person, number = _first_opt_out(suppressions.c.person_id), _first_opt_out(_NUMBER)
    settled, released = _settled(campaign_id), cases.c.released_at
    unlisted = list_members.c.person_id.is_(None)
    kinds = {
        "after_opt_out": or_(
            _before(cases.c.opted_out_at), _before(person.c.first), _before(number.c.first)
        ),
        "after_final": _before(settled.c.first),
        "outside_the_draw": or_(released.is_(None), released > BEGAN, unlisted),
        "strangers_numbers": phones.c.id.is_(None),
        "without_local_hour": and_(
            attempts.c.medium == Medium.VOICE,
            or_(attempts.c.local_hour.is_(None), attempts.c.local_weekday.is_(None)),
        ),
    }
    counts = [
        func.coalesce(func.sum(case((kind, 1), else_=0)), 0).label(name)
        for name, kind in kinds.items()
    ]
    return connection.execute(
        select(*counts)
        .join_from(attempts, cases)
        .outerjoin(person, person.c.key == cases.c.person_id)
        .outerjoin(number, number.c.key == attempts.c.number_hash)
        .outerjoin(settled, settled.c.key == attempts.c.case_id)
        .outerjoin(list_members, _eligible(list_id))
        .outerjoin(phones, _theirs)
        .where(_placed_by_us(campaign_id))
    ).one()


def _before(moment: ColumnElement[datetime | None]) -> ColumnElement[bool]:
    return func.coalesce(moment < BEGAN, false())


def _first_opt_out(key: ColumnElement[Any]) -> Subquery:
    """Since when each person, or each number, is on the suppression list."""
    return (
        select(key.label("key"), func.min(suppressions.c.at).label("first"))
        .where(key.is_not(None))
        .group_by(key)
        .subquery()
    )


def _settled(campaign_id: int) -> Subquery:
    """Since when an attempt has settled each case for good."""
    ended = func.min(attempts.c.ended_at).label("first")
    return (
        select(attempts.c.case_id.label("key"), ended)
        .where(attempts.c.campaign_id == campaign_id, attempts.c.disposition.in_(_FINAL))
        .group_by(attempts.c.case_id)
        .subquery()
    )


def _eligible(list_id: int) -> ColumnElement[bool]:
    return and_(
        list_members.c.list_id == list_id,
        list_members.c.person_id == cases.c.person_id,
        list_members.c.eligible,
    )


def to_one_number(connection: Connection, campaign_id: int, now: datetime) -> int:
    """Calls that we placed while another one of ours to the same number had not ended."""
    ended = func.coalesce(attempts.c.ended_at, literal(now, Moment))
    busy_until = func.max(ended).over(
        partition_by=attempts.c.number_hash, order_by=(BEGAN, attempts.c.id), rows=(None, -1)
    )
    each = (
        select(BEGAN.label("began"), busy_until.label("busy_until"))
        .where(_placed_by_us(campaign_id), attempts.c.medium == Medium.VOICE)
        .subquery()
    )
    return _count(
        connection,
        select(func.count()).select_from(each).where(each.c.busy_until > each.c.began),
    )


def to_one_person(connection: Connection) -> int:
    """Calls that we placed while another one of ours to the same person had not ended."""
    return _count(connection, select(func.coalesce(func.sum(LINES.c.overlaps), 0)))


def over_the_limit(connection: Connection, campaign_id: int, allowed: int) -> int:
    """Persons whom we called more often than allowed, agreed times and our own faults aside."""
    each = (
        select(attempts.c.case_id)
        .where(
            _placed_by_us(campaign_id),
            attempts.c.medium == Medium.VOICE,
            not_(attempts.c.to_appointment),
            attempts.c.disposition.not_in([d.value for d in NOT_COUNTED]),
        )
        .group_by(attempts.c.case_id)
        .having(func.count() > allowed)
        .subquery()
    )
    return _count(connection, select(func.count()).select_from(each))


def without_one_disposition(connection: Connection, campaign_id: int) -> tuple[int, int]:
    """Attempts that ended without a disposition of the table, or have one and did not end; and
    how many there are that ended or have one."""
    known = attempts.c.disposition.in_([d.value for d in Disposition])
    ended = attempts.c.state == AttemptState.ENDED
    sound = and_(ended, attempts.c.disposition.is_not(None), known)
    row = connection.execute(
        select(func.count(), func.sum(case((sound, 0), else_=1))).where(
            attempts.c.campaign_id == campaign_id,
            or_(ended, attempts.c.disposition.is_not(None)),
        )
    ).one()
    return int(row[1] or 0), int(row[0])


def forgotten(connection: Connection, campaign_id: int) -> int:
    """Persons still open for whom nothing is planned and nothing is under way."""
    next_one = exists().where(attempts.c.case_id == cases.c.id, attempts.c.state.in_(_OPEN))
    return _count(
        connection,
        select(func.count())
        .select_from(cases)
        .where(
            cases.c.campaign_id == campaign_id, cases.c.state == CaseState.OPEN, not_(next_one)
        ),
    )


def interested_without_lead(connection: Connection, campaign_id: int) -> int:
    """Persons who said yes, did not opt out, and for whom no agent has a lead."""
    lead = exists().where(leads.c.case_id == cases.c.id)
    return _count(
        connection,
        select(func.count())
        .select_from(cases)
        .where(
            cases.c.campaign_id == campaign_id,
            cases.c.interested,
            cases.c.opted_out_at.is_(None),
            cases.c.state == CaseState.CLOSED,
            not_(lead),
        ),
    )


def _placed_by_us(campaign_id: int) -> ColumnElement[bool]:
    return and_(attempts.c.campaign_id == campaign_id, OUTGOING, MADE)


def _count(connection: Connection, statement: Select[int]) -> int:
    return int(connection.scalar(statement) or 0)
