"""Keys mean what the field expects of them."""

import pytest

from flows.understanding import Intent, Question, understand, understand_keys


@pytest.mark.parametrize(
    ("question", "keys", "intent", "value"),
    [
        (Question.IDENTITY, "1", Intent.YES, ""),
        (Question.IDENTITY, "2", Intent.NOT_HERE, ""),
        (Question.IDENTITY, "3", Intent.WRONG_NUMBER, ""),
        (Question.IDENTITY, "9", Intent.OPT_OUT, ""),
        (Question.IDENTITY, "0", Intent.HUMAN, ""),
        (Question.YES_NO, "2", Intent.NO, ""),
        (Question.INTEREST, "*", Intent.REPEAT, ""),
        (Question.BIRTH_YEAR, "1987", Intent.ANSWER, "1987"),
        (Question.BIRTH_YEAR, "0", Intent.UNCLEAR, ""),
        (Question.BIRTH_YEAR, "9", Intent.UNCLEAR, ""),
        (Question.BIRTH_YEAR, "1850", Intent.UNCLEAR, ""),
        (Question.SERVICES, "2", Intent.ANSWER, "employment"),
        (Question.SERVICES, "31", Intent.ANSWER, "entrepreneurship|training"),
        (Question.SERVICES, "7", Intent.UNCLEAR, ""),
        (Question.HANDOVER, "1", Intent.HUMAN, ""),
        (Question.HANDOVER, "2", Intent.LATER, ""),
        (Question.INTEREST, "", Intent.SILENCE, ""),
        (Question.INTEREST, "12", Intent.UNCLEAR, ""),
    ],
)
def test_a_key_means_what_the_question_offers(
    question: Question, keys: str, intent: Intent, value: str
) -> None:
    """One row of the default table."""
    heard = understand_keys(question, keys)
    assert (heard.intent, heard.value) == (intent, value)


def test_a_written_digit_is_a_word_not_a_key() -> None:
    """Written in a text, 2 at a yes/no question is no; pressed at identity, somebody else."""
    assert understand(Question.IDENTITY, "2").intent is Intent.NO
    assert understand_keys(Question.IDENTITY, "2").intent is Intent.NOT_HERE


def test_saying_nothing_is_silence() -> None:
    """Silence is no answer."""
    assert understand(Question.INTEREST, "  ").intent is Intent.SILENCE
