"""Plays calls on the use cases, without HTTP: dial, answer, talk, hang up."""

from datetime import timedelta
from typing import Any

from flows.understanding.heard import Reply
from outreach import attempts, conversations, dialling
from outreach.attempts import Ending
from outreach.clock import ManualClock
from outreach.conversations import Said
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import AttemptState
from outreach.store import tables
from outreach.system import System
from tests import look

# Keys alone, from the first question to the end: born in 1990, interested, work, an afternoon.
INTERESTED = ("1", "1990", "1", "1", "1", "2", "2")
NOT_INTERESTED = ("1", "1990", "1", "1", "2")


def planned(system: System, **wanted: object) -> list[int]:
    """The ids of what is planned, oldest first."""
    found = look.rows(system.store, tables.attempts, state=AttemptState.PLANNED, **wanted)
    return [attempt.id for attempt in found]


def place(system: System, attempt_id: int | None = None) -> str:
    """Places an attempt, the only planned one by default, and returns its ref."""
    if attempt_id is None:
        (attempt_id,) = planned(system)
    dialling.place(system, attempt_id, system.clock.now())
    return str(look.one(system.store, tables.attempts, id=attempt_id).ref)


def answer(
    system: System, ref: str, by: AnsweredBy | None = AnsweredBy.HUMAN, sid: str = ""
) -> Said | None:
    return conversations.answer_call(system, ref, by, system.clock.now(), sid)


def talk(system: System, ref: str, *replies: str) -> Said | None:
    """Answers the call and gives these replies; digits are pressed, words are spoken."""
    said = answer(system, ref)
    for number, reply in enumerate(replies, 1):
        said = advance(system, ref, number, reply)
    return said


def advance(system: System, ref: str, number: int, reply: str, sure: float = 1.0) -> Said | None:
    """Gives reply `number`, of which the recogniser is this sure."""
    given = Reply(keys=reply) if reply.isdecimal() else Reply(words=reply, confidence=sure)
    return conversations.advance(system, ref, number, given, system.clock.now())


def hang_up(
    system: System,
    ref: str,
    result: CarrierResult = CarrierResult.COMPLETED,
    seconds: int = 60,
    sid: str = "",
) -> None:
    """The carrier's last word on the call."""
    attempts.end_by_ref(system, ref, Ending(result, seconds), system.clock.now(), sid)


def wait(system: System, for_: timedelta) -> None:
    assert isinstance(system.clock, ManualClock)
    system.clock.advance(for_)


def next_attempt(system: System) -> Any:
    """The only planned attempt."""
    return look.one(system.store, tables.attempts, state=AttemptState.PLANNED)


def wait_until_due(system: System) -> None:
    """Moves the clock to the moment for which the only planned attempt stands."""
    assert isinstance(system.clock, ManualClock)
    system.clock.set(max(system.clock.now(), next_attempt(system).due_at))
