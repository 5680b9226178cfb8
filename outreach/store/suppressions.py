"""The suppression list: whom, or which number, no campaign may contact again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, update

from outreach.rules.contact_policy import NeverReason
from outreach.rules.states import CaseState
from outreach.store.database import AnyRow
from outreach.store.tables import cases, list_members, people, phones, suppressions


def add(
    connection: Connection,
    *,
    person_id: int | None,
    number_hash: str | None,
    reason: str,
    source: str,
    now: datetime,
) -> None:
    """Adds the person and the number, each in a row of its own, unless this source has put it in
    for this reason already.

    What another has put in does not stand in for it: that may be taken out again.
    """
    for values in ({"person_id": person_id}, {"number_hash": number_hash}):
        ((column, value),) = values.items()
        if value is None:
            continue
        known = select(
            exists().where(
                suppressions.c[column] == value,
                suppressions.c.reason == reason,
                suppressions.c.source == source,
            )
        )
        if not connection.scalar(known):
            connection.execute(
                insert(suppressions).values(**values, reason=reason, source=source, at=now)
            )


def copy(connection: Connection, of: int, to: int) -> None:
    """Whatever keeps this person out keeps that one out, too."""
    for entry in connection.execute(
        select(suppressions.c.reason, suppressions.c.source, suppressions.c.at)
        .where(suppressions.c.person_id == of)
        .order_by(suppressions.c.id)
    ).all():
        same = {"reason": entry.reason, "source": entry.source, "now": entry.at}
        add(connection, person_id=to, number_hash=None, **same)


def remove(connection: Connection, *, reason: str, source: str) -> None:
    """Takes out what this source has put in for this reason, and nothing else."""
    mine = (suppressions.c.reason == reason, suppressions.c.source == source)
    connection.execute(delete(suppressions).where(*mine))


@dataclass(frozen=True, slots=True)
class Removed:
    """The people who are not on the list any more, and when the first entry that was taken out
    had been made."""

    people: list[int]
    since: datetime | None


def take_out(
    connection: Connection,
    person_ids: Collection[int],
    number_hashes: Collection[str],
    source: str,
) -> Removed:
    """Takes these entries out, but only those that this source has made."""
    gone = connection.execute(
        delete(suppressions)
        .where(
            suppressions.c.source == source,
            or_(
                suppressions.c.person_id.in_(person_ids),
                suppressions.c.number_hash.in_(number_hashes),
            ),
        )
        .returning(suppressions.c.person_id, suppressions.c.at)
    ).all()
    persons = {row.person_id for row in gone if row.person_id is not None}
    others = select(suppressions.c.person_id).where(suppressions.c.person_id.in_(persons))
    persons -= set(connection.scalars(others))
    return Removed(sorted(persons), min((row.at for row in gone), default=None))


def holds(connection: Connection, *, person_id: int | None, number_hash: str | None) -> bool:
    return bool(
        connection.scalar(
            select(
                exists().where(
                    or_(
                        suppressions.c.person_id == person_id,
                        suppressions.c.number_hash == number_hash,
                    )
                )
            )
        )
    )


def people_at(connection: Connection, number_hash: str) -> list[int]:
    """Everybody of the registry who has this number, drawn or not."""
    having = select(phones.c.person_id).where(phones.c.number_hash == number_hash)
    return list(connection.scalars(having.distinct().order_by(phones.c.person_id)))


_PERSON = func.coalesce(people.c.same_as, people.c.id)  # alike for all entries of one person


def names_at(connection: Connection, number_hash: str) -> list[AnyRow]:
    """Every entry of the registry that has this number: (person_id, name_sealed, same); `same` is
    alike for all entries of one person."""
    having = select(phones.c.person_id, people.c.name_sealed, _PERSON.label("same")).join(
        people, people.c.id == phones.c.person_id
    )
    mine = having.where(phones.c.number_hash == number_hash)
    return list(connection.execute(mine.order_by(phones.c.person_id)))


def is_shared(connection: Connection, number_hash: str) -> bool:
    """Whether several people of the registry have this number."""
    having = select(func.count(_PERSON.distinct())).join_from(
        phones, people, people.c.id == phones.c.person_id
    )
    return (connection.scalar(having.where(phones.c.number_hash == number_hash)) or 0) > 1


def numbers_of(connection: Connection, person_ids: Collection[int]) -> list[str]:
    """The blind indexes of the numbers of these people, each once."""
    mine = select(phones.c.number_hash).where(phones.c.person_id.in_(person_ids))
    ranked = connection.scalars(mine.order_by(phones.c.person_id, phones.c.rank))
    return list(dict.fromkeys(ranked))


def cases_of(connection: Connection, person_ids: Collection[int]) -> list[AnyRow]:
    """The cases of these people in every campaign: (id, person_id, campaign_id, state)."""
    return list(
        connection.execute(
            select(cases.c.id, cases.c.person_id, cases.c.campaign_id, cases.c.state)
            .where(cases.c.person_id.in_(person_ids))
            .order_by(cases.c.id)
        )
    )


def unmark(connection: Connection, case_ids: Collection[int], since: datetime | None) -> None:
    """The people of these cases had not opted out after all: what was closed since is open."""
    mine = cases.c.id.in_(case_ids) & (cases.c.opted_out_at >= since)
    connection.execute(
        update(cases)
        .where(mine, cases.c.closed_why == NeverReason.OPTED_OUT, cases.c.closed_at >= since)
        .values(state=CaseState.OPEN, closed_why=None, closed_at=None)
    )
    connection.execute(update(cases).where(mine).values(opted_out_at=None))


def mark(connection: Connection, case_ids: Collection[int], now: datetime) -> None:
    """Writes into the cases when the person opted out; the first time counts."""
    connection.execute(
        update(cases)
        .where(cases.c.id.in_(case_ids), cases.c.opted_out_at.is_(None))
        .values(opted_out_at=now)
    )


def unlink(
    connection: Connection,
    person_id: int,
    number_hashes: Collection[str],
    document_hash: str | None,
) -> None:
    """Nothing of the entries by number points at the person, and the person is known again by
    the document, should another list bring it."""
    by_number = suppressions.c.number_hash.in_(number_hashes)
    connection.execute(update(suppressions).where(by_number).values(source="erasure"))
    mine = suppressions.c.person_id == person_id
    connection.execute(update(suppressions).where(mine).values(document_hash=document_hash))


def outlast(connection: Connection, person_ids: Collection[int], now: datetime) -> None:
    """Those of these people who are never to be contacted are known again once they are forgotten:
    by their document, and where the registry has none by their numbers."""
    out = select(suppressions.c.person_id).where(suppressions.c.person_id.in_(person_ids))
    document = select(people.c.document_hash).where(people.c.id == suppressions.c.person_id)
    connection.execute(
        update(suppressions)
        .where(suppressions.c.person_id.in_(person_ids))
        .values(document_hash=document.scalar_subquery())
    )
    undocumented = select(people.c.id).where(
        people.c.id.in_(out), people.c.document_hash.is_(None)
    )
    for number_hash in connection.scalars(
        select(phones.c.number_hash).where(phones.c.person_id.in_(undocumented)).distinct()
    ).all():
        add(
            connection,
            person_id=None,
            number_hash=number_hash,
            reason="asked",
            source="purge",
            now=now,
        )


def carry_over(connection: Connection, list_id: int, now: datetime) -> int:
    """Suppresses the people of a list whose document is one of somebody who was erased."""
    erased = select(suppressions.c.document_hash).where(suppressions.c.document_hash.is_not(None))
    back = connection.scalars(
        select(people.c.id)
        .join(list_members, list_members.c.person_id == people.c.id)
        .where(list_members.c.list_id == list_id, people.c.document_hash.in_(erased))
    ).all()
    for person_id in back:
        add(
            connection,
            person_id=person_id,
            number_hash=None,
            reason="asked",
            source="erasure",
            now=now,
        )
    return len(back)
