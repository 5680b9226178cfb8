"""For whom an opt-out holds, as people answer it."""

import pytest

from flows.understanding import understand
from flows.understanding.heard import Intent, Question


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a este número", "number"),
        ("que no llamen más a este número", "number"),
        ("a este telefono no llamen", "number"),
        ("solo a este número", "number"),
        ("a nadie", "number"),
        ("a ninguno de los dos", "number"),
        ("aquí no llamen", "number"),
        ("al cel", "number"),
        ("not this number", "number"),
        ("solo a mí", "person"),
        ("solo a ella", "person"),
        ("nada más a Luis", "person"),
        ("solamente a esa persona", "person"),
        ("a mí", "person"),
        ("a ella no la llamen", "person"),
        ("a esa persona", "person"),
        ("only me", "person"),
    ],
)
def test_the_number_or_the_person_is_told_apart(words: str, value: str) -> None:
    """Though it may sound like one more wish not to be called."""
    heard = understand(Question.HOUSEHOLD, words)
    assert (heard.intent, heard.value) == (Intent.ANSWER, value), heard


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("no me llamen más", Intent.OPT_OUT),
        ("¿quién habla?", Intent.WHO),
        ("número equivocado", Intent.WRONG_NUMBER),
        ("está equivocado de número", Intent.WRONG_NUMBER),
        ("pupusas", Intent.UNCLEAR),
        ("", Intent.SILENCE),
    ],
)
def test_what_says_neither_is_heard_as_anywhere(words: str, intent: Intent) -> None:
    """Nothing is narrowed by a guess."""
    assert understand(Question.HOUSEHOLD, words).intent is intent
