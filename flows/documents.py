"""Reads a YAML document into a model, and says of every fault in which line it is."""

from collections.abc import Iterator
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from flows.faults import told
from flows.sentences import BadValue, Sentence, joined, sentence

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
"""Where something stands in a document: keys and positions, from the outside in."""
Lines = dict[Place, int]


class BadDocument(BadValue):
    """A document cannot be used: one line per fault, with file, line and what was expected."""


def read_document(text: str, source: str, model: type[Model]) -> Model:
    """The YAML `text` as a `model`; `source` names it in errors.

    Raises BadDocument with every fault that was found, each with its line.
    """
    return read_with_lines(text, source, model)[0]


def read_with_lines(
    text: str, source: str, model: type[Model]
) -> tuple[Model, dict[str, Any], Lines]:
    """The same, with the document as it was written and the line in which each part stands."""
    node = _composed(text, source)
    lines: Lines = {}
    data = _data(node, (), lines, source)
    try:
        return model.model_validate(data), data, lines
    except ValidationError as error:
        raise BadDocument(joined(_explained(error, lines, source))) from None


def _composed(text: str, source: str) -> yaml.MappingNode:
    # BaseLoader keeps every scalar a string: `yes:` and `no:` stay words, pydantic does the rest
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadDocument(
            "%(source)s, line %(line)s: not valid YAML: %(why)s",
            source=source,
            line=line,
            why=error.problem,
        ) from None
    except yaml.YAMLError:
        raise BadDocument(
            "%(source)s: not valid YAML: a character that cannot be", source=source
        ) from None
    if not isinstance(node, yaml.MappingNode):
        raise BadDocument("%(source)s, line 1: expected `key: value` lines", source=source)
    return node


def _data(node: yaml.Node, place: Place, lines: Lines, source: str) -> Any:
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, (*place, i), lines, source) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return node.value
    found: dict[str, Any] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode) or key.value in found:
            twice = isinstance(key, yaml.ScalarNode)
            what = Sentence("written twice") if twice else Sentence("not a plain key")
            raise BadDocument(
                "%(source)s, line %(line)s: '%(key)s' is %(what)s",
                source=source,
                line=line,
                key=key.value,
                what=what,
            )
        lines[(*place, key.value)] = line
        found[key.value] = _data(value, (*place, key.value), lines, source)
    return found


def _explained(error: ValidationError, lines: Lines, source: str) -> Iterator[Sentence]:
    for fault in error.errors():
        place: Place = ()
        for part in fault["loc"]:
            # pydantic puts the branch of a union into the path; the file does not have it there
            if (*place, part) in lines:
                place = (*place, part)
        yield sentence(
            "%(source)s, line %(line)s: %(where)s: %(what)s",
            source=source,
            line=lines.get(place, 1),
            where=".".join(map(str, place)) or Sentence("the document"),
            what=told(fault),
        )
