"""A script as a map: its steps in layers, what leads from one to the next, and what always may.

Whatever can be walked is on it, since it is drawn from the walks themselves. A way to the next
layer is a line; any other, such as one back, is told at its step, so that no lines cross the map.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from flows.steps import AGAIN, Ask, Step, Transfer
from flows.understanding.heard import Intent
from flows.walks import Walks, targets

if TYPE_CHECKING:
    from flows.script import Script

_PASSES = 6  # of putting the steps of a layer below what leads to them


class Lead(NamedTuple):
    """A way from a step: why (in the words of the script), where to, and whether it is drawn as a
    line. `again` is back to the question that was asked."""

    why: tuple[str, ...]
    target: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the map, and where: the layer, counted from 0, and the place in it."""

    name: str
    step: Step
    layer: int
    place: int
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the map: its stops in layers."""

    layers: tuple[tuple[Stop, ...], ...]

    @property
    def stops(self) -> tuple[Stop, ...]:
        return tuple(stop for layer in self.layers for stop in layer)


@dataclass(frozen=True, slots=True)
class ScriptMap:
    """`talk` is the conversation itself; `always` is what the intents of `exits` lead to at any
    question, as far as the talk does not lead there too."""

    talk: Part
    always: Part
    exits: tuple[Lead, ...]


_Ways = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Step → target → why."""


@lru_cache(maxsize=8)
def drawn(script: "Script") -> ScriptMap:
    """The map of a script."""
    ways = _ways(script)
    begins = dict.fromkeys((script.begin, script.begin_inbound))
    talk = _reached(ways, (name for name in begins if name in script.steps))
    exits = _exits(script)
    shared = dict.fromkeys(lead.target for lead in exits if lead.target in script.steps)
    always = [name for name in _reached(ways, shared) if name not in talk]
    return ScriptMap(
        talk=_part(script, ways, talk, list(begins)),
        always=_part(script, ways, always, [name for name in shared if name in always]),
        exits=exits,
    )


def _exits(script: "Script") -> tuple[Lead, ...]:
    found: dict[str, list[str]] = {}
    given = script.document.get("exits", {})
    for intent in Intent:
        ways = given.get(intent.value, ())
        for target in (ways,) if isinstance(ways, str) else ways:
            whys = found.setdefault(target, [])
            if intent.value not in whys:
                whys.append(intent.value)
    for intent, confirm in script.document.get("confirm", {}).items():
        found.setdefault(confirm.get("denied", AGAIN), []).append(f"{intent}, denied")
    return tuple(Lead(tuple(why), target, False) for target, why in found.items())


def _ways(script: "Script") -> _Ways:
    """What leads from each step that can be reached; of a question, only what is its own."""
    found: dict[str, dict[str, list[str]]] = {}
    for at in Walks(script).came:
        step, ways = script.steps[at.step], found.setdefault(at.step, {})
        asked = step.question if isinstance(step, Transfer) else step
        for target, why in _own(asked) if isinstance(asked, Ask) else targets(step, at):
            if target == AGAIN or target in script.steps:
                whys = ways.setdefault(target, [])
                if why and why not in whys:
                    whys.append(why)
    return {name: {t: tuple(why) for t, why in ways.items()} for name, ways in found.items()}


def _own(step: Ask) -> list[tuple[str, str]]:
    taken = [(target, intent.value) for intent, ways in step.routes.items() for target in ways]
    denied = [(confirm.denied, f"{i}, denied") for i, confirm in step.confirm.items()]
    return [*taken, *denied]


def _reached(ways: _Ways, begins: Iterable[str]) -> list[str]:
    """The steps that are reached from these, in the order of their distance."""
    found = list(begins)
    for name in found:  # grows while it is read
        found += [t for t in ways.get(name, {}) if t != AGAIN and t not in found]
    return found


def _part(script: "Script", ways: _Ways, names: list[str], begins: list[str]) -> Part:
    layer_of = _layers(ways, names, begins)
    rows: list[list[str]] = [[] for _ in range(1 + max(layer_of.values(), default=-1))]
    for name in names:
        rows[layer_of[name]].append(name)
    _straighten(ways, rows)
    layers = tuple(
        tuple(
            Stop(name, script.steps[name], number, place, _leads(ways, layer_of, name))
            for place, name in enumerate(row)
        )
        for number, row in enumerate(rows)
    )
    return Part(layers)


def _leads(ways: _Ways, layer_of: Mapping[str, int], name: str) -> tuple[Lead, ...]:
    below = layer_of[name] + 1
    return tuple(
        Lead(why, target, drawn=layer_of.get(target) == below)
        for target, why in ways.get(name, {}).items()
    )


def _layers(ways: _Ways, names: list[str], begins: list[str]) -> dict[str, int]:
    """How far from the beginning each step stands, by the longest way that never turns back."""
    order, back = _turning_back(ways, set(names), begins)
    layer_of = dict.fromkeys(names, 0)
    for name in order:
        for target in ways.get(name, {}):
            if target in layer_of and (name, target) not in back:
                layer_of[target] = max(layer_of[target], layer_of[name] + 1)
    return layer_of


def _turning_back(
    ways: _Ways, known: set[str], begins: list[str]
) -> tuple[list[str], set[tuple[str, str]]]:
    """The steps so that each comes before those it leads to, but for the ways back."""
    done: list[str] = []
    open_: set[str] = set()
    back: set[tuple[str, str]] = set()
    for begin in begins:
        todo: list[tuple[str, bool]] = [(begin, False)]
        while todo:
            name, left = todo.pop()
            if left:
                open_.discard(name)
                done.append(name)
                continue
            if name in open_ or name in done:
                continue
            open_.add(name)
            todo.append((name, True))
            for target in reversed(list(ways.get(name, {}))):
                if target in open_:
                    back.add((name, target))
                elif target in known and target not in done:
                    todo.append((target, False))
    return done[::-1], back


def _straighten(ways: _Ways, rows: list[list[str]]) -> None:
    """Orders each layer by the middle of what leads to it, so that lines cross seldom."""
    for _ in range(_PASSES):
        for above, row in pairwise(rows):
            at = {name: place - len(above) / 2 for place, name in enumerate(above)}
            middle = {name: _middle(ways, at, name) for name in row}
            row.sort(key=lambda name: middle[name])


def _middle(ways: _Ways, at: Mapping[str, float], name: str) -> float:
    leading = [place for above, place in at.items() if name in ways.get(above, {})]
    return sum(leading) / len(leading) if leading else 0.0
