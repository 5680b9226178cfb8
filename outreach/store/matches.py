"""Queries on near matches: entries of the registry that may be of one person, until decided."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from flows.limits import merged
from outreach.rules.same_person import Verdict
from outreach.rules.states import CaseState
from outreach.store import registry, suppressions
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_new
from outreach.store.shares import shares
from outreach.store.tables import (
    campaigns,
    cases,
    draws,
    frames,
    list_members,
    lists,
    near_matches,
    people,
    phones,
)

_PAGE = 10_000
_ENTRY = and_(people.c.forgotten_at.is_(None), people.c.same_as.is_(None))


def names(connection: Connection) -> Iterator[AnyRow]:
    """(id, name, birth_date) of every entry that is not forgotten nor another one's, unsealed."""
    statement = select(
        people.c.id, people.c.name_sealed.label("name"), people.c.birth_date_sealed.label("born")
    ).where(_ENTRY, people.c.name_sealed.is_not(None))
    yield from connection.execution_options(yield_per=_PAGE).execute(statement)


def numbers(connection: Connection) -> Iterator[AnyRow]:
    """(person_id, number_hash) of the same entries."""
    statement = (
        select(phones.c.person_id, phones.c.number_hash)
        .join(people, people.c.id == phones.c.person_id)
        .where(_ENTRY)
    )
    yield from connection.execution_options(yield_per=_PAGE).execute(statement)


def members(connection: Connection, list_id: int) -> Iterator[int]:
    statement = select(list_members.c.person_id).where(list_members.c.list_id == list_id)
    yield from connection.execution_options(yield_per=_PAGE).scalars(statement)


def entries(connection: Connection, person_ids: Collection[int]) -> dict[int, AnyRow]:
    """All that is known of these people, unsealed, by id."""
    found: dict[int, AnyRow] = {}
    for some in shares(sorted(person_ids)):
        rows = connection.execute(
            select(
                people.c.id,
                people.c.case_code,
                people.c.name_sealed.label("name"),
                people.c.birth_date_sealed.label("birth_date"),
                people.c.birth_year,
                people.c.document_sealed.label("document"),
                people.c.sex,
                people.c.municipality,
            ).where(people.c.id.in_(some))
        )
        found |= {row.id: row for row in rows}
    return found


def numbers_of(connection: Connection, person_ids: Collection[int]) -> dict[int, list[AnyRow]]:
    """(number_hash, number) of these people, by person, the first to be tried first."""
    found: dict[int, list[AnyRow]] = {}
    for some in shares(sorted(person_ids)):
        for row in connection.execute(
            select(phones.c.person_id, phones.c.number_hash, phones.c.number_sealed.label("e164"))
            .where(phones.c.person_id.in_(some))
            .order_by(phones.c.person_id, phones.c.rank)
        ):
            found.setdefault(row.person_id, []).append(row)
    return found


def lists_of(connection: Connection, person_ids: Collection[int]) -> dict[int, list[str]]:
    """The names of the lists that these people are on."""
    found: dict[int, list[str]] = {}
    for some in shares(sorted(person_ids)):
        for row in connection.execute(
            select(list_members.c.person_id, lists.c.name)
            .join(lists, lists.c.id == list_members.c.list_id)
            .where(list_members.c.person_id.in_(some))
            .order_by(lists.c.id)
        ):
            found.setdefault(row.person_id, []).append(row.name)
    return found


def add(connection: Connection, rows: Sequence[dict[str, Any]]) -> int:
    """Adds near matches that are not there yet, decided or not; how many those were."""
    before = connection.scalar(select(func.count()).select_from(near_matches)) or 0
    insert_new(connection, near_matches, rows)
    return int(connection.scalar(select(func.count()).select_from(near_matches)) or 0) - before


def waiting(
    connection: Connection, own: Collection[int] | None, offset: int, limit: int
) -> tuple[list[AnyRow], int]:
    """(id, person_id, other_id, score, why, found_at) nobody has decided on, the most alike first,
    and how many there are. `own` are campaigns (ids) on whose lists one of the two is; None: all.
    """
    mine = and_(near_matches.c.verdict.is_(None), _on_lists_of(own))
    total = connection.scalar(select(func.count()).select_from(near_matches).where(mine)) or 0
    rows = connection.execute(
        select(near_matches)
        .where(mine)
        .order_by(near_matches.c.score.desc(), near_matches.c.id)
        .offset(offset)
        .limit(limit)
    )
    return list(rows), int(total)


def undecided(connection: Connection, match_id: int, own: Collection[int] | None) -> AnyRow | None:
    mine = and_(near_matches.c.id == match_id, near_matches.c.verdict.is_(None), _on_lists_of(own))
    return connection.execute(select(near_matches).where(mine)).one_or_none()


def _on_lists_of(own: Collection[int] | None) -> ColumnElement[bool]:
    if own is None:
        return near_matches.c.id.is_not(None)
    mine = select(list_members.c.person_id).where(
        list_members.c.list_id.in_(select(campaigns.c.list_id).where(campaigns.c.id.in_(own)))
    )
    return or_(near_matches.c.person_id.in_(mine), near_matches.c.other_id.in_(mine))


