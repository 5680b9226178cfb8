"""What is due now, how much of it may start, and when there is something to do again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from flows.medium import Medium
from outreach import carrier_health, prices, recovery
from outreach.agents import offering, settling
from outreach.draws.releasing import release_what_is_needed
from outreach.rules.pacing import calls_to_start
from outreach.rules.states import CampaignState, CaseState, ReleaseMode
from outreach.store import campaigns, cases
from outreach.store import due as rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

LEASE = timedelta(minutes=2)  # what was enqueued and not claimed by then was lost on the way
RECOVER_EVERY = timedelta(minutes=5)
TEXTS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Due:
    """The ids of attempts that were due and are now enqueued."""

    calls: list[int]
    texts: list[int]


def tick(system: System, now: datetime) -> Due:
    """Takes what is due in every running campaign and enqueues it after the commit."""
    with system.store.reading() as connection:
        next_due = rows.pulse(connection).next_due
    if next_due is None or next_due > now:
        return Due([], [])
    due = Due([], [])
    with system.store.transaction() as connection:
        room = carrier_health.room(system, connection, now)
        for campaign in campaigns.running(connection):
            _take(system, connection, campaign, now, due, room)
    system.jobs.place_calls(due.calls)
    system.jobs.send_texts(due.texts)
    return due


def _take(
    system: System,
    connection: Connection,
    campaign: CampaignRow,
    now: datetime,
    due: Due,
    room: int | None,
) -> None:
    """Takes what is due in one campaign, as many calls as there are free lines, and no more of
    all than a carrier on trial may be asked for (`room`)."""
    lines = offering.lines(connection, system.setup(connection, campaign.id), now)
    lease_ended = now - LEASE
    starting = rows.calls_starting(connection, campaign.id, now=now, lease_ended=lease_ended)
    free = calls_to_start(under_way=starting, lines=lines)
    wanted = ((Medium.VOICE, free, due.calls), (Medium.TEXT, TEXTS_AT_ONCE, due.texts))
    for medium, most, taken in wanted:
        left = most if room is None else room - len(due.calls) - len(due.texts)
        limit = min(most, left)
        if limit > 0:
            taken += rows.take_due(
                connection, campaign.id, medium, now=now, lease_ended=lease_ended, limit=limit
            )


def being_placed(system: System, now: datetime) -> int:
    """How many attempts are with the queue, a worker or the carrier, and not yet given up."""
    with system.store.reading() as connection:
        return rows.being_placed(
            connection,
            now=now,
            lease_ended=now - LEASE,
            claimed_after=now - recovery.UNCLAIMED_AFTER,
        )


def tidy(system: System, now: datetime) -> None:
    """Settles what is stale, releases the replicates that the forecast asks for, and ends
    campaigns in which nothing is left to do."""
    recovery.recover(system, now)
    settling.settle(system, now)
    prices.ask_for(system, now)
    with system.store.transaction() as connection:
        for campaign in campaigns.running(connection):
            release_what_is_needed(system, connection, campaign, now)
            if not _left_to_do(system, connection, campaign):
                campaigns.set_state(connection, campaign.id, CampaignState.DONE, ended_at=now)
                campaigns.log(connection, campaign.id, actor="clock", event="done", now=now)
                log.info("campaign done", campaign=campaign.id)


def _left_to_do(system: System, connection: Connection, campaign: CampaignRow) -> bool:
    """Whether somebody is still to be contacted. Where the forecast releases, those who wait are
    not once the target is reached."""
    if cases.remaining(connection, campaign.id, CaseState.OPEN):
        return True
    if not cases.remaining(connection, campaign.id, CaseState.DRAWN):
        return False
    file = system.setup(connection, campaign.id).file
    if file.release is not ReleaseMode.FORECAST:
        return True
    return campaigns.progress(connection, campaign.id)["validated"] < file.target.validated


def next_moment(system: System, now: datetime) -> datetime:
    """When to look again at the latest, if nothing happens before. A warped clock jumps to it."""
    with system.store.reading() as connection:
        pulse = rows.pulse(connection)
        wait = _shortest_reply_wait(system, connection) if pulse.oldest_text else timedelta()
    moments = [now + recovery.SILENT_AFTER] if pulse.on_the_line else []
    if pulse.next_due is not None:
        moments.append(pulse.next_due if pulse.next_due > now else now + LEASE)
    if pulse.oldest_text is not None:
        moments.append(pulse.oldest_text + wait)
    later = [moment for moment in moments if moment > now]
    return min(later, default=now + timedelta(hours=6))


def _shortest_reply_wait(system: System, connection: Connection) -> timedelta:
    hours = [
        system.setup(connection, campaign_id).policy.text_reply_hours
        for campaign_id in campaigns.running_ids(connection)
    ]
    return timedelta(hours=min(hours, default=24), seconds=1)
