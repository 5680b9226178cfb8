"""One turn of a call: answered, or a reply; what to say next. The replies themselves: `turns`."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flows import engine, questions
from flows.medium import Medium
from flows.turn import Outcome, State, Turn
from flows.understanding.heard import Reply
from outreach import attempts, machines, placements, turns
from outreach.agents import transfers
from outreach.agents.transfers import Live, Place
from outreach.attempts import Ending
from outreach.beginnings import begin_conversation, first_turn, person_of
from outreach.errors import NotFound
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import AttemptState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Said:
    """What to say now, and how. `number` is that of the reply that comes next. `live`: where the
    person stands who waits for an agent."""

    ref: str
    setup: Setup
    turn: Turn
    live: Live | None = None

    @property
    def number(self) -> int:
        return self.turn.state.turn + 1

    @property
    def locale(self) -> str:
        return self.turn.state.locale


def answer_call(
    system: System, ref: str, answered_by: AnsweredBy | None, now: datetime, sid: str = ""
) -> Said | None:
    """The call was answered: what to say first. None: say nothing and hang up.

    A machine hears what the policy leaves with it. Raises NotFound for a ref that is not ours.
    """
    with system.store.transaction() as connection:
        attempt = placements.learnt(connection, _attempt(connection, ref), sid, now)
        if attempt.state == AttemptState.ENDED:
            return None
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        if attempt.conversation_id is not None:
            return _first_again(attempt, setup, now)
        rows.move(
            connection,
            attempt.id,
            (AttemptState.DIALLING, AttemptState.UNDER_WAY),
            answered_at=now,
            answered_by=answered_by,
        )
        if answered_by in machines.MACHINES:
            left = machines.left_with(connection, setup, attempt, answered_by)
            return Said(ref, setup, left) if left else None
        turn = first_turn(connection, setup, attempt, Medium.VOICE, now)
        begin_conversation(connection, attempt, turn.state, now)
        return Said(ref, setup, turn)


def _first_again(attempt: Any, setup: Setup, now: datetime) -> Said:
    """The first request came again: the same beginning, whatever was said since."""
    state = State.from_json(attempt.conversation_state)
    if state.turn == 0:
        return Said(attempt.ref, setup, engine.turn_of(setup.script, state))
    context = setup.context(person_of(attempt), now)
    turn = engine.begin(setup.script, context, Medium.VOICE, inbound=attempt.inbound)
    return Said(attempt.ref, setup, turn)


def advance(system: System, ref: str, number: int, reply: Reply, now: datetime) -> Said | None:
    """Takes reply `number` of a call and returns what to say next; None: hang up.

    Read and understood first, and saved then: the reply's number keeps two from being taken, so
    nothing has to be locked while we think. Raises NotFound for a call that is not ours or whose
    conversation never began.
    """
    with system.store.reading() as connection:
        attempt = _talking(connection, ref)
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        if reply.silent and State.from_json(attempt.conversation_state).waits:
            taken = None
        else:
            taken = turns.understood(connection, setup, attempt, number, reply, now)
    is_plain = taken is None or taken.is_plain
    with system.store.statement() if is_plain else system.store.transaction() as connection:
        saved = taken is not None and turns.save(system, connection, taken, now)
        turn = turns.said(connection, setup, attempt, number, taken if saved else None)
        if turn.outcome is Outcome.VOICEMAIL:  # nobody detected it; its greeting was understood
            turn = machines.left_with(connection, setup, attempt, AnsweredBy.MACHINE) or turn
    if saved and taken is not None and _may_be_over(taken):
        if attempts.heard_late(system, attempt.id, now):
            return None
    if saved and taken is not None and taken.before.waits and not turn.state.waits:
        transfers.release(system, attempt.id, now)
    if turn.state.waits:
        return _who_waits(system, setup, attempt, turn, now, again=not saved)
    return Said(ref, setup, turn)


def _may_be_over(taken: turns.Taken) -> bool:
    """Whether it has to be made sure that the call has not ended meanwhile: where it would be
    another end with this reply."""
    told = taken.attempt.state == AttemptState.ENDED
    return told or "interested" in taken.changes or taken.turn.outcome is not None


def look(system: System, ref: str, now: datetime, *, parted: bool = False) -> Said | None:
    """Where a call stands that waits for an agent; None: hang up. Nothing was said meanwhile.

    `parted`: it comes from having talked with one. Raises NotFound as `advance` does.
    """
    with system.store.reading() as connection:
        attempt = _talking(connection, ref)
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    turn = engine.turn_of(setup.script, State.from_json(attempt.conversation_state))
    if not turn.state.waits:
        return None if parted else Said(ref, setup, turn)
    return _who_waits(system, setup, attempt, turn, now, again=True, parted=parted)


def _who_waits(
    system: System,
    setup: Setup,
    attempt: Any,
    turn: Turn,
    now: datetime,
    *,
    again: bool,
    parted: bool = False,
) -> Said | None:
    """The call goes on where the person stands: waits, is connected, or gets an appointment."""
    live = transfers.look(system, setup, attempt.id, now, parted=parted)
    state = turn.state
    if live.place is Place.NOBODY:
        return _in_vain(system, setup, attempt, state.turn + 1, now)
    if live.place is Place.OVER:
        return None if parted else _look_again(system, setup, attempt, state.turn)
    if live.place is Place.JOIN:
        state = questions.joined(setup.script, state)
    elif again:
        state = questions.waiting(setup.script, state)
    return Said(attempt.ref, setup, replace(turn, state=state), live)


def _in_vain(
    system: System, setup: Setup, attempt: Any, number: int, now: datetime
) -> Said | None:
    with system.store.transaction() as connection:
        fresh = _talking(connection, attempt.ref)
        taken = turns.in_vain(connection, setup, fresh, number, now)
        saved = taken is not None and turns.save(system, connection, taken, now)
        turn = turns.said(connection, setup, fresh, number, taken if saved else None)
    return None if turn.state.waits else Said(attempt.ref, setup, turn)


def _look_again(system: System, setup: Setup, attempt: Any, number: int) -> Said | None:
    """The wait has ended by another request: what that one has led to; None: hang up."""
    with system.store.reading() as connection:
        fresh = _talking(connection, attempt.ref)
    turn = engine.turn_of(setup.script, State.from_json(fresh.conversation_state))
    return None if turn.state.turn == number else Said(attempt.ref, setup, turn)


def answer_machine(system: System, ref: str) -> Said | None:
    """The call was taken off its conversation: what the machine hears. None: nothing."""
    with system.store.transaction() as connection:
        attempt = _attempt(connection, ref)
        if attempt.state == AttemptState.ENDED:
            return None
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        by = AnsweredBy(attempt.answered_by) if attempt.answered_by else None
        left = machines.left_with(connection, setup, attempt, by)
        return Said(ref, setup, left) if left else None


def end_text(system: System, connection: Connection, attempt: Any, now: datetime) -> None:
    """A conversation by text has come to its end, and with it the attempt."""
    fresh = rows.by_id(connection, attempt.id)
    attempts.end(system, connection, fresh, Ending(CarrierResult.DELIVERED), now)


def _talking(connection: Connection, ref: str) -> Any:
    attempt = _attempt(connection, ref)
    if not attempt.conversation_state:  # none, or the person was forgotten
        raise NotFound("this call has no conversation")
    return attempt


def _attempt(connection: Connection, ref: str) -> Any:
    attempt = rows.by_ref(connection, ref)
    if attempt is None:
        raise NotFound("no attempt has this reference")
    return attempt
