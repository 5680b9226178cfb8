"""`flask report`: where it writes, what it prints, and what it says when it cannot."""

import zipfile
from pathlib import Path

from click.testing import CliRunner

from ivr.commands.report import report as command
from ivr.commands.research import research
from outreach.store import tables
from outreach.store.database import Store
from tests import look
from tests.outreach.report.scene import D, Scene


def test_the_report_is_written_and_its_path_printed(
    environment: None, sqlite_store: Store, tmp_path: Path
) -> None:
    """Progress goes to standard error, so that the paths alone can be piped on."""
    Scene(sqlite_store).person(D.NO_ANSWER)
    out = tmp_path / "out"
    result = CliRunner().invoke(command, ["piloto", "--out", str(out), "--locale", "es"])
    assert result.exit_code == 0
    page = out / "informe.html"
    names = ("informe.html", "informe.pdf", "informe.xlsx", "informe.json")
    assert result.stdout.splitlines() == [str(out / name) for name in names]
    assert "…" in result.stderr
    assert page.is_file()


def test_the_bundle_is_written_with_the_report_or_alone(
    environment: None, sqlite_store: Store, tmp_path: Path
) -> None:
    """Its path is printed like those of the other files, and it is written down who made it."""
    Scene(sqlite_store).person(D.NO_ANSWER)
    told = ["piloto", "--out", str(tmp_path)]
    with_it = CliRunner().invoke(command, [*told, "--locale", "es", "--bundle"])
    alone = CliRunner().invoke(research, ["bundle", *told])
    assert (with_it.exit_code, alone.exit_code) == (0, 0)
    assert with_it.stdout.splitlines()[-1:] == alone.stdout.splitlines()
    assert alone.stdout.splitlines() == [str(tmp_path / "paquete.zip")]
    assert "…" in alone.stderr
    assert zipfile.is_zipfile(tmp_path / "paquete.zip")
    assert look.count(sqlite_store, tables.audit_log) == 2


def test_a_campaign_that_is_not_there_ends_with_an_error(
    environment: None, sqlite_store: Store, tmp_path: Path
) -> None:
    """One line names it, and no folder is made."""
    result = CliRunner().invoke(command, ["nadie", "--out", str(tmp_path / "out")])
    assert result.exit_code != 0
    assert not (tmp_path / "out").exists()
