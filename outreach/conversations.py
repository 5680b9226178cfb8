"""One turn of a conversation: take the reply once, remember what it means, say what comes next.

A carrier repeats its requests. Every reply has a number; one that was taken already gets the
answer that it got the first time, and changes nothing.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flows import engine
from flows.limits import LIMITS, lifted, merged
from flows.medium import Medium
from flows.turn import Outcome, State, Turn
from flows.understanding.heard import Reply
from outreach import attempts, machines, opt_outs
from outreach.attempts import Ending
from outreach.beginnings import begin_conversation, first_turn, person_of
from outreach.errors import NotFound
from outreach.opt_outs import Scope
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import AttemptState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import cases, conversations, registry, suppressions
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Said:
    """What to say now, and how. `number` is that of the reply that comes next."""

    ref: str
    setup: Setup
    turn: Turn

    @property
    def number(self) -> int:
        return self.turn.state.turn + 1

    @property
    def locale(self) -> str:
        return self.turn.state.locale


def answer_call(
    system: System, ref: str, answered_by: AnsweredBy | None, now: datetime
) -> Said | None:
    """The call was answered: what to say first. None: say nothing and hang up.

    A machine hears what the policy leaves with it. Raises NotFound for a ref that is not ours.
    """
    with system.store.transaction() as connection:
        attempt = _attempt(connection, ref)
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

    Raises NotFound for a call that is not ours or whose conversation never began.
    """
    with system.store.transaction() as connection:
        attempt = _attempt(connection, ref)
        if not attempt.conversation_state:  # none, or the person was forgotten
            raise NotFound("this call has no conversation")
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        turn = take(system, connection, setup, attempt, number, reply, now)
        if turn.outcome is Outcome.VOICEMAIL:  # nobody detected it; its greeting was understood
            turn = machines.left_with(connection, setup, attempt, AnsweredBy.MACHINE) or turn
        return Said(ref, setup, turn)


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


def take(
    system: System,
    connection: Connection,
    setup: Setup,
    attempt: Any,
    number: int,
    reply: Reply,
    now: datetime,
) -> Turn:
    """Takes reply `number` in this transaction, or repeats what it got the first time."""
    state = State.from_json(attempt.conversation_state)
    if number != state.turn + 1 or state.outcome is not None:
        return _repeated(connection, setup, attempt, number, state)
    context = setup.context(person_of(attempt), now, state.kept)
    turn = engine.resume(setup.script, state, reply, context)
    if turn.state.opted_out and not state.opted_out and _shared(connection, attempt):
        turn = engine.resume(setup.script, state, reply, replace(context, number_shared=True))
    heard = turn.heard
    taken = conversations.advance(
        connection,
        attempt.conversation_id,
        number=number,
        state=turn.state.to_json(),
        outcome=turn.outcome,
        over=turn.expects is None,
        now=now,
        turn={
            "step": state.step,
            "reply": reply.keys or reply.words,
            "confidence": reply.confidence,
            "intent": heard.intent if heard else "silence",
            "value": heard.value if heard else None,
            "rule": heard.rule if heard else "",
        },
    )
    if not taken:  # another request with the same number was faster
        return _repeated(connection, setup, attempt, number, state)
    _remember(system, connection, attempt, state, turn.state, now)
    return turn


def _shared(connection: Connection, attempt: Any) -> bool:
    """Whether an opt-out has to be asked about. Looked up only when there is one."""
    return len(suppressions.people_at(connection, attempt.number_hash)) > 1


def _repeated(
    connection: Connection, setup: Setup, attempt: Any, number: int, current: State
) -> Turn:
    earlier = conversations.state_after(connection, attempt.conversation_id, number)
    state = State.from_json(earlier) if earlier else current
    return engine.turn_of(setup.script, state)


def _remember(
    system: System,
    connection: Connection,
    attempt: Any,
    before: State,
    after: State,
    now: datetime,
) -> None:
    """What this turn changes at once, whatever happens to the rest of the conversation."""
    changes: dict[str, Any] = {}
    if after.identified and not before.identified:
        changes["identified_at"] = now
    if after.identified and _new(before, after, "interest"):
        changes["validated_at"] = now
        changes["interested"] = after.kept["interest"] == "yes"
    for kept, column in (("services", "services"), ("municipality", "municipality")):
        if _new(before, after, kept):
            changes[column] = after.kept[kept]
    if after.identified and after.locale != attempt.locale:
        registry.set_locale(connection, attempt.person_id, after.locale)
    _remember_limits(system, connection, attempt, before, after)
    _remember_opt_out(system, connection, attempt, before, after, now)
    if _new(before, after, "opt_out_of"):
        _narrow(system, connection, attempt, Scope(after.kept["opt_out_of"]), now)
    cases.change(connection, attempt.case_id, **changes)


def _remember_limits(
    system: System, connection: Connection, attempt: Any, before: State, after: State
) -> None:
    """When not to call holds from the turn on, in every campaign. Whoever agrees on a time has
    lifted what spoke against it."""
    limits = attempt.limits or ""
    if _new(before, after, LIMITS):
        limits = merged(limits, after.kept[LIMITS])
    if _new(before, after, "appointment"):
        zone = system.setup(connection, attempt.campaign_id, attempt.script_version).hours.zone
        agreed = datetime.fromisoformat(after.kept["appointment"])
        limits = lifted(limits, agreed.astimezone(zone))
    if limits != (attempt.limits or ""):
        registry.set_limits(connection, attempt.person_id, limits)


def _new(before: State, after: State, name: str) -> bool:
    value = after.kept.get(name)
    return bool(value) and value not in (before.kept.get(name), before.earlier.get(name))


def _remember_opt_out(
    system: System,
    connection: Connection,
    attempt: Any,
    before: State,
    after: State,
    now: datetime,
) -> None:
    """An opt-out takes effect at its turn, also one that we ask back about; see opt_outs."""
    if after.opted_out and not before.opted_out:
        opt_outs.opt_out_said(system, connection, attempt, now=now)
    elif after.may_opt_out and not before.may_opt_out:
        opt_outs.hold(connection, attempt, now=now)
    elif before.may_opt_out and not after.may_opt_out:
        opt_outs.release(connection, attempt)


def _narrow(
    system: System, connection: Connection, attempt: Any, scope: Scope, now: datetime
) -> None:
    """The household said for whom the opt-out of this conversation holds, and for whom not."""
    of_number = scope is Scope.NUMBER
    opt_outs.take_back(
        system,
        connection,
        person_ids=[attempt.person_id] if of_number else [],
        number_hashes=[] if of_number else [attempt.number_hash],
        source=opt_outs.source_of(attempt),
        now=now,
    )


def end_text(system: System, connection: Connection, attempt: Any, now: datetime) -> None:
    """A conversation by text has come to its end, and with it the attempt."""
    fresh = rows.by_id(connection, attempt.id)
    attempts.end(system, connection, fresh, Ending(CarrierResult.DELIVERED), now)


def _attempt(connection: Connection, ref: str) -> Any:
    attempt = rows.by_ref(connection, ref)
    if attempt is None:
        raise NotFound("no attempt has this reference")
    return attempt
