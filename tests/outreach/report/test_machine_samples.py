"""The hand-coded sample: drawn reproducibly, coded blindly, taken in whole or not at all."""

import csv
from pathlib import Path
from types import SimpleNamespace

import pytest

from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.machine_samples import draw_sample, drawn_calls, import_codes
from outreach.store import tables
from tests.outreach.report.scene import NOW, NUMBER, D, Scene


@pytest.fixture
def judged(scene: Scene) -> Scene:
    """Six calls that the carrier took for a human, two for a machine, one without a verdict."""
    for verdict in [*["human"] * 6, *["machine"] * 2, None]:
        key = scene.person(D.HUNG_UP)
        scene.change(tables.attempts, tables.attempts.c.case_id == key, answered_by=verdict)
    return scene


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def draw(scene: Scene, path: Path, *, size: int = 4, seed: str = "semilla") -> int:
    return draw_sample(scene.store, "piloto", path, size=size, seed=seed, now=NOW)


def coded(path: Path, code: str, ref: str | None = None) -> Path:
    lines = lines_of(path)
    rows = [f"{ref or line['ref']},{code}" for line in lines]
    sheet = path.with_name("coded.csv")
    sheet.write_text("\n".join(["ref,code", *rows]) + "\n")
    return sheet


def test_the_sheet_is_blind_and_names_nobody(judged: Scene, tmp_path: Path) -> None:
    """Neither the carrier's verdict nor a number is in it, and each verdict has its part."""
    path = tmp_path / "amd.csv"
    assert draw(judged, path) == 4
    text = path.read_text()
    assert NUMBER not in text
    assert "machine" not in text
    assert {line["code"] for line in lines_of(path)} == {""}
    verdicts = {v.verdict: v.sampled for v in judged.figures().detection.verdicts}
    assert (verdicts["human"], verdicts["machine"]) == (2, 2)


def test_the_same_seed_gives_the_same_sheet_and_another_is_refused(
    judged: Scene, tmp_path: Path
) -> None:
    """Nobody draws again until the sample pleases."""
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    draw(judged, one)
    draw(judged, other)
    assert one.read_text() == other.read_text()
    with pytest.raises(NotAllowed, match="another seed"):
        draw(judged, other, seed="otra")


def test_codes_come_back_into_the_report(judged: Scene, tmp_path: Path) -> None:
    """Everything was a human: the carrier was right about humans only."""
    path = tmp_path / "amd.csv"
    draw(judged, path)
    assert import_codes(judged.store, "piloto", coded(path, " Human "), coder="AB", now=NOW) == 4
    assert import_codes(judged.store, "piloto", coded(path, "human"), coder="AB", now=NOW) == 4
    found = judged.figures().detection
    assert {v.verdict: v.right for v in found.verdicts if v.coded} == {"human": 1, "machine": 0}
    assert found.seed == "semilla"
    assert found.coders == 1


@pytest.mark.parametrize(
    ("code", "ref", "fault"),
    [
        ("robot", None, "line 2: the code has to be one of human, machine"),
        ("human", "nobody", "line 2: this call is not in the sample"),
    ],
)
def test_a_sheet_with_a_fault_changes_nothing(
    judged: Scene, tmp_path: Path, code: str, ref: str | None, fault: str
) -> None:
    """Each fault has its line, and nothing was taken in."""
    path = tmp_path / "amd.csv"
    draw(judged, path)
    with pytest.raises(BadFile, match=fault):
        import_codes(judged.store, "piloto", coded(path, code, ref), coder="AB", now=NOW)
    assert judged.figures().detection.coders == 0


def test_what_is_no_sheet_is_said_to_be_none(judged: Scene, tmp_path: Path) -> None:
    """A missing column and a missing campaign are named."""
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(BadFile, match="ref and code"):
        import_codes(judged.store, "piloto", path, coder="AB", now=NOW)
    with pytest.raises(NotFound, match="nada"):
        draw_sample(judged.store, "nada", path, size=1, seed="s", now=NOW)


def test_what_a_rare_verdict_cannot_fill_goes_to_the_others() -> None:
    """Of 100 and 3 calls a sample of 20 has 3 and 17."""
    calls = [
        SimpleNamespace(id=n, ref=f"r{n}", verdict="fax" if n < 3 else "human") for n in range(103)
    ]
    drawn = drawn_calls(calls, 20, "s")  # type: ignore[arg-type]  # rows are named tuples
    assert [call.verdict for call in drawn].count("fax") == 3
    assert len({call.id for call in drawn}) == 20
