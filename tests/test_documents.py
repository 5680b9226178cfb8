"""What is written for people, checked against the code: settings, commands, links and names."""

import re
from pathlib import Path

import pytest

from ivr.app import create_app
from outreach.registry.columns import Field
from outreach.registry.eligibility import Reason
from outreach.rules.states import RowOutcome
from outreach.settings import Settings

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"\bflask ([a-z]+)(?: ([a-z]+))?")
MODULE = re.compile(r"`((?:flows|outreach|ivr|workers|rehearsal|tests)/[\w/]+\.(?:py|yaml))`")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def targets() -> set[str]:
    """The targets that `make help` lists."""
    makefile = (ROOT / "Makefile").read_text()
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def test_the_example_of_settings_names_every_setting_and_no_other() -> None:
    """Whoever copies .env.example has seen all there is to set."""
    named = re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_of_settings_shows_the_true_defaults() -> None:
    """A default that is written down wrongly is worse than none."""
    text = (ROOT / ".env.example").read_text()
    shown = dict(re.findall(r"^#([A-Z_]+)=(.+)$", text, re.MULTILINE))
    needed = {name.upper() for name, field in Settings.model_fields.items() if field.is_required()}
    for name, value in shown.items():
        if name in needed:
            continue
        default = Settings.model_fields[name.lower()].default
        meant = float(value) if isinstance(default, float) else value.lower()
        assert meant == (default if isinstance(default, float) else str(default).lower()), name


def test_the_example_of_settings_sets_nothing() -> None:
    """Copied and not filled in, it stops the start by name; it never starts with an empty key."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == []


def test_the_readme_has_the_two_commands() -> None:
    """A newcomer needs no other."""
    assert {"    make demo", "    make test"} <= set((ROOT / "README.md").read_text().splitlines())


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_and_named_files_are_there(path: Path) -> None:
    """A document points at what exists."""
    text = path.read_text()
    linked = [path.parent / target for target in LINK.findall(text)]
    named = [ROOT / target for target in MODULE.findall(text)]
    assert not [str(p) for p in (*linked, *named) if not p.exists()]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_commands_and_targets_that_are_named_exist(path: Path) -> None:
    """What a reader types, works."""
    text = path.read_text()
    app = create_app()
    context = app.cli.make_context("flask", [], resilient_parsing=True)
    for group, word in COMMAND.findall(text):
        command = app.cli.get_command(context, group)
        assert command is not None, group
        if word and hasattr(command, "commands"):
            assert word in command.commands, f"flask {group} {word}"
    made = re.findall(r"(?:`|^    )make ([a-z]+)", text, re.MULTILINE)
    assert set(made) <= targets() | {"installed"}


def test_the_operators_guide_explains_every_word_that_an_import_says() -> None:
    """Every outcome, reason and field stands in the guide, in plain Spanish."""
    guide = (ROOT / "docs/operadores.md").read_text()
    words = [*RowOutcome, *Reason, *Field, "same_document"]
    assert not [str(word) for word in words if f"`{word}`" not in guide]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    """A setting that a document names can be set."""
    settings = {name.upper() for name in Settings.model_fields}
    assigned = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", path.read_text()))
    of_the_web_server = {"RAW_URI", "REQUEST_URI"}
    assert assigned <= settings | of_the_web_server
