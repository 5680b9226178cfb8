"""The research bundle: every number of the report, and nobody in it."""

import csv
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest

from outreach.audit import Action
from outreach.errors import NotFound
from outreach.report.figures import ReportFigures
from outreach.research.bundle import write_bundle
from outreach.research.codebook import Kind
from outreach.research.datasets import DATASETS
from outreach.research.records import K
from outreach.store import tables
from outreach.system import System
from tests import look, make
from tests.outreach.report.scene import BEGIN, NOW, D, Scene

SAID, WROTE, NOTED, VALUE = "soy la Eufemia", "llámeme mañana", "vive con su tía", "Juticalpa"
RARE = {"municipality": "choluteca", "sex": "F", "birth_year": 1931}


@pytest.fixture
def told(quick_system: System) -> Scene:
    """A campaign with two arms, and something in every table."""
    scene = Scene(quick_system.store)
    for number in range(12):
        arm = ("control", "aviso")[number % 2]
        common = {"arm": arm, "replicate": 1 + number // 6}
        if number % 3 == 0:
            key = scene.interviewed(interested=number % 2 == 0, **common)
        elif number % 3 == 1:
            key = scene.person(D.NO_ANSWER, D.BUSY, D.HUNG_UP, **common)
        else:
            key = scene.person(D.NO_ANSWER, D.NO_ANSWER, D.MACHINE, **common)
        scene.change(
            tables.people, tables.people.c.id == key,
            name_sealed=f"Eufemia Zelaya {number}", document_sealed=f"08011999{number:05d}",
            birth_date_sealed=f"1990-05-{number + 10}", birth_year=1990,
            sex="FM"[number < 6], municipality="danli", returned_on=date(2024, 5, 1),
        )  # fmt: skip
        scene.change(tables.phones, tables.phones.c.person_id == key,
                     number_sealed=f"+504998877{number:02d}")  # fmt: skip
    scene.change(tables.people, tables.people.c.id == 12, **RARE)
    attempt = look.rows(scene.store, tables.attempts)[0]
    conversation = scene.add(
        tables.conversations, attempt_id=attempt.id, case_id=attempt.case_id, medium="voice",
        script="retornados", script_version=1, locale="es-HN", state="{}", turn=1,
        started_at=BEGIN,
    )  # fmt: skip
    scene.add(
        tables.turns, conversation_id=conversation, number=1, step="identity", reply=SAID,
        value=VALUE, intent="yes", rule="yes", state="{}", at=BEGIN, confidence=0.876,
    )  # fmt: skip
    scene.add(
        tables.messages, case_id=attempt.case_id, inbound=True, number_hash="n1", body=WROTE,
        segments=1, status="delivered", at=BEGIN, sid="SM" + "5" * 32,
    )  # fmt: skip
    lead = tables.leads.c.case_id == attempt.case_id
    scene.change(tables.leads, lead, note=NOTED, taken_at=BEGIN + timedelta(minutes=47))
    return scene


def bundle(system: System, folder: Path) -> Path:
    return write_bundle(system, "piloto", folder, make.COMMAND, NOW)


@pytest.fixture
def opened(told: Scene, quick_system: System, tmp_path: Path) -> Path:
    """The folder into which the bundle was unpacked."""
    with zipfile.ZipFile(bundle(quick_system, tmp_path / "out")) as archive:
        archive.extractall(tmp_path / "bundle")
    return tmp_path / "bundle"


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def secrets(scene: Scene) -> set[str]:
    """Everything that the database holds sealed, every way to find it, every word and id."""
    found = {SAID, WROTE, NOTED, VALUE}
    for person in look.rows(scene.store, tables.people):
        found |= {person.name_sealed, person.document_sealed, person.birth_date_sealed,
                  person.case_code, *person.name_sealed.split()[:2]}  # fmt: skip
    for phone in look.rows(scene.store, tables.phones):
        found |= {phone.number_sealed, phone.number_sealed.removeprefix("+504")}
    for attempt in look.rows(scene.store, tables.attempts):
        found |= {attempt.ref + ","}
    return found


def test_nobody_is_in_any_file_of_it(told: Scene, opened: Path) -> None:
    """Every secret of the sample is looked for in the bytes of every file, Stata's too."""
    everything = secrets(told)
    assert len(everything) > 60
    files = sorted(opened.iterdir())
    assert len(files) == 13
    for file in files:
        held = file.read_bytes()
        assert [s for s in everything if s.encode() in held] == [], file.name
        assert [s for s in everything if s.encode("utf-16-le") in held] == [], file.name


def test_the_search_finds_what_is_there(told: Scene, tmp_path: Path) -> None:
    """In a Stata file too: its texts are not compressed."""
    secret = sorted(secrets(told))[0]
    pyreadstat.write_dta(pandas.DataFrame({"x": ["", secret]}), tmp_path / "x.dta")
    assert secret.encode() in (tmp_path / "x.dta").read_bytes()


def test_the_stata_files_say_what_the_csv_files_say(opened: Path) -> None:
    """With a label for every variable and every code."""
    for dataset in DATASETS:
        frame, meta = pyreadstat.read_dta(opened / f"{dataset.name}.dta")
        rows = table(opened, dataset.name)
        assert len(frame) == len(rows)
        assert list(frame.columns) == [v.name for v in dataset.variables]
        assert meta.column_names_to_labels == {v.name: v.label for v in dataset.variables}
        for variable in dataset.variables:
            labels = meta.variable_value_labels.get(variable.name, {})
            codes = {label: code for code, label in variable.codes.items()}
            for value, row in zip(frame[variable.name], rows, strict=True):
                written = row[variable.name]
                if variable.kind is Kind.KEY or pandas.isna(value):
                    assert (value if variable.kind is Kind.KEY else "") == written
                elif variable.kind is Kind.CODE:
                    assert codes[labels[value]] == written
                elif variable.kind is Kind.NAME:
                    assert labels[value] == written
                else:
                    assert float(written) == pytest.approx(value)


def test_labels_and_names_are_short_enough_for_stata() -> None:
    """Stata cuts what is longer, and two names that are cut may be one."""
    for dataset in DATASETS:
        for variable in dataset.variables:
            assert len(variable.name) <= 32
            assert len(variable.label) <= 80


def test_every_variable_and_value_is_in_the_codebook(opened: Path) -> None:
    """It is made of what the columns are made of."""
    lines = table(opened, "codebook")
    known = {(line["table"], line["variable"]) for line in lines}
    assert known == {(d.name, v.name) for d in DATASETS for v in d.variables}
    codes = {(line["table"], line["variable"], line["code"]) for line in lines}
    for dataset in DATASETS:
        for row in table(opened, dataset.name):
            for variable in dataset.variables:
                if variable.kind in {Kind.CODE, Kind.NAME, Kind.FLAG} and row[variable.name]:
                    assert (dataset.name, variable.name, row[variable.name]) in codes


def test_whoever_is_rare_is_hidden_among_others(opened: Path) -> None:
    """A woman of 95 is the only one of her kind: nothing that tells so is left of her."""
    fields = ("stratum", "municipality", "sex", "age_band", "return_year")
    people = Counter(tuple(row[f] for f in fields) for row in table(opened, "persons"))
    assert people == {
        ("danli", "danli", "M", "35-44", "2024"): 6,
        ("danli", *["withheld"] * 4): 6,
    }
    assert min(people.values()) >= K
    assert Counter(row["withheld"] for row in table(opened, "persons")) == {"0": 6, "1": 6}


def test_moments_and_lengths_are_coarse(opened: Path) -> None:
    """Whoever has a telephone's bill does not find the call."""
    for row in table(opened, "attempts"):
        assert int(row["seconds"]) % 15 == 0
        assert row["day"].lstrip("-").isdigit()
    (lead, *_rest) = [row for row in table(opened, "leads") if row["wait_minutes"]]
    assert lead["wait_minutes"] == "45"
    (turn,) = table(opened, "turns")
    assert (turn["intent"], turn["confidence"]) == ("yes", "0.88")


def test_pseudonyms_join_the_tables_and_no_other_campaign(
    told: Scene, quick_system: System, opened: Path, tmp_path: Path
) -> None:
    """The same person is the same in every table, and somebody else in another campaign's."""
    people = {row["person"] for row in table(opened, "persons")}
    assert len(people) == 12
    for name in ("attempts", "turns", "messages", "leads"):
        assert {row["person"] for row in table(opened, name)} <= people
    attempts = {row["attempt"] for row in table(opened, "attempts")}
    assert {row["attempt"] for row in table(opened, "turns")} <= attempts
    again = zipfile.ZipFile(bundle(quick_system, tmp_path / "again"))
    assert again.read("persons.csv") == (opened / "persons.csv").read_bytes()
    told.change(tables.campaigns, tables.campaigns.c.id == 1, name="otro")
    path = write_bundle(quick_system, "otro", tmp_path / "otro", make.COMMAND, NOW)
    with zipfile.ZipFile(path) as other:
        lines = other.read("persons.csv").decode().splitlines()[1:]
    assert not {line.split(",")[0] for line in lines} & people


def test_who_made_it_is_written_down(told: Scene, quick_system: System, tmp_path: Path) -> None:
    """And a campaign that is not there makes neither file nor entry."""
    bundle(quick_system, tmp_path)
    entry = look.one(told.store, tables.audit_log, action=Action.BUNDLE_WRITTEN)
    assert entry.subject == "campaign 1"
    with pytest.raises(NotFound):
        write_bundle(quick_system, "nadie", tmp_path / "x", make.COMMAND, NOW)
    assert not (tmp_path / "x").exists()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed here")
def test_r_computes_the_report_anew(told: Scene, opened: Path) -> None:
    """From the bundle alone, without a package, to the last digit that the report keeps."""
    rscript = shutil.which("Rscript") or ""
    done = subprocess.run([rscript, "report.R"], cwd=opened, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    figures: ReportFigures = told.figures()
    flow = {row["step"]: int(row["people"]) for row in r(opened, "flow")}
    assert flow == {step.code: step.count for step in figures.funnel if step.code in flow}
    for base, name in ((figures.persons, "dispositions"),
                       (figures.numbers, "dispositions_of_numbers")):  # fmt: skip
        found = {row["disposition"]: int(row["Freq"]) for row in r(opened, name)}
        assert found == {line.disposition: line.count for line in base.dispositions}
    for row in r(opened, "rates"):
        for e in ("default", "one"):
            same(row[e], figures.persons.by_e[e][row["rate"]])
    reach = r(opened, "reach_by_attempt")
    for row, line in zip(reach, figures.mechanism.by_attempt, strict=True):
        assert (int(row["at_risk"]), int(row["reached"])) == (line.at_risk, line.reached)
        same(row["product_limit"], line.product_limit)
        same(row["cumulative"], line.cumulative)
    slots = {(int(s["weekday"]), int(s["hour"])): int(s["calls"]) for s in r(opened, "by_moment")}
    assert slots == {(s.weekday, s.hour): s.calls for s in figures.mechanism.by_slot}
    arms = {row["arm"]: (int(row["people"]), int(row["validated"])) for row in r(opened, "arms")}
    assert arms == {
        arm.code: (arm.people, arm.outcomes["validated"]) for arm in figures.experiments.arms
    }
    for row in r(opened, "cost")[1:]:
        unit = next(u for u in figures.costs.units if u.code == row["unit"])
        assert int(row["count"]) == unit.count


def r(folder: Path, name: str) -> list[dict[str, Any]]:
    return table(folder / "tables", name)


def same(written: str, value: float | None) -> None:
    if value is None:
        assert written == "NA"
    else:
        assert float(written) == pytest.approx(value, abs=1e-6)
