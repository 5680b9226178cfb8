"""The schema for editors: kept equal to the code, true to the scripts, and of use."""

import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from flows.schema import SCHEMA, schema_text, script_schema
from flows.script import SCRIPTS, BadScript, Script, script_names
from tests.flows.test_checks import SOUND

VALIDATOR = Draft202012Validator(script_schema())


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2: `yes` and `no` are words, `1` and `0.5` are numbers."""


AsEditorsRead.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"),
                                        list(first))  # fmt: skip


def faults(text: str) -> list[str]:
    document: Any = yaml.load(text, Loader=AsEditorsRead)  # noqa: S506 – a SafeLoader
    return [each.json_path for each in VALIDATOR.iter_errors(document)]


def test_the_copy_that_scripts_point_to_is_what_the_code_says() -> None:
    """`flask script schema > flows/scripts/script.schema.json` makes it anew."""
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_one() -> None:
    """As the standard itself defines it."""
    Draft202012Validator.check_schema(script_schema())


@pytest.mark.parametrize("name", script_names())
def test_an_editor_finds_nothing_wrong_with_our_scripts(name: str) -> None:
    """And each tells the editor where the schema lies."""
    text = (SCRIPTS / f"{name}.yaml").read_text(encoding="utf-8")
    assert faults(text) == []
    assert text.startswith(f"# yaml-language-server: $schema={SCHEMA.name}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    ask: birth_year\n", "    ask: birthday\n"),
        ("    say: hello\n    next: identity", "    say: hello\n    nxt: identity"),
        ("    wrong: goodbye\n", ""),
        ("    end: interested\n", "    end: happy\n"),
        ("version: 1\n", "version: one\n"),
        ("asks: 4\n", "asks: 12\n"),
        ("routes: {yes: born,", "routes: {yess: born,"),
        ("    say: born\n", '    say: born\n    keys: {"1": maybe}\n'),
        ("    say: born\n", "    say: born\n    keys: {x: yes}\n"),
        ("branch: identified", "branch: identity"),
        ("  sorry: {voice", "  Sorry: {voice"),
        ("reveals: programme}", "reveals: everything}"),
        ("exits:\n", "sure: {rule: 2}\nexits:\n"),
        ("exits:\n", "confirm: {opt_out: {ask: sorry}}\nexits:\n"),
    ],
)
def test_what_our_reader_refuses_an_editor_shows(old: str, new: str) -> None:
    """The same faults, while one writes."""
    assert SOUND.count(old) >= 1
    text = SOUND.replace(old, new, 1)
    with pytest.raises(BadScript):
        Script.read(text)
    assert faults(SOUND) == []
    assert faults(text) != []
