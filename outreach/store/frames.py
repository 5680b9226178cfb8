"""Queries on frames: the eligible people as they are drawn from, and what was frozen of them."""

import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from outreach.store.database import AnyRow
from outreach.store.shares import shares
from outreach.store.tables import campaigns, frames, list_members, people, phones


@dataclass(frozen=True, slots=True)
class FrozenFrame:
    """What was frozen: the published commitment, and the canonical frame, both to the byte."""

    commitment: bytes
    commitment_sha256: str
    frame: bytes
    duplicates: Mapping[str, str]
    frozen_at: datetime


def eligible(connection: Connection, list_id: int) -> Iterator[AnyRow]:
    """The eligible people of a list: (case_code, municipality, sex, returned_on)."""
    statement = select(
        people.c.case_code, people.c.municipality, people.c.sex, people.c.returned_on
    )
    yield from connection.execute(_of(statement, list_id).execution_options(yield_per=10_000))


def person_ids(connection: Connection, list_id: int) -> dict[str, int]:
    """Case id → person, of the eligible people of a list."""
    found = connection.execute(_of(select(people.c.case_code, people.c.id), list_id))
    return {case_id: person_id for case_id, person_id in found}  # noqa: C416 – rows, not tuples


def _of(statement: Select[Any], list_id: int) -> Select[Any]:
    return statement.join(list_members, list_members.c.person_id == people.c.id).where(
        list_members.c.list_id == list_id, list_members.c.eligible
    )


def shared_numbers(connection: Connection, list_id: int, limit: int) -> list[tuple[str, str]]:
    """(blind index, case id) of the numbers that 2 to `limit` eligible people of a list have."""
    each = (
        select(
            phones.c.number_hash,
            phones.c.person_id,
            func.count().over(partition_by=phones.c.number_hash).label("people"),
        )
        .join(list_members, list_members.c.person_id == phones.c.person_id)
        .where(list_members.c.list_id == list_id, list_members.c.eligible)
        .subquery()
    )
    rows = connection.execute(
        select(each.c.number_hash, people.c.case_code)
        .join(people, people.c.id == each.c.person_id)
        .where(each.c.people.between(2, limit))
    )
    return [(row.number_hash, row.case_code) for row in rows]


def identities(connection: Connection, case_ids: Collection[str]) -> Iterator[AnyRow]:
    """Who these people are: (case_code, name, birth_date, birth_year, document), unsealed."""
    for part in shares(sorted(case_ids)):
        yield from connection.execute(
            select(
                people.c.case_code,
                people.c.name_sealed.label("name"),
                people.c.birth_date_sealed.label("birth_date"),
                people.c.birth_year,
                people.c.document_hash.label("document"),
            ).where(people.c.case_code.in_(part))
        )


def freeze(connection: Connection, campaign_id: int, frozen: FrozenFrame) -> None:
    connection.execute(
        insert(frames).values(
            campaign_id=campaign_id,
            frozen_at=frozen.frozen_at,
            commitment=frozen.commitment.decode(),
            commitment_sha256=frozen.commitment_sha256,
            frame=zlib.compress(frozen.frame, 1),
            duplicates=dict(frozen.duplicates),
        )
    )


def frozen(connection: Connection, campaign_id: int) -> FrozenFrame | None:
    row = connection.execute(
        select(frames).where(frames.c.campaign_id == campaign_id)
    ).one_or_none()
    if row is None:
        return None
    return FrozenFrame(
        commitment=row.commitment.encode(),
        commitment_sha256=row.commitment_sha256,
        frame=zlib.decompress(row.frame),
        duplicates=row.duplicates,
        frozen_at=row.frozen_at,
    )


def frozen_commitment(connection: Connection, campaign_id: int) -> bytes | None:
    """The commitment alone, without the frame."""
    text = connection.scalar(
        select(frames.c.commitment).where(frames.c.campaign_id == campaign_id)
    )
    return None if text is None else text.encode()


def covariates(connection: Connection, campaign_id: int) -> Iterator[AnyRow]:
    """What was known before the draw of the eligible people of the campaign's list."""
    numbers = select(func.count()).where(phones.c.person_id == people.c.id).scalar_subquery()
    statement = (
        select(
            people.c.case_code,
            people.c.municipality,
            people.c.sex,
            people.c.birth_year,
            people.c.returned_on,
            numbers.label("phones"),
        )
        .join(list_members, list_members.c.person_id == people.c.id)
        .join(campaigns, campaigns.c.list_id == list_members.c.list_id)
        .where(campaigns.c.id == campaign_id, list_members.c.eligible)
    )
    yield from connection.execute(statement.execution_options(yield_per=10_000))
