"""Who rings or writes to us: known or not, and which conversation it belongs to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.medium import Medium
from flows.understanding.heard import Reply
from outreach import arrivals, reception, ring_backs, turns
from outreach.beginnings import say
from outreach.channels import told_apart
from outreach.conversations import Said, end_text
from outreach.reception import Desk, Known
from outreach.rules.states import AttemptState
from outreach.store import attempts as rows
from outreach.store import conversations, messages
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Missed:
    """The call is not taken: it costs nothing, and ours comes within minutes."""


def receive_call(system: System, sid: str, number: str, now: datetime) -> Said | Desk | Missed:
    """A call came in. A known person with an open case goes into the conversation, or is rung
    back; where several share the number, who it is has to be asked first."""
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        attempt = rows.by_sid(connection, sid)
        if attempt is not None:
            return _in_conversation(system, connection, attempt, now)
        known = arrivals.may_talk(system, connection, number_hash, now)
        if not known:
            return Desk.MENU if reception.can_be_rung(number) else Desk.NEUTRAL
        if len(known) > 1:
            return Desk.WHO
        case = known[0]
        if ring_backs.wanted(system, connection, case, number_hash):
            ring_backs.plan(system, connection, case, sid, number, now)
            return Missed()
        return _taken(system, connection, case, sid, number_hash, now)


def say_who(
    system: System, sid: str, number: str, asked: int, reply: Reply, now: datetime
) -> Said | Desk:
    """Somebody at a shared number was asked, for the nth time, who they are."""
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        attempt = rows.by_sid(connection, sid)
        if attempt is not None:
            return _in_conversation(system, connection, attempt, now)
        if reception.opts_out(reply):
            return reception.take_opt_out(system, connection, number_hash, now)
        known = arrivals.may_talk(system, connection, number_hash, now)
        case = reception.named(known, reply)
        if case is None:
            return Desk.WHO_AGAIN if asked < reception.MOST_ASKED else Desk.MENU
        return _taken(system, connection, case, sid, number_hash, now)


def _taken(
    system: System, connection: Connection, case: Any, sid: str, number_hash: str, now: datetime
) -> Said | Desk:
    opened = arrivals.open_attempt(system, connection, case, sid, number_hash, Medium.VOICE, now)
    # None also when the same request came twice at once and the other was faster
    attempt = opened or rows.by_sid(connection, sid)
    return _in_conversation(system, connection, attempt, now)


def _in_conversation(
    system: System, connection: Connection, attempt: Any, now: datetime
) -> Said | Desk:
    if attempt is None or attempt.state != AttemptState.UNDER_WAY:
        return Desk.NEUTRAL
    setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    turn = arrivals.begun(connection, setup, attempt, Medium.VOICE, now)
    return Said(attempt.ref, setup, turn)


def receive_text(system: System, sid: str, address: str, body: str, now: datetime) -> str:
    """A text came in, by whichever channel; the reply to send by the same, empty for none. A
    repeat gets the stored reply."""
    channel, number = told_apart(address)
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        fresh = messages.add_inbound(
            connection, sid=sid, channel=channel, number_hash=number_hash, body=body, now=now
        )
        if not fresh:
            return messages.reply_to(connection, sid) or ""
        reply = _answer_text(system, connection, Known(sid, number, number_hash), body, now)
        messages.answered(connection, sid, reply=reply)
        return reply


def _answer_text(
    system: System, connection: Connection, writer: Known, body: str, now: datetime
) -> str:
    ref = conversations.open_text_of_number(connection, writer.number_hash)
    if ref is not None:
        attempt = rows.by_ref(connection, ref)
        return _resume_text(system, connection, writer.sid, attempt, body, now)
    known = arrivals.may_talk(system, connection, writer.number_hash, now)
    if (reply := reception.answer(system, connection, writer, body, now)) is not None:
        return reply
    case = known[0] if len(known) == 1 else reception.named(known, Reply(words=body))
    if case is None:
        return reception.ask_who(system, connection, writer, body, now) if known else ""
    return _begin_text(system, connection, case, writer, now)


def _begin_text(
    system: System, connection: Connection, case: Any, writer: Known, now: datetime
) -> str:
    attempt = arrivals.open_attempt(
        system, connection, case, writer.sid, writer.number_hash, Medium.TEXT, now
    )
    if attempt is None:
        return ""
    setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    turn = arrivals.begun(connection, setup, attempt, Medium.TEXT, now)
    messages.answered(connection, writer.sid, attempt_id=attempt.id, case_id=attempt.case_id)
    return say(setup, turn.says, Medium.TEXT, turn.state.locale)


def _resume_text(
    system: System, connection: Connection, sid: str, attempt: Any, body: str, now: datetime
) -> str:
    setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    messages.answered(connection, sid, attempt_id=attempt.id, case_id=attempt.case_id)
    reply = Reply(words=body)
    turn = turns.take(system, connection, setup, attempt, attempt.turn + 1, reply, now)
    if turn.expects is None:
        end_text(system, connection, attempt, now)
    return say(setup, turn.says, Medium.TEXT, turn.state.locale)
