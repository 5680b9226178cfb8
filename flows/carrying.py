"""Decides what an unfinished conversation leaves to the next one with the same person.

What was answered is handed on under the name `State.earlier`, where nothing is said of it and
nothing depends on it; the engine adds it to what is kept once the identity is confirmed again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.steps import Appoint, Ask, Branch, Step
from flows.turn import Outcome, State, Turn

if TYPE_CHECKING:
    from flows.script import Script

REACHED = "reached"  # kept: the last question that may be taken up again
_SUBJECT = f"kept.{REACHED}"

# Nothing is left to be said; whatever comes next begins anew.
FOR_GOOD = frozenset(
    {
        Outcome.INTERESTED,
        Outcome.NOT_INTERESTED,
        Outcome.REFUSED,
        Outcome.OPT_OUT,
        Outcome.DECEASED,
        Outcome.AWAY,
        Outcome.HUMAN,
        Outcome.LANGUAGE,
    }
)


def named_stops(steps: Mapping[str, Step]) -> frozenset[str]:
    """The questions at which a conversation may be taken up: the script names them in a branch."""
    return frozenset(
        name
        for step in steps.values()
        if isinstance(step, Branch) and step.branch == _SUBJECT
        for name in step.to
        if name
    )


def answers(steps: Mapping[str, Step]) -> frozenset[str]:
    """The names under which answers are kept, without wishes for a time, which pass."""
    kept = {
        name for step in steps.values() if isinstance(step, Ask) for name in step.keep.values()
    }
    return frozenset(kept - {step.appoint for step in steps.values() if isinstance(step, Appoint)})


def is_over(state: State) -> bool:
    """Whether this conversation ended for good, so that none before it counts either."""
    return state.opted_out or state.outcome in FOR_GOOD


def left_by(script: "Script", states: Iterable[State]) -> Mapping[str, str]:
    """What a person's conversations, the latest first, leave to the next one; empty for nothing.

    The latest one that got anywhere counts. Those in which nobody was identified change nothing.
    """
    for state in states:
        if is_over(state):
            return {}
        reached = state.kept.get(REACHED)
        if state.script == script.name and reached in script.stops:
            return {k: v for k, v in state.kept.items() if k == REACHED or k in script.answers}
    return {}


def taking_up(turn: Turn, earlier: Mapping[str, str]) -> Turn:
    """The first turn of a conversation that takes up what an earlier one has left."""
    return replace(turn, state=turn.state.but(earlier=earlier))
