"""What a research bundle is made of: rows of people and what became of them, one after the other.

No sealed column is read here, and none can be: names, numbers, documents and words stay sealed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, cast, func, select

from outreach.store.database import AnyRow
from outreach.store.report_queries import BEGAN, HUMAN, MADE, OUTGOING, rank_within
from outreach.store.report_tables import PEOPLE
from outreach.store.tables import (
    attempts,
    campaigns,
    cases,
    conversations,
    leads,
    messages,
    people,
    phones,
    turns,
)

_AT_ONCE = 5000
_p = PEOPLE.c


def background(connection: Connection) -> Sequence[AnyRow]:
    """(stratum, municipality, sex, age_band, return_year, total) of all who were drawn."""
    keys = (_p.stratum, _p.municipality, _p.sex, _p.age_band, _p.return_year)
    return connection.execute(select(*keys, func.count().label("total")).group_by(*keys)).all()


def persons(connection: Connection) -> Iterator[AnyRow]:
    """The rows of PEOPLE with the case's code, cluster and probability."""
    statement = (
        select(PEOPLE, people.c.case_code, cases.c.order_key, cases.c.probability)
        .join_from(PEOPLE, cases, cases.c.id == _p.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .order_by(_p.case_id)
    )
    return _streamed(connection, statement)


def first_release(connection: Connection, campaign_id: int) -> Any:
    """When the first people were released, or else when the campaign was made."""
    released = select(func.min(cases.c.released_at)).where(cases.c.campaign_id == campaign_id)
    made = select(campaigns.c.created_at).where(campaigns.c.id == campaign_id)
    return connection.scalar(released) or connection.scalar(made)


def attempt_rows(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """The campaign's attempts, person by person, in the order in which they began."""
    ordinal = func.sum(cast(and_(OUTGOING, MADE), Integer)).over(
        partition_by=attempts.c.case_id, order_by=(BEGAN, attempts.c.id), rows=(None, 0)
    )
    statement = (
        select(
            attempts,
            people.c.case_code,
            phones.c.rank,
            conversations.c.script_version,
            BEGAN.label("began"),
            MADE.label("made"),
            attempts.c.disposition.in_(HUMAN).label("human"),
            ordinal.label("ordinal"),
            rank_within(attempts.c.case_id).label("weight_rank"),
            rank_within(attempts.c.number_hash).label("number_rank"),
        )
        .join_from(attempts, cases, cases.c.id == attempts.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .join(phones, phones.c.id == attempts.c.phone_id)
        .outerjoin(conversations, conversations.c.attempt_id == attempts.c.id)
        .where(attempts.c.campaign_id == campaign_id)
        .order_by(attempts.c.case_id, BEGAN, attempts.c.id)
    )
    return _streamed(connection, statement)


def turn_rows(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """(ref, case_code, number, step, intent, confidence) of every reply."""
    statement = (
        select(
            attempts.c.ref,
            people.c.case_code,
            turns.c.number,
            turns.c.step,
            turns.c.intent,
            turns.c.confidence,
        )
        .join_from(turns, conversations, conversations.c.id == turns.c.conversation_id)
        .join(attempts, attempts.c.id == conversations.c.attempt_id)
        .join(cases, cases.c.id == conversations.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .where(cases.c.campaign_id == campaign_id)
        .order_by(turns.c.conversation_id, turns.c.number)
    )
    return _streamed(connection, statement)


def message_rows(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """Texts of the campaign's people, in the order in which they came and went."""
    statement = (
        select(
            attempts.c.ref,
            people.c.case_code,
            messages.c.inbound,
            messages.c.channel,
            messages.c.status,
            messages.c.segments,
            messages.c.price,
            messages.c.price_unit,
            messages.c.at,
        )
        .join_from(messages, cases, cases.c.id == messages.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .outerjoin(attempts, attempts.c.id == messages.c.attempt_id)
        .where(cases.c.campaign_id == campaign_id)
        .order_by(messages.c.id)
    )
    return _streamed(connection, statement)


def lead_rows(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """The campaign's leads."""
    statement = (
        select(
            people.c.case_code,
            attempts.c.ref,
            leads.c.taken_by,
            leads.c.state,
            leads.c.interested,
            leads.c.wants_now,
            leads.c.services,
            leads.c.agreed_at,
            leads.c.created_at,
            leads.c.taken_at,
            leads.c.result,
        )
        .join_from(leads, cases, cases.c.id == leads.c.case_id)
        .join(people, people.c.id == cases.c.person_id)
        .join(attempts, attempts.c.id == leads.c.attempt_id)
        .where(leads.c.campaign_id == campaign_id)
        .order_by(leads.c.id)
    )
    return _streamed(connection, statement)


def _streamed(connection: Connection, statement: Select[Any]) -> Iterator[AnyRow]:
    yield from connection.execute(statement.execution_options(yield_per=_AT_ONCE))
