"""What an operator is told about a campaign file: every fault, with its line."""

from datetime import time
from pathlib import Path

import pytest

from flows.medium import Medium
from outreach.campaign_file import read_campaign
from outreach.errors import BadFile

GOOD = """\
campaign: piloto
list: lista
sample: 100
target: {validated: 40, enrolled: 3}
script: retornados
caller_id: "+50422000100"
hours:
  monday: 10:00-18:00
  sunday: closed
"""


def read(folder: Path, text: str) -> list[str]:
    """The faults of a file, one a line."""
    path = folder / "piloto.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        read_campaign(path)
    return str(refused.value).splitlines()


def test_a_good_file_is_read_with_the_defaults_of_the_protocol(tmp_path: Path) -> None:
    """What is not said has the default; what is said is kept."""
    path = tmp_path / "piloto.yaml"
    path.write_text(GOOD, encoding="utf-8")
    file = read_campaign(path)
    assert file.hours == {"monday": (time(10), time(18)), "sunday": None}
    assert file.media == (Medium.VOICE, Medium.TEXT)
    assert file.number_to_ring("+50422000100") == "+50422000100"
    assert file.policy.max_voice_attempts == 7


def test_the_sample_of_the_pilot_is_good() -> None:
    """The file that everybody copies from is one that works."""
    sample = Path(__file__).parents[2] / "samples" / "picc.yaml"
    assert read_campaign(sample).campaign == "picc"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("list: lista\n", "", "line 1: the document: 'list' is missing"),
        ("sample: 100", "sample: muchas", "line 3: sample: Input should be a valid integer"),
        ("sample: 100", "sample: 0", "line 3: sample: Input should be greater than or equal"),
        (
            "sample: 100",
            "sample: 100\ndraw: {arms: {a: 1}}",
            "line 4: draw: arms: one",
        ),
        ("sample: 100", "sample: 100\ndraw: {arms: {A b: 1, c: 1}}", "line 4: draw.arms"),
        (
            "sample: 100",
            "sample: 100\ndraw: {strata: [sex, sex]}",
            "line 4: draw: strata",
        ),
        ("sample: 100", "sample: 100\nrelease: slowly", "line 4: release: Input should be 'all'"),
        (
            "sample: 100",
            "sample: 100\ndraw: {arms: {a: 1, b: 1}}\npolicy: {pre_notice_arms: [c]}",
            "line 1: the document: policy.pre_notice_arms: draw.arms has no c",
        ),
        ("sample: 100", "sampel: 100", "line 3: sampel: 'sampel' is not known here"),
        ("+50422000100", "2200-0100", "line 6: caller_id: expected an international"),
        ("10:00-18:00", "18:00-10:00", "line 8: hours.monday: the hours end before"),
        ("10:00-18:00", "de 10 a 6", "line 8: hours.monday: expected hours such as"),
        ("sunday", "domingo", "line 9: hours.domingo: expected one of monday"),
        ("campaign: piloto", "campaign: Mi Piloto", "line 1: campaign: String should match"),
        ("sample: 100", "sample: 100\nsample: 7", "line 4: 'sample' is written twice"),
        ("target: {", "target: [", "line 4: not valid YAML"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Whoever wrote the file finds the place at once."""
    faults = read(tmp_path, GOOD.replace(old, new))
    assert any(fault.startswith(f"piloto.yaml, {told}") for fault in faults), faults


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Nobody mends a file one run at a time."""
    text = GOOD.replace("100\n", "0\n").replace("18:00", "25:99").replace("script:", "skript:")
    faults = read(tmp_path, text)
    assert len(faults) == 4
    assert all(fault.startswith("piloto.yaml, line ") for fault in faults)


@pytest.mark.parametrize("text", ["", "- piloto\n", "piloto\n", "\x00\x01"])
def test_what_is_no_campaign_file_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    """An empty or foreign file is told as such."""
    assert len(read(tmp_path, text)) == 1


def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path) -> None:
    """Not there, or not text."""
    with pytest.raises(BadFile, match=r"nada\.yaml: cannot be read as UTF-8 text"):
        read_campaign(tmp_path / "nada.yaml")
    (tmp_path / "latin.yaml").write_bytes("campaign: peña".encode("latin-1"))
    with pytest.raises(BadFile, match=r"latin\.yaml: cannot be read"):
        read_campaign(tmp_path / "latin.yaml")


def test_an_hour_that_does_not_exist_is_no_crash(tmp_path: Path) -> None:
    """25:99 is told like any other fault."""
    (fault,) = read(tmp_path, GOOD.replace("18:00", "25:99"))
    assert fault.startswith("piloto.yaml, line 8: hours.monday: ")
