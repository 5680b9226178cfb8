"""A conversation as it was written: read from YAML, checked line by line, its routes merged."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from flows.carrying import answers, named_stops
from flows.checks import Problem, problems
from flows.documents import BadDocument, Lines, Place, read_with_lines
from flows.sentences import Sentence, joined, sentence
from flows.steps import AGAIN, Ask, Confirm, ScriptFile, Step, Sure, Transfer, Wording
from flows.understanding.heard import Heard, Intent
from flows.wording_checks import placeholders

SCRIPTS = Path(__file__).parent / "scripts"


class BadScript(BadDocument):
    """A script file cannot be used. `errors` has one line per fault: file, line, expectation."""


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """One version of one conversation. Only `Script.load` and `Script.read` make it."""

    name: str
    version: int
    locale: str  # of the wordings in the file
    languages: tuple[str, ...]  # others in which the whole conversation can be held
    begin: str
    begin_inbound: str
    asks: int
    secrets: tuple[str, ...]
    notices: Mapping[str, str]  # occasion -> wording id, for texts that nobody can answer
    steps: Mapping[str, Step]
    wordings: Mapping[str, Wording]
    routes: Mapping[str, Mapping[Intent, tuple[str, ...]]] = field(repr=False)
    keys: Mapping[str, Mapping[str, Heard]] = field(repr=False)
    sure: Sure
    confirm: Mapping[str, Mapping[Intent, Confirm]] = field(repr=False)
    placeholders: Mapping[str, tuple[str, ...]] = field(repr=False)  # by wording id
    document: Mapping[str, Any] = field(repr=False)  # as it was written
    lines: Lines = field(repr=False)
    stops: frozenset[str]  # questions at which an unfinished conversation is taken up
    answers: frozenset[str]  # names of what it then still knows

    @classmethod
    def load(cls, path: Path) -> "Script":
        """Reads a script file. Raises BadScript, one line per fault, also when it is not there."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadScript(
                "%(file)s: cannot be read as UTF-8 text: %(why)s", file=path, why=error
            ) from None
        return cls.read(text, str(path))

    @classmethod
    def read(cls, text: str, source: str = "script") -> "Script":
        """Reads a script from YAML text; `source` names it in errors. Raises BadScript."""
        try:
            return cls._of(*read_with_lines(text, source, ScriptFile))
        except BadDocument as error:
            raise BadScript(error.sentence) from None

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Script":
        """The script of a document that was read before. Raises BadScript."""
        try:
            return cls._of(ScriptFile.model_validate(document), document, {(): 1})
        except ValidationError as error:
            places = [".".join(map(str, each["loc"])) for each in error.errors()]
            faults = [sentence("not a script any more: %(place)s", place=at) for at in places]
            raise BadScript(joined(faults)) from None

    @classmethod
    def _of(cls, file: ScriptFile, document: Mapping[str, Any], lines: Lines) -> "Script":
        questions = {name: step for name, step in file.steps.items() if isinstance(step, Ask)}
        waits = _waits(file)
        return cls(
            name=file.name,
            version=file.version,
            locale=file.locale,
            languages=file.languages,
            begin=file.begin,
            begin_inbound=file.begin_inbound or file.begin,
            asks=file.asks,
            secrets=file.secrets,
            notices=file.notices,
            steps=file.steps,
            wordings=file.wordings,
            routes=_routes(file, questions, waits),
            keys={name: _keys(file, step) for name, step in {**questions, **waits}.items()},
            sure=file.sure,
            confirm={
                **{name: {} for name in waits},
                **{name: _confirms(file, step) for name, step in questions.items()},
            },
            placeholders={name: _names(wording) for name, wording in file.wordings.items()},
            document=document,
            lines=lines,
            stops=named_stops(file.steps),
            answers=answers(file.steps),
        )

    def problems(self) -> list[Problem]:
        """What is wrong with it as a conversation, each with the path that shows it."""
        return problems(self)

    @property
    def digest(self) -> str:
        """SHA-256 of what the file says; comments and layout do not count."""
        plain = json.dumps(self.document, sort_keys=True, ensure_ascii=False)
        return sha256(plain.encode()).hexdigest()

    def line_of(self, place: Place) -> int:
        """The line of the file in which this stands, or what it stands in."""
        known = (place[:depth] for depth in range(len(place), -1, -1))
        return next(self.lines[each] for each in known if each in self.lines)


def _keys(file: ScriptFile, step: Ask) -> dict[str, Heard]:
    return {
        key: Heard(answer.intent, answer.value, rule="script-key", words=key)
        for key, answer in {**file.keys, **step.keys}.items()
    }


def _waits(file: ScriptFile) -> dict[str, Ask]:
    """What may be answered while an agent is looked for, by the step that looks."""
    return {
        name: step.question
        for name, step in file.steps.items()
        if isinstance(step, Transfer) and step.leave
    }


def _routes(
    file: ScriptFile, questions: Mapping[str, Ask], waits: Mapping[str, Ask]
) -> dict[str, Mapping[Intent, tuple[str, ...]]]:
    asked = {name: {**file.exits, **step.routes} for name, step in questions.items()}
    return {**asked, **{name: _while_waiting(file, step) for name, step in waits.items()}}


def _while_waiting(file: ScriptFile, step: Ask) -> dict[Intent, tuple[str, ...]]:
    """Whoever waits for an agent may leave, or want never to be called; anything else waits on,
    but not for ever."""
    out = {Intent.OPT_OUT: file.exits[Intent.OPT_OUT]} if Intent.OPT_OUT in file.exits else {}
    on = (*(AGAIN for _ in range(file.asks)), *step.routes[Intent.LATER])
    return {**dict.fromkeys((Intent.SILENCE, Intent.UNCLEAR), on), **out, **step.routes}


def _confirms(file: ScriptFile, step: Ask) -> dict[Intent, Confirm]:
    # what a question does not take cannot be confirmed there
    taken = file.exits.keys() | step.routes.keys()
    confirms = {**file.confirm, **step.confirm}
    return {intent: confirm for intent, confirm in confirms.items() if intent in taken}


def _names(wording: Wording) -> tuple[str, ...]:
    try:
        return placeholders(f"{wording.voice or ''} {wording.text or ''}")
    except ValueError:  # braces that do not match: `problems()` tells where
        return ()


def load_script(name: str) -> Script:
    """The script of this name that ships with us, as its file is now.

    Raises BadScript when it does not exist, cannot be read, or `problems()` finds any but missing
    translations: instead of those the script's own words are said.
    """
    if name not in script_names():
        known = ", ".join(script_names())
        raise BadScript(
            "there is no script named '%(name)s'; expected one of: %(known)s",
            name=name,
            known=known,
        )
    return checked_script(SCRIPTS / f"{name}.yaml")


def checked_script(path: Path) -> Script:
    """The script in a file, as the file is now. Raises BadScript, as `load_script` does."""
    try:
        written = path.stat().st_mtime_ns
    except OSError:
        written = 0  # reading it says what is the matter
    return _checked(path, written)


@lru_cache(maxsize=16)
def _checked(path: Path, _written: int) -> Script:
    # once for each time that the file was written
    script = Script.load(path)
    if found := [problem for problem in script.problems() if problem.refuses]:
        raise BadScript(joined(Sentence(problem.told(path.name)) for problem in found))
    return script


def script_names() -> list[str]:
    """The names of the scripts that ship with us."""
    return sorted(path.stem for path in SCRIPTS.glob("*.yaml"))
