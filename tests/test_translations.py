"""Translators' catalogues are up to date with what is said and shown, and keep its promises."""

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted(ROOT.glob("*/locales/*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def steps_of_make(elsewhere: Path) -> Iterator[list[str]]:
    """What `make translations` tells Babel, with its results somewhere else."""
    makefile = (ROOT / "Makefile").read_text()
    variables = dict(re.findall(r"^(\w+) := (.+)$", makefile, re.MULTILINE))
    for step, rest in re.findall(r"^\t@\$\(BABEL\) (\w+) (.+)$", makefile, re.MULTILINE):
        told = re.sub(r"\$\((\w+)\)", lambda found: variables[found[1]], rest)
        told = told.replace("var/", f"{elsewhere}/")
        yield [step, *shlex.split(told.replace("-d ", f"-d {elsewhere}/"))]


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which `make translations` has written what it would write here."""
    folder = tmp_path_factory.mktemp("made")
    for path in CATALOGUES:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    with pytest.MonkeyPatch.context() as here, redirect_stderr(io.StringIO()):
        here.chdir(ROOT)
        for told in steps_of_make(folder):
            CommandLineInterface().run(["pybabel", "--quiet", *told])
    return folder


def test_there_is_a_catalogue_of_everything_for_each_language() -> None:
    """Spanish, English, Garífuna and Miskito, each for all that people read or hear."""
    assert {(path.parts[-3], path.stem) for path in CATALOGUES} == {
        (language, domain)
        for language in ("es", "en", "cab", "miq")
        for domain in ("scripts", "console", "public", "report")
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_a_catalogue_is_up_to_date(path: Path, updated: Path) -> None:
    """`make translations` would change nothing: no message is missing, obsolete or outdated."""
    fresh = catalogue(updated / path.relative_to(ROOT))
    assert (updated / path.relative_to(ROOT)).read_text() == path.read_text()
    assert len(fresh) > (20 if path.stem == "public" else 100)
    assert not fresh.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
def test_a_translation_keeps_the_placeholders_of_its_source(path: Path) -> None:
    """What is filled in is filled in everywhere, and a page never fails for want of a name."""
    for message in catalogue(path):
        if message.id and message.string:
            wanted, found = str(message.id), str(message.string)
            assert set(PLACEHOLDER.findall(found)) == set(PLACEHOLDER.findall(wanted)), wanted


@pytest.mark.parametrize("domain", ["scripts", "console", "public", "report"])
def test_english_is_complete(domain: str) -> None:
    """Every message has its English, and none waits for somebody to look at it again."""
    (path,) = (p for p in CATALOGUES if (p.parts[-3], p.stem) == ("en", domain))
    messages = [message for message in catalogue(path) if message.id]
    assert not [m.id for m in messages if not m.string or m.fuzzy]


@pytest.mark.parametrize("language", ["es", "cab", "miq"])
def test_an_empty_catalogue_says_why(language: str) -> None:
    """Nobody has to guess whether it was forgotten."""
    for path in CATALOGUES:
        if path.parts[-3] == language and not [m for m in catalogue(path) if m.id and m.string]:
            assert re.search(r"Spanish is the language|awaits a native", path.read_text()), path
