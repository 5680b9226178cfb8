"""Queries of the registry: lists, people, their numbers, and what became of each row."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update
from sqlalchemy import case as when
from sqlalchemy.dialects import postgresql, sqlite

from outreach.rules.states import RowOutcome
from outreach.store.database import AnyRow
from outreach.store.tables import import_rows, list_members, lists, people, phones

_MOST_IN = 500  # members of one IN (…)
_PAGE = 1000


def list_named(connection: Connection, name: str) -> AnyRow | None:
    return connection.execute(select(lists).where(lists.c.name == name)).one_or_none()


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
    for start in range(0, len(hashes), _MOST_IN):
        part = hashes[start : start + _MOST_IN]
        rows = connection.execute(
            select(
                people.c.document_hash, func.coalesce(people.c.same_as, people.c.id).label("id")
            ).where(people.c.document_hash.in_(part))
        )
        found |= {row.document_hash: row.id for row in rows}
    return found


def person_with_code(connection: Connection, case_code: str) -> int | None:
    return connection.scalar(select(people.c.id).where(people.c.case_code == case_code))


def codes_of(connection: Connection, person_ids: Sequence[int]) -> list[str]:
    """The cases of these people, in order."""
    mine = select(people.c.case_code).where(people.c.id.in_(person_ids))
    return list(connection.scalars(mine.order_by(people.c.case_code)))


def document_hash_of(connection: Connection, person_id: int) -> str | None:
    return connection.scalar(select(people.c.document_hash).where(people.c.id == person_id))


def members_among(connection: Connection, list_id: int, person_ids: Sequence[int]) -> set[int]:
    """Which of these people are in the list already."""
    found: set[int] = set()
    for start in range(0, len(person_ids), _MOST_IN):
        part = person_ids[start : start + _MOST_IN]
        found |= set(
            connection.scalars(
                select(list_members.c.person_id).where(
                    list_members.c.list_id == list_id, list_members.c.person_id.in_(part)
                )
            )
        )
    return found


def add_people(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Adds people; their ids in the order of the rows."""
    if not rows:
        return []
    statement = insert(people).returning(people.c.id, sort_by_parameter_order=True)
    return list(connection.scalars(statement, list(rows)))


def add_members(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(insert(list_members), list(rows))


def add_accounts(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(insert(import_rows), list(rows))


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
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(phones).on_conflict_do_nothing(), ranked)


def _highest_ranks(connection: Connection, person_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for start in range(0, len(person_ids), _MOST_IN):
        part = person_ids[start : start + _MOST_IN]
        rows = connection.execute(
            select(phones.c.person_id, func.max(phones.c.rank).label("highest"))
            .where(phones.c.person_id.in_(part))
            .group_by(phones.c.person_id)
        )
        found |= {row.person_id: row.highest for row in rows}
    return found


def members_after(
    connection: Connection, list_id: int, country: str, last: int
) -> Sequence[AnyRow]:
    """The next 1,000 of a list after person `last`, as eligibility needs them; [] at the end."""
    numbers = select(func.count()).where(phones.c.person_id == people.c.id)
    statement = (
        select(
            people.c.id,
            people.c.name_sealed.is_not(None).label("has_name"),
            people.c.birth_date_sealed.label("birth_date"),
            people.c.municipality,
            numbers.scalar_subquery().label("phones"),
            numbers.where(phones.c.country == country).scalar_subquery().label("own_phones"),
        )
        .join(list_members, list_members.c.person_id == people.c.id)
        .where(list_members.c.list_id == list_id, list_members.c.person_id > last)
        .order_by(list_members.c.person_id)
        .limit(_PAGE)
    )
    return connection.execute(statement).all()


def set_locale(connection: Connection, person_id: int, locale: str) -> None:
    """The language in which this person is addressed from now on."""
    connection.execute(update(people).where(people.c.id == person_id).values(locale=locale))


def set_limits(connection: Connection, person_id: int, limits: str) -> None:
    """When this person is not to be called from now on, in any campaign."""
    connection.execute(update(people).where(people.c.id == person_id).values(limits=limits))


def admit(connection: Connection, list_id: int, person_ids: Sequence[int]) -> None:
    """These people may be drawn."""
    for start in range(0, len(person_ids), _MOST_IN):
        part = person_ids[start : start + _MOST_IN]
        connection.execute(
            update(list_members)
            .where(list_members.c.list_id == list_id, list_members.c.person_id.in_(part))
            .values(eligible=True, reason=None)
        )


def settle(
    connection: Connection, list_id: int, against: Sequence[tuple[int, str, RowOutcome]]
) -> None:
    """Writes who may not be drawn: (person, reason, what the row amounted to)."""
    if not against:
        return
    bound = [
        {"person": person, "why": reason, "became": outcome} for person, reason, outcome in against
    ]
    connection.execute(
        update(list_members)
        .where(list_members.c.list_id == list_id, list_members.c.person_id == bindparam("person"))
        .values(eligible=False, reason=bindparam("why")),
        [{"person": each["person"], "why": each["why"]} for each in bound],
    )
    connection.execute(
        update(import_rows)
        .where(
            import_rows.c.list_id == list_id,
            import_rows.c.person_id == bindparam("person"),
            import_rows.c.outcome == RowOutcome.IMPORTED,
        )
        .values(outcome=bindparam("became"), reason=bindparam("why")),
        bound,
    )


def forget_rejected(connection: Connection, list_id: int) -> None:
    """Whoever cannot be contacted at all is not kept: only the row's number and the reason are."""
    mine = select(import_rows.c.person_id).where(
        import_rows.c.list_id == list_id, import_rows.c.outcome == RowOutcome.REJECTED
    )
    elsewhere = select(list_members.c.person_id).where(list_members.c.list_id != list_id)
    gone = list(
        connection.scalars(
            select(people.c.id).where(people.c.id.in_(mine), people.c.id.not_in(elsewhere))
        )
    )
    for start in range(0, len(gone), _MOST_IN):
        part = gone[start : start + _MOST_IN]
        connection.execute(
            update(import_rows)
            .where(import_rows.c.list_id == list_id, import_rows.c.person_id.in_(part))
            .values(person_id=None)
        )
        connection.execute(delete(list_members).where(list_members.c.person_id.in_(part)))
        connection.execute(delete(phones).where(phones.c.person_id.in_(part)))
        connection.execute(delete(people).where(people.c.id.in_(part)))


def totals(connection: Connection, list_id: int, country: str) -> dict[str, int]:
    """Counts over all rows of a list, before the rejected are forgotten."""
    mine = import_rows.c.list_id == list_id
    row = connection.execute(
        select(
            func.count().label("source_rows"),
            func.sum(when((import_rows.c.outcome == RowOutcome.MERGED, 1), else_=0)).label(
                "duplicates"
            ),
            *(
                func.sum(when((import_rows.c.notes == note, 1), else_=0)).label(note)
                for note in ("dni_repaired_leading_zero", "dni_invalid")
            ),
        ).where(mine)
    ).one()
    found = {name: int(value or 0) for name, value in row._mapping.items()}
    return {
        **found,
        "people": found["source_rows"] - found["duplicates"],
        "shared_phones": _shared_phones(connection, list_id, country),
    }


def _shared_phones(connection: Connection, list_id: int, country: str) -> int:
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
