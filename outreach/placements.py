"""The carrier's id of an attempt: from its answer, a webhook, or by asking; whoever is first.

Without it a call in the carrier's book is not in ours. So every way of learning it ends here.
"""

from datetime import datetime
from typing import Any

import structlog

from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState
from outreach.store import attempts as rows
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

_PLACED = (AttemptState.UNDER_WAY, AttemptState.ENDED)


def placed(system: System, attempt_id: int, sid: str, now: datetime) -> None:
    """Remembers the carrier's id of an attempt, whose end may already have been reported."""
    with system.store.transaction() as connection:
        if _under_way(connection, attempt_id, (AttemptState.DIALLING,), sid, now):
            return
        attempt = rows.by_id(connection, attempt_id)
        if attempt is not None:
            learnt(connection, attempt, sid, now)


def learnt(connection: Connection, attempt: Any, sid: str, now: datetime) -> Any:
    """The attempt as it is once this id is known of it; `attempt` is a row of `store.attempts`.

    A webhook may come before the answer to our own request does, and long after a request whose
    answer was lost.
    """
    known = attempt.carrier_sid is not None and attempt.state != AttemptState.DIALLING
    if not sid or known:
        return attempt
    if attempt.state == AttemptState.DIALLING:
        _under_way(connection, attempt.id, (AttemptState.DIALLING,), sid, now)
    elif _taken_for_never_placed(attempt):
        _revive(connection, attempt, sid, now)
    elif attempt.state in _PLACED:
        rows.set_sid(connection, attempt.id, sid)
    return rows.by_id(connection, attempt.id)


def _taken_for_never_placed(attempt: Any) -> bool:
    ended = attempt.state == AttemptState.ENDED and attempt.result == CarrierResult.NOT_PLACED
    return bool(ended and attempt.case_state == CaseState.OPEN)


def _revive(connection: Connection, attempt: Any, sid: str, now: datetime) -> None:
    """We asked too early and took it for never placed. It was: what was planned instead waits."""
    rows.drop_planned(connection, attempt.case_id)
    if rows.open_of_case(connection, attempt.case_id) is not None:
        rows.set_sid(connection, attempt.id, sid)  # too late: another attempt is on its way
        return
    log.warning("attempt revived", attempt=attempt.id)
    unsettled = {"disposition": None, "result": None, "ended_at": None}
    _under_way(connection, attempt.id, (AttemptState.ENDED,), sid, now, **unsettled)


def _under_way(
    connection: Connection,
    attempt_id: int,
    sources: tuple[AttemptState, ...],
    sid: str,
    now: datetime,
    **values: Any,
) -> bool:
    return rows.move(
        connection,
        attempt_id,
        sources,
        state=AttemptState.UNDER_WAY,
        carrier_sid=sid,
        placed_at=now,
        **values,
    )
