"""What the carrier says of a text that we sent. Reports may be late, repeated or out of order."""

from datetime import datetime
from typing import Any

from outreach import attempts, opt_outs, placements
from outreach.attempt_endings import Ending
from outreach.carrier import RESULT_OF_STATUS, Price
from outreach.rules.contact_policy import NOTICES
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.store import attempts as rows
from outreach.store import messages, placed
from outreach.store.database import Connection
from outreach.system import System

_LOST = {CarrierResult.UNDELIVERED, CarrierResult.FAILED, CarrierResult.CANCELED}
_ON_ITS_WAY = (AttemptState.DIALLING, AttemptState.UNDER_WAY)


def report(
    system: System,
    ref: str,
    status: str,
    error_code: str | None,
    now: datetime,
    *,
    price: Price | None = None,
    sid: str = "",
) -> bool:
    """Takes one report, in the carrier's words. False when no attempt has this ref."""
    result = RESULT_OF_STATUS.get(status)
    with system.store.transaction() as connection:
        attempt = rows.by_ref(connection, ref)
        if attempt is None:
            return bool(sid) and messages.set_status_of(connection, sid, status, error_code)
        attempt = placements.learnt(connection, attempt, sid, now)
        opt_outs.heed_block(system, connection, attempt.number_hash, error_code, now)
        if price is not None and attempt.carrier_sid:
            placed.set_prices(connection, {attempt.carrier_sid: price})
        if result is not None:
            ending = Ending(result, error_code=error_code)
            _take(system, connection, attempt, ending, status, now)
    return True


def take_report(system: System, ref: str, ending: Ending, now: datetime) -> None:
    """Takes what the carrier said when it was asked."""
    with system.store.transaction() as connection:
        attempt = rows.by_ref(connection, ref)
        opt_outs.heed_block(system, connection, attempt.number_hash, ending.error_code, now)
        if ending.price is not None and attempt.carrier_sid:
            placed.set_prices(connection, {attempt.carrier_sid: ending.price})
        _take(system, connection, attempt, ending, str(ending.result), now)


def _take(
    system: System,
    connection: Connection,
    attempt: Any,
    ending: Ending,
    status: str,
    now: datetime,
) -> None:
    """A text that is lost has ended. One that arrived waits for its reply where people can
    answer, and has ended where they cannot."""
    result = ending.result
    if attempt.state not in _ON_ITS_WAY:
        return
    if attempt.result == CarrierResult.DELIVERED and result is CarrierResult.SENT:
        return  # overtaken by a later report
    messages.set_status(connection, attempt.id, status, ending.error_code)
    two_way = system.setup(connection, attempt.campaign_id).two_way
    answerable = two_way and attempt.why not in NOTICES
    if result in _LOST or (result is CarrierResult.DELIVERED and not answerable):
        attempts.end(system, connection, attempt, ending, now)
    else:
        rows.move(connection, attempt.id, _ON_ITS_WAY, result=result)
