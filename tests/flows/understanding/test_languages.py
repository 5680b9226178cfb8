"""Other languages are recognised when they are asked for, in either language."""

import pytest

from flows.understanding import Intent, Question, understand

ASKED = [
    ("hábleme en garífuna por favor", "cab"),
    ("yo soy garífuna hábleme en mi lengua", "cab"),
    ("no hay alguien ahí que hable garífuna", "cab"),
    ("solo garifuna ablo", "cab"),
    ("do you have someone who speaks garifuna", "cab"),
    ("en miskito si se puede", "miq"),
    ("yo hablo misquito casi no entiendo español", "miq"),
    ("i only speak miskito", "miq"),
    ("can you talk to me in english", "en"),
    ("no hablo bien el español hábleme en inglés", "en"),
    ("sorry i don't understand spanish", "en"),
    ("en español por favor", "es"),
    ("no entiendo inglés", "es"),
]


@pytest.mark.parametrize("question", [Question.IDENTITY, Question.INTEREST, Question.BIRTH_YEAR])
@pytest.mark.parametrize(("text", "language"), ASKED)
def test_a_language_asked_for_is_recognised(question: Question, text: str, language: str) -> None:
    """Garífuna, Miskito, English and Spanish, at any question."""
    heard = understand(question, text)
    assert (heard.intent, heard.value) == (Intent.LANGUAGE, language)


@pytest.mark.parametrize(
    "text", ["vivo en una comunidad garífuna en trujillo", "en el barrio inglés"]
)
def test_naming_a_people_or_a_place_asks_for_no_language(text: str) -> None:
    """Where they live is where they live."""
    assert understand(Question.MUNICIPALITY, text).intent is not Intent.LANGUAGE
