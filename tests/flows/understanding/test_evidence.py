"""Evidence is a second opinion: learned, traceable, and never the maker of anything grave."""

import pytest

from benchmarks import evidence as learning
from flows.understanding import Intent, Question, understand
from flows.understanding.evidence import FILE, weigh
from flows.understanding.normalise import normalise
from tests.flows.understanding.test_replies import FILES, _rows


def test_the_weights_are_those_that_the_labelled_replies_teach() -> None:
    """The file beside the code is what `python -m benchmarks.evidence` would write today."""
    header, *lines = FILE.read_text(encoding="utf-8").splitlines()
    table = learning.rounded(learning.learn(learning.labelled()))
    assert header.split("\t")[1].split(",") == [intent.value for intent in learning.INTENTS]
    assert dict(line.split("\t") for line in lines) == table


def test_evidence_reads_most_replies_it_has_not_learned_from() -> None:
    """Learned from half the replies, it reads five in six of the other half."""
    rows = learning.labelled()
    table = learning.rounded(learning.learn(rows[::2]))
    right = sum(learning.read(table, noticed) == intent for noticed, intent in rows[1::2])
    assert right / len(rows[1::2]) > 0.83


def test_what_evidence_decides_names_the_words_behind_it() -> None:
    """A verdict without words of the person is none."""
    for path in FILES:
        for row in _rows(path):
            heard = understand(Question(row["question"]), row["text"])
            if heard.rule.startswith("evidence."):
                assert heard.words
                assert 0 < heard.confidence < 1
                assert heard.intent not in (Intent.OPT_OUT, Intent.LANGUAGE, Intent.VOICEMAIL)


@pytest.mark.parametrize("text", ["está bien pero no cuente conmigo", "bonito pero no me apunte"])
def test_evidence_makes_no_consent_of_what_might_be_a_refusal(text: str) -> None:
    """However much the other words sound like a yes."""
    assert understand(Question.INTEREST, text).intent is Intent.NO


def test_nothing_known_speaks_for_nothing() -> None:
    """Words that were never learned leave only what the question itself makes likely."""
    opinion = weigh(normalise("xyzzy"), Question.IDENTITY)
    assert opinion.likeliest()[1] < 0.9
