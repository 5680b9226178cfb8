"""`flask report`: where it writes, what it prints, and what it says when it cannot."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner

from ivr.commands import wiring
from ivr.commands.report import report as command
from outreach.settings import Settings
from outreach.store.database import Store
from tests.outreach.report.scene import D, Scene


@pytest.fixture
def environment(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The environment that the settings of the tests stand for."""
    monkeypatch.chdir(tmp_path)  # where no .env lies
    for name, value in settings.model_dump(exclude_none=True).items():
        plain = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        monkeypatch.setenv(name.upper(), str(plain))
    logging_before = structlog.get_config()
    wiring.wired.cache_clear()
    yield
    wiring.wired().store.close()
    wiring.wired.cache_clear()
    structlog.configure(**logging_before)  # a command sets up the log of its process: this one


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
