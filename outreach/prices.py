"""What calls and texts did cost: asked of the carrier once a day, written beside the attempts.

Prices come hours after the end of a call, and most carriers never report them by themselves, so
each time the last days are looked at; what has its price already is left alone.
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
LATE = timedelta(days=3)  # how long prices may be in coming
_AT_ONCE = 500


def ask_for(system: System, now: datetime) -> None:
    """Leaves it to a worker, once a day, whichever clock comes first."""
    with system.store.transaction() as connection:
        before = carriers.claim_prices(connection, system.carrier_name, now, EVERY)
    if before is not None:
        system.jobs.take_prices(before - LATE, now)


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
