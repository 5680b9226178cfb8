"""What is due now, how much of it may start, and when there is something to do again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from flows.medium import Medium
from outreach import recovery
from outreach.rules.pacing import calls_to_start
from outreach.rules.states import CampaignState
from outreach.store import attempts as rows
from outreach.store import campaigns, cases
from outreach.store.campaigns import CampaignRow
from outreach.system import System

log = structlog.get_logger()

LEASE = timedelta(minutes=2)  # what was enqueued and not claimed by then was lost on the way
RECOVER_EVERY = timedelta(minutes=1)
TEXTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Due:
    """The ids of attempts that were due and are now enqueued."""

    calls: list[int]
    texts: list[int]


def tick(system: System, now: datetime) -> Due:
    """Takes what is due in every running campaign and enqueues it after the commit."""
    calls: list[int] = []
    texts: list[int] = []
    with system.store.transaction() as connection:
        for campaign in campaigns.running(connection):
            setup = system.setup(connection, campaign.id)
            lease_ended = now - LEASE
            starting = rows.calls_starting(connection, campaign.id, lease_ended)
            room = calls_to_start(under_way=starting, lines=setup.file.lines)
            for medium, limit, taken in (
                (Medium.VOICE, room, calls),
                (Medium.TEXT, TEXTS_AT_ONCE, texts),
            ):
                taken += rows.take_due(
                    connection, campaign.id, medium, now=now, lease_ended=lease_ended, limit=limit
                )
    system.jobs.place_calls(calls)
    system.jobs.send_texts(texts)
    return Due(calls, texts)


def tidy(system: System, now: datetime) -> None:
    """Settles what is stale, and ends campaigns in which nothing is left to do."""
    recovery.recover(system, now)
    with system.store.transaction() as connection:
        for campaign in campaigns.running(connection):
            if not cases.open_remaining(connection, campaign.id):
                campaigns.set_state(connection, campaign.id, CampaignState.DONE, ended_at=now)
                campaigns.log(connection, campaign.id, actor="clock", event="done", now=now)
                log.info("campaign done", campaign=campaign.id)


def next_moment(system: System, now: datetime) -> datetime:
    """When to look again at the latest, if nothing happens before. A warped clock jumps to it."""
    with system.store.reading() as connection:
        running = campaigns.running(connection)
        due = rows.next_due(connection)
        texts = rows.oldest_open_text(connection)
        moments = [now + recovery.SILENT_AFTER] if rows.on_the_line(connection) else []
        if due is not None:
            moments.append(due if due > now else now + LEASE)
        if texts is not None:
            moments.append(texts + _shortest_reply_wait(system, running))
    later = [moment for moment in moments if moment > now]
    return min(later, default=now + timedelta(hours=6))


def _shortest_reply_wait(system: System, running: list[CampaignRow]) -> timedelta:
    with system.store.reading() as connection:
        hours = [system.setup(connection, c.id).policy.text_reply_hours for c in running]
    return timedelta(hours=min(hours, default=24), seconds=1)
