"""Every place that any conversation by a script can reach, in each medium, and the way to it."""

from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from flows.identity import SOMEBODY_ELSE
from flows.medium import Medium
from flows.steps import AGAIN, Appoint, Ask, Branch, Check, Say, Step, Transfer
from flows.understanding.heard import Intent

if TYPE_CHECKING:
    from flows.script import Script

_ANSWERS: dict[str, tuple[str, ...]] = {
    "identified": ("yes", "no"),
    "agents_free": ("yes", "no"),
    "number_shared": ("yes", "no"),
    "medium": ("voice", "text"),
    "speaks": ("yes", "no"),
    "birth_year": ("known", "unknown"),
    "municipality": ("known", "unknown"),
}


class At(NamedTuple):
    """A place in the conversation: all that decides what may come next."""

    medium: Medium
    step: str
    identified: bool
    asking: str  # the question under way; "" before the first


class Way(NamedTuple):
    """One way on: the step it leads to, why, and what is known there."""

    target: str
    why: str
    known: At

    @property
    def at(self) -> At:
        return self.known._replace(step=self.target)


class Walks:
    """What can be reached, by the shortest way."""

    def __init__(self, script: "Script") -> None:
        self.script = script
        self.came: dict[At, tuple[At | None, str]] = {}
        self.lost: list[tuple[At, str]] = []  # a place, and the missing target
        self._ways: dict[At, tuple[Way, ...]] = {}
        todo: deque[At] = deque()
        for medium in Medium:
            for start in dict.fromkeys((script.begin, script.begin_inbound)):
                self._reach(At(medium, start, False, ""), None, "", todo)
        while todo:
            at = todo.popleft()
            for way in self.ways(at):
                self._reach(way.at, at, way.why, todo)

    def _reach(self, at: At, before: At | None, why: str, todo: deque[At]) -> None:
        if at.step not in self.script.steps:
            self.lost.append((before or at, at.step))
        elif at not in self.came:
            self.came[at] = (before, why)
            todo.append(at)

    def ways(self, at: At) -> tuple[Way, ...]:
        """What may follow a place."""
        if at not in self._ways:
            self._ways[at] = tuple(self._found(at))
        return self._ways[at]

    def _found(self, at: At) -> Iterator[Way]:
        step = self.script.steps[at.step]
        if isinstance(step, Ask):
            yield from self._answers(at)
            return
        if isinstance(step, Transfer):
            yield from self._while_waiting(at)
            return
        for target, why in targets(step, at):
            known = at._replace(identified=why == "right" or at.identified)
            yield Way(at.asking if target == AGAIN else target, why, known)

    def _answers(self, at: At) -> Iterator[Way]:
        for intent, leads in self.script.routes[at.step].items():
            if intent is Intent.SILENCE and at.medium is Medium.TEXT:
                continue
            known = at.identified and intent not in SOMEBODY_ELSE
            after = at._replace(identified=known, asking=at.step)
            for target in leads:
                yield Way(at.step if target == AGAIN else target, intent.value, after)
        for intent, confirm in self.script.confirm[at.step].items():
            if confirm.asks == "person" and not at.identified:
                continue
            # what is confirmed goes where the intent leads; only what is denied leads elsewhere
            target = at.step if confirm.denied == AGAIN else confirm.denied
            yield Way(target, f"{intent}, denied", at._replace(asking=at.step))

    def _while_waiting(self, at: At) -> Iterator[Way]:
        for intent, leads in self.script.routes.get(at.step, {}).items():
            for target in leads:
                if target != AGAIN:
                    yield Way(target, intent.value, at._replace(asking=at.step))

    def path(self, at: At) -> tuple[str, ...]:
        """The shortest way to a place, as a person can read it."""
        steps: list[str] = []
        here: At | None = at
        why = ""
        while here in self.came:
            steps.append(f"{here.step} ({why})" if why else here.step)
            here, why = self.came[here]
        return (at.medium.value, *reversed(steps))

    def returns(self, start: At, name: str) -> bool:
        """Whether the step `name` follows `start` without anything being asked in between."""
        return any(at.step == name for at in self._silently(start))

    def next_questions(self, start: At) -> set[At]:
        """The questions that may be asked next once the conversation stands at `start`."""
        asks = (start, *self._silently(start))
        return {at for at in asks if isinstance(self.script.steps.get(at.step), Ask)}

    def _silently(self, start: At) -> Iterator[At]:
        # whatever follows without a question, and the questions at which that stops
        todo, seen = [start], set()
        while todo:
            here = todo.pop()
            step = self.script.steps.get(here.step)
            if step is None or isinstance(step, (Ask, Transfer)) or here in seen:
                continue
            seen.add(here)
            for way in self.ways(here):
                yield way.at
                todo.append(way.at)


def targets(step: Step, at: At) -> list[tuple[str, str]]:
    """Where a step that asks nothing may lead from here, and why; `again` as it is written."""
    if isinstance(step, Say):
        return [(step.next or "", "")]
    if isinstance(step, Check):
        return [(step.right, "right"), (step.wrong, "wrong"), (step.unknown, "unknown")]
    if isinstance(step, Appoint):
        unsure = [(step.unsure, "unsure")] if step.unsure else []
        known = [(step.agreed, "agreed"), (step.moved, "moved"), (step.unknown, "unknown")]
        return [*known, *unsure]
    if not isinstance(step, Branch):
        return []  # the end
    if step.branch == "identified":
        possible: tuple[str, ...] = ("yes" if at.identified else "no",)
    elif step.branch == "medium":
        possible = (at.medium.value,)
    else:
        possible = _ANSWERS.get(step.branch, (*step.to, "anything else"))
    return [(step.to.get(value, step.otherwise or ""), value) for value in possible]
