"""What the report reads of conversations: replies, and where people hang up, counted by step."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, not_, select

from flows.medium import Medium
from outreach.rules.states import AttemptState
from outreach.store.database import AnyRow
from outreach.store.report_queries import HUMAN
from outreach.store.tables import attempts, cases, conversations, suppressions, turns

_COUNT = func.count().label("total")
_ONCE = (turns.c.step, turns.c.conversation_id)  # each step of a conversation, once


def hang_ups(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(step, total, silent) of conversations by voice that ended without an outcome.

    `silent` are those that had not answered anything at the step where they hung up.
    """
    answered = exists().where(
        turns.c.conversation_id == conversations.c.id, turns.c.step == attempts.c.last_step
    )
    each = (
        select(attempts.c.last_step.label("step"), not_(answered).label("silent"))
        .join_from(conversations, attempts, conversations.c.attempt_id == attempts.c.id)
        .where(_by_voice(campaign_id), conversations.c.outcome.is_(None))
        .subquery()
    )
    return connection.execute(
        select(each.c.step, _COUNT, func.count().filter(each.c.silent).label("silent"))
        .group_by(each.c.step)
        .order_by(_COUNT.desc(), each.c.step)
    ).all()


def answered_at(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(step, total): in how many conversations by voice something was heard at each step."""
    heard = (
        select(*_ONCE)
        .join_from(turns, conversations, turns.c.conversation_id == conversations.c.id)
        .join(attempts, conversations.c.attempt_id == attempts.c.id)
        .where(_by_voice(campaign_id))
    )
    return _by_step(connection, heard)


def replies(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(step, intent, total) of everything that was said, pressed or written at a question."""
    keys = (turns.c.step, turns.c.intent)
    return connection.execute(_of_turns(campaign_id, *keys, _COUNT).group_by(*keys)).all()


def askings(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(step, total): in how many conversations each question was answered at least once."""
    return _by_step(connection, _of_turns(campaign_id, *_ONCE))


def _by_step(connection: Connection, heard: Select[Any]) -> Sequence[AnyRow]:
    # distinct rows first and then counted: a database sorts all of them to count distinct ones
    each = heard.distinct().subquery()
    return connection.execute(select(each.c.step, _COUNT).group_by(each.c.step)).all()


def _of_turns(campaign_id: int, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(turns)
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .join(cases, cases.c.id == conversations.c.case_id)
        .where(cases.c.campaign_id == campaign_id)
    )


def opt_outs(connection: Connection, campaign_id: int) -> Sequence[AnyRow]:
    """(reason, total) of the campaign's people who stand on the suppression list.

    One person may stand there for several reasons, and counts for each.
    """
    return connection.execute(
        select(suppressions.c.reason, func.count(cases.c.id.distinct()).label("total"))
        .join_from(suppressions, cases, suppressions.c.person_id == cases.c.person_id)
        .where(cases.c.campaign_id == campaign_id)
        .group_by(suppressions.c.reason)
        .order_by(suppressions.c.reason)
    ).all()


def _by_voice(campaign_id: int) -> ColumnElement[bool]:
    return and_(
        attempts.c.campaign_id == campaign_id,
        attempts.c.medium == Medium.VOICE,
        attempts.c.state == AttemptState.ENDED,
        attempts.c.disposition.in_(HUMAN),
    )
