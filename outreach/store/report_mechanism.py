"""What the report reads of the mechanism: attempts, conversations, texts and leads, counted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, extract, func, select

from flows.medium import Medium
from outreach.rules.dispositions import Disposition
from outreach.rules.states import AttemptState, CaseState
from outreach.store.database import AnyRow
from outreach.store.report_queries import BEGAN, HUMAN, MADE, OUTGOING
from outreach.store.tables import (
    attempts,
    cases,
    conversations,
    leads,
    messages,
    phones,
    turns,
)

LENGTH_BOUNDS = (15, 30, 60, 120, 180, 300)  # seconds

_COUNT = func.count().label("total")


def _number_of(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).label(name)


_HUMANS = _number_of(attempts.c.disposition.in_(HUMAN), "humans")
_INTERVIEWS = _number_of(attempts.c.disposition == Disposition.INTERVIEW, "interviews")


def by_medium(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(medium, inbound, total, people, humans, interviews, seconds, price, priced) of attempts."""
    keys = (attempts.c.medium, attempts.c.inbound)
    return connection.execute(
        select(
            *keys,
            _COUNT,
            func.count(attempts.c.case_id.distinct()).label("people"),
            _HUMANS,
            _INTERVIEWS,
            func.sum(attempts.c.seconds).label("seconds"),
            func.sum(attempts.c.price).label("price"),
            func.count(attempts.c.price).label("priced"),
        )
        .where(attempts.c.campaign_id == campaign_id, MADE)
        .group_by(*keys)
        .order_by(attempts.c.medium.desc(), attempts.c.inbound)
    ).all()


