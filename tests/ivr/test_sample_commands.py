"""`flask sample`, as an operator runs it: from the frozen frame to the verified draw."""

import csv
import hashlib
import io
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from ivr.commands import Commands
from outreach import campaigns
from outreach.rules.seeds import drand_after
from outreach.store import tables
from outreach.system import System
from tests import look
from tests.outreach.draws import scene

VALUE = "3439d92d58e47d342131d446a3abe264396dd264717897af30525c98408c834f"
Run = Callable[..., Result]


@pytest.fixture
def run(quick_system: System, environment: None) -> Run:
    """Runs `flask sample …` on a list of sixty people and a campaign of two arms."""
    scene.a_draft_with_arms(quick_system, size=30, replicate_size=10)
    sample = Commands().get_command(click.Context(click.Command("flask")), "sample")
    assert sample is not None
    return lambda *arguments: CliRunner().invoke(sample, list(arguments))


def started(system: System) -> None:
    campaigns.start(system, "piloto", actor="ana", now=system.clock.now())


def test_from_the_frozen_frame_to_the_verified_draw(
    run: Run, quick_system: System, tmp_path: Path
) -> None:
    """Freeze, draw with the sealed seed, start, release, verify against what was published."""
    sealed = hashlib.sha256(scene.SECRET.encode()).hexdigest()
    frozen = run("freeze", "piloto", "--sealed", sealed, "--out", "sorteo")
    assert frozen.exit_code == 0, frozen.output
    published = (tmp_path / "sorteo" / "commitment.json").read_bytes()
    assert f"commitment SHA-256: {hashlib.sha256(published).hexdigest()}" in frozen.output
    assert "of whom 30 will be drawn in 3 replicates" in frozen.output
    (tmp_path / "published.json").write_bytes(published)

    (tmp_path / "wrong.txt").write_text("another text, as long as the sealed one was")
    refused = run("draw", "piloto", "--seed-file", "wrong.txt", "--out", "sorteo")
    assert refused.exit_code == 1
    assert "not the one that was committed to" in refused.output
    (tmp_path / "seed.txt").write_text(scene.SECRET + "\n")
    drawn = run("draw", "piloto", "--seed-file", "seed.txt", "--out", "sorteo")
    assert drawn.exit_code == 0, drawn.output
    assert "drawn: 30 of 60 eligible people in 3 replicates" in drawn.output
    assert "was not committed" not in drawn.output

    started(quick_system)
    released = run("release", "piloto", "--replicates", "1")
    assert released.output.startswith("released: replicate 2, ")
    verified = run("verify", "piloto", "--against", "published.json")
    assert (verified.exit_code, verified.output) == (
        0, "verified: the draw follows from frame and seed, and nothing was changed\n",
    )  # fmt: skip
    alone = subprocess.run(
        [sys.executable, "-I", "-S", "sorteo/verify_draw.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert alone.returncode == 0, alone.stdout


def test_what_was_changed_is_named_and_the_exit_code_is_one(
    run: Run, quick_system: System
) -> None:
    """A line for each, none of them with a name or a number of somebody."""
    run("draw", "piloto", "--seed", "semilla")
    case = look.rows(quick_system.store, tables.cases)[0]
    scene.change(quick_system, tables.cases, tables.cases.c.id == case.id, arm="otro")
    found = run("verify", "piloto")
    assert found.exit_code == 1
    assert f"arm is otro, drawn was {case.arm}" in found.output
    assert "note: the seed was not committed to before it was known" in found.output
    assert "Persona" not in found.output


def test_a_round_of_drand_is_committed_to_and_entered(run: Run, quick_system: System) -> None:
    """By its number or its moment; the clock of a command is the real one, so it waits."""
    early = run("freeze", "piloto", "--drand-round", "1")
    assert "before it exists" in early.output
    frozen = run("freeze", "piloto", "--drand-at", "2039-01-01T00:00:00")
    round_ = drand_after(datetime(2039, 1, 1, tzinfo=UTC)).round
    assert f"seed: round {round_} of drand quicknet, published at 2039-01-01" in frozen.output
    refused = run("draw", "piloto", "--seed", VALUE, "--round", str(round_))
    assert refused.exit_code == 1
    assert "is published at 2039-01-01" in refused.output
    assert look.count(quick_system.store, tables.cases) == 0


def test_a_draw_in_one_step_says_so_and_writes_its_files(run: Run, tmp_path: Path) -> None:
    """To var/draws/CAMPAIGN unless told otherwise; `files` writes the same again."""
    done = run("draw", "piloto", "--seed", "semilla", "--size", "20")
    assert "drawn: 20 of 60" in done.output
    assert "the seed was not committed to beforehand" in done.output
    folder = tmp_path / "var" / "draws" / "piloto"
    assert run("files", "piloto", "--out", "again").exit_code == 0
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_an_override_is_asked_for_by_name_and_reason(run: Run, quick_system: System) -> None:
    """And told when it is missing."""
    run("draw", "piloto", "--seed", "semilla")
    started(quick_system)
    assert "an override with a name and a reason" in run("release", "piloto", "--only", "3").output
    half = run("release", "piloto", "--only", "3", "--name", "M. Paz")
    assert "needs the name of who answers for it, and the reason" in half.output
    done = run("release", "piloto", "--only", "3", "--name", "M. Paz", "--reason", "la línea")
    assert done.output.startswith("released: replicate 3, ")


def test_balance_and_effects_are_tables(run: Run, quick_system: System) -> None:
    """CSV on the output, the test of all at once beside it."""
    run("draw", "piloto", "--seed", "semilla")
    started(quick_system)
    table = run("balance", "piloto", "--repetitions", "50")
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert {row["group"] for row in rows} == {"drawn", "not_drawn"}
    assert "omnibus: p = " in table.stderr
    arms = run("balance", "piloto", "--arms", "--repetitions", "50")
    assert {row["group"] for row in csv.DictReader(io.StringIO(arms.stdout))} == {
        "control", "aviso",
    }  # fmt: skip
    effects = list(csv.DictReader(io.StringIO(run("effects", "piloto").stdout)))
    assert [(row["outcome"], row["arm"]) for row in effects][:2] == [
        ("identified", "control"), ("identified", "aviso"),
    ]  # fmt: skip
    assert effects[1]["p"] == "1.000000"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("freeze", "piloto"), "say one source"),
        (("freeze", "piloto", "--sealed", "a", "--drand-round", "5"), "say one source"),
        (("freeze", "piloto", "--sealed", "abc"), "64 hexadecimal digits"),
        (("draw", "piloto"), "--seed or by --seed-file"),
        (("draw", "piloto", "--seed-file", "nothing.txt"), "cannot be read"),
        (("release", "piloto"), "--replicates or --only"),
        (("verify", "piloto"), "nothing to verify"),
        (("effects", "piloto"), "not drawn yet"),
        (("files", "nadie"), "nadie"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    """With an exit code that scripts can read."""
    done = run(*arguments)
    assert done.exit_code in (1, 2)
    assert says in done.output
    assert "Traceback" not in done.output
