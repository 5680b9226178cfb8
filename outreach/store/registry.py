"""Queries of the registry: lists, people, their numbers, and what became of each row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, exists, func, insert, or_, select, text, update

from outreach.errors import NotFound
from outreach.rules.states import RowOutcome
from outreach.store.bulk import insert_rows
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_new
from outreach.store.shares import shares
from outreach.store.tables import import_rows, list_members, lists, people, phones


def list_named(connection: Connection, name: str) -> AnyRow | None:
    return connection.execute(select(lists).where(lists.c.name == name)).one_or_none()


def known_list(connection: Connection, name: str) -> AnyRow:
    """The list of this name. Raises NotFound."""
    found = list_named(connection, name)
    if found is None:
        raise NotFound("no hay ninguna lista «%(list)s»", list=name)
    return found


def list_by_id(connection: Connection, list_id: int) -> AnyRow:
    return connection.execute(select(lists).where(lists.c.id == list_id)).one()


def add_list(connection: Connection, **values: Any) -> int:
    key = connection.execute(insert(lists).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def set_counts(connection: Connection, list_id: int, counts: Mapping[str, Any]) -> None:
    connection.execute(update(lists).where(lists.c.id == list_id).values(counts=counts))


def people_by_document(connection: Connection, hashes: Sequence[str]) -> dict[str, int]:
    """The people who have one of these documents: hash → id, of the entry that stands for them."""
    found: dict[str, int] = {}
    for part in shares(hashes):
        rows = connection.execute(
            select(
                people.c.document_hash, func.coalesce(people.c.same_as, people.c.id).label("id")
            ).where(people.c.document_hash.in_(part))
        )
        found |= {row.document_hash: row.id for row in rows}
    return found


def person_with_code(connection: Connection, case_code: str) -> int | None:
    return connection.scalar(select(people.c.id).where(people.c.case_code == case_code))


def person_named(connection: Connection, case_code: str) -> int:
    """The person of this case. Raises NotFound."""
    person_id = person_with_code(connection, case_code)
    if person_id is None:
        raise NotFound("no hay ninguna persona con el caso «%(case)s»", case=case_code)
    return person_id


def codes_of(connection: Connection, person_ids: Sequence[int]) -> list[str]:
    """The cases of these people, in order."""
    mine = select(people.c.case_code).where(people.c.id.in_(person_ids))
    return list(connection.scalars(mine.order_by(people.c.case_code)))


def document_hash_of(connection: Connection, person_id: int) -> str | None:
    return connection.scalar(select(people.c.document_hash).where(people.c.id == person_id))


def add_phones(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds numbers that the person does not have yet; the rank follows the order of arrival."""
    if not rows:
        return
    fresh = {(row["person_id"], row["number_hash"]): row for row in rows}
    ranks = _highest_ranks(connection, list({row["person_id"] for row in rows}))
    ranked = []
    for (person_id, _), row in fresh.items():
        ranks[person_id] = ranks.get(person_id, 0) + 1
        ranked.append({**row, "rank": ranks[person_id]})
    insert_new(connection, phones, ranked)


