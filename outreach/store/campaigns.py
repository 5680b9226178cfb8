"""Queries on lists and campaigns, and the log of who did what to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from outreach.errors import NotFound
from outreach.rules.states import CampaignState, CaseState
from outreach.store.predicates import ON_THE_LINE, holds
from outreach.store.tables import (
    attempts,
    campaign_log,
    campaigns,
    cases,
    leads,
    lists,
)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign as stored. `document` is the validated campaign file."""

    id: int
    name: str
    state: CampaignState
    list_id: int
    is_sample: bool
    document: dict[str, Any]
    script_version: int
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    note: str | None
    texts_stopped_why: str | None


_CAMPAIGN = select(
    campaigns.c.id,
    campaigns.c.name,
    campaigns.c.state,
    campaigns.c.list_id,
    lists.c.is_sample,
    campaigns.c.document,
    campaigns.c.script_version,
    campaigns.c.created_at,
    campaigns.c.started_at,
    campaigns.c.ended_at,
    campaigns.c.note,
    campaigns.c.texts_stopped_why,
).join_from(campaigns, lists)
_BY_NAME = _CAMPAIGN.where(campaigns.c.name == bindparam("name"))
_BY_ID = _CAMPAIGN.where(campaigns.c.id == bindparam("id"))


def _campaign(row: Any) -> CampaignRow:
    return CampaignRow(**{**row._mapping, "state": CampaignState(row.state)})


def by_name(connection: Connection, name: str) -> CampaignRow | None:
    row = connection.execute(_BY_NAME, {"name": name}).one_or_none()
    return _campaign(row) if row else None


def named(connection: Connection, name: str) -> CampaignRow:
    """The campaign of this name. Raises NotFound."""
    campaign = by_name(connection, name)
    if campaign is None:
        raise NotFound("there is no campaign called '%(name)s'", name=name)
    return campaign


def by_id(connection: Connection, campaign_id: int) -> CampaignRow:
    return _campaign(connection.execute(_BY_ID, {"id": campaign_id}).one())


_STANDING = (
    select(campaigns.c.state, lists.c.is_sample)
    .join_from(campaigns, lists)
    .where(campaigns.c.id == bindparam("id"))
)


def standing(connection: Connection, campaign_id: int) -> tuple[CampaignState, bool]:
    """The campaign's state, and whether its people are invented."""
    row = connection.execute(_STANDING, {"id": campaign_id}).one()
    return CampaignState(row.state), bool(row.is_sample)


def all_campaigns(connection: Connection) -> list[CampaignRow]:
    return [_campaign(row) for row in connection.execute(_CAMPAIGN.order_by(campaigns.c.id))]


def running(connection: Connection) -> list[CampaignRow]:
    statement = _CAMPAIGN.where(campaigns.c.state == CampaignState.RUNNING)
    return [_campaign(row) for row in connection.execute(statement.order_by(campaigns.c.id))]


_RUNNING_IDS = select(campaigns.c.id).where(campaigns.c.state == CampaignState.RUNNING.value)


def running_ids(connection: Connection) -> list[int]:
    return list(connection.scalars(_RUNNING_IDS))


def list_id(connection: Connection, name: str) -> int | None:
    return connection.scalar(select(lists.c.id).where(lists.c.name == name))


def add(
    connection: Connection,
    *,
    name: str,
    list_id: int,
    document: Mapping[str, Any],
    script_version: int,
    now: datetime,
) -> int:
    values = {
        "name": name,
        "list_id": list_id,
        "state": CampaignState.DRAFT,
        "document": document,
        "script_version": script_version,
        "created_at": now,
    }
    key = connection.execute(insert(campaigns).values(values)).inserted_primary_key
    return int(key[0]) if key else 0


def set_state(
    connection: Connection, campaign_id: int, state: CampaignState, **values: Any
) -> None:
    connection.execute(
        update(campaigns).where(campaigns.c.id == campaign_id).values(state=state, **values)
    )


def set_script_version(connection: Connection, campaign_id: int, version: int) -> None:
    connection.execute(
        update(campaigns).where(campaigns.c.id == campaign_id).values(script_version=version)
    )


def pause(connection: Connection, campaign_id: int, why: str, now: datetime) -> bool:
    """Pauses a campaign that runs; False when it does not."""
    running = (campaigns.c.id == campaign_id, campaigns.c.state == CampaignState.RUNNING)
    values = {"state": CampaignState.PAUSED, "note": why}
    return connection.execute(update(campaigns).where(*running).values(values)).rowcount == 1


def stop_texts(connection: Connection, campaign_id: int, why: str, now: datetime) -> bool:
    """Stops the texts of a campaign; False when they are stopped already."""
    flowing = (campaigns.c.id == campaign_id, campaigns.c.texts_stopped_at.is_(None))
    values = {"texts_stopped_at": now, "texts_stopped_why": why}
    return connection.execute(update(campaigns).where(*flowing).values(values)).rowcount == 1


def allow_texts(connection: Connection, campaign_id: int) -> None:
    connection.execute(
        update(campaigns)
        .where(campaigns.c.id == campaign_id)
        .values(texts_stopped_at=None, texts_stopped_why=None)
    )


_TEXTS_STOPPED = select(campaigns.c.texts_stopped_at).where(campaigns.c.id == bindparam("id"))


def texts_stopped(connection: Connection, campaign_id: int) -> bool:
    return connection.scalar(_TEXTS_STOPPED, {"id": campaign_id}) is not None


def log(
    connection: Connection,
    campaign_id: int,
    *,
    actor: str,
    event: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    connection.execute(
        insert(campaign_log).values(
            campaign_id=campaign_id, actor=actor, event=event, at=now, detail=detail
        )
    )


def logged(connection: Connection, campaign_id: int, event: str) -> Mapping[str, Any]:
    """What was noted when this event first happened; empty when it did not."""
    detail = connection.scalar(
        select(campaign_log.c.detail)
        .where(campaign_log.c.campaign_id == campaign_id, campaign_log.c.event == event)
        .order_by(campaign_log.c.id)
        .limit(1)
    )
    return detail or {}


def progress(connection: Connection, campaign_id: int) -> dict[str, int]:
    """How far a campaign is, as counts of people, and the calls under way."""
    mine = cases.c.campaign_id == campaign_id
    row = connection.execute(
        select(
            func.count().label("drawn"),
            func.count(cases.c.released_at).label("released"),
            func.count(cases.c.identified_at).label("identified"),
            func.count(cases.c.validated_at).label("validated"),
            func.count(cases.c.opted_out_at).label("opted_out"),
            func.count(cases.c.interested).filter(cases.c.interested).label("interested"),
            func.count().filter(cases.c.state == CaseState.CLOSED).label("closed"),
        ).where(mine)
    ).one()
    under_way = connection.scalar(
        select(func.count()).where(
            attempts.c.campaign_id + 0 == campaign_id,
            holds(ON_THE_LINE, attempts),
        )
    )
    warm = connection.scalar(
        select(func.count()).select_from(leads).where(leads.c.campaign_id == campaign_id)
    )
    return {**row._mapping, "calls_under_way": under_way or 0, "leads": warm or 0}
