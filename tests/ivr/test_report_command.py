"""`flask report`: where it writes, what it prints, and what it says when it cannot."""

from pathlib import Path

from click.testing import CliRunner

from ivr.commands.report import report as command
from outreach.store.database import Store
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


def test_a_campaign_that_is_not_there_ends_with_an_error(
    environment: None, sqlite_store: Store, tmp_path: Path
) -> None:
    """One line names it, and no folder is made."""
    result = CliRunner().invoke(command, ["nadie", "--out", str(tmp_path / "out")])
    assert result.exit_code != 0
    assert not (tmp_path / "out").exists()
