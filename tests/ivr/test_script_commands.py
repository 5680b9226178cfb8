"""The `script` commands work on a machine where nothing is set up."""

import csv
import io
from pathlib import Path

from click.testing import CliRunner, Result

from ivr.commands.script import script
from tests.flows.test_checks import SOUND

HEADER = "question,channel,text,intent,value\n"


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(script, arguments, input=typed)


def test_check_of_a_sound_script_says_so() -> None:
    """By name or by file; the exit code is 0."""
    result = run("check", "retornados")
    assert result.exit_code == 0
    assert "no problem" in result.output


def test_check_shows_each_problem_and_fails(tmp_path: Path) -> None:
    """With its path; the exit code is 1."""
    file = tmp_path / "leaky.yaml"
    file.write_text(SOUND.replace("say: who\n", "say: programme\n"), encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert "disclosure: wording 'programme' of step 'who_it_is' reveals" in result.output
    assert "identity (who) → who (no) → who_it_is" in result.output


def test_check_of_a_broken_file_names_the_line(tmp_path: Path) -> None:
    """Without a traceback."""
    file = tmp_path / "broken.yaml"
    file.write_text(SOUND.replace("version: 1", "version: one"), encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert "broken.yaml, line 3: version:" in result.output
    assert "no script named" not in result.output


def test_play_shows_what_was_understood_and_the_state() -> None:
    """A whole conversation on the keypad, to its outcome."""
    result = run(
        "play", "retornados", "--agents", "--now", "2026-11-03 10:00",
        typed="1\n1990\n1\n1\n1\n2\n1\n",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "understood yes (rule script-key: 1)" in result.output
    assert "at consent; identified; kept: identity=confirmed;" in result.output
    assert " bytes" in result.output
    assert "= interested, an agent takes over" in result.output


def test_play_in_text_counts_segments_and_can_be_hung_up() -> None:
    """Ctrl-D ends it without an outcome."""
    result = run("play", "retornados", "--medium", "text", "--now", "2026-11-03 10:00", typed="")
    assert result.exit_code == 0, result.output
    assert "¿Es usted Ana Mejia?" in result.output
    assert "segments=" in result.output
    assert "(hung up)" in result.output


def test_check_tells_what_is_not_translated() -> None:
    """A warning for a language that nobody promised: the script is sound without it."""
    result = run("check", "retornados")
    assert result.exit_code == 0, result.output
    for language in ("cab", "miq"):
        assert f"warning: missing_translation: {language}: " in result.output
    assert "missing_translation: en" not in result.output


def test_check_fails_for_want_of_a_promised_translation(tmp_path: Path) -> None:
    """Each one is named."""
    file = tmp_path / "promising.yaml"
    file.write_text(SOUND.replace("begin: hello", "languages: [en]\nbegin: hello", 1), "utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert "missing_translation: voice of 'goodbye' in en has no translation" in result.output


def test_play_marks_what_falls_back() -> None:
    """Whoever listens to a script in another language sees which words are not in it."""
    result = run(
        "play", "retornados", "--now", "2026-11-03 10:00", typed="en garífuna por favor\n"
    )
    assert "< [no cab, said in es-HN] Gracias." in result.output
    english = run("play", "retornados", "--locale", "en", "--now", "2026-11-03 10:00", typed="\n")
    assert "Am I speaking with Ana Mejía?" in english.output
    assert "said in es-HN" not in english.output


def test_understand_labels_each_row_in_order(tmp_path: Path) -> None:
    """Other columns are ignored; the order is kept; the byte order mark too."""
    file = tmp_path / "replies.csv"
    rows = 'channel,note,question,text\nvoice,x,identity,"sí, con él habla"\nsms,y,interest,BAJA\n'
    file.write_text(rows, encoding="utf-8-sig")
    result = run("understand", str(file))
    assert result.exit_code == 0, result.output
    assert result.output.startswith(HEADER)
    found = list(csv.DictReader(io.StringIO(result.output)))
    assert [(row["text"], row["intent"]) for row in found] == [
        ("sí, con él habla", "yes"),
        ("BAJA", "opt_out"),
    ]


def test_understand_refuses_a_file_it_cannot_read(tmp_path: Path) -> None:
    """A missing column, a wrong question and a wrong encoding are one clear line each."""
    file = tmp_path / "replies.csv"
    for content, expected in (
        (b"question,text\nidentity,hola\n", "channel missing"),
        (b"question,channel,text\nweather,voice,hola\n", "unknown question"),
        (b"question,channel,text\nidentity,voice,\xed\xff\n", "utf-8"),
    ):
        file.write_bytes(content)
        result = run("understand", str(file))
        assert result.exit_code == 1
        assert expected in result.output
        assert "Traceback" not in result.output
