"""Queries on the reports that were asked for from the console, and on their files."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from flows.sentences import Sentence
from outreach.store.database import AnyRow
from outreach.store.tables import campaigns, report_files, report_orders


def add(connection: Connection, *, campaign_id: int, by: str, stage: str, now: datetime) -> int:
    key = connection.execute(
        insert(report_orders).values(
            campaign_id=campaign_id, asked_by=by, stage=stage, asked_at=now, moved_at=now
        )
    ).inserted_primary_key
    return int(key[0]) if key else 0


def of_campaign(connection: Connection, campaign_id: int, limit: int) -> Sequence[AnyRow]:
    """The campaign's orders, the newest first."""
    mine = select(report_orders).where(report_orders.c.campaign_id == campaign_id)
    return connection.execute(mine.order_by(report_orders.c.id.desc()).limit(limit)).all()


def by_id(connection: Connection, order_id: int) -> AnyRow | None:
    """The order with the name of its campaign."""
    found = select(report_orders, campaigns.c.name.label("campaign")).join(campaigns)
    return connection.execute(found.where(report_orders.c.id == order_id)).one_or_none()


def move(connection: Connection, order_id: int, stage: str, now: datetime) -> bool:
    """The order has come to this stage; False where it had ended before."""
    moved = connection.execute(
        update(report_orders)
        .where(report_orders.c.id == order_id, report_orders.c.ended_at.is_(None))
        .values(stage=stage, moved_at=now)
    )
    return moved.rowcount == 1


def end(
    connection: Connection, order_id: int, now: datetime, problem: Sentence | None = None
) -> None:
    connection.execute(
        update(report_orders)
        .where(report_orders.c.id == order_id, report_orders.c.ended_at.is_(None))
        .values(ended_at=now, problem=problem)
    )


def keep(connection: Connection, order_id: int, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        connection.execute(
            insert(report_files).values(
                order_id=order_id, name=name, size=len(content), content=content
            )
        )


def names(connection: Connection, order_ids: Collection[int]) -> Sequence[AnyRow]:
    """(order_id, name, size) of the files of these orders."""
    columns = (report_files.c.order_id, report_files.c.name, report_files.c.size)
    mine = select(*columns).where(report_files.c.order_id.in_(order_ids))
    return connection.execute(mine.order_by(*columns[:2])).all()


def content(connection: Connection, order_id: int, name: str) -> bytes | None:
    mine = select(report_files.c.content).where(
        report_files.c.order_id == order_id, report_files.c.name == name
    )
    return connection.scalar(mine)


def throw_away(connection: Connection, campaign_id: int, kept: int) -> None:
    """Of a campaign, only the files of the newest `kept` orders stay."""
    newest = (
        select(report_orders.c.id)
        .where(report_orders.c.campaign_id == campaign_id, report_orders.c.problem.is_(None))
        .order_by(report_orders.c.id.desc())
        .limit(kept)
    )
    stay = list(connection.scalars(newest))
    mine = select(report_orders.c.id).where(report_orders.c.campaign_id == campaign_id)
    connection.execute(
        delete(report_files).where(
            report_files.c.order_id.in_(mine), report_files.c.order_id.not_in(stay)
        )
    )
