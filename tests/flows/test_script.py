"""A script file that cannot be used gets one clear line per fault."""

import json
import os
from pathlib import Path

import pytest

from flows.checks import Kind
from flows.script import BadScript, Script, checked_script, load_script
from flows.turn import Outcome
from flows.understanding.heard import Heard, Intent, Question
from tests.flows.test_checks import SOUND


def errors_of(text: str) -> list[str]:
    with pytest.raises(BadScript) as caught:
        Script.read(text, "small.yaml")
    return str(caught.value).splitlines()


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_each_wrong_line_gets_an_error_of_its_own() -> None:
    """File, line, place, and what was expected."""
    text = SOUND.replace("ask: birth_year", "ask: birthday").replace("version: 1", "version: one")
    first, second = errors_of(text)
    assert first.startswith(f"small.yaml, line {line_of(text, 'version:')}: version: ")
    assert second.startswith(f"small.yaml, line {line_of(text, 'ask: birthday')}: ")
    assert "'birth_year'" in second


def test_an_unknown_key_is_an_error_at_its_line() -> None:
    """A misspelt key is not silently ignored."""
    text = SOUND.replace("    next: identity", "    nxt: identity")
    assert errors_of(text) == [
        f"small.yaml, line {line_of(text, 'nxt:')}: steps.hello.nxt: 'nxt' is not known here"
    ]


def test_a_missing_key_is_named() -> None:
    """With the line of the step that lacks it."""
    text = SOUND.replace("    wrong: goodbye\n", "")
    assert errors_of(text) == [
        f"small.yaml, line {line_of(text, '  check:')}: steps.check: 'wrong' is missing"
    ]


def test_a_key_answer_that_is_no_intent_is_an_error() -> None:
    """The intents are listed."""
    text = SOUND.replace("    say: born\n", '    say: born\n    keys: {"1": maybe}\n')
    assert "'maybe' is no intent; expected one of yes, no" in errors_of(text)[0]


def test_a_step_written_twice_is_an_error() -> None:
    """YAML would let the second one win without a word."""
    text = SOUND.replace("  never:\n    say", "  goodbye:\n    say")
    assert "'goodbye' is written twice" in errors_of(text)[0]


@pytest.mark.parametrize("text", ["", "just words", "- a list", "name: [", "\x00"])
def test_what_is_no_mapping_is_one_error(text: str) -> None:
    """Nothing, prose, a list, broken YAML and binary are refused alike."""
    assert len(errors_of(text)) == 1


def test_a_file_that_is_not_there_is_a_bad_script(tmp_path: Path) -> None:
    """So is one that is not text."""
    with pytest.raises(BadScript, match="cannot be read"):
        Script.load(tmp_path / "none.yaml")
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadScript, match="cannot be read"):
        Script.load(tmp_path / "binary.yaml")


def test_an_unknown_name_lists_the_known_ones() -> None:
    """And no path can be smuggled in as a name."""
    with pytest.raises(BadScript, match="retornados"):
        load_script("../scripts/retornados")


def test_a_question_overrides_the_exits_of_the_script() -> None:
    """Routes and keys of the question win; the rest comes from the script."""
    text = SOUND.replace("routes: {answer: check}", "routes: {answer: check, who: goodbye}")
    script = Script.read(text.replace("exits:", 'keys: {"9": opt_out}\nexits:'))
    assert script.routes["born"][Intent.WHO] == ("goodbye",)
    assert script.routes["born"][Intent.OPT_OUT] == ("never",)
    assert script.keys["born"]["9"] == Heard(Intent.OPT_OUT, rule="script-key", words="9")


def test_the_script_in_the_guide_has_no_problem() -> None:
    """Who copies it has a script that works, and sees where the check stands."""
    guide = (Path(__file__).parents[2] / "docs/scripts.md").read_text(encoding="utf-8")
    text = guide.split("```yaml\n")[1].split("```")[0]
    assert Script.read(text, "taller.yaml").problems() == []
    told = Script.read(text.replace("who: {say: who,", "who: {say: programme,")).problems()
    shown = "taller.yaml, line 49: disclosure: wording 'programme' of step 'who' reveals"
    assert shown in guide
    assert any(problem.told("taller.yaml").startswith(shown) for problem in told)


@pytest.mark.parametrize("listed", [*Outcome, *Intent, *Question, *Kind])
def test_the_guide_names_every_word_of_the_language(listed: str) -> None:
    """Outcomes, intents, kinds of question, kinds of problem: none has to be guessed."""
    guide = (Path(__file__).parents[2] / "docs/scripts.md").read_text(encoding="utf-8")
    assert f"`{listed}`" in guide


def test_a_file_that_was_written_again_is_read_again(tmp_path: Path) -> None:
    """A command of today does not speak the script of yesterday."""
    path = tmp_path / "small.yaml"
    path.write_text(SOUND, encoding="utf-8")
    assert checked_script(path) is checked_script(path)
    path.write_text(SOUND.replace("version: 1", "version: 2"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert checked_script(path).version == 2
    with pytest.raises(BadScript, match="cannot be read"):
        checked_script(tmp_path / "none.yaml")


def test_a_document_that_was_kept_becomes_the_same_script() -> None:
    """What the database keeps is enough, and one that is no script is refused by place."""
    script = Script.read(SOUND)
    again = Script.of(json.loads(json.dumps(script.document)))
    assert (again.steps, again.wordings, again.digest) == (
        script.steps,
        script.wordings,
        script.digest,
    )
    with pytest.raises(BadScript, match=r"not a script any more: steps\.hello"):
        Script.of({**script.document, "steps": {"hello": {"nxt": "x"}}})


def test_comments_and_layout_do_not_change_the_digest() -> None:
    """Words do."""
    script = Script.read(SOUND)
    assert Script.read("# a comment\n" + SOUND.replace("asks: 4", "asks:   4")).digest == (
        script.digest
    )
    assert Script.read(SOUND.replace("Hasta luego", "Adiós")).digest != script.digest
