"""What a supervisor sees: agents by state, leads by age, promises, transfers and abandonment.

Nobody is named but agents. Conversations are not listened to: nothing here leads into a call.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from outreach.actors import Actor, campaigns_of
from outreach.agents.offering import skills
from outreach.countries import load_country
from outreach.report.leads import GRACE
from outreach.rules.states import AgentState
from outreach.store import agents, campaigns, lead_lists, report_leads, transfers
from outreach.store.agents import Standing
from outreach.store.database import Connection
from outreach.store.transfers import Counts
from outreach.system import System

WINDOWS = (1, 5, 30, 60)  # minutes, besides today
AGES = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=3))


@dataclass(frozen=True, slots=True)
class Member:
    """An agent: whom they serve (None: everybody), what they are doing, with how many leads, and
    the seconds of today by state."""

    user_id: int
    login: str
    municipalities: frozenset[str] | None
    languages: frozenset[str] | None
    standing: Standing
    has_phone: bool
    today: dict[AgentState, float]
    leads: int


@dataclass(frozen=True, slots=True)
class Age:
    """Leads that nobody has, and that somebody has, made within this time and not within the one
    before; None: longer ago."""

    within: timedelta | None
    open: int
    taken: int


@dataclass(frozen=True, slots=True)
class Promises:
    """Times agreed with people: kept to a quarter of an hour, late, passed, ahead."""

    kept: int
    late: int
    missed: int
    to_come: int


@dataclass(frozen=True, slots=True)
class Overview:
    """`windows` maps minutes (0: today) to what transfers came to."""

    team: list[Member]
    windows: dict[int, Counts]
    ages: list[Age]
    promises: Promises
    waiting: int


def overview(system: System, actor: Actor, now: datetime) -> Overview:
    """The state of things in the actor's campaigns."""
    zone = ZoneInfo(load_country(system.settings.country).zone)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with system.store.reading() as connection:
        own = campaigns_of(connection, actor)
        since = {minutes: now - timedelta(minutes=minutes) for minutes in WINDOWS}
        every = [c.id for c in campaigns.all_campaigns(connection) if own is None or c.id in own]
        return Overview(
            team=_team(connection, own, midnight, now),
            windows={
                minutes: transfers.counted(connection, own, start)
                for minutes, start in {**since, 0: midnight}.items()
            },
            ages=_ages(connection, own, now),
            promises=_promises(connection, every, now),
            waiting=sum(transfers.waiting(connection, key) for key in every),
        )


def _team(
    connection: Connection, own: Collection[int] | None, midnight: datetime, now: datetime
) -> list[Member]:
    rows = agents.team(connection, own)
    spent = agents.times(connection, [row.id for row in rows], midnight, now)
    held = lead_lists.taken_counts(connection)
    return [
        Member(
            row.id,
            row.login,
            skills(row.municipalities),
            skills(row.languages),
            agents.standing_of(row, now),
            row.phone_sealed is not None,
            spent[row.id],
            held.get(row.id, 0),
        )
        for row in rows
    ]


def _ages(connection: Connection, own: Collection[int] | None, now: datetime) -> list[Age]:
    counted = lead_lists.by_age(connection, own, [now - age for age in AGES])
    limits = (*AGES, None)
    return [Age(within, *counts) for within, counts in zip(limits, counted, strict=True)]


def _promises(connection: Connection, every: Collection[int], now: datetime) -> Promises:
    found = {"kept": 0, "late": 0, "missed": 0, "to_come": 0}
    for campaign_id in every:
        for row in report_leads.agreed_times(connection, campaign_id, now, GRACE):
            found[row.kept] += row.total
    return Promises(**found)
