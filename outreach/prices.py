"""What calls and texts did cost: asked of the carrier once a day, written beside the attempts.

Prices come hours after the end of a call, and most carriers never report them by themselves. So
each time the carrier's lists are read from the oldest attempt on that has no price yet, a few days
back at most; what has its price already is left alone.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice

import structlog

from outreach.carrier import CarrierCall
from outreach.errors import CarrierError
from outreach.store import carriers, placed
from outreach.system import System

log = structlog.get_logger()

EVERY = timedelta(days=1)
LATE = timedelta(days=4)  # how long prices may be in coming
CLOCKS_DIFFER_BY = timedelta(minutes=1)  # ours and the carrier's
_AT_ONCE = 500


def ask_for(system: System, now: datetime) -> None:
    """Leaves it to a worker, once a day, whichever clock comes first."""
    with system.store.transaction() as connection:
        if not carriers.claim_prices(connection, system.carrier_name, now, EVERY):
            return
        since = placed.unpriced_since(connection, now - LATE)
    if since is not None:
        system.jobs.take_prices(since - CLOCKS_DIFFER_BY, now)


def take(system: System, since: datetime, until: datetime) -> int:
    """Writes the prices of what began in this time; returns how many were new."""
    carrier, new = system.carrier, 0
    try:
        for found in (carrier.calls_between(since, until), carrier.texts_between(since, until)):
            new += _written(system, found)
    except CarrierError as error:
        log.warning("prices postponed", error=str(error))
    log.info("prices", new=new)
    return new


def _written(system: System, found: Iterable[CarrierCall]) -> int:
    new, priced = 0, ((c.sid, c.price) for c in found if c.price is not None)
    while some := dict(islice(priced, _AT_ONCE)):
        with system.store.transaction() as connection:
            new += placed.set_prices(connection, some)
    return new
