"""A conversation as it was written: read from YAML, checked line by line, its routes merged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from flows.checks import Problem, problems
from flows.steps import Ask, ScriptFile, Step, Wording
from flows.understanding.heard import Heard, Intent
from flows.wording_checks import placeholders

SCRIPTS = Path(__file__).parent / "scripts"
_Place = tuple[str | int, ...]


class BadScript(ValueError):
    """A script file cannot be used. `errors` has one line per fault: file, line, expectation."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """One version of one conversation. Only `Script.load` and `Script.read` make it."""

    name: str
    version: int
    locale: str  # of the wordings in the file
    begin: str
    begin_inbound: str
    asks: int
    secrets: tuple[str, ...]
    notices: Mapping[str, str]  # occasion -> wording id, for texts that nobody can answer
    steps: Mapping[str, Step]
    wordings: Mapping[str, Wording]
    routes: Mapping[str, Mapping[Intent, tuple[str, ...]]] = field(repr=False)
    keys: Mapping[str, Mapping[str, Heard]] = field(repr=False)
    placeholders: Mapping[str, tuple[str, ...]] = field(repr=False)  # by wording id

    @classmethod
    def load(cls, path: Path) -> "Script":
        """Reads a script file. Raises BadScript, one line per fault, also when it is not there."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadScript([f"{path}: cannot be read as UTF-8 text: {error}"]) from error
        return cls.read(text, str(path))

    @classmethod
    def read(cls, text: str, source: str = "script") -> "Script":
        """Reads a script from YAML text; `source` names it in errors. Raises BadScript."""
        data, lines = _parsed(text, source)
        try:
            return cls._of(ScriptFile.model_validate(data))
        except ValidationError as error:
            raise BadScript(_explained(error, lines, source)) from error

    @classmethod
    def _of(cls, file: ScriptFile) -> "Script":
        questions = {name: step for name, step in file.steps.items() if isinstance(step, Ask)}
        return cls(
            name=file.name,
            version=file.version,
            locale=file.locale,
            begin=file.begin,
            begin_inbound=file.begin_inbound or file.begin,
            asks=file.asks,
            secrets=file.secrets,
            notices=file.notices,
            steps=file.steps,
            wordings=file.wordings,
            routes={name: {**file.exits, **step.routes} for name, step in questions.items()},
            keys={
                name: {
                    key: Heard(answer.intent, answer.value, rule="script-key", words=key)
                    for key, answer in {**file.keys, **step.keys}.items()
                }
                for name, step in questions.items()
            },
            placeholders={name: _names(wording) for name, wording in file.wordings.items()},
        )

    def problems(self) -> list[Problem]:
        """What is wrong with it as a conversation, each with the path that shows it."""
        return problems(self)


def _names(wording: Wording) -> tuple[str, ...]:
    try:
        return placeholders(f"{wording.voice or ''} {wording.text or ''}")
    except ValueError:  # braces that do not match: `problems()` tells where
        return ()


@cache
def load_script(name: str) -> Script:
    """The script of this name that ships with us; refused as long as it has a problem.

    Raises BadScript when it does not exist, cannot be read, or `problems()` finds any.
    """
    if name not in script_names():
        known = ", ".join(script_names())
        raise BadScript([f"there is no script named '{name}'; expected one of: {known}"])
    script = Script.load(SCRIPTS / f"{name}.yaml")
    if found := script.problems():
        raise BadScript([f"{name}.yaml: {problem}" for problem in found])
    return script


def script_names() -> list[str]:
    """The names of the scripts that ship with us."""
    return sorted(path.stem for path in SCRIPTS.glob("*.yaml"))


def _parsed(text: str, source: str) -> tuple[Any, dict[_Place, int]]:
    # BaseLoader keeps every scalar a string: `yes:` stays a word and pydantic does the rest
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadScript([f"{source}, line {line}: not valid YAML: {error.problem}"]) from error
    except yaml.YAMLError as error:
        raise BadScript([f"{source}: not valid YAML: {error}"]) from error
    if not isinstance(node, yaml.MappingNode):
        raise BadScript([f"{source}, line 1: expected a mapping with name, version, steps …"])
    lines: dict[_Place, int] = {}
    return _data(node, (), lines, source), lines


def _data(node: yaml.Node, place: _Place, lines: dict[_Place, int], source: str) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, (*place, i), lines, source) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.value in found:
            what = "written twice" if isinstance(key, yaml.ScalarNode) else "not a plain key"
            raise BadScript([f"{source}, line {line}: '{key.value}' is {what}"])
        lines[(*place, key.value)] = line
        found[key.value] = _data(value, (*place, key.value), lines, source)
    return found


def _explained(error: ValidationError, lines: dict[_Place, int], source: str) -> list[str]:
    told = []
    for fault in error.errors():
        place: _Place = ()
        for part in fault["loc"]:
            # pydantic puts the kind of the step into the path; the file does not have it there
            if (*place, part) in lines:
                place = (*place, part)
        where = ".".join(str(part) for part in place) or "the script"
        what = f"{where}: {_missing(fault) or fault['msg']}"
        told.append(f"{source}, line {lines.get(place, 1)}: {what}")
    return told


def _missing(fault: Any) -> str:
    if fault["type"] == "missing":
        return f"'{fault['loc'][-1]}' is missing"
    if fault["type"] == "extra_forbidden":
        return f"'{fault['loc'][-1]}' is not known here"
    return ""
