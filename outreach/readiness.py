"""Whether the parts that we need answer, how far the campaigns are, and what waits or fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import redis
from redis import Redis

from outreach.store import campaigns, condition, heartbeats
from outreach.store.database import StoreUnavailable
from outreach.system import System

CLOCK = "clock"
CLOCK_SILENT_AFTER = timedelta(seconds=30)  # it beats about every second


def beat(system: System, now: datetime) -> None:
    """The clock process has done its round."""
    with system.store.transaction() as connection:
        heartbeats.beat(connection, CLOCK, now)


def problems(system: System) -> dict[str, str]:
    """What does not answer or does not work, by part; empty when all is well."""
    wrong = {}
    try:
        with system.store.reading() as connection:
            silent = heartbeats.since(connection, CLOCK)
        if silent is None:
            wrong["clock"] = "never seen"
        elif silent > CLOCK_SILENT_AFTER:
            wrong["clock"] = f"silent for {silent.total_seconds():.0f} s"
    except StoreUnavailable as error:
        wrong["database"] = type(error).__name__
    try:
        with Redis.from_url(system.settings.redis_url, socket_timeout=2) as queue:
            queue.ping()
    except redis.RedisError as error:
        wrong["queue"] = type(error).__name__
    return wrong


@dataclass(frozen=True, slots=True)
class Condition:
    """What a monitor wants to know at one moment.

    `queue_depth` is None while the queue is away, `clock_silent` until a clock was ever seen.
    `failures` are attempts of the last hour that the network or we failed, by campaign and result.
    `opt_outs` are entries of the suppression list by where they came from.
    """

    queue_depth: int | None
    oldest_due: timedelta
    calls_under_way: int
    failures: Mapping[tuple[str, str], int]
    opt_outs: Mapping[str, int]
    clock_silent: timedelta | None


def condition_of(system: System, now: datetime) -> Condition:
    with system.store.reading() as connection:
        return Condition(
            queue_depth=queue_depth(system),
            oldest_due=condition.oldest_due(connection, now),
            calls_under_way=condition.calls_under_way(connection),
            failures=condition.failures_since(connection, now - timedelta(hours=1)),
            opt_outs=condition.opt_outs(connection),
            clock_silent=heartbeats.since(connection, CLOCK),
        )


def queue_depth(system: System) -> int | None:
    """How many jobs wait for a worker; None while the queue is away."""
    try:
        return system.jobs.depth()
    except redis.RedisError:
        return None


def progress(system: System) -> dict[str, dict[str, int]]:
    """Counts of every campaign that was drawn, by its name; `running` is 1 while it runs."""
    with system.store.reading() as connection:
        return {
            campaign.name: {
                **campaigns.progress(connection, campaign.id),
                "running": int(campaign.state == "running"),
            }
            for campaign in campaigns.all_campaigns(connection)
        }
