"""Translators' catalogues are up to date with what is said and shown, and keep its promises."""

import ast
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

from tests.languages import in_english, in_spanish

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted(ROOT.glob("*/locales/*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
ENGLISH, SPANISH = (
    ROOT / f"ivr/locales/{language}/LC_MESSAGES/console.po" for language in ("en", "es")
)
# what makes a sentence, beside the errors that carry one
SENTENCES = {"Sentence", "sentence"}
# whose texts no page shows: commands, and what prints the report in a process of its own
UNSEEN = ("ivr/commands/", "outreach/report/", "outreach/research/")


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


def test_each_language_of_the_console_says_nothing_in_the_other() -> None:
    """Refusals are written in the language of their commands: in either, and told in both."""
    for message in catalogue(SPANISH):
        if message.id:
            said = str(message.string or message.id)
            assert not in_english(said), said
    for message in catalogue(ENGLISH):
        assert not message.id or not in_spanish(str(message.string)), message.string


def trees() -> Iterator[tuple[str, ast.Module]]:
    for package in ("flows", "outreach", "ivr"):
        for path in sorted((ROOT / package).rglob("*.py")):
            yield name_of(path), ast.parse(path.read_text())


def refusals() -> set[str]:
    """The names of all errors that carry a sentence."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Refusal"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    # a carrier's refusal begins with the carrier's code, and writes its text itself
    return found - {"Refusal", "CarrierRefused"}


def told_in(tree: ast.Module, makers: set[str]) -> Iterator[ast.expr]:
    """The text of each sentence that is made there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in makers and node.args:
                yield node.args[0]


def test_a_refusal_is_raised_with_its_text_and_its_values_apart() -> None:
    """A text that was filled in where it is raised could be told in one language only."""
    errors = refusals()
    assert {"NotAllowed", "NotFound", "BadFile", "BadSeed", "BadScript"} < errors
    for name, tree in trees():
        for text in told_in(tree, errors | SENTENCES):
            where = f"{name}, line {text.lineno}"
            assert not isinstance(text, ast.JoinedStr | ast.BinOp), where
            assert not ast.unparse(text).startswith("str("), where


def test_translators_get_every_refusal_that_a_page_may_show() -> None:
    """Whichever error it is, and wherever it is raised."""
    known = {str(message.id) for message in catalogue(SPANISH)}
    makers = refusals() | SENTENCES
    for name, tree in trees():
        if name.startswith(UNSEEN) or name == "flows/sentences.py":
            continue
        for text in told_in(tree, makers):
            if isinstance(text, ast.Constant):
                assert text.value in known, f"{name}, line {text.lineno}"
