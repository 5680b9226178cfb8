"""Freezing and drawing: what is committed to, what is refused, and what stands in the store."""

import hashlib
import json
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from outreach.draws.code_version import PROGRAMS, code_version
from outreach.errors import NotAllowed, NotFound
from outreach.rules.frames import read_frame
from outreach.rules.seeds import Drand, drand_after
from outreach.store import frames, tables
from outreach.system import System
from tests import look, make
from tests.outreach.draws import scene

VALUE = "3439d92d58e47d342131d446a3abe264396dd264717897af30525c98408c834f"


@pytest.fixture(autouse=True)
def registry(system: System) -> list[int]:
    return scene.a_registry(system)


def tomorrow(system: System) -> Drand:
    return drand_after(system.clock.now() + timedelta(days=1))


def test_the_commitment_is_kept_to_the_byte_and_names_what_decides(system: System) -> None:
    """In the database as published, with the frame whose hash it names."""
    make.a_draft(
        system, sample=30, draw={"replicate_size": 10, "arms": {"control": 1, "aviso": 2}}
    )
    commitment = scene.freeze(system)
    with system.store.snapshot() as connection:
        frozen = frames.frozen(connection, 1)
    assert frozen is not None
    assert frozen.commitment == commitment.text
    assert hashlib.sha256(frozen.frame).hexdigest() == commitment.frame_sha256
    document = json.loads(commitment.text)
    assert document["arms"] == [{"name": "control", "share": 1}, {"name": "aviso", "share": 2}]
    assert document["frame"]["fields"] == ["municipality", "sex"]
    assert (document["frame"]["people"], document["frame"]["units"]) == (60, 57)
    assert document["sample"]["people"] == 30
    assert document["sample"]["replicates"] == 3
    program = (PROGRAMS / "verify_draw.py").read_bytes()
    assert document["code"]["verify_draw.py sha256"] == hashlib.sha256(program).hexdigest()


def test_the_frame_says_nothing_about_anybody_but_codes(system: System) -> None:
    """No name and no number, nor the hash of one, and who shares one is a cluster."""
    make.a_draft(system, sample=30)
    scene.freeze(system)
    with system.store.snapshot() as connection:
        frozen = frames.frozen(connection, 1)
    assert frozen is not None
    text = frozen.frame.decode()
    for person in scene.people(60, households=((0, 1), (2, 3, 4))):
        assert person.name not in text
        for number in person.numbers:
            assert number not in text
            assert system.store.keyring.blind_index("number", number) not in text
    clusters = {m.case_id: m.cluster for m in read_frame(frozen.frame).members}
    assert clusters[scene.case(1)] == scene.case(0)
    assert {clusters[scene.case(n)] for n in (2, 3, 4)} == {scene.case(2)}
    assert clusters[scene.case(5)] == scene.case(5)


def test_a_campaign_is_frozen_once_and_not_after_the_draw(system: System) -> None:
    """Whoever could freeze again could choose."""
    make.a_draft(system, sample=30)
    scene.freeze(system)
    with pytest.raises(NotAllowed, match="frozen already"):
        scene.freeze(system)
    scene.draw(system)
    with pytest.raises(NotAllowed, match="drawn already"):
        scene.freeze(system)


def test_a_round_of_drand_that_exists_already_is_refused(system: System) -> None:
    """And nothing is frozen then."""
    make.a_draft(system, sample=30)
    with pytest.raises(NotAllowed, match="before it exists"):
        scene.freeze(system, drand_after(system.clock.now() - timedelta(seconds=9)))
    assert look.count(system.store, tables.frames) == 0


def test_the_draw_waits_for_its_round_and_takes_only_that(system: System) -> None:
    """Too early, another round, a text; then the value, by hand."""
    make.a_draft(system, sample=30)
    source = tomorrow(system)
    scene.freeze(system, source)
    with pytest.raises(NotAllowed, match="is published at"):
        scene.draw(system, VALUE, round=source.round)
    system.clock.advance(timedelta(days=2))  # type: ignore[attr-defined]  # a clock of the tests
    with pytest.raises(NotAllowed, match="was committed to"):
        scene.draw(system, VALUE, round=source.round + 1)
    with pytest.raises(NotAllowed, match="64 hexadecimal digits"):
        scene.draw(system, "semilla", round=source.round)
    assert look.count(system.store, tables.cases) == 0
    done = scene.draw(system, VALUE, round=source.round)
    assert (done.seed, done.committed) == (VALUE, True)
    assert look.one(system.store, tables.draws).committed


def test_a_seed_that_was_not_sealed_is_refused(system: System) -> None:
    """The hash in the commitment decides; the campaign stays as it was and can be drawn."""
    make.a_draft(system, sample=30)
    scene.freeze(system)
    with pytest.raises(NotAllowed, match="not the one that was committed to"):
        scene.draw(system, scene.SECRET + "!")
    assert look.count(system.store, tables.cases) == 0
    assert scene.draw(system).seed == scene.SECRET


def test_the_size_was_committed_to_as_well(system: System) -> None:
    """Not drawn larger because the draw was disappointing."""
    make.a_draft(system, sample=30)
    scene.freeze(system, size=24)
    with pytest.raises(NotAllowed, match="frozen for 24 people"):
        scene.draw(system, size=30)
    assert scene.draw(system, size=24).commitment.terms.size == 24


