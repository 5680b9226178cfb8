"""What the carrier says of a text that we sent. Reports may be late, repeated or out of order."""

from datetime import datetime

from outreach import attempts, opt_outs
from outreach.attempts import Ending
from outreach.carrier import RESULT_OF_STATUS
from outreach.rules.contact_policy import NOTICES
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.store import attempts as rows
from outreach.store import messages
from outreach.system import System

_LOST = {CarrierResult.UNDELIVERED, CarrierResult.FAILED, CarrierResult.CANCELED}
_ON_ITS_WAY = (AttemptState.DIALLING, AttemptState.UNDER_WAY)


def report(system: System, ref: str, status: str, error_code: str | None, now: datetime) -> bool:
    """Takes one report. False when no attempt has this ref.

    A text that is lost has ended. One that arrived waits for its reply where people can answer,
    and has ended where they cannot. That the person has blocked us counts however late it comes.
    """
    result = RESULT_OF_STATUS.get(status)
    with system.store.transaction() as connection:
        attempt = rows.by_ref(connection, ref)
        if attempt is None:
            return False
        opt_outs.heed_block(system, connection, attempt.number_hash, error_code, now)
        if result is None or attempt.state not in _ON_ITS_WAY:
            return True
        if attempt.result == CarrierResult.DELIVERED and result is CarrierResult.SENT:
            return True  # overtaken by a later report
        messages.set_status(connection, attempt.id, status, error_code)
        two_way = system.setup(connection, attempt.campaign_id).two_way
        answerable = two_way and attempt.why not in NOTICES
        if result in _LOST or (result is CarrierResult.DELIVERED and not answerable):
            ending = Ending(result, error_code=error_code)
            attempts.end(system, connection, attempt, ending, now)
        else:
            rows.move(connection, attempt.id, _ON_ITS_WAY, result=result)
    return True
