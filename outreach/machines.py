"""What a machine hears that answers for somebody: nothing, or a neutral message, by policy.

`unknown` is a person. Detection in the middle of a call counts only while nobody has spoken.
"""

from datetime import datetime
from typing import Any

import structlog

from flows.medium import Medium
from flows.turn import State, Turn
from outreach import placements
from outreach.errors import CarrierError
from outreach.rules.contact_policy import leaves_message
from outreach.rules.dispositions import AnsweredBy
from outreach.rules.states import AttemptState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import conversations, histories
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

MACHINES = frozenset({AnsweredBy.MACHINE, AnsweredBy.FAX})
_OPEN = (AttemptState.DIALLING, AttemptState.UNDER_WAY)


def found(system: System, ref: str, sid: str, by: AnsweredBy, now: datetime) -> None:
    """Detection has ended while the call was under way. A machine is taken off the conversation:
    the call goes on at the machine's own address."""
    with system.store.transaction() as connection:
        attempt = rows.by_ref(connection, ref)
        if attempt is None or attempt.state not in _OPEN or attempt.medium != Medium.VOICE:
            return
        # It may be told before the carrier's answer to our order has reached us.
        attempt = placements.learnt(connection, attempt, sid, now)
        rows.move(connection, attempt.id, _OPEN, answered_by=by)
        talking = by not in MACHINES or _spoke(connection, attempt)
    if not talking:
        system.jobs.take_over([attempt.id])


def take_over(system: System, attempt_id: int) -> None:
    """Asks the carrier to fetch the machine's address for a call that is under way.

    Where that fails the call ends by itself: nobody answers our questions.
    """
    with system.store.reading() as connection:
        attempt = rows.by_id(connection, attempt_id)
    if attempt is None or attempt.state not in _OPEN or not attempt.carrier_sid:
        return
    address = f"{system.settings.public_base_url}/voice/{attempt.ref}/machine"
    try:
        system.carrier.redirect(attempt.carrier_sid, address)
    except CarrierError as error:
        log.warning("machine not taken over", attempt=attempt_id, error=str(error))


def left_with(
    connection: Connection, setup: Setup, attempt: Any, by: AnsweredBy | None
) -> Turn | None:
    """The turn that leaves the message with a machine, and remembers that it was left; None for
    no message, which a fax never gets."""
    if by is AnsweredBy.FAX:
        return None
    before = histories.messages_left(connection, attempt.case_id, but_of=attempt.id)
    if not leaves_message(before, setup.policy):
        return None
    rows.move(connection, attempt.id, _OPEN, left_message=True)
    script = setup.script
    line = setup.notice("voicemail")
    state = State(script.name, script.version, Medium.VOICE, attempt.locale, step="", said=(line,))
    return Turn(state, None)


def _spoke(connection: Connection, attempt: Any) -> bool:
    key = attempt.conversation_id
    return key is not None and conversations.spoke(connection, key)
