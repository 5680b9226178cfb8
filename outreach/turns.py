"""A reply of a conversation: understood first, then saved with all that it changes, once.

Every reply has a number. One that was taken already gets the answer that it got the first time.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flows import engine
from flows.limits import LIMITS, lifted, merged
from flows.turn import State, Turn
from flows.understanding.heard import Reply
from outreach import case_facts, opt_outs
from outreach.agents import transfers
from outreach.agents.offering import agents_free
from outreach.beginnings import person_of
from outreach.case_facts import Stage, is_new
from outreach.opt_outs import Scope
from outreach.setups import Setup
from outreach.store import conversations, registry, suppressions
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reply comes to, and has not been saved yet."""

    attempt: Any
    number: int
    reply: Reply
    before: State
    turn: Turn
    limits: str
    changes: dict[str, Any]  # in the case
    nobody: bool = False  # whoever waited for an agent did so in vain

    @property
    def is_plain(self) -> bool:
        """Whether it changes nothing but the conversation and its case."""
        before, after = self.before, self.turn.state
        return (
            not self.changes_locale
            and not self.changes_limits
            and (before.opted_out, before.may_opt_out) == (after.opted_out, after.may_opt_out)
            and not is_new(before, after, "opt_out_of")
            and before.waits == after.waits
        )

    @property
    def changes_limits(self) -> bool:
        return self.limits != (self.attempt.limits or "")

    @property
    def changes_locale(self) -> bool:
        after = self.turn.state
        return bool(after.identified and after.locale != self.attempt.locale)


def understood(
    connection: Connection, setup: Setup, attempt: Any, number: int, reply: Reply, now: datetime
) -> Taken | None:
    """What reply `number` comes to; None when it was taken already, or nothing is asked."""
    state = State.from_json(attempt.conversation_state)
    over = state.outcome is not None and not state.waits
    if number != state.turn + 1 or over:
        return None
    context = setup.context(person_of(attempt), now, state.kept)
    turn = engine.resume(setup.script, state, reply, context)
    if turn.asked_for_agent and agents_free(connection, setup, attempt, state.kept, now):
        context = replace(context, agents_free=True)
        turn = engine.resume(setup.script, state, reply, context)
    if turn.state.opted_out and not state.opted_out and _shared(connection, attempt):
        turn = engine.resume(setup.script, state, reply, replace(context, number_shared=True))
    limits = _limits(setup, attempt, state, turn.state)
    changes = case_facts.changes(state, turn.state, now)
    if case_facts.takes_back(state, turn.state):
        others = conversations.said_in_case(connection, attempt.case_id, but_of=attempt.id)
        changes = case_facts.of_conversations(Stage.of(*row) for row in others)
    return Taken(attempt, number, reply, state, turn, limits, changes)


def in_vain(
    connection: Connection, setup: Setup, attempt: Any, number: int, now: datetime
) -> Taken | None:
    """No agent was found for whoever waits: what they hear next, as reply `number`."""
    state = State.from_json(attempt.conversation_state)
    if number != state.turn + 1 or not state.waits:
        return None
    context = setup.context(person_of(attempt), now, state.kept)
    turn = engine.nobody_free(setup.script, state, context)
    limits, changes = attempt.limits or "", case_facts.changes(state, turn.state, now)
    return Taken(attempt, number, Reply(), state, turn, limits, changes, nobody=True)


def save(system: System, connection: Connection, taken: Taken, now: datetime) -> bool:
    """Saves it with what it changes at once, whatever happens to the rest of the conversation.

    False when another request with the same number was faster.
    """
    attempt, before, after = taken.attempt, taken.before, taken.turn.state
    saved = conversations.advance(
        connection,
        attempt.conversation_id,
        number=taken.number,
        state=after.to_json(),
        outcome=taken.turn.outcome,
        over=taken.turn.expects is None,
        now=now,
        turn=_as_row(taken),
        case_id=attempt.case_id,
        changes=taken.changes,
    )
    if not saved:
        return False
    if taken.changes_locale:
        registry.set_locale(connection, attempt.person_id, after.locale)
    if taken.changes_limits:
        registry.set_limits(connection, attempt.person_id, taken.limits)
    _remember_opt_out(system, connection, attempt, before, after, now)
    if before.waits != after.waits:
        transfers.follow(connection, attempt, before, after, now, nobody=taken.nobody)
    if is_new(before, after, "opt_out_of"):
        _narrow(system, connection, attempt, Scope(after.kept["opt_out_of"]), now)
    return True


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
    taken = understood(connection, setup, attempt, number, reply, now)
    saved = taken is not None and save(system, connection, taken, now)
    return said(connection, setup, attempt, number, taken if saved else None)


def said(
    connection: Connection, setup: Setup, attempt: Any, number: int, taken: Taken | None
) -> Turn:
    """What follows on a reply that was saved. None: one that was taken already gets what it got
    the first time, and one that was never asked for what was last said."""
    if taken is not None:
        return taken.turn
    earlier = conversations.state_after(connection, attempt.conversation_id, number)
    state = State.from_json(earlier or attempt.conversation_state)
    return engine.turn_of(setup.script, state)


def _as_row(taken: Taken) -> dict[str, Any]:
    heard, reply = taken.turn.heard, taken.reply
    return {
        "step": taken.before.step,
        "reply": reply.keys or reply.words,
        "confidence": reply.confidence,
        "intent": heard.intent if heard else "silence",
        "value": heard.value if heard else None,
        "rule": heard.rule if heard else "",
    }


def _limits(setup: Setup, attempt: Any, before: State, after: State) -> str:
    """When not to call, which holds from the turn on and in every campaign. Whoever agrees on a
    time has lifted what spoke against it."""
    limits: str = attempt.limits or ""
    if is_new(before, after, LIMITS):
        limits = merged(limits, after.kept[LIMITS])
    if is_new(before, after, "appointment"):
        agreed = datetime.fromisoformat(after.kept["appointment"])
        limits = lifted(limits, agreed.astimezone(setup.hours.zone))
    return limits


def _shared(connection: Connection, attempt: Any) -> bool:
    """Whether an opt-out has to be asked about. Looked up only when there is one."""
    return suppressions.is_shared(connection, attempt.number_hash)


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