def _highest_ranks(connection: Connection, person_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in shares(person_ids):
        rows = connection.execute(
            select(phones.c.person_id, func.max(phones.c.rank).label("highest"))
            .where(phones.c.person_id.in_(part))
            .group_by(phones.c.person_id)
        )
        found |= {row.person_id: row.highest for row in rows}
    return found


def next_ids(connection: Connection, count: int) -> Sequence[int]:
    """Ids for people who will be inserted in this transaction, in rising order."""
    if connection.dialect.name == "sqlite":  # one writer: nobody takes them meanwhile
        last = connection.scalar(select(func.max(people.c.id))) or 0
        return range(last + 1, last + count + 1)
    drawn = text("SELECT nextval('people_id_seq') FROM generate_series(1, :count)")
    return list(connection.scalars(drawn, {"count": count}))


def insert_people(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts people: the columns of the table in its order, but for what comes later."""
    insert_rows(connection, people, _PERSON, rows)


def insert_phones(connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    """Inserts numbers of people who have none: (person_id, rank, sealed, hash, country, kind)."""
    insert_rows(connection, phones, _PHONE, rows)


def insert_accounts(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """What became of each row: (list_id, row_number, outcome, reason, notes, person_id)."""
    names = ("list_id", "row_number", "outcome", "reason", "notes", "person_id")
    insert_rows(connection, import_rows, names, rows)


def insert_members(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Who is on a list: (list_id, person_id, eligible, reason)."""
    names = ("list_id", "person_id", "eligible", "reason")
    insert_rows(connection, list_members, names, rows)


_PERSON = (
    "id", "case_code", "name_sealed", "document_sealed", "document_hash", "birth_date_sealed",
    "birth_year", "sex", "municipality", "returned_on", "returned_from", "locale", "created_at",
)  # fmt: skip
_PHONE = ("person_id", "rank", "number_sealed", "number_hash", "country", "kind")


def known_of(connection: Connection, person_ids: Sequence[int], country: str) -> Iterator[AnyRow]:
    """What decides whether these people may be drawn: (id, has_name, birth_date, municipality,
    phones, own_phones); the last two count all numbers and those of the country."""
    numbers = select(func.count()).where(phones.c.person_id == people.c.id)
    for part in shares(person_ids):
        yield from connection.execute(
            select(
                people.c.id,
                people.c.name_sealed.is_not(None).label("has_name"),
                people.c.birth_date_sealed.label("birth_date"),
                people.c.municipality,
                numbers.scalar_subquery().label("phones"),
                numbers.where(phones.c.country == country).scalar_subquery().label("own_phones"),
            ).where(people.c.id.in_(part))
        )


def set_locale(connection: Connection, person_id: int, locale: str) -> None:
    """The language in which this person is addressed from now on."""
    connection.execute(update(people).where(people.c.id == person_id).values(locale=locale))


def set_limits(connection: Connection, person_id: int, limits: str) -> None:
    """When this person is not to be called from now on, in any campaign and by any entry."""
    asked = people.alias()
    same = select(func.coalesce(asked.c.same_as, asked.c.id)).where(asked.c.id == person_id)
    entries = or_(
        people.c.id == same.scalar_subquery(), people.c.same_as == same.scalar_subquery()
    )
    connection.execute(update(people).where(entries).values(limits=limits))


def forget_people(connection: Connection, person_ids: Sequence[int]) -> None:
    """Whoever cannot be contacted at all is not kept: only the row's number and the reason are."""
    for part in shares(person_ids):
        connection.execute(delete(phones).where(phones.c.person_id.in_(part)))
        connection.execute(delete(people).where(people.c.id.in_(part)))


def shared_phones(connection: Connection, list_id: int, country: str) -> int:
    """Over the country's numbers: the named persons who have it, less one."""
    sharing = (
        select((func.count() - 1).label("others"))
        .select_from(phones)
        .join(people, people.c.id == phones.c.person_id)
        .where(
            phones.c.country == country,
            people.c.name_sealed.is_not(None),
            exists().where(
                list_members.c.list_id == list_id,
                list_members.c.person_id == phones.c.person_id,
            ),
        )
        .group_by(phones.c.number_hash)
        .subquery()
    )
    return int(connection.scalar(select(func.sum(sharing.c.others))) or 0)


def accounts(connection: Connection, list_id: int, outcome: RowOutcome | None) -> Iterator[AnyRow]:
    """What became of each row: (row_number, outcome, reason, notes)."""
    statement = (
        select(
            import_rows.c.row_number,
            import_rows.c.outcome,
            import_rows.c.reason,
            import_rows.c.notes,
        )
        .where(import_rows.c.list_id == list_id)
        .order_by(import_rows.c.row_number)
    )
    if outcome is not None:
        statement = statement.where(import_rows.c.outcome == outcome)
    yield from connection.execution_options(yield_per=1000).execute(statement)