def decide(
    connection: Connection, match_id: int, verdict: Verdict, user_id: int | None, now: datetime
) -> None:
    connection.execute(
        update(near_matches)
        .where(near_matches.c.id == match_id, near_matches.c.verdict.is_(None))
        .values(verdict=verdict, decided_at=now, decided_by=user_id)
    )


def forget_undecided_of(
    connection: Connection, person_ids: Collection[int], now: datetime
) -> None:
    """Whoever is another entry's, or was forgotten, needs no more looking at: other matches of
    theirs are void."""
    of_them = or_(
        near_matches.c.person_id.in_(person_ids), near_matches.c.other_id.in_(person_ids)
    )
    connection.execute(
        update(near_matches)
        .where(of_them, near_matches.c.verdict.is_(None))
        .values(verdict=Verdict.VOID, decided_at=now)
    )


def unite(connection: Connection, kept: int, other: int) -> None:
    """`other` is the same person as `kept`, who has its numbers, too; what keeps one out, and the
    hours at which one is not to be called, hold for both."""
    connection.execute(
        update(people).where(or_(people.c.id == other, people.c.same_as == other)).values(
            same_as=kept
        )
    )  # fmt: skip
    _share_numbers(connection, kept, other)
    said = connection.scalars(select(people.c.limits).where(people.c.id.in_((kept, other))))
    registry.set_limits(connection, kept, merged(*said))
    for one, two in ((kept, other), (other, kept)):
        suppressions.copy(connection, two, one)


def _share_numbers(connection: Connection, kept: int, other: int) -> None:
    mine = phones.c.person_id == kept
    last = connection.scalar(select(func.max(phones.c.rank)).where(mine)) or 0
    known = select(phones.c.number_hash).where(mine)
    theirs = connection.execute(
        select(
            phones.c.number_sealed, phones.c.number_hash, phones.c.country, phones.c.kind
        )
        .where(phones.c.person_id == other, phones.c.number_hash.not_in(known))
        .order_by(phones.c.rank)
    ).all()  # fmt: skip
    for rank, row in enumerate(theirs, last + 1):
        connection.execute(insert(phones).values(person_id=kept, rank=rank, **row._mapping))


def stand_in(connection: Connection, kept: int, other: int, reason: str) -> None:
    """On lists that nothing was frozen of, `kept` stands for `other`, who cannot be drawn."""
    frozen = select(campaigns.c.list_id).where(
        or_(
            campaigns.c.id.in_(select(frames.c.campaign_id)),
            campaigns.c.id.in_(select(draws.c.campaign_id)),
        )
    )
    theirs = connection.execute(
        select(list_members).where(
            list_members.c.person_id == other, list_members.c.list_id.not_in(frozen)
        )
    ).all()
    for member in theirs:
        mine = and_(list_members.c.list_id == member.list_id, list_members.c.person_id == kept)
        if connection.execute(select(list_members.c.eligible).where(mine)).first() is None:
            connection.execute(
                insert(list_members).values(
                    list_id=member.list_id,
                    person_id=kept,
                    eligible=member.eligible,
                    reason=member.reason,
                )
            )
        elif member.eligible:
            connection.execute(update(list_members).where(mine).values(eligible=True, reason=None))
        connection.execute(
            update(list_members)
            .where(
                list_members.c.list_id == member.list_id, list_members.c.person_id == other
            )
            .values(eligible=False, reason=reason)
        )  # fmt: skip


def awaiting_a_draw(connection: Connection, person_id: int) -> str | None:
    """The name of a campaign whose frame was frozen with this entry's list, and not drawn yet."""
    return connection.scalar(
        select(campaigns.c.name)
        .join(list_members, list_members.c.list_id == campaigns.c.list_id)
        .where(
            list_members.c.person_id == person_id,
            campaigns.c.id.in_(select(frames.c.campaign_id)),
            campaigns.c.id.not_in(select(draws.c.campaign_id)),
        )
        .order_by(campaigns.c.id)
        .limit(1)
    )


def cases_twice(connection: Connection, kept: int, other: int) -> list[int]:
    """Cases of `other`, not closed, in campaigns that `kept` is drawn in as well."""
    twice = cases.alias("twice")
    return list(
        connection.scalars(
            select(cases.c.id).where(
                cases.c.person_id == other,
                cases.c.state != CaseState.CLOSED,
                exists().where(
                    twice.c.campaign_id == cases.c.campaign_id, twice.c.person_id == kept
                ),
            )
        )
    )


def has_cases(connection: Connection, person_id: int) -> bool:
    return bool(connection.scalar(select(exists().where(cases.c.person_id == person_id))))


def close_cases(
    connection: Connection, case_ids: Collection[int], why: str, now: datetime
) -> None:
    connection.execute(
        update(cases)
        .where(cases.c.id.in_(case_ids))
        .values(state=CaseState.CLOSED, closed_why=why, closed_at=now)
    )


def same_as(connection: Connection, person_ids: Collection[int]) -> set[int]:
    """These people and every entry that was decided to be of one of them."""
    known = set(person_ids)
    kept = select(func.coalesce(people.c.same_as, people.c.id)).where(people.c.id.in_(known))
    roots = set(connection.scalars(kept))
    more = select(people.c.id).where(or_(people.c.id.in_(roots), people.c.same_as.in_(roots)))
    return known | set(connection.scalars(more))
