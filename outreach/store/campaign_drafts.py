"""Queries on campaigns that somebody is still writing down."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from outreach.store.database import AnyRow
from outreach.store.tables import campaign_drafts, lists


def add(connection: Connection, user_id: int, now: datetime) -> int:
    values = {"user_id": user_id, "document": {}, "changed_at": now}
    key = connection.execute(insert(campaign_drafts).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def by_id(connection: Connection, draft_id: int) -> AnyRow | None:
    statement = select(campaign_drafts).where(campaign_drafts.c.id == draft_id)
    return connection.execute(statement).one_or_none()


def of(connection: Connection, user_id: int) -> list[AnyRow]:
    """This user's, the last changed first."""
    statement = select(campaign_drafts).where(campaign_drafts.c.user_id == user_id)
    return list(connection.execute(statement.order_by(campaign_drafts.c.changed_at.desc())))


def change(
    connection: Connection, draft_id: int, document: Mapping[str, Any], now: datetime
) -> None:
    connection.execute(
        update(campaign_drafts)
        .where(campaign_drafts.c.id == draft_id)
        .values(document=document, changed_at=now)
    )


def remove(connection: Connection, draft_id: int) -> None:
    connection.execute(delete(campaign_drafts).where(campaign_drafts.c.id == draft_id))


def usable_lists(connection: Connection) -> list[AnyRow]:
    """(name, is_sample, counts) of the lists whose people are still known, the newest first."""
    statement = select(lists.c.name, lists.c.is_sample, lists.c.counts)
    known = statement.where(lists.c.purged_at.is_(None)).order_by(lists.c.id.desc())
    return list(connection.execute(known))
