"""Settles what was lost of agents' calls with the carrier, so that nobody stays busy."""

from datetime import datetime, timedelta

import structlog

from outreach.agents import phone, transfers
from outreach.errors import CarrierError
from outreach.rules.states import LeadState
from outreach.store import agent_calls, leads
from outreach.store import attempts as attempt_rows
from outreach.store import transfers as transfer_rows
from outreach.system import System

log = structlog.get_logger()

# A call whose end we were not told of. Longer than a phone rings; talks are asked about as well.
_SILENT_AFTER = timedelta(minutes=3)


def settle(system: System, now: datetime) -> None:
    """Ends transfers and agents' calls that are over, and lets idle leads come back."""
    with system.store.reading() as connection:
        over = transfer_rows.over_at_the_carrier(connection)
        silent = agent_calls.stale(connection, now - _SILENT_AFTER)
    for transfer_id in over:
        _end_transfer(system, transfer_id, now)
    for call in silent:
        if _is_over(system, call):
            phone.ended(system, call.ref, "", now)
    _bring_back(system, now)


def _end_transfer(system: System, transfer_id: int, now: datetime) -> None:
    with system.store.transaction() as connection:
        transfer = transfer_rows.by_id(connection, transfer_id)
        if transfer is None:
            return
        attempt = attempt_rows.by_id(connection, transfer.attempt_id)
        transfers.person_gone(connection, attempt, now)
    transfers.release(system, transfer.attempt_id, now)


def _is_over(system: System, call: object) -> bool:
    """Whether the carrier says so; without an id it never took the call on."""
    sid = getattr(call, "carrier_sid", None)
    if not sid:
        return True
    try:
        return system.carrier.call(sid).result is not None
    except CarrierError as error:
        log.warning("agent's call not looked up", error=str(error))
        return False


def _bring_back(system: System, now: datetime) -> None:
    """A lead with which nobody did anything for too long is everybody's again."""
    with system.store.transaction() as connection:
        for campaign_id in leads.campaigns_with(connection, LeadState.TAKEN):
            minutes = system.setup(connection, campaign_id).file.agents.claim_minutes
            back = leads.come_back(connection, campaign_id, now - timedelta(minutes=minutes), now)
            if back:
                log.info("leads come back", campaign=campaign_id, leads=back)
