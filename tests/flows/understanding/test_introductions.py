"""A name given at the door: the one asked for, or somebody else's."""

import pytest

from flows.understanding import Intent, Question, understand


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ana López", "aquí Ana"),
        ("Ana López", "Ana López"),
        ("Ana López", "buenas aquí Ana a la orden"),
        ("Óscar Mejía", "aquí Óscar, para servirle"),
        ("María de los Ángeles Paz", "le habla María"),
        ("Ana López", "this is Ana"),
    ],
)
def test_the_name_asked_for_is_a_yes(name: str, text: str) -> None:
    """Who gives the name that was asked for is that person."""
    assert understand(Question.IDENTITY, text, name=name).intent is Intent.YES


@pytest.mark.parametrize(
    "text", ["aquí Óscar, para servirle", "Óscar Martínez para servirle", "habla Óscar López"]
)
def test_another_name_is_a_no_however_polite(text: str) -> None:
    """A courtesy confirms nothing next to somebody else's name, the surname shared or not."""
    assert understand(Question.IDENTITY, text, name="Ana López").intent is Intent.NO


@pytest.mark.parametrize(
    "text", ["¿Ana?", "no, Ana no está", "Ana salió", "soy la hermana de Ana", "Ana no vive aquí"]
)
def test_the_name_alone_confirms_nobody_who_speaks_of_another(text: str) -> None:
    """Repeating the name, asking or speaking of her, is not being her."""
    assert understand(Question.IDENTITY, text, name="Ana López").intent is not Intent.YES


def test_without_a_name_known_a_name_alone_is_somebody_elses() -> None:
    """The field's labels know no name."""
    assert understand(Question.IDENTITY, "aquí Óscar, para servirle").intent is Intent.NO


@pytest.mark.parametrize("question", [Question.YES_NO, Question.INTEREST])
def test_a_fear_put_as_a_question_is_no_refusal(question: Question) -> None:
    """*¿No me van a mandar de regreso?* wants to know."""
    for text in ("¿no me van a mandar de regreso?", "no me van a deportar verdad"):
        assert understand(question, text).intent is Intent.WHO


def test_a_pause_makes_a_no_a_correction() -> None:
    """*En el ochenta y, no, en el noventa*: the second year; without pauses it is excluded."""
    said = "nací en el ochenta y, no, en el noventa"
    assert understand(Question.BIRTH_YEAR, said).value == "1990"
    assert understand(Question.BIRTH_YEAR, "en el ochenta y no en el noventa").value == "1980"


def test_who_grew_up_abroad_is_here_and_speaks_english() -> None:
    """Where somebody was raised is not where they are."""
    said = "I grew up in the States, my Spanish is bad"
    heard = understand(Question.IDENTITY, said)
    assert (heard.intent, heard.value) == (Intent.LANGUAGE, "en")
