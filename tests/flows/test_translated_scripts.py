"""A script in several languages: what is translated is checked, what is not falls back visibly."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import flows.translations
from flows.checks import Kind
from flows.medium import Medium
from flows.messages import messages
from flows.phrases import phrase, phrase_locale
from flows.script import Script, load_script
from flows.translation_checks import untranslated
from flows.translations import catalogues, translation
from flows.turn import Line
from flows.wording_checks import revealing
from tests.flows.test_checks import SOUND

PROMISED = SOUND.replace("begin: hello", "languages: [en]\nbegin: hello", 1)
HELLO = ("small.hello.voice", "Buenas.")

Write = Callable[..., None]


def entry(context: str, source: str, translated: str, mark: str = "") -> str:
    return f'{mark}\nmsgctxt "{context}"\nmsgid "{source}"\nmsgstr "{translated}"\n'


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Writes a translator's catalogue in a folder that takes the place of ours."""

    def written(language: str, *entries: str) -> None:
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        (folder / "scripts.po").write_text("\n".join([header, *entries]), encoding="utf-8")

    def forget() -> None:
        flows.translations.catalogues.cache_clear()
        flows.translations._entries.cache_clear()

    monkeypatch.setattr(flows.translations, "LOCALES", tmp_path)
    forget()
    yield written
    monkeypatch.undo()
    forget()


def found_in(text: str) -> list[tuple[Kind, str]]:
    return [(problem.kind, problem.what) for problem in Script.read(text).problems()]


def test_the_pilots_script_is_whole_in_english() -> None:
    """Each wording in each medium is another than the Spanish one, and none is missing."""
    script = load_script("retornados")
    assert script.languages == ("en",)
    for message in messages(script):
        english = translation(message.context, message.source, "en-US")
        assert english, message.context
        assert message.medium is None or english != message.source, message.context


def test_the_pilots_translations_reveal_nothing_that_the_spanish_does_not() -> None:
    """Exactly the wordings that are secret by themselves are so with their translations."""
    script = load_script("retornados")
    marked = {name for name, wording in script.wordings.items() if wording.reveals}
    assert revealing(script) == marked


def test_what_is_missing_in_a_promised_language_is_a_problem_each(write: Write) -> None:
    """With wording and medium; but the script is not refused for it."""
    write("en", entry(*HELLO, "Good day."))
    problems = Script.read(PROMISED).problems()
    assert {problem.kind for problem in problems} == {Kind.MISSING_TRANSLATION}
    assert not [problem for problem in problems if problem.refuses]
    told = [problem.what for problem in problems]
    assert "text of 'hello' in en has no translation" in told
    assert "voice of 'hello' in en has no translation" not in told
    assert len(told) == len(list(messages(Script.read(PROMISED)))) - 1


def test_what_is_missing_in_a_language_that_nobody_promised_is_counted(write: Write) -> None:
    """A catalogue that was begun is no fault of the script."""
    write("cab", entry(*HELLO, "Buiti."))
    script = Script.read(SOUND)
    assert script.problems() == []
    assert untranslated(script) == {"cab": (16, 17)}


def test_a_missing_translation_is_said_in_the_scripts_language_and_says_so(write: Write) -> None:
    """So that the right voice says it."""
    write("en", entry(*HELLO, "Good day."))
    script = Script.read(PROMISED)
    assert phrase(script, Line("hello"), Medium.VOICE, "en-US") == "Good day."
    assert phrase_locale(script, "hello", Medium.VOICE, "en-US") == "en-US"
    assert phrase(script, Line("sorry"), Medium.VOICE, "en-US") == "No le entendí."
    assert phrase_locale(script, "sorry", Medium.VOICE, "en-US") == "es-HN"


def test_a_translation_that_is_marked_as_fuzzy_is_not_said(write: Write) -> None:
    """The source changed since: somebody has to look at it first."""
    write("en", entry(*HELLO, "Good day.", mark="#, fuzzy"))
    script = Script.read(PROMISED)
    assert phrase(script, Line("hello"), Medium.VOICE, "en") == "Buenas."


def test_a_country_may_say_in_its_own_spanish_what_it_wants_to(write: Write) -> None:
    """And is spoken to in the script's Spanish, as its own, where it does not."""
    write("es_GT", entry(*HELLO, "Buenos días."))
    script = Script.read(SOUND)
    assert phrase(script, Line("hello"), Medium.VOICE, "es-GT") == "Buenos días."
    assert phrase(script, Line("hello"), Medium.VOICE, "es-HN") == "Buenas."
    assert phrase_locale(script, "sorry", Medium.VOICE, "es-GT") == "es-GT"


@pytest.mark.parametrize(
    ("context", "source", "translated", "kind", "told"),
    [
        ("identity.voice", "¿Hablo con {name}?", "Hello?", Kind.PLACEHOLDER, "expected {name}"),
        ("identity.voice", "¿Hablo con {name}?", "{nmae}?", Kind.PLACEHOLDER, "has {nmae}"),
        ("identity.text", "¿Es usted {name}?", "{name?", Kind.PLACEHOLDER, "in en: "),
        ("sorry.text", "No le entendimos.", "Sorrí.", Kind.FOREIGN_LETTERS, "write: Sorri."),
        ("sorry.text", "No le entendimos.", "Sorry. " * 50, Kind.TOO_LONG, "3 segments"),
        ("who.voice", "Somos la Secretaría.", "Retornados.", Kind.DISCLOSURE, "'who_it_is'"),
        ("notice.text", "Le llamamos, {name}. Llame al {callback_number}.",
         "Retornado {name}: {callback_number}", Kind.DISCLOSURE, "'missed_call'"),
    ],
)  # fmt: skip
def test_a_translation_is_checked_like_the_wording_itself(
    write: Write, context: str, source: str, translated: str, kind: Kind, told: str
) -> None:
    """Values, letters, length and the secret; a script with such a translation is refused."""
    write("en", entry(f"small.{context}", source, translated))
    ((found, what),) = found_in(SOUND)
    assert found is kind
    assert told in what
    assert all(problem.refuses for problem in Script.read(SOUND).problems())


def test_no_locale_reaches_outside_the_folder_of_catalogues(write: Write) -> None:
    """A name that comes from outside is looked up among those that are there."""
    write("en", entry(*HELLO, "Good day."))
    assert catalogues() == ("en",)
    assert translation(*HELLO, "../en") is None
