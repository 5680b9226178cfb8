"""Lines become words that people say, and texts that cost what they should."""

from pathlib import Path

import pytest

import flows.phrases
from flows.gsm7 import fold, foreign_letters, segments
from flows.medium import Medium
from flows.phrases import audio, phrase, phrase_locale
from flows.script import load_script
from flows.turn import Line

SCRIPT = load_script("retornados")
OFFER = Line("offer", {"appointment": "2026-11-04T15:30-06:00"})


@pytest.mark.parametrize(
    ("moment", "voice", "text"),
    [
        (
            "2026-11-03T15:00-06:00",
            "el martes 3 de noviembre a las tres de la tarde",
            "el mar 3 nov a las 3 pm",
        ),
        (
            "2026-11-04T08:15-06:00",
            "el miércoles 4 de noviembre a las ocho y cuarto de la mañana",
            "el mié 4 nov a las 8:15 am",
        ),
        (
            "2026-11-07T12:00-06:00",
            "el sábado 7 de noviembre a las doce del mediodía",
            "el sab 7 nov a las 12 pm",
        ),
        (
            "2026-11-07T13:30-06:00",
            "el sábado 7 de noviembre a la una y media de la tarde",
            "el sab 7 nov a la 1:30 pm",
        ),
        (
            "2026-11-09T19:20-06:00",
            "el lunes 9 de noviembre a las siete y veinte de la noche",
            "el lun 9 nov a las 7:20 pm",
        ),
    ],
)
def test_an_appointment_is_said_as_people_say_it(moment: str, voice: str, text: str) -> None:
    """In full on the phone; short and in plain letters in a text."""
    line = Line("offer", {"appointment": moment})
    assert voice in phrase(SCRIPT, line, Medium.VOICE, "es-HN")
    assert text in phrase(SCRIPT, line, Medium.TEXT, "es-HN")


def test_a_name_loses_its_accents_only_in_a_text() -> None:
    """Letters outside GSM-7 would halve the length of a segment; ñ may stay."""
    line = Line("identity", {"name": "José Ángel Núñez"})
    assert "José Ángel Núñez" in phrase(SCRIPT, line, Medium.VOICE, "es-HN")
    written = phrase(SCRIPT, line, Medium.TEXT, "es-HN")
    assert "José Angel Nuñez" in written
    assert foreign_letters(written) == ""


def test_a_name_with_braces_is_only_a_name() -> None:
    """What a registry holds is data, never a template."""
    line = Line("identity", {"name": "{appointment} {0.__class__} %s"})
    assert "{appointment} {0.__class__} %s" in phrase(SCRIPT, line, Medium.VOICE, "es-HN")


def test_a_missing_translation_falls_back_to_spanish_and_says_so() -> None:
    """Somebody is on the line: the wording comes in Spanish, marked as Spanish."""
    spanish = phrase(SCRIPT, OFFER, Medium.VOICE, "es-HN")
    assert spanish.startswith("A esa hora no llamamos.")
    assert phrase_locale(SCRIPT, "offer", Medium.VOICE, "cab-HN") == "es-HN"
    assert phrase_locale(SCRIPT, "offer", Medium.VOICE, "es-GT") == "es-GT"
    assert phrase(SCRIPT, OFFER, Medium.VOICE, "cab-HN") == spanish


def test_a_recording_is_used_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The locale's own before its language's; never for a wording with values in it."""
    monkeypatch.setattr(flows.phrases, "RECORDINGS", tmp_path)
    (tmp_path / "es").mkdir()
    (tmp_path / "es" / "refused.mp3").touch()
    (tmp_path / "es" / "offer.mp3").touch()
    audio.cache_clear()
    try:
        assert audio(SCRIPT, "refused", "es-HN") == tmp_path / "es" / "refused.mp3"
        assert audio(SCRIPT, "opted_out", "es-HN") is None
        assert audio(SCRIPT, "offer", "es-HN") is None
        assert audio(SCRIPT, "invented", "es-HN") is None
        assert audio(SCRIPT, "refused", "../es") is None
    finally:
        audio.cache_clear()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("ñ¿¡éü" * 32, 1),
        ("á" * 70, 1),
        ("á" * 71, 2),
        ("😂" * 35, 1),
        ("😂" * 36, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
    ],
)
def test_segments_are_counted_as_they_are_billed(text: str, count: int) -> None:
    """GSM-7 160/153, its extension letters twice; UCS-2 70/67 in 16-bit units."""
    assert segments(text) == count


def test_folding_leaves_only_cheap_letters_where_there_are_any() -> None:
    """Spanish, typographic quotes and dashes fold; an emoji has nothing to fold to."""
    assert fold("Sí, “más” café – mañana…") == 'Si, "mas" café - mañana...'
    assert fold("😂") == "😂"
