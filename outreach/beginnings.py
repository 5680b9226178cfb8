"""How an attempt's conversation begins: anew, or where an earlier one with the person stopped."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flows import engine
from flows.carrying import left_by, taking_up
from flows.medium import Medium
from flows.phrases import phrase
from flows.turn import Line, Person, State, Turn
from outreach.setups import Setup
from outreach.store import conversations
from outreach.store.database import Connection


def first_turn(
    connection: Connection, setup: Setup, attempt: Any, medium: Medium, now: datetime
) -> Turn:
    """What is said first. It takes up what the person's latest conversation has left, if any.

    Only who was identified before can have left anything, so that others cost no question.
    """
    context = setup.context(person_of(attempt), now)
    turn = engine.begin(setup.script, context, medium, inbound=attempt.inbound)
    if attempt.identified_at is None:
        return turn
    earlier = left_of_case(connection, setup, attempt.case_id, now, but_of=attempt.id)
    return taking_up(turn, earlier)


def left_of_case(
    connection: Connection, setup: Setup, case_id: int, now: datetime, *, but_of: int = 0
) -> Mapping[str, str]:
    """What the case's conversations have left to take up, without that of attempt `but_of`."""
    days = setup.policy.carry_on_days
    if not days:
        return {}
    since = now - timedelta(days=days)
    known = conversations.states_of_case(connection, case_id, since=since, but_of=but_of)
    return left_by(setup.script, map(State.from_json, known))


def begin_conversation(connection: Connection, attempt: Any, state: State, now: datetime) -> None:
    """Writes the first state of an attempt's conversation, unless it is there already."""
    conversations.begin(
        connection,
        attempt_id=attempt.id,
        case_id=attempt.case_id,
        medium=state.medium,
        script=state.script,
        script_version=state.version,
        locale=state.locale,
        state=state.to_json(),
        turn=0,
        started_at=now,
    )


def person_of(attempt: Any) -> Person:
    """What a conversation may know of the person of an attempt's row."""
    return Person(
        attempt.name_sealed,
        attempt.birth_year,
        attempt.municipality,
        attempt.locale,
        attempt.limits or "",
    )


def say(setup: Setup, lines: tuple[Line, ...], medium: Medium, locale: str) -> str:
    """The lines of a turn as one text."""
    return " ".join(phrase(setup.script, line, medium, locale) for line in lines)
