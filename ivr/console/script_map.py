"""Draws the map of a script: where each box stands, what is written in it, which lines join them.

Everything is a number or a text, for the template to write as SVG. Nothing is placed by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from flows.maps import Lead, Part, ScriptMap, Stop
from flows.script import Script
from flows.steps import AGAIN, Appoint, Ask, Branch, Check, End, Step, Transfer
from ivr.console import script_words as words

_WIDTH, _ASIDE, _BELOW, _EDGE = 216, 20, 54, 12
_LINE, _PADDING = 16, 10
_LETTERS = 29  # that stand in one line of a box
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Jump:
    """A way that is told and not drawn: `y` is where, `target` the step it names."""

    y: int
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Box:
    """A step on the map. `kind` chooses its looks; `lines` is what it says or does."""

    name: str
    number: int
    kind: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]
    jumps: tuple[Jump, ...]

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Line:
    """From one box down to another, with a word on it at (x, y)."""

    path: str
    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of the map, drawn."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def numbers(map_: ScriptMap) -> dict[str, int]:
    """A number for every step, in the order in which the map is read."""
    stops = (*map_.talk.stops, *map_.always.stops)
    return {stop.name: number for number, stop in enumerate(stops, 1)}


def drawing(script: Script, part: Part, number_of: Mapping[str, int]) -> Drawing:
    """One part of the map."""
    widest = max((len(layer) for layer in part.layers), default=0)
    width = widest * (_WIDTH + _ASIDE) + 2 * _EDGE
    boxes: dict[str, Box] = {}
    top = _EDGE
    for layer in part.layers:
        row = _row(script, layer, number_of, top)
        boxes |= {box.name: box for box in row}
        top += max(box.height for box in row) + _BELOW
    lines = tuple(_lines(part, boxes))
    return Drawing(width, max(top - _BELOW + _EDGE, 1), tuple(boxes.values()), lines)


def _row(
    script: Script, layer: tuple[Stop, ...], number_of: Mapping[str, int], top: int
) -> list[Box]:
    # from the left, so that whoever reads it on a phone begins where the conversation begins
    return [
        _box(script, stop, number_of, _EDGE + place * (_WIDTH + _ASIDE), top)
        for place, stop in enumerate(layer)
    ]


def _box(script: Script, stop: Stop, number_of: Mapping[str, int], x: int, y: int) -> Box:
    written = _shortened(summary(script, stop.step))
    lines = tuple((y + _PADDING + (i + 2) * _LINE, each) for i, each in enumerate(written))
    told = [lead for lead in stop.leads if not lead.drawn]
    first = y + _PADDING + (len(lines) + 2) * _LINE
    jumps = tuple(
        Jump(first + i * _LINE, _told(lead, number_of), lead.target) for i, lead in enumerate(told)
    )
    height = 2 * _PADDING + (1 + len(lines) + len(jumps)) * _LINE
    number = number_of[stop.name]
    return Box(stop.name, number, kind(stop.step), x, y, _WIDTH, height, lines, jumps)


def _told(lead: Lead, number_of: Mapping[str, int]) -> str:
    target = "↩" if lead.target == AGAIN else str(number_of.get(lead.target, "?"))
    why = words.whys(lead.why)
    return _cut(f"{why} → {target}" if why else f"→ {target}", target)


def _cut(text: str, target: str) -> str:
    if len(text) <= _LETTERS:
        return text
    return f"{text[: _LETTERS - len(target) - 4]}… → {target}"


def _shortened(text: str) -> list[str]:
    lines = wrap(text, _LETTERS, break_long_words=True)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][: _LETTERS - 1]}…"]
    return lines


def _lines(part: Part, boxes: Mapping[str, Box]) -> list[Line]:
    found = []
    for stop in part.stops:
        above = boxes[stop.name]
        for lead in stop.leads:
            if lead.drawn:
                found.append(_line(above, boxes[lead.target], words.whys(lead.why)))
    return found


def _line(above: Box, below: Box, text: str) -> Line:
    x1, y1, x2, y2 = above.middle, above.y + above.height, below.middle, below.y
    bend = (y2 - y1) // 2
    path = f"M{x1} {y1}C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2 - 5}"
    return Line(path, text, (x1 + 2 * x2) // 3, y2 - 14)


def kind(step: Step) -> str:
    """`ask`, `say`, `way`, `end` or `agent`."""
    if isinstance(step, Ask):
        return "ask"
    if isinstance(step, Branch | Check | Appoint) and not step.say:
        return "way"
    if isinstance(step, Transfer):
        return "agent"
    return "end" if isinstance(step, End) else "say"


def summary(script: Script, step: Step) -> str:
    """What a step says, else what it does."""
    if isinstance(step, End) and not step.say:
        return words.outcome(step.end)
    if step.say:
        return " ".join(filter(None, (_said(script, name) for name in step.say)))
    if isinstance(step, Branch):
        return words.subject(step.branch)
    if isinstance(step, Check):
        return words.does("check")
    if isinstance(step, Appoint):
        return words.does("appoint")
    return words.does("set")


def _said(script: Script, name: str) -> str:
    wording = script.wordings.get(name)
    return (wording.voice or wording.text or "") if wording else name
