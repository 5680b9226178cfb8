"""The suppression list: whom, or which number, no campaign may contact again."""

from datetime import datetime

from sqlalchemy import Connection, exists, insert, or_, select

from outreach.store.tables import suppressions


def add(
    connection: Connection,
    *,
    person_id: int | None,
    number_hash: str | None,
    reason: str,
    source: str,
    now: datetime,
) -> None:
    """Adds the person and the number, each in a row of its own, unless it is there already."""
    for values in ({"person_id": person_id}, {"number_hash": number_hash}):
        ((column, value),) = values.items()
        if value is None:
            continue
        known = select(exists().where(suppressions.c[column] == value))
        if not connection.scalar(known):
            connection.execute(
                insert(suppressions).values(**values, reason=reason, source=source, at=now)
            )


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
