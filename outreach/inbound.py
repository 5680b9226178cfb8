"""Who rings or writes to us: known or not, and which conversation it belongs to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.medium import Medium
from flows.turn import Turn
from flows.understanding import understand
from flows.understanding.heard import Intent, Question, Reply
from outreach import attempts, opt_outs, planning
from outreach.attempts import Ending
from outreach.beginnings import begin_conversation, first_turn, left_of_case, say
from outreach.conversations import Said, end_text, take
from outreach.planning import new_ref
from outreach.rules.contact_policy import NeverReason
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CampaignState, CaseState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import campaigns, cases, conversations, messages
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody without an open case rings: a neutral line that says who we are, and goodbye."""


def receive_call(system: System, sid: str, number: str, now: datetime) -> Said | Stranger:
    """A call came in. A known person with an open case goes into the conversation."""
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        attempt = rows.by_sid(connection, sid)
        if attempt is None:
            attempt = _open_attempt(system, connection, sid, number_hash, Medium.VOICE, now)
            # None also when the same request came twice at once and the other was faster
            attempt = attempt or rows.by_sid(connection, sid)
        if attempt is None or attempt.state != AttemptState.UNDER_WAY:
            return Stranger()
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        return Said(attempt.ref, setup, _begun(connection, setup, attempt, Medium.VOICE, now))


def _begun(
    connection: Connection, setup: Setup, attempt: Any, medium: Medium, now: datetime
) -> Turn:
    turn = first_turn(connection, setup, attempt, medium, now)
    if attempt.conversation_id is None:
        begin_conversation(connection, attempt, turn.state, now)
    return turn


def receive_text(system: System, sid: str, number: str, body: str, now: datetime) -> str:
    """A text came in; the reply to send, empty for none. A repeat gets the stored reply."""
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        fresh = messages.add_inbound(
            connection, sid=sid, number_hash=number_hash, body=body, now=now
        )
        if not fresh:
            return messages.reply_to(connection, sid) or ""
        reply = _answer_text(system, connection, sid, number_hash, body, now)
        messages.answered(connection, sid, reply=reply)
        return reply


def _answer_text(
    system: System,
    connection: Connection,
    sid: str,
    number_hash: str,
    body: str,
    now: datetime,
) -> str:
    ref = conversations.open_text_of_number(connection, number_hash)
    if ref is not None:
        return _resume_text(system, connection, sid, rows.by_ref(connection, ref), body, now)
    if _is_opt_out(body):
        return _opt_out_unasked(system, connection, number_hash, now)
    attempt = _open_attempt(system, connection, sid, number_hash, Medium.TEXT, now)
    if attempt is None:
        return ""
    setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    turn = _begun(connection, setup, attempt, Medium.TEXT, now)
    messages.answered(connection, sid, attempt_id=attempt.id, case_id=attempt.case_id)
    return say(setup, turn.says, Medium.TEXT, turn.state.locale)


def _resume_text(
    system: System, connection: Connection, sid: str, attempt: Any, body: str, now: datetime
) -> str:
    setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    messages.answered(connection, sid, attempt_id=attempt.id, case_id=attempt.case_id)
    turn = take(system, connection, setup, attempt, attempt.turn + 1, Reply(words=body), now)
    if turn.expects is None:
        end_text(system, connection, attempt, now)
    return say(setup, turn.says, Medium.TEXT, turn.state.locale)


def _is_opt_out(body: str) -> bool:
    """Stop words count even when nobody has asked anything."""
    heard = understand(Question.INTEREST, body, medium=Medium.TEXT)
    return heard.intent is Intent.OPT_OUT


def _opt_out_unasked(
    system: System, connection: Connection, number_hash: str, now: datetime
) -> str:
    """An opt-out with no conversation open: it does not say who of those with the number asks."""
    opt_outs.opt_out_household(system, connection, number_hash, source="text", now=now)
    known = cases.of_number(connection, number_hash)
    if not known:
        return ""
    return system.setup(connection, known[0].campaign_id).country.opted_out_reply


def _open_attempt(
    system: System,
    connection: Connection,
    sid: str,
    number_hash: str,
    medium: Medium,
    now: datetime,
) -> Any:
    """An inbound attempt of the person with this number who was last in touch, or None.

    It overtakes what was planned, and a text that still waited for its reply.
    """
    known = cases.of_number(connection, number_hash)
    case = next((c for c in known if _may_talk(system, connection, c, now)), None)
    if case is None:
        return None
    _overtake(system, connection, case, now)
    setup = system.setup(connection, case.campaign_id)
    row = _inbound_row(setup, case, sid, number_hash, medium, now)
    attempt_id = rows.add_one(connection, row)
    if attempt_id is None:  # a household's line is in use: what was planned is planned again
        planning.plan_next(connection, setup, case.id, case.person_id, now)
        return None
    return rows.by_id(connection, attempt_id)


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


def _overtake(system: System, connection: Connection, case: Any, now: datetime) -> None:
    rows.drop_planned(connection, case.id)
    waiting = rows.open_of_case(connection, case.id)
    if waiting is not None and waiting.medium == Medium.TEXT:
        attempt = rows.by_id(connection, waiting.id)
        ending = Ending(CarrierResult(attempt.result or CarrierResult.SENT))
        attempts.end(system, connection, attempt, ending, now, plan=False)
