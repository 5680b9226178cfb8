"""The two programs that verify a draw: they need nothing of ours, and agree to the byte."""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.draws.code_version import PROGRAMS
from outreach.rules.arms import Arm
from outreach.rules.commitments import Circumstances, commit
from outreach.rules.frames import Frame, frame_sha256
from outreach.rules.sampling import Terms, draw
from outreach.rules.seeds import Drand, Sealed, Source, Stated
from tests.outreach.draws import scene
from tests.outreach.rules.frames_made import a_frame, frames

SECRET = "ñandú, sealed: é 2026-11-03 0123456789"
VALUE = "3439d92d58e47d342131d446a3abe264396dd264717897af30525c98408c834f"
ARMS = (Arm("control", 2), Arm("notice", 3), Arm("none", 4))
FROZEN_AT = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)
ABOUT = Circumstances("picc", 'retornados, "Danlí"', "ab" * 32, FROZEN_AT, 20, 0, {})
BIG = a_frame(
    {"choluteca/F": 40, "choluteca/M": 61, "danli/F": 3, "danli/M": 90, "la_ceiba/unknown": 1},
    sharing=[
        ("danli/M-001", "danli/F-001"),
        ("danli/M-002", "choluteca/F-007", "la_ceiba/unknown-001", "danli/M-003"),
        ("danli/M-003", "danli/M-004"),
    ],
)


