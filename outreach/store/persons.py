"""Queries on one person: found by what is known of them, and all that happened with them."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, exists, or_, select

from outreach.store.database import AnyRow
from outreach.store.tables import (
    agent_calls,
    attempts,
    campaigns,
    cases,
    conversations,
    draws,
    lead_notes,
    leads,
    list_members,
    lists,
    messages,
    people,
    phones,
    releases,
    requests,
    suppressions,
    turns,
    users,
)

_MOST = 300  # of each kind of thing that happened with one person

_CARD = select(
    people.c.id,
    people.c.case_code,
    people.c.name_sealed,
    people.c.birth_year,
    people.c.municipality,
    people.c.locale,
    people.c.forgotten_at,
)


def lists_of(connection: Connection, campaign_ids: Collection[int] | None) -> list[AnyRow]:
    """The lists that may be looked at, newest first; None: all. One of which no campaign was made
    is everybody's who may look at lists; any other is theirs who are in one of its campaigns."""
    statement = select(lists.c.id, lists.c.name, lists.c.imported_at, lists.c.is_sample)
    if campaign_ids is not None:
        made = exists().where(campaigns.c.list_id == lists.c.id)
        own = exists().where(campaigns.c.list_id == lists.c.id, campaigns.c.id.in_(campaign_ids))
        statement = statement.where(or_(~made, own))
    return list(connection.execute(statement.order_by(lists.c.id.desc())))


def is_on(connection: Connection, person_id: int, list_ids: Collection[int]) -> bool:
    """Whether the person is on one of these lists."""
    mine = (list_members.c.person_id == person_id, list_members.c.list_id.in_(list_ids))
    return bool(connection.scalar(select(exists().where(*mine))))


def cards(connection: Connection, person_ids: Collection[int]) -> list[AnyRow]:
    """Who these people are, in the order of their cases."""
    mine = _CARD.where(people.c.id.in_(person_ids))
    return list(connection.execute(mine.order_by(people.c.case_code)))


def page_of_list(
    connection: Connection, list_id: int, *, after: int, limit: int
) -> Sequence[AnyRow]:
    """The next people of a list after person `after`, with whether they may be drawn.

    By key, so that the last page of a million costs what the first does.
    """
    statement = (
        _CARD.add_columns(list_members.c.eligible, list_members.c.reason)
        .join(list_members, list_members.c.person_id == people.c.id)
        .where(list_members.c.list_id == list_id, list_members.c.person_id > after)
        .order_by(list_members.c.person_id)
        .limit(limit)
    )
    return connection.execute(statement).all()


def with_document(connection: Connection, document_hash: str) -> list[int]:
    return list(
        connection.scalars(select(people.c.id).where(people.c.document_hash == document_hash))
    )


def card(connection: Connection, person_id: int) -> AnyRow | None:
    """The person with all that is known of who they are."""
    whole = select(people).where(people.c.id == person_id)
    return connection.execute(whole).one_or_none()


def numbers_of(connection: Connection, person_id: int) -> list[AnyRow]:
    """(rank, number_sealed, number_hash, kind, country), the first tried first."""
    statement = select(phones).where(phones.c.person_id == person_id).order_by(phones.c.rank)
    return list(connection.execute(statement))


def lists_with(connection: Connection, person_id: int) -> list[AnyRow]:
    """The lists that the person is on: (id, name, imported_at, eligible, reason)."""
    statement = (
        select(
            lists.c.id,
            lists.c.name,
            lists.c.imported_at,
            list_members.c.eligible,
            list_members.c.reason,
        )
        .join(list_members, list_members.c.list_id == lists.c.id)
        .where(list_members.c.person_id == person_id)
        .order_by(lists.c.id)
    )
    return list(connection.execute(statement))


def cases_of(connection: Connection, person_id: int) -> list[AnyRow]:
    """The person's cases with the campaign's name, and when they were drawn and released."""
    statement = (
        select(
            cases,
            campaigns.c.name.label("campaign"),
            draws.c.drawn_at,
            draws.c.size,
            releases.c.why.label("released_why"),
        )
        .join(campaigns, campaigns.c.id == cases.c.campaign_id)
        .outerjoin(draws, draws.c.campaign_id == cases.c.campaign_id)
        .outerjoin(
            releases,
            and_(
                releases.c.campaign_id == cases.c.campaign_id,
                releases.c.replicate == cases.c.replicate,
            ),
        )
        .where(cases.c.person_id == person_id)
        .order_by(cases.c.id)
    )
    return list(connection.execute(statement))


def attempts_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    """The attempts of these cases, the latest first, with the rank of the number."""
    statement = (
        select(attempts, phones.c.rank)
        .join(phones, phones.c.id == attempts.c.phone_id)
        .where(attempts.c.case_id.in_(case_ids))
        .order_by(attempts.c.id.desc())
        .limit(_MOST)
    )
    return list(connection.execute(statement))


def turns_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    """What was said in the conversations of these cases, the latest first."""
    statement = (
        select(
            turns,
            conversations.c.case_id,
            conversations.c.medium,
            conversations.c.script,
            conversations.c.script_version,
        )
        .join(conversations, conversations.c.id == turns.c.conversation_id)
        .where(conversations.c.case_id.in_(case_ids))
        .order_by(turns.c.at.desc(), turns.c.number.desc())
        .limit(_MOST)
    )
    return list(connection.execute(statement))


def messages_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    statement = select(messages).where(messages.c.case_id.in_(case_ids))
    return list(connection.execute(statement.order_by(messages.c.id.desc()).limit(_MOST)))


def leads_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    statement = (
        select(leads, users.c.login.label("agent"))
        .outerjoin(users, users.c.id == leads.c.taken_by)
        .where(leads.c.case_id.in_(case_ids))
    )
    return list(connection.execute(statement))


def notes_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    """What agents wrote down meanwhile; how a lead ended stands with the lead itself."""
    statement = (
        select(lead_notes, leads.c.case_id, users.c.login.label("agent"))
        .join(leads, leads.c.id == lead_notes.c.lead_id)
        .join(users, users.c.id == lead_notes.c.user_id)
        .where(leads.c.case_id.in_(case_ids))
        .where(or_(leads.c.closed_at.is_(None), lead_notes.c.at != leads.c.closed_at))
    )
    return list(connection.execute(statement.order_by(lead_notes.c.id.desc()).limit(_MOST)))


def agent_calls_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    """Calls in which an agent's phone rang for them."""
    statement = (
        select(agent_calls, leads.c.case_id, users.c.login.label("agent"))
        .join(leads, leads.c.id == agent_calls.c.lead_id)
        .join(users, users.c.id == agent_calls.c.user_id)
        .where(leads.c.case_id.in_(case_ids))
    )
    return list(connection.execute(statement.order_by(agent_calls.c.id.desc()).limit(_MOST)))


def requests_of(connection: Connection, case_ids: Collection[int]) -> list[AnyRow]:
    statement = select(requests.c.kind, requests.c.at, requests.c.done_at, requests.c.case_id)
    return list(connection.execute(statement.where(requests.c.case_id.in_(case_ids))))


def suppressions_of(
    connection: Connection, person_id: int, number_hashes: Collection[str]
) -> list[AnyRow]:
    """What keeps this person or one of their numbers from being contacted."""
    statement = select(suppressions).where(
        or_(
            suppressions.c.person_id == person_id,
            suppressions.c.number_hash.in_(number_hashes),
        )
    )
    return list(connection.execute(statement.order_by(suppressions.c.id)))
