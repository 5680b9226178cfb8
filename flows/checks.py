"""Finds what is wrong with a script as a conversation, each with the path that shows it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flows.documents import Place
from flows.medium import Medium
from flows.steps import Ask, Step, Transfer
from flows.translation_checks import translation_faults
from flows.turn import Outcome
from flows.understanding.heard import Intent
from flows.walks import At, Walks
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
    line: int = field(default=1, compare=False)
    place: Place = field(default=(), compare=False)
    wording: str = field(default="", compare=False)  # what would have to be said differently

    @property
    def refuses(self) -> bool:
        """Whether a script is not used for it. A lack of translations only shows."""
        return self.kind is not Kind.MISSING_TRANSLATION

    def __str__(self) -> str:
        shown = f" (path: {' → '.join(self.path)})" if self.path else ""
        return f"{self.kind}: {self.what}{shown}"

    def told(self, source: str) -> str:
        """As an error of a file is told: file, line, what is wrong and what was expected."""
        return f"{source}, line {self.line}: {self}"


_MUST_TAKE = (Intent.SILENCE, Intent.UNCLEAR, Intent.OPT_OUT, Intent.WHO, Intent.HUMAN)
_NOTICES = ("missed_call",)  # what is sent where nobody can answer a text
_SPOKEN = ("voicemail",)  # what is left with a machine
_WORDING_KINDS = {
    WordingFault.TOO_LONG: Kind.TOO_LONG,
    WordingFault.FOREIGN_LETTERS: Kind.FOREIGN_LETTERS,
    WordingFault.PLACEHOLDER: Kind.PLACEHOLDER,
    WordingFault.EMPTY: Kind.MISSING_WORDING,
    WordingFault.UNTRANSLATED: Kind.MISSING_TRANSLATION,
}


def problems(script: "Script") -> list[Problem]:
    """Every problem of the script, each once, by its shortest path."""
    found = list(_Checks(script).found())
    return list({(each.kind, each.what): each for each in reversed(found)}.values())[::-1]


class _Checks:
    """One look at one script."""

    def __init__(self, script: "Script") -> None:
        self.script = script
        self.walks = Walks(script)
        self.questions = [at for at in self.walks.came if isinstance(script.steps[at.step], Ask)]

    def found(self) -> Iterator[Problem]:
        yield from self.dead_ends()
        yield from self.no_ways_out()
        yield from self.circles()
        yield from self.disclosures()
        yield from self.stray_stops()
        yield from self.missing_wordings()
        yield from self.unreachable()
        for fault, place, what in (*faults(self.script), *translation_faults(self.script)):
            yield self._problem(_WORDING_KINDS[fault], what, place)

    def _problem(
        self,
        kind: Kind,
        what: str,
        place: Place,
        path: At | tuple[str, ...] = (),
        wording: str = "",
    ) -> Problem:
        shown = self.walks.path(path) if isinstance(path, At) else path
        if place[:1] == ("wordings",):
            wording = str(place[1])
        return Problem(kind, what, shown, self.script.line_of(place), place, wording)

    def _named_in(self, step: str, name: str) -> Place:
        """Where a step, or what holds for all of them, names a target or a wording."""
        for outer in (("steps", step), ("exits",), ("confirm",)):
            inside: Any = self.script.document
            for key in outer:
                inside = inside.get(key, {})
            if (place := _find(inside, name)) is not None:
                return (*outer, *place)
        return ("steps", step)

    def dead_ends(self) -> Iterator[Problem]:
        for at, target in self.walks.lost:
            what = f"'{at.step}' leads to {_unknown(target, self.script.steps)}"
            place = self._named_in(at.step, target) if target else ("steps", at.step)
            if at.step == target:  # not even the beginning exists
                what = f"the script begins at {_unknown(target, self.script.steps)}"
                place = ("begin" if target == self.script.begin else "begin_inbound",)
            yield self._problem(Kind.DEAD_END, what, place, at)

    def no_ways_out(self) -> Iterator[Problem]:
        for at in self.questions:
            for intent in _MUST_TAKE:
                if not self.script.routes[at.step].get(intent):
                    what = f"question '{at.step}' has no way out for '{intent}'"
                elif intent is Intent.OPT_OUT and not self._opts_out(at):
                    what = f"'opt_out' at question '{at.step}' does not end in opt_out at once"
                else:
                    continue
                yield self._problem(Kind.NO_WAY_OUT, what, ("steps", at.step), at)

    def _opts_out(self, at: At) -> bool:
        after = at._replace(asking=at.step)
        todo = [after._replace(step=n) for n in self.script.routes[at.step][Intent.OPT_OUT]]
        seen = set()
        while todo:
            here = todo.pop()
            step = self.script.steps.get(here.step)
            if step is None or isinstance(step, Transfer):
                return False
            # whoever is asked for whom it holds has opted out whatever they answer
            if getattr(step, "end", Outcome.OPT_OUT) is not Outcome.OPT_OUT:
                return False
            if here not in seen:
                seen.add(here)
                todo += [way.at for way in self.walks.ways(here)]
        return True

    def circles(self) -> Iterator[Problem]:
        for at in self.walks.came:
            if isinstance(self.script.steps[at.step], Ask):
                for intent in (Intent.SILENCE, Intent.UNCLEAR):
                    if circle := self._never_gives_up(at, intent):
                        what = f"'{intent}' at question '{at.step}' asks again for ever"
                        if len(circle) > 1:
                            what = f"'{intent}' leads round and round: {' → '.join(circle)}"
                        place = ("steps", at.step, "routes", intent.value)
                        yield self._problem(Kind.ENDLESS, what, place, at)
            elif self.walks.returns(at, at.step):
                what = f"'{at.step}' comes back to itself without asking anything"
                yield self._problem(Kind.ENDLESS, what, ("steps", at.step), at)

    def _never_gives_up(self, start: At, intent: Intent) -> tuple[str, ...]:
        """The questions that whoever never gets any further is asked again and again, or none."""
        todo: list[tuple[At, tuple[str, ...]]] = [(start, ())]
        seen = set()
        while todo:
            at, passed = todo.pop()
            ways = [way.at for way in self.walks.ways(at) if way.why == intent.value]
            if not ways or at in seen:
                continue
            seen.add(at)
            for question in self.walks.next_questions(ways[-1]):  # the last way is what stays
                if question.step == start.step:
                    return (*passed, at.step)
                todo.append((question, (*passed, at.step)))
        return ()

    def _said(self, name: str) -> tuple[str, ...]:
        step: Step = self.script.steps[name]
        if isinstance(step, Transfer):
            return (*step.say, *step.wait, *step.joined, *step.nobody)
        if not isinstance(step, Ask):
            return step.say
        confirms = self.script.confirm[name].values()
        return (*step.say, *step.again, *(each for confirm in confirms for each in confirm.say))

    def disclosures(self) -> Iterator[Problem]:
        secret = revealing(self.script)
        for at in self.walks.came:
            if at.identified:
                continue
            if self.script.steps[at.step].reveals:
                what, place = f"step '{at.step}' reveals", ("steps", at.step, "reveals")
                yield self._problem(Kind.DISCLOSURE, what, place, at)
            for wording in self._said(at.step):
                if wording in secret:
                    what = f"wording '{wording}' of step '{at.step}' reveals"
                    named = self._named_in(at.step, wording)
                    yield self._problem(Kind.DISCLOSURE, what, named, at, wording)
        for occasion, wording in self.script.notices.items():
            if wording in secret:
                what = f"wording '{wording}' of notice '{occasion}' reveals"
                medium = Medium.VOICE if occasion in _SPOKEN else Medium.TEXT
                path = (medium.value, f"notice {occasion}")
                yield self._problem(Kind.DISCLOSURE, what, ("notices", occasion), path, wording)

    def stray_stops(self) -> Iterator[Problem]:
        for name in sorted(self.script.stops):
            if not isinstance(self.script.steps.get(name), Ask):
                what = f"'{name}', where a conversation would be taken up, is no question"
                yield self._problem(Kind.DEAD_END, what, self._named_in("", name))

    def missing_wordings(self) -> Iterator[Problem]:
        for at in self.walks.came:
            for wording in self._said(at.step):
                known = self.script.wordings.get(wording)
                if known is None:
                    what = f"step '{at.step}' says {_unknown(wording, self.script.wordings)}"
                    place = self._named_in(at.step, wording)
                elif getattr(known, at.medium.value) is None:
                    what = f"wording '{wording}' of step '{at.step}' has no {at.medium} variant"
                    place = ("wordings", wording)
                else:
                    continue
                yield self._problem(Kind.MISSING_WORDING, what, place, at)
        for occasion in (*self.script.notices, *_NOTICES):
            wording = self.script.notices.get(occasion, "")
            known = self.script.wordings.get(wording)
            medium = Medium.VOICE if occasion in _SPOKEN else Medium.TEXT
            if known is None or getattr(known, medium.value) is None:
                what = f"notice '{occasion}' needs a wording that has a {medium}"
                path = (medium.value, f"notice {occasion}")
                place = ("notices", occasion)
                yield self._problem(Kind.MISSING_WORDING, what, place, path, wording)

    def unreachable(self) -> Iterator[Problem]:
        reached = {at.step for at in self.walks.came}
        used = set(self.script.notices.values())
        for name, step in self.script.steps.items():
            if name not in reached:
                what = f"no path leads to step '{name}'"
                yield self._problem(Kind.UNREACHABLE, what, ("steps", name))
            if isinstance(step, Ask):
                yield from self._confirmed_in_vain(name, step)
            used.update(self._said(name))
        for name in self.script.wordings:
            if name not in used:
                what = f"no step says wording '{name}'"
                yield self._problem(Kind.UNREACHABLE, what, ("wordings", name))

    def _confirmed_in_vain(self, name: str, step: Ask) -> Iterator[Problem]:
        for intent in step.confirm:
            if intent not in self.script.routes[name]:
                what = f"question '{name}' confirms '{intent}', for which it has no route"
                place = ("steps", name, "confirm", intent.value)
                yield self._problem(Kind.UNREACHABLE, what, place)


def _unknown(name: str, known: Iterable[str]) -> str:
    if not name:
        return "nothing"
    close = get_close_matches(name, known, 1)
    return f"'{name}', which does not exist" + (f"; is '{close[0]}' meant?" if close else "")


def _find(inside: Any, name: str) -> Place | None:
    """Where a name stands among the values of a part of the file."""
    if isinstance(inside, dict):
        pairs: Iterable[tuple[str | int, Any]] = inside.items()
    elif isinstance(inside, list):
        pairs = enumerate(inside)
    else:
        return () if inside == name else None
    for key, value in pairs:
        if (place := _find(value, name)) is not None:
            return (key, *place)
    return None