class Folder:
    """The files of a draw, and the programs run on them."""

    def __init__(
        self, path: Path, frame: Frame = BIG, terms: Terms | None = None, *,
        source: Source | None = None, seed: str = SECRET,
    ) -> None:  # fmt: skip
        self.path = path
        path.mkdir(exist_ok=True)
        terms = terms or Terms(80, 25, ARMS)
        sealed = Sealed(hashlib.sha256(seed.encode()).hexdigest())
        commitment = commit(frame, frame_sha256(frame), terms, source or sealed, ABOUT)
        self["commitment.json"] = commitment.text
        self["frame.csv"] = frame.csv()
        self["seed.txt"] = seed.encode()
        self["assignment.csv"] = "".join(draw(frame, seed, terms).lines()).encode()

    def __getitem__(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def __setitem__(self, name: str, data: bytes) -> None:
        (self.path / name).write_bytes(data)

    def edit(self, name: str, edit: Callable[[list[str]], list[str]]) -> None:
        lines = self[name].decode().splitlines(keepends=True)
        self[name] = "".join(edit(lines)).encode()


class Program:
    """How one of the two is run."""

    def __init__(self, *command: str) -> None:
        self.command = command

    def __call__(self, folder: Folder, *more: str) -> tuple[int, str]:
        done = subprocess.run(
            [*self.command, str(folder.path), *more],
            cwd=folder.path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"},  # nothing of ours in it
        )
        assert not done.stderr, done.stderr
        return done.returncode, done.stdout


@pytest.fixture(params=["python", "R with openssl", "R with digest"])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Program:
    """The program in Python, isolated from our packages; the one in R with either package."""
    if request.param == "python":
        return Program(sys.executable, "-I", "-S", str(PROGRAMS / "verify_draw.py"))
    if shutil.which("Rscript") is None:
        pytest.skip("Rscript is not installed here; the program in R was not run")
    package = request.param.split()[-1]
    found = subprocess.run(
        ["Rscript", "-e", f'quit(status = !requireNamespace("{package}", quietly = TRUE))'],  # noqa: S607 – wherever R is
        check=False,
        capture_output=True,
    )
    if found.returncode:
        pytest.skip(f"R has no package {package} here; the program was not run with it")
    script = (PROGRAMS / "verify_draw.R").read_text()
    if package == "digest":  # as on a machine that has only this one
        wanted = 'has_openssl <- requireNamespace("openssl", quietly = TRUE)'
        assert wanted in script
        script = script.replace(wanted, "has_openssl <- FALSE")
    path = tmp_path / "verify_draw.R"
    path.write_text(script, encoding="utf-8")
    return Program("Rscript", "--vanilla", str(path))


def test_an_untouched_draw_is_verified_to_the_byte(program: Program, tmp_path: Path) -> None:
    """And the computed assignment is the one of the product."""
    folder = Folder(tmp_path / "draw")
    more = ("--write",) if "verify_draw.py" in str(program.command) else ()
    code, told = program(folder, *more, str(tmp_path / "computed.csv"))
    assert "VERIFIED: the assignment follows from frame and seed" in told
    assert "NOT" not in told
    assert code == 0
    assert (tmp_path / "computed.csv").read_bytes() == folder["assignment.csv"]


@pytest.mark.parametrize(
    ("terms", "source", "seed"),
    [
        (Terms(195, 250), Stated(), "semilla"),
        (Terms(1, 250, ARMS), None, SECRET),
        (Terms(120, 1), None, SECRET),
        (Terms(60, 7, (Arm("a", 1), Arm("b", 1))), Drand("quicknet", 40_000_000), VALUE),
    ],
)
def test_all_kinds_of_terms_and_seeds_are_verified(
    program: Program, tmp_path: Path, terms: Terms, source: Source | None, seed: str
) -> None:
    """Everybody, one person, replicates of one, no arms, a drand round."""
    code, told = program(Folder(tmp_path / "draw", terms=terms, source=source, seed=seed))
    assert code == 0, told
    if isinstance(source, Drand):
        assert "round 40000000" in told
    assert ("not committed to" in told) == isinstance(source, Stated)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(frame=frames(), data=st.data())
def test_any_draw_at_all_is_verified_in_python(tmp_path: Path, frame: Frame, data) -> None:
    """Codes with commas, quotes and accents, any clusters, any sizes."""
    size = data.draw(st.integers(1, len(frame.members)))
    arms = data.draw(st.sampled_from([(), ARMS, ARMS[:2]]))
    terms = Terms(size, data.draw(st.integers(1, 9)), arms)
    folder = Folder(tmp_path / "draw", frame, terms, seed=data.draw(st.text("añ1x", min_size=32)))
    code, told = Program(sys.executable, "-I", "-S", str(PROGRAMS / "verify_draw.py"))(folder)
    assert code == 0, told


def lines_without(text: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [line for line in lines if not line.startswith(text)]


def replaced(old: str, new: str) -> Callable[[list[str]], list[str]]:
    return lambda lines: [line.replace(old, new) for line in lines]


TAMPERED: dict[str, tuple[Callable[[Folder], None], list[str]]] = {
    "a person added": (
        lambda f: f.edit("frame.csv", lambda lines: [*lines, "zz-1,danli,F,zz-1\n"]),
        ["frame.csv is not the frame", "stratum danli/F has 4 people, committed were 3"],
    ),
    "a person removed": (
        lambda f: f.edit("frame.csv", lines_without("danli/F-002")),
        ["frame.csv is not the frame", "stratum danli/F has 2 people, committed were 3"],
    ),
    "a person moved": (
        lambda f: f.edit("frame.csv", replaced("danli/M-009,danli,M", "danli/M-009,danli,F")),
        ["stratum danli/F has 4 people", "stratum danli/M has 89 people, committed were 90"],
    ),
    "a person replaced": (
        lambda f: f.edit("frame.csv", replaced("danli/M-090", "danli/M-091")),
        ["stratum danli/M has 90 people as committed, but other ones"],
    ),
    "another seed": (
        lambda f: f.__setitem__("seed.txt", f["seed.txt"] + b"!"),
        ["seed.txt is not the seed that was sealed", "assignment.csv differs at line 2"],
    ),
    "an edited line": (
        lambda f: f.edit(
            "assignment.csv", lambda lines: [*lines[:4], lines[4].replace("5", "6"), *lines[5:]]
        ),
        ["assignment.csv differs at line "],
    ),
    "a line too many": (
        lambda f: f.edit("assignment.csv", lambda lines: [*lines, lines[-1]]),
        ["(no such line)"],
    ),
    "a line too few": (
        lambda f: f.edit("assignment.csv", lambda lines: lines[:-1]),
        ["(no such line)"],
    ),
    "other line ends": (
        lambda f: f.__setitem__("assignment.csv", f["assignment.csv"][:-1]),
        ["assignment.csv differs in how its lines end"],
    ),
    "an edited commitment": (
        lambda f: f.edit("commitment.json", replaced('"people": 80', '"people": 81')),
        ["assignment.csv differs at line 2"],
    ),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_tampered_with_is_named(program: Program, tmp_path: Path, what: str) -> None:
    """By stratum or by line, and the program ends with 1."""
    folder = Folder(tmp_path / "draw")
    tamper, says = TAMPERED[what]
    tamper(folder)
    code, told = program(folder)
    assert code == 1
    assert told.rstrip().endswith("NOT VERIFIED")
    for words in says:
        assert words in told


def test_the_line_that_differs_is_the_one_that_was_edited(
    program: Program, tmp_path: Path
) -> None:
    """Line 5 of the file, with what was computed and what is there."""
    folder = Folder(tmp_path / "draw")
    true = folder["assignment.csv"].decode().splitlines()[4]
    false = true.replace(true.split(",")[1] + ",", "77,", 1)
    folder.edit("assignment.csv", replaced(true, false))
    _, told = program(folder)
    assert f"assignment.csv differs at line 5\n  computed: {true}\n  found:    {false}\n" in told


def test_what_the_product_writes_is_verified(
    program: Program, quick_system: scene.System, tmp_path: Path
) -> None:
    """From a registry, through the database, to the folder."""
    scene.a_registry(quick_system)
    scene.make.a_draft(quick_system, sample=30, draw={"arms": {"control": 1, "aviso": 1}})
    scene.freeze(quick_system)
    scene.draw(quick_system)
    folder = Folder.__new__(Folder)
    folder.path = scene.write(quick_system, tmp_path / "files")
    code, told = program(folder)
    assert code == 0, told
