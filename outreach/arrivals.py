"""Somebody comes to us: for whom of the draw it may be, and the inbound attempt it becomes."""

from datetime import datetime
from typing import Any

from flows.medium import Medium
from flows.turn import Turn
from outreach import attempts, planning
from outreach.attempts import Ending
from outreach.beginnings import begin_conversation, first_turn, left_of_case
from outreach.planning import new_ref
from outreach.rules.contact_policy import NeverReason
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CampaignState, CaseState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import campaigns, cases
from outreach.store.database import Connection
from outreach.system import System


def may_talk(system: System, connection: Connection, number_hash: str, now: datetime) -> list[Any]:
    """The cases of the people with this number who may talk with us now, one for each person,
    the one last in touch first."""
    found: dict[int, Any] = {}
    for case in cases.of_number(connection, number_hash):
        if case.same not in found and _may_talk(system, connection, case, now):
            found[case.same] = case
    return list(found.values())


def _may_talk(system: System, connection: Connection, case: Any, now: datetime) -> bool:
    """An open case of a running campaign; and one that closed with a yes when the call was cut
    before all was said, since an agent has been promised and the rest is still wanted."""
    if campaigns.by_id(connection, case.campaign_id).state is not CampaignState.RUNNING:
        return False
    if case.state == CaseState.OPEN:
        return True
    if case.closed_why != NeverReason.INTERVIEWED or not case.interested:
        return False
    setup = system.setup(connection, case.campaign_id)
    return bool(left_of_case(connection, setup, case.id, now))


def open_attempt(
    system: System,
    connection: Connection,
    case: Any,
    sid: str,
    number_hash: str,
    medium: Medium,
    now: datetime,
) -> Any:
    """The inbound attempt of this case; None where the household's line is in use.

    It overtakes what was planned, and a text that still waited for its reply.
    """
    overtake(system, connection, case, now)
    setup = system.setup(connection, case.campaign_id)
    attempt_id = rows.add_one(connection, _inbound_row(setup, case, sid, number_hash, medium, now))
    if attempt_id is None:  # what was planned is planned again
        planning.plan_next(connection, setup, case.id, case.person_id, now)
        return None
    return rows.by_id(connection, attempt_id)


def begun(
    connection: Connection, setup: Setup, attempt: Any, medium: Medium, now: datetime
) -> Turn:
    """The first turn of an inbound attempt, the same when it is asked for again."""
    turn = first_turn(connection, setup, attempt, medium, now)
    if attempt.conversation_id is None:
        begin_conversation(connection, attempt, turn.state, now)
    return turn


def _inbound_row(
    setup: Setup, case: Any, sid: str, number_hash: str, medium: Medium, now: datetime
) -> dict[str, Any]:
    local = now.astimezone(setup.hours.zone)
    return {
        "ref": new_ref(),
        "case_id": case.id,
        "campaign_id": case.campaign_id,
        "phone_id": case.phone_id,
        "number_hash": number_hash,
        "medium": medium,
        "inbound": True,
        "state": AttemptState.UNDER_WAY,
        "why": "inbound",
        "due_at": now,
        "claimed_at": now,
        "placed_at": now,
        "answered_at": now,
        "carrier_sid": sid,
        "local_hour": local.hour,
        "local_weekday": local.weekday(),
    }


def overtake(system: System, connection: Connection, case: Any, now: datetime) -> None:
    """Drops what was planned for the case, and ends a text that still waits for its reply."""
    rows.drop_planned(connection, case.id)
    waiting = rows.open_of_case(connection, case.id)
    if waiting is not None and waiting.medium == Medium.TEXT:
        attempt = rows.by_id(connection, waiting.id)
        ending = Ending(CarrierResult(attempt.result or CarrierResult.SENT))
        attempts.end(system, connection, attempt, ending, now, plan=False)
