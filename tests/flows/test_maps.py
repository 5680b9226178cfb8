"""The map of a script shows all that can be walked, in layers in which lines go down."""

from collections.abc import Iterator

import pytest

from flows.maps import Part, ScriptMap, drawn
from flows.script import SCRIPTS, Script, load_script
from flows.steps import AGAIN, Ask, Transfer
from flows.walks import Walks


@pytest.fixture(scope="module")
def script() -> Script:
    return load_script("retornados")


@pytest.fixture(scope="module")
def map_(script: Script) -> ScriptMap:
    return drawn(script)


def parts(map_: ScriptMap) -> Iterator[Part]:
    yield map_.talk
    yield map_.always


def test_every_step_that_can_be_reached_is_on_the_map_once(
    script: Script, map_: ScriptMap
) -> None:
    """Nothing is hidden from who reads it, and nothing is there twice."""
    shown = [stop.name for part in parts(map_) for stop in part.stops]
    assert sorted(shown) == sorted({at.step for at in Walks(script).came})


def test_every_way_that_can_be_walked_is_told(script: Script, map_: ScriptMap) -> None:
    """As a line or in words; what a question leaves to the script's exits is told once, there."""
    told = {
        (stop.name, lead.target)
        for part in parts(map_)
        for stop in part.stops
        for lead in stop.leads
    }
    exits = {lead.target for lead in map_.exits}
    walks = Walks(script)
    back = {name for name, target in told if target == AGAIN}
    for at in walks.came:
        for way in walks.ways(at):
            is_own = (at.step, way.target) in told or at.step in back
            is_exit = isinstance(script.steps[at.step], (Ask, Transfer)) and (
                way.target in exits or way.target == at.step
            )
            assert is_own or is_exit, (at.step, way)


def test_lines_lead_to_the_next_layer_only(map_: ScriptMap) -> None:
    """So that none crosses a step, and every step but the first hangs on one."""
    for part in parts(map_):
        layer_of = {stop.name: stop.layer for stop in part.stops}
        lines = [(s, lead.target) for s in part.stops for lead in s.leads if lead.drawn]
        assert all(layer_of[target] == stop.layer + 1 for stop, target in lines)
        hanging = {target for _, target in lines}
        assert all(name in hanging for name, layer in layer_of.items() if layer > 0)


def test_a_map_is_drawn_of_a_script_that_goes_round_in_circles() -> None:
    """Whoever writes a script sees it before it is right."""
    text = (SCRIPTS / "retornados.yaml").read_text(encoding="utf-8")
    end = "say: not_interested\n    end: not_interested"
    odd = text.replace(end, "say: not_interested\n    next: hello")
    assert odd != text
    script = Script.read(odd)
    assert any(stop.name == "not_interested" for stop in drawn(script).talk.stops)
