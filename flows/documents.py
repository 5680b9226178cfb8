"""Reads a YAML document into a model, and says of every fault in which line it is."""

from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
"""Where something stands in a document: keys and positions, from the outside in."""
Lines = dict[Place, int]

_EXPECTED = {
    "missing": "'{key}' is missing",
    "extra_forbidden": "'{key}' is not known here",
}


class BadDocument(ValueError):
    """A document cannot be used. `errors` has one line per fault: file, line, expectation."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


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
        raise BadDocument(_explained(error, lines, source)) from None


def _composed(text: str, source: str) -> yaml.MappingNode:
    # BaseLoader keeps every scalar a string: `yes:` and `no:` stay words, pydantic does the rest
    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadDocument([f"{source}, line {line}: not valid YAML: {error.problem}"]) from None
    except yaml.YAMLError:
        raise BadDocument([f"{source}: not valid YAML: a character that cannot be"]) from None
    if not isinstance(node, yaml.MappingNode):
        raise BadDocument([f"{source}, line 1: expected `key: value` lines"])
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
            what = "written twice" if isinstance(key, yaml.ScalarNode) else "not a plain key"
            raise BadDocument([f"{source}, line {line}: '{key.value}' is {what}"])
        lines[(*place, key.value)] = line
        found[key.value] = _data(value, (*place, key.value), lines, source)
    return found


def _explained(error: ValidationError, lines: Lines, source: str) -> list[str]:
    told = []
    for fault in error.errors():
        place: Place = ()
        for part in fault["loc"]:
            # pydantic puts the branch of a union into the path; the file does not have it there
            if (*place, part) in lines:
                place = (*place, part)
        where = ".".join(str(part) for part in place) or "the document"
        expected = _EXPECTED.get(fault["type"])
        key = fault["loc"][-1] if fault["loc"] else ""
        what = expected.format(key=key) if expected else fault["msg"]
        told.append(f"{source}, line {lines.get(place, 1)}: {where}: {what}")
    return told
