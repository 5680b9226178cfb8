"""Returns the call of somebody we know instead of taking it, so that it costs them nothing."""

from datetime import datetime
from typing import Any

import structlog

from outreach import arrivals, planning
from outreach.rules.states import CaseState, RequestKind
from outreach.store import cases, requests, suppressions
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


def wanted(system: System, connection: Connection, case: Any, number_hash: str) -> bool:
    """Whether a call for this case is returned rather than taken.

    A number that asked for no more calls is not rung, not even back; and there are no more calls
    of ours to a case that is closed. Both are answered.
    """
    if (
        case.state != CaseState.OPEN
        or not system.setup(connection, case.campaign_id).call_back_missed
    ):
        return False
    return not suppressions.holds(connection, person_id=case.person_id, number_hash=number_hash)


def plan(
    system: System, connection: Connection, case: Any, sid: str, number: str, now: datetime
) -> None:
    """Takes note of the call, once however often it is told, and asks the policy for ours."""
    fresh = requests.add(
        connection,
        sid=sid,
        kind=RequestKind.RING_BACK,
        case_id=case.id,
        number_hash=system.store.keyring.blind_index("number", number),
        number_sealed=number,
        at=now,
        done_at=now,  # the policy has it: nobody else need act on it
    )
    if not fresh:
        return
    arrivals.overtake(system, connection, case, now)
    cases.change(connection, case.id, ring_back_at=now, ring_back_on=case.phone_id)
    setup = system.setup(connection, case.campaign_id)
    planning.plan_next(connection, setup, case.id, case.person_id, now)
    log.info("missed call", case=case.id)