def by_disposition(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(disposition, medium, inbound, total) of all ended attempts, placed or refused."""
    keys = (attempts.c.disposition, attempts.c.medium, attempts.c.inbound)
    return connection.execute(
        select(*keys, _COUNT)
        .where(attempts.c.campaign_id == campaign_id, attempts.c.state == AttemptState.ENDED)
        .group_by(*keys)
    ).all()


def by_state(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(state, total) of all attempts ever planned."""
    return connection.execute(
        select(attempts.c.state, _COUNT)
        .where(attempts.c.campaign_id == campaign_id)
        .group_by(attempts.c.state)
    ).all()


def by_slot(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(weekday, hour, total, humans, interviews) of our calls, in the person's time."""
    keys = (attempts.c.local_weekday, attempts.c.local_hour)
    return connection.execute(
        select(keys[0].label("weekday"), keys[1].label("hour"), _COUNT, _HUMANS, _INTERVIEWS)
        .where(_our_calls(campaign_id), keys[0].is_not(None), keys[1].is_not(None))
        .group_by(*keys)
        .order_by(*keys)
    ).all()


def by_rank(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(rank, total, humans, interviews) of our calls by the rank of the person's number."""
    return connection.execute(
        select(phones.c.rank, _COUNT, _HUMANS, _INTERVIEWS)
        .join_from(attempts, phones)
        .where(_our_calls(campaign_id))
        .group_by(phones.c.rank)
        .order_by(phones.c.rank)
    ).all()


def by_minute(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(medium, minute, total) of what we placed; `minute` in seconds since 1970, UTC.

    A minute is fine enough to judge any opening hours, in any zone, without reading attempts.
    """
    second = extract("epoch", BEGAN)
    each = (
        select(attempts.c.medium, (second - second % 60).label("minute"))
        .where(attempts.c.campaign_id == campaign_id, OUTGOING, MADE)
        .subquery()
    )
    return connection.execute(
        select(*each.c, _COUNT).group_by(*each.c).order_by(each.c.minute)
    ).all()


def by_length(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(band, total, seconds) of answered calls; band i is below LENGTH_BOUNDS[i] seconds."""
    band = case(
        *((attempts.c.seconds < bound, i) for i, bound in enumerate(LENGTH_BOUNDS)),
        else_=len(LENGTH_BOUNDS),
    ).label("band")
    each = (
        select(band, attempts.c.seconds)
        .where(
            attempts.c.campaign_id == campaign_id,
            attempts.c.medium == Medium.VOICE,
            attempts.c.disposition.in_(HUMAN),
            attempts.c.seconds.is_not(None),
        )
        .subquery()
    )
    return connection.execute(
        select(each.c.band, _COUNT, func.sum(each.c.seconds).label("seconds"))
        .group_by(each.c.band)
        .order_by(each.c.band)
    ).all()


def hang_ups(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(step, total) of conversations by voice that ended without an outcome."""
    return connection.execute(
        select(attempts.c.last_step.label("step"), _COUNT)
        .join_from(conversations, attempts, conversations.c.attempt_id == attempts.c.id)
        .where(
            attempts.c.campaign_id == campaign_id,
            attempts.c.medium == Medium.VOICE,
            attempts.c.state == AttemptState.ENDED,
            attempts.c.disposition.in_(HUMAN),
            conversations.c.outcome.is_(None),
        )
        .group_by(attempts.c.last_step)
        .order_by(_COUNT.desc(), attempts.c.last_step)
    ).all()


def replies(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(step, intent, total) of everything that was said, pressed or written at a question."""
    keys = (turns.c.step, turns.c.intent)
    return connection.execute(
        select(*keys, _COUNT)
        .select_from(turns)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .join(cases, cases.c.id == conversations.c.case_id)
        .where(cases.c.campaign_id == campaign_id)
        .group_by(*keys)
    ).all()


def texts(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(inbound, total, people, segments) of the messages of the campaign's people."""
    return connection.execute(
        select(
            messages.c.inbound,
            _COUNT,
            func.count(messages.c.case_id.distinct()).label("people"),
            func.sum(messages.c.segments).label("segments"),
        )
        .join_from(messages, cases, messages.c.case_id == cases.c.id)
        .where(cases.c.campaign_id == campaign_id)
        .group_by(messages.c.inbound)
    ).all()


def texts_by_status(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(status, total) of the messages sent."""
    return connection.execute(
        select(messages.c.status, _COUNT)
        .join_from(messages, cases, messages.c.case_id == cases.c.id)
        .where(cases.c.campaign_id == campaign_id, messages.c.inbound.is_(False))
        .group_by(messages.c.status)
        .order_by(messages.c.status)
    ).all()


def leads_by(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(state, interested, wants_now, services, result, total) of the leads."""
    keys = (
        leads.c.state,
        leads.c.interested,
        leads.c.wants_now,
        leads.c.services,
        leads.c.result,
    )
    return connection.execute(
        select(*keys, _COUNT).where(leads.c.campaign_id == campaign_id).group_by(*keys)
    ).all()


def appointments(connection: Connection, campaign_id: int, now: datetime) -> AnyRow:
    """(tried, humans, waiting, overdue): calls placed to keep a time, and times still agreed."""
    tried = (
        select(func.count())
        .where(attempts.c.campaign_id == campaign_id, attempts.c.to_appointment, MADE)
        .scalar_subquery()
    )
    answered = (
        select(func.count())
        .where(
            attempts.c.campaign_id == campaign_id,
            attempts.c.to_appointment,
            attempts.c.disposition.in_(HUMAN),
        )
        .scalar_subquery()
    )
    return connection.execute(
        select(
            tried.label("tried"),
            answered.label("humans"),
            func.count(cases.c.appointment_at).label("waiting"),
            _number_of(cases.c.appointment_at < now, "overdue"),
        ).where(cases.c.campaign_id == campaign_id, cases.c.state == CaseState.OPEN)
    ).one()


def _our_calls(campaign_id: int) -> ColumnElement[bool]:
    return and_(
        attempts.c.campaign_id == campaign_id, attempts.c.medium == Medium.VOICE, OUTGOING, MADE
    )
