"""Keeps what all processes know of the carrier's health, and asks the breaker before each call.

While all goes well nothing is written: only a failure, and what follows from it, is.
"""

from datetime import datetime

import structlog

from outreach.rules.breaker import (
    HEALTHY,
    Breaker,
    Phase,
    admitted,
    allowance,
    failed,
    succeeded,
)
from outreach.store import campaigns, carriers
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


def room(system: System, connection: Connection, now: datetime) -> int | None:
    """How many calls and texts the carrier may be asked for now; None for any number."""
    return allowance(carriers.breaker(connection, system.carrier_name), now)


def admit(system: System, connection: Connection, now: datetime) -> Breaker | None:
    """Lets one more call or text through, or None. To be told how it went, see `went`."""
    known = carriers.breaker(connection, system.carrier_name)
    if known.phase(now) is Phase.CLOSED:
        return known
    if not allowance(known, now):
        return None
    # On trial: the permit is taken under a lock, so that no two processes take the same.
    taken = admitted(carriers.locked_breaker(connection, system.carrier_name), now)
    if taken is not None:
        carriers.save_breaker(connection, system.carrier_name, taken)
    return taken


def went(system: System, campaign_id: int, before: Breaker, *, well: bool, now: datetime) -> None:
    """The carrier did as it was asked, or failed. `before` is what `admit` gave."""
    if well and before == HEALTHY:
        return
    name = system.carrier_name
    with system.store.transaction() as connection:
        known = carriers.locked_breaker(connection, name)
        after = succeeded(known) if well else failed(known, now)
        if after != known:
            carriers.save_breaker(connection, name, after)
        tripped, closed = after.trips > known.trips, known.trips and after == HEALTHY
        if tripped or closed:
            event = "carrier_spared" if tripped else "carrier_well"
            until = after.until.isoformat() if after.until else None
            campaigns.log(
                connection, campaign_id, actor="carrier", event=event, now=now,
                detail={"until": until},
            )  # fmt: skip
            log.warning(event, until=until)
