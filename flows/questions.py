"""Which question is under way in a state, what may be answered to it, and what waiting says."""

from typing import TYPE_CHECKING

from flows.steps import Ask, Step, Transfer
from flows.turn import Expects, Line, State
from flows.understanding.heard import Question

if TYPE_CHECKING:
    from flows.script import Script

YES_OR_NO = Expects(Question.YES_NO)  # when we ask back
_DIGITS = {Question.BIRTH_YEAR: 4, Question.SERVICES: 3}


def asked_in(state: State, step: Step | None) -> Ask | None:
    """The question under way, if any; whoever waits for an agent may leave."""
    if isinstance(step, Transfer):
        return step.question if state.waits and step.leave else None
    return step if state.outcome is None and isinstance(step, Ask) else None


def expected(step: Ask) -> Expects:
    """What may be answered to a question."""
    return Expects(step.ask, _DIGITS.get(step.ask, 1), step.hints)


def waiting(script: "Script", state: State) -> State:
    """What whoever waits hears while the next agent is looked for; nothing else changes."""
    step = script.steps.get(state.step)
    said = step.wait if isinstance(step, Transfer) else ()
    return state.but(said=tuple(Line(wording) for wording in said))


def joined(script: "Script", state: State) -> State:
    """What is said last, when an agent has accepted."""
    step = script.steps.get(state.step)
    said = step.joined if isinstance(step, Transfer) else ()
    return state.but(said=tuple(Line(wording) for wording in said))