def test_whoever_left_the_list_after_the_freeze_is_named(system: System) -> None:
    """The draw is not made then: it would not be the one that was committed to."""
    make.a_draft(system, sample=60)
    scene.freeze(system)
    member = tables.list_members.c.person_id == 9
    scene.change(system, tables.list_members, member, eligible=False)
    with pytest.raises(NotAllowed, match=f"{scene.case(8)} is in the frame and not eligible"):
        scene.draw(system)
    assert look.count(system.store, tables.cases) == 0
    assert look.count(system.store, tables.draws) == 0


def test_a_draw_in_one_step_says_that_nothing_was_committed_to(system: System) -> None:
    """It is as reproducible, and no proof that the seed was not chosen."""
    make.a_draft(system, sample=30)
    done = scene.draw(system, "semilla")
    assert not done.committed
    assert look.one(system.store, tables.draws).committed is False
    document = json.loads(look.one(system.store, tables.frames).commitment)
    assert document["seed"] == {"source": "stated"}


def test_every_person_has_the_probability_replicate_and_arm_stored(system: System) -> None:
    """The same probability for all; a household in one replicate and one arm."""
    make.a_draft(system, sample=30, draw={"replicate_size": 10, "arms": {"a": 1, "b": 1}})
    done = scene.draw(system)
    cases = look.rows(system.store, tables.cases)
    assert len(cases) == 30
    assert {case.probability for case in cases} == {0.5}
    assert {case.replicate for case in cases} == {1, 2, 3}
    assert {case.arm for case in cases} == {"a", "b"}
    by_unit: dict[str, set[tuple[int, str]]] = {}
    for case in cases:
        by_unit.setdefault(case.order_key, set()).add((case.replicate, case.arm))
    assert all(len(found) == 1 for found in by_unit.values())
    assert len(by_unit) == len({m.cluster for m in done.draw.members}) < 30


def test_somebody_listed_twice_is_in_the_frame_once(system: System) -> None:
    """Without a document, by the same name and birth year behind the same number."""
    twice = make.Invented(name="Rosa Paz", numbers=("+50499770001",), sex="F")
    again = make.Invented(name="ROSA  PAZ", numbers=("+50499770001", "+50499770002"), sex="F")
    make.a_list(system.store, people=[twice, again], name="otra", clock=system.clock)
    make.a_draft(system, name="piloto", on="otra", sample=1)
    commitment = scene.freeze(system)
    assert commitment.document["frame"]["people"] == 1
    assert commitment.document["frame"]["duplicates_left_out"] == 1
    assert look.one(system.store, tables.frames).duplicates == {"otra-000061": "otra-000060"}


def test_a_number_that_too_many_share_binds_nobody(system: System) -> None:
    """A switchboard, or 9999-9999 in a spreadsheet, is no household."""
    many = [make.Invented(name=f"Otra {n}", numbers=("+50499999999",)) for n in range(4)]
    make.a_list(system.store, people=many, name="otra", clock=system.clock)
    make.a_draft(system, on="otra", sample=2, draw={"cluster_limit": 3})
    assert scene.freeze(system).document["frame"]["units"] == 4
    make.a_draft(system, name="cuatro", on="otra", sample=2, draw={"cluster_limit": 4})
    done = scene.drawing.draw(system, "cuatro", seed="s", actor="ana", now=system.clock.now())
    assert done.commitment.document["frame"]["units"] == 1
    assert len(done.draw.members) == 4


def test_the_commitment_names_the_version_that_the_project_has() -> None:
    """One number, in two places."""
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())
    assert code_version()["convoca"] == project["project"]["version"]


def test_strata_are_the_campaigns_choice(system: System) -> None:
    """Municipality alone, say."""
    make.a_draft(system, sample=30, draw={"strata": ["municipality"]})
    commitment = scene.freeze(system)
    assert {s.stratum for s in commitment.strata} == set(scene.TOWNS)


def test_the_files_are_all_that_it_takes(system: System, tmp_path: Path) -> None:
    """The first four at the freeze, seed and assignment after the draw, the same bytes again."""
    make.a_draft(system, sample=30)
    with pytest.raises(NotAllowed, match="not frozen"):
        scene.write(system, tmp_path / "too-early")
    commitment = scene.freeze(system)
    scene.write(system, tmp_path / "a")
    before = {"commitment.json", "frame.csv", "verify_draw.R", "verify_draw.py"}
    assert {path.name for path in (tmp_path / "a").iterdir()} == before
    assert (tmp_path / "a" / "commitment.json").read_bytes() == commitment.text
    done = scene.draw(system)
    scene.write(system, tmp_path / "a")
    assert {path.name for path in (tmp_path / "a").iterdir()} == {
        *before, "seed.txt", "assignment.csv",
    }  # fmt: skip
    assignment = (tmp_path / "a" / "assignment.csv").read_bytes()
    assert hashlib.sha256(assignment).hexdigest() == done.assignment_sha256
    assert (tmp_path / "a" / "seed.txt").read_text() == scene.SECRET


def test_what_is_not_there_is_said(system: System) -> None:
    """By its name."""
    with pytest.raises(NotFound, match="piloto"):
        scene.freeze(system)
    with pytest.raises(NotFound, match="piloto"):
        scene.draw(system)
