"""Balance and effects, from a registry, its draw, and what came of it."""

import pytest

from outreach.draws import comparing
from outreach.errors import NotAllowed
from outreach.store import tables
from outreach.system import System
from tests import make
from tests.outreach.draws import scene


@pytest.fixture(autouse=True)
def drawn(system: System) -> None:
    scene.a_draft_with_arms(system, size=40, replicate_size=20)
    scene.freeze(system)
    scene.draw(system)
    scene.start(system)


def test_the_drawn_are_compared_with_those_who_were_not(system: System) -> None:
    """All of the frame, each in one of the two; a fair draw is not called unfair."""
    found = comparing.balance_of_draw(system, "piloto", repetitions=200, seed=1)
    assert found.groups == ("drawn", "not_drawn")
    assert [line.covariate for line in found.lines] == [
        "municipality=choluteca", "municipality=danli", "municipality=la_ceiba",
        "sex=F", "sex=M", "birth_year", "return_year", "phones",
    ]  # fmt: skip
    women = found.lines[3]
    assert sum(cell.n for cell in women.cells) == 60
    with system.store.snapshot() as connection:
        drawn = list(comparing.draws.drawn(connection, 1))
    assert women.cells[0].n == len(drawn)
    share = sum(int(row.case_code[-6:]) % 2 == 0 for row in drawn) / len(drawn)
    assert women.cells[0].mean == pytest.approx(share)
    assert found.test.p > 0.01


def test_the_arms_are_compared_with_the_first(system: System) -> None:
    """Everybody who was drawn, by the arm they were dealt."""
    found = comparing.balance_of_arms(system, "piloto", repetitions=200, seed=1)
    assert found.groups == ("control", "aviso")
    sizes = [cell.n for cell in found.lines[0].cells]
    assert sum(sizes) >= 39
    assert abs(sizes[0] - sizes[1]) <= 4  # units differ by one; households count each person
    assert found.test.p > 0.01


def test_effects_are_of_all_who_were_assigned_and_released(system: System) -> None:
    """Intention to treat: everybody validated in one arm, nobody in the other; p is small."""
    cases = tables.cases
    treated = (cases.c.arm == "aviso") & cases.c.released_at.is_not(None)
    scene.change(system, cases, treated, validated_at=system.clock.now())
    found = {(e.outcome, e.arm): e for e in comparing.effects(
        system, "piloto", repetitions=999, seed=1)}  # fmt: skip
    with system.store.snapshot() as connection:
        released = [r for r in comparing.draws.drawn(connection, 1) if r.released_at is not None]
    assert 0 < len(released) < 40
    for arm in ("control", "aviso"):
        assert found["validated", arm].people == sum(r.arm == arm for r in released)
    effect = found["validated", "aviso"]
    assert (effect.count, found["validated", "control"].count) == (effect.people, 0)
    assert effect.inference is not None
    assert effect.inference.statistic == 1.0
    assert effect.inference.p < 0.01
    assert found["validated", "control"].inference is None
    nothing = found["interested", "aviso"].inference
    assert nothing is not None
    assert (nothing.statistic, nothing.p) == (0.0, 1.0)


def test_without_arms_or_a_draw_there_is_nothing_to_compare(system: System) -> None:
    """And it is said so."""
    make.a_draft(system, name="otro", sample=10)
    with pytest.raises(NotAllowed, match="not drawn yet"):
        comparing.balance_of_draw(system, "otro", repetitions=1, seed=1)
    now = system.clock.now()
    scene.drawing.draw(system, "otro", seed="semilla", actor="ana", now=now)
    with pytest.raises(NotAllowed, match="no arms"):
        comparing.effects(system, "otro", repetitions=1, seed=1)
