"""Finds what is wrong with a script as a conversation, each with the path that shows it."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from flows.medium import Medium
from flows.steps import AGAIN, Appoint, Ask, Branch, Check, Say, Step
from flows.translation_checks import translation_faults
from flows.turn import Outcome
from flows.understanding.heard import Intent
from flows.wording_checks import WordingFault, faults, revealing

if TYPE_CHECKING:
    from flows.script import Script


class Kind(StrEnum):
    """Kinds of problem."""

    DEAD_END = "dead_end"  # nothing, or nothing that exists, comes next
    UNREACHABLE = "unreachable"  # no path leads to the step, or nothing says the wording
    ENDLESS = "endless"  # a circle in which nobody is asked, or one that never gives up
    NO_WAY_OUT = "no_way_out"  # a question that does not take an intent everybody may have
    DISCLOSURE = "disclosure"  # the programme is revealed before the identity is confirmed
    MISSING_WORDING = "missing_wording"
    MISSING_TRANSLATION = "missing_translation"  # in a language that the script promises
    TOO_LONG = "too_long"  # for two segments of text
    FOREIGN_LETTERS = "foreign_letters"  # that make a segment 70 letters short
    PLACEHOLDER = "placeholder"  # a name in braces that nothing fills


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `path` are the steps from the beginning, with what the person said."""

    kind: Kind
    what: str
    path: tuple[str, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether a script is not used for it. A lack of translations only shows."""
        return self.kind is not Kind.MISSING_TRANSLATION

    def __str__(self) -> str:
        shown = f" (path: {' → '.join(self.path)})" if self.path else ""
        return f"{self.kind}: {self.what}{shown}"


class _At(NamedTuple):
    """A place in the conversation: all that decides what may come next."""

    medium: Medium
    step: str
    identified: bool
    asking: str  # the question under way; "" before the first


_MUST_TAKE = (Intent.SILENCE, Intent.UNCLEAR, Intent.OPT_OUT, Intent.WHO, Intent.HUMAN)
_SOMEBODY_ELSE = (Intent.NOT_HERE, Intent.WRONG_NUMBER, Intent.DECEASED)
_ANSWERS: dict[str, tuple[str, ...]] = {
    "identified": ("yes", "no"),
    "agents_free": ("yes", "no"),
    "medium": ("voice", "text"),
    "speaks": ("yes", "no"),
    "birth_year": ("known", "unknown"),
    "municipality": ("known", "unknown"),
}
_WORDING_KINDS = {
    WordingFault.TOO_LONG: Kind.TOO_LONG,
    WordingFault.FOREIGN_LETTERS: Kind.FOREIGN_LETTERS,
    WordingFault.PLACEHOLDER: Kind.PLACEHOLDER,
    WordingFault.EMPTY: Kind.MISSING_WORDING,
    WordingFault.UNTRANSLATED: Kind.MISSING_TRANSLATION,
}


def problems(script: "Script") -> list[Problem]:
    """Every problem of the script, each once, by its shortest path."""
    walks = _Walks(script)
    found = [
        *walks.dead_ends(),
        *_no_way_out(script, walks),
        *_circles(script, walks),
        *_disclosures(script, walks),
        *_missing_wordings(script, walks),
        *_unreachable(script, walks),
        *_wordings(script),
    ]
    return list({(each.kind, each.what): each for each in reversed(found)}.values())[::-1]


class _Walks:
    """Every place that any conversation can reach, in each medium, and how it is reached."""

    def __init__(self, script: "Script") -> None:
        self.script = script
        self.came: dict[_At, tuple[_At | None, str]] = {}
        self.lost: list[tuple[_At, str]] = []  # a place, and the missing target
        todo: deque[_At] = deque()
        for medium in Medium:
            for start in dict.fromkeys((script.begin, script.begin_inbound)):
                self._reach(_At(medium, start, False, ""), None, "", todo)
        while todo:
            at = todo.popleft()
            for target, label, after in self.ways(at):
                self._reach(after._replace(step=target), at, label, todo)

    def _reach(self, at: _At, before: _At | None, label: str, todo: deque[_At]) -> None:
        if at.step not in self.script.steps:
            self.lost.append((before or at, at.step))
        elif at not in self.came:
            self.came[at] = (before, label)
            todo.append(at)

    def ways(self, at: _At) -> Iterator[tuple[str, str, _At]]:
        """The steps that may follow a place, why, and what is then known."""
        step = self.script.steps[at.step]
        if isinstance(step, Ask):
            yield from self._answers(at)
            return
        for target, label in _targets(step, at):
            known = label == "right" or at.identified
            after = at._replace(identified=known)
            yield (at.asking if target == AGAIN else target), label, after

    def _answers(self, at: _At) -> Iterator[tuple[str, str, _At]]:
        for intent, ways in self.script.routes[at.step].items():
            if intent is Intent.SILENCE and at.medium is Medium.TEXT:
                continue
            known = at.identified and intent not in _SOMEBODY_ELSE
            after = at._replace(identified=known, asking=at.step)
            for target in ways:
                yield (at.step if target == AGAIN else target), intent.value, after

    def path(self, at: _At) -> tuple[str, ...]:
        """The shortest way to a place, as a person can read it."""
        steps: list[str] = []
        here: _At | None = at
        label = ""
        while here is not None:
            steps.append(f"{here.step} ({label})" if label else here.step)
            here, label = self.came[here]
        return (at.medium.value, *reversed(steps))

    def dead_ends(self) -> Iterator[Problem]:
        for at, target in self.lost:
            what = f"'{target}', which does not exist" if target else "nothing"
            yield Problem(Kind.DEAD_END, f"'{at.step}' leads to {what}", self._path_to(at))

    def _path_to(self, at: _At) -> tuple[str, ...]:
        return self.path(at) if at in self.came else (at.medium.value,)


def _targets(step: Step, at: _At) -> list[tuple[str, str]]:
    if isinstance(step, Say):
        return [(step.next or "", "")]
    if isinstance(step, Check):
        return [(step.right, "right"), (step.wrong, "wrong"), (step.unknown, "unknown")]
    if isinstance(step, Appoint):
        return [(step.agreed, "agreed"), (step.moved, "moved"), (step.unknown, "unknown")]
    if not isinstance(step, Branch):
        return []  # the end
    if step.branch == "identified":
        possible: tuple[str, ...] = ("yes" if at.identified else "no",)
    elif step.branch == "medium":
        possible = (at.medium.value,)
    else:
        possible = _ANSWERS.get(step.branch, (*step.to, "anything else"))
    return [(step.to.get(value, step.otherwise or ""), f"{value}") for value in possible]


def _no_way_out(script: "Script", walks: _Walks) -> Iterator[Problem]:
    for at in walks.came:
        if not isinstance(script.steps[at.step], Ask):
            continue
        for intent in _MUST_TAKE:
            if not script.routes[at.step].get(intent):
                what = f"question '{at.step}' has no way out for '{intent}'"
                yield Problem(Kind.NO_WAY_OUT, what, walks.path(at))
            elif intent is Intent.OPT_OUT and not _opts_out(script, walks, at):
                what = f"'opt_out' at question '{at.step}' does not end in opt_out at once"
                yield Problem(Kind.NO_WAY_OUT, what, walks.path(at))


def _opts_out(script: "Script", walks: _Walks, at: _At) -> bool:
    after = at._replace(asking=at.step)
    todo, seen = [after._replace(step=n) for n in script.routes[at.step][Intent.OPT_OUT]], set()
    while todo:
        here = todo.pop()
        step = script.steps.get(here.step)
        if step is None or isinstance(step, Ask):
            return False
        if getattr(step, "end", Outcome.OPT_OUT) is not Outcome.OPT_OUT:
            return False
        if here not in seen:
            seen.add(here)
            todo += [known._replace(step=target) for target, _, known in walks.ways(here)]
    return True


def _circles(script: "Script", walks: _Walks) -> Iterator[Problem]:
    for at in walks.came:
        if isinstance(script.steps[at.step], Ask):
            for intent in (Intent.SILENCE, Intent.UNCLEAR):
                ways = script.routes[at.step].get(intent, ())
                last = at._replace(step=ways[-1] if ways else "", asking=at.step)
                if _returns(script, walks, last, at.step):
                    what = f"'{intent}' at question '{at.step}' asks again for ever"
                    yield Problem(Kind.ENDLESS, what, walks.path(at))
        elif _returns(script, walks, at, at.step):
            what = f"'{at.step}' comes back to itself without asking anything"
            yield Problem(Kind.ENDLESS, what, walks.path(at))


def _returns(script: "Script", walks: _Walks, start: _At, name: str) -> bool:
    # whether `name` is reached from `start` without a question in between
    first = start.asking if start.step == AGAIN else start.step
    if first == name and start.step == AGAIN:
        return True
    todo, seen = [start._replace(step=first)], set()
    while todo:
        here = todo.pop()
        step = script.steps.get(here.step)
        if step is None or isinstance(step, Ask) or here in seen:
            continue
        seen.add(here)
        for target, _, known in walks.ways(here):
            if target == name:
                return True
            todo.append(known._replace(step=target))
    return False


def _said(step: Step) -> tuple[str, ...]:
    return (*step.say, *step.again) if isinstance(step, Ask) else step.say


def _disclosures(script: "Script", walks: _Walks) -> Iterator[Problem]:
    secret = revealing(script)
    for at in walks.came:
        if at.identified:
            continue
        step = script.steps[at.step]
        if step.reveals:
            yield Problem(Kind.DISCLOSURE, f"step '{at.step}' reveals", walks.path(at))
        for wording in _said(step):
            if wording in secret:
                what = f"wording '{wording}' of step '{at.step}' reveals"
                yield Problem(Kind.DISCLOSURE, what, walks.path(at))
    for occasion, wording in script.notices.items():
        if wording in secret:
            what = f"wording '{wording}' of notice '{occasion}' reveals"
            yield Problem(Kind.DISCLOSURE, what, ("text", f"notice {occasion}"))


def _missing_wordings(script: "Script", walks: _Walks) -> Iterator[Problem]:
    for at in walks.came:
        for wording in _said(script.steps[at.step]):
            known = script.wordings.get(wording)
            if known is None or getattr(known, at.medium.value) is None:
                what = f"wording '{wording}' of step '{at.step}' has no {at.medium} variant"
                yield Problem(Kind.MISSING_WORDING, what, walks.path(at))
    for occasion, wording in script.notices.items():
        known = script.wordings.get(wording)
        if known is None or known.text is None:
            what = f"wording '{wording}' of notice '{occasion}' has no text variant"
            yield Problem(Kind.MISSING_WORDING, what, ("text", f"notice {occasion}"))


def _unreachable(script: "Script", walks: _Walks) -> Iterator[Problem]:
    reached = {at.step for at in walks.came}
    used = set(script.notices.values())
    for name, step in script.steps.items():
        used.update(_said(step))
        if name not in reached:
            yield Problem(Kind.UNREACHABLE, f"no path leads to step '{name}'")
    for name in script.wordings:
        if name not in used:
            yield Problem(Kind.UNREACHABLE, f"no step says wording '{name}'")


def _wordings(script: "Script") -> Iterator[Problem]:
    for fault, what in (*faults(script), *translation_faults(script)):
        yield Problem(_WORDING_KINDS[fault], what)
