"""Where transcripts lead: the steps they pass and the routes they take through a script."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from flows.engine import begin, nobody_free, resume
from flows.medium import Medium
from flows.script import Script
from flows.steps import AGAIN, Ask, Step, Transfer
from flows.turn import State
from flows.understanding.heard import Intent
from tests.flows.transcripts import Transcript, reply, taken_up

_TARGETS = ("next", "right", "wrong", "unknown", "agreed", "moved", "unsure", "otherwise")


class Route(NamedTuple):
    """One way on from a step. `why` is the intent at a question, and empty elsewhere."""

    step: str
    why: str
    target: str


class _Watched(dict[str, Step]):
    """The steps of a script; notes which of them the engine looks up, in order."""

    def __init__(self, steps: Mapping[str, Step]) -> None:
        super().__init__(steps)
        self.passed: list[str] = []

    def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
        self.passed.append(name)
        return super().get(name, default)


def routes_written(script: Script) -> set[Route]:
    """Every way on that the script names: of its questions, of its other steps, of its exits."""
    written = set()
    for name, step in script.steps.items():
        if isinstance(step, Transfer):
            leaves = (Intent.LATER.value, Intent.NO.value, "")  # the last: no agent was found
            written |= {Route(name, why, step.leave) for why in leaves if step.leave}
            continue
        if isinstance(step, Ask):
            for intent, targets in step.routes.items():
                written |= {Route(name, intent.value, _named(name, each)) for each in targets}
            continue
        targets = {getattr(step, field, None) for field in _TARGETS}
        targets |= set(getattr(step, "to", {}).values())
        written |= {Route(name, "", each) for each in targets if each and each != AGAIN}
    return written


def exits_written(script: Script) -> set[tuple[str, str]]:
    """(intent, target) of what holds at every question; `again` is the question itself."""
    exits = script.document["exits"]
    return {
        (intent, target)
        for intent, targets in exits.items()
        for target in ([targets] if isinstance(targets, str) else targets)
    }


def trails(script: Script, transcripts: Iterable[tuple[Transcript, Medium]]) -> set[Route]:
    """The routes that these transcripts take."""
    watched = _Watched(script.steps)
    followed = replace(script, steps=watched)
    return {
        route
        for transcript, medium in transcripts
        for route in _trail(followed, watched, transcript, medium)
    }


def _trail(
    script: Script, watched: _Watched, transcript: Transcript, medium: Medium
) -> Iterator[Route]:
    context = transcript.context()
    watched.passed = []
    turn = begin(script, context, medium, inbound=transcript.inbound)
    yield from (Route(a, "", b) for a, b in pairwise(watched.passed))
    earlier: list[State] = []
    for mark, text in transcript.lines:
        if mark == ">":
            watched.passed = []
            asked = turn.state.step
            turn = resume(script, turn.state, reply(text, turn), context)
            passed = watched.passed[1:]  # the first look is at the question itself
            if passed and turn.heard:
                yield Route(asked, turn.heard.intent.value, passed[0])
            yield from (Route(a, "", b) for a, b in pairwise(passed))
        elif mark == "!":
            watched.passed = []
            turn = nobody_free(script, turn.state, context)
            yield from (Route(a, "", b) for a, b in pairwise(watched.passed))
        elif mark == "~":
            earlier.insert(0, turn.state)
            turn = taken_up(script, earlier, text, context)


def _named(question: str, target: str) -> str:
    return question if target == AGAIN else target
