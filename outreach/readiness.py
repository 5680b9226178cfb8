"""Whether the parts that we need answer, and how far the campaigns are."""

import redis
from redis import Redis

from outreach.store import campaigns
from outreach.store.database import StoreUnavailable
from outreach.system import System


def problems(system: System) -> dict[str, str]:
    """What does not answer, by part; empty when all is well."""
    wrong = {}
    try:
        with system.store.reading() as connection:
            campaigns.running(connection)
    except StoreUnavailable as error:
        wrong["database"] = type(error).__name__
    try:
        with Redis.from_url(system.settings.redis_url, socket_timeout=2) as queue:
            queue.ping()
    except redis.RedisError as error:
        wrong["queue"] = type(error).__name__
    return wrong


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
