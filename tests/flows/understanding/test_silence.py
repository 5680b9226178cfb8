"""Wishes for silence in words no table names: weighed, asked about once, never invented."""

import pytest

from benchmarks import silence as learning
from flows.understanding import Intent, Question, understand
from flows.understanding.normalise import normalise
from flows.understanding.silence import FILE, weigh
from tests.flows.understanding import phrasings

SURE = 0.75  # below, the dialogue asks once


def test_the_weights_are_those_that_the_replies_and_the_grammar_teach() -> None:
    """The file beside the code is what `python -m benchmarks.silence` would write today."""
    rows = [row for batch in learning.batches().values() for row in batch]
    written = dict(line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    assert {name: int(weight) for name, weight in written.items()} == learning.learn(rows)


def test_weights_read_a_batch_they_have_not_learned_from() -> None:
    """Learned from all batches but one, they find most of its opt-outs and invent hardly any."""
    found = learning.batches()
    left_out = found.pop("eleventh_hearing")
    table = learning.learn([row for rows in found.values() for row in rows])
    heard = [(learning.read(table, noticed) > 0.5, asked) for noticed, asked in left_out]
    assert sum(h for h, asked in heard if asked) >= 29  # of 33
    assert sum(h for h, asked in heard if not asked) <= 2  # of 387


def test_thousands_of_phrasings_of_a_wish_for_silence_are_heard() -> None:
    """Frames, verbs, persons and objects crossed: 98 % of what the grammar makes, of whose frames
    the weights have learned a few each. It shows that no form of a verb breaks a frame; what is
    found in words that no frame has is measured in docs/understanding.md."""
    made = list(phrasings.silence(60))
    missed = [t for t in made if understand(Question.INTEREST, t).intent is not Intent.OPT_OUT]
    assert len(made) > 2000
    assert len(missed) <= len(made) * 0.02, missed


def test_thousands_of_phrasings_that_only_resemble_one_are_not() -> None:
    """Limits, other numbers, other people's wishes, the past and fears of being left out."""
    made = list(phrasings.innocent(60))
    false = [t for t in made if understand(Question.INTEREST, t).intent is Intent.OPT_OUT]
    assert len(made) > 2000
    assert len(false) <= len(made) * 0.02, false


def test_what_evidence_alone_hears_is_asked_about() -> None:
    """No rule spoke: the confidence is too low to hang up on without a question."""
    for text in ("no deseo ser contactada por ustedes", "para ustedes yo ya no existo"):
        heard = understand(Question.INTEREST, text)
        assert heard.rule == "opt_out.evidence"
        assert heard.words
        assert heard.confidence < SURE


def test_an_opt_out_in_plain_words_needs_no_question() -> None:
    """*No me llamen más* is understood the first time."""
    assert understand(Question.INTEREST, "ya no me llamen más por favor").confidence >= SURE


@pytest.mark.parametrize("text", ["buenas tardes", "sí soy yo", "en la mañana", "mi mamá"])
def test_what_has_nothing_to_do_with_contact_is_not_even_weighed(text: str) -> None:
    """Most replies cost nothing."""
    assert weigh(normalise(text)) is None


def test_a_wish_to_be_dropped_is_no_consent() -> None:
    """*Quiero que paren* wants something, and it is not to take part."""
    for text in ("quiero que paren", "i want off this list", "a ninguna hora quiero que llamen"):
        assert understand(Question.INTEREST, text).intent is Intent.OPT_OUT
