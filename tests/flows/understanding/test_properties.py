"""What must hold of every reply, whatever is said."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from flows.medium import Medium
from flows.understanding import Heard, Intent, Question, understand, understand_keys
from tests.flows.understanding.generated import LIMITS, opt_outs
from tests.flows.understanding.test_replies import FILES, _rows

REPLIES = sorted({(row["question"], row["text"]) for path in FILES for row in _rows(path)})
SAID = st.sampled_from(REPLIES)
COURTESIES = ("por favor", "gracias", "mire", "señorita", "buenas tardes", "disculpe")


@given(st.sampled_from(Question), st.text(max_size=400), st.sampled_from(Medium))
def test_understanding_never_raises(question: Question, words: str, medium: Medium) -> None:
    """Any characters, any length: a reply is heard, if only as unclear."""
    heard = understand(question, words, medium=medium)
    assert isinstance(heard, Heard)
    assert 0 <= heard.confidence <= 1
    assert heard.rule


@given(st.sampled_from(Question), st.text("abcdeilmnoqrsuy 0123456789:/-.", max_size=120))
def test_understanding_never_raises_on_what_looks_like_words(
    question: Question, words: str
) -> None:
    """Fragments of words, numbers and dates neither."""
    assert understand(question, words).intent in Intent


def test_a_reply_of_any_length_is_read() -> None:
    """A rant of a hundred thousand words ends like a short one."""
    assert understand(Question.INTEREST, "no quiero nada " * 100_000).intent is Intent.NO


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(ch for ch in apart if not unicodedata.combining(ch))


@given(SAID)
def test_case_does_not_change_what_is_meant(said: tuple[str, str]) -> None:
    """SHOUTED and whispered are the same."""
    question, text = Question(said[0]), said[1]
    upper, lower = understand(question, text.upper()), understand(question, text.lower())
    assert (upper.intent, upper.value) == (lower.intent, lower.value)


@given(SAID)
def test_doubled_punctuation_does_not_change_what_is_meant(said: tuple[str, str]) -> None:
    """*SI!!!!* is *SI!*, and *no..* is *no.*."""
    question, text = Question(said[0]), said[1]
    doubled = text.replace("!", "!!").replace("?", "??").replace(", ", ",, ")
    once, twice = understand(question, text), understand(question, doubled)
    assert (once.intent, once.value) == (twice.intent, twice.value)


@given(st.sampled_from(sorted(set(opt_outs()))))
def test_accents_do_not_change_an_opt_out(text: str) -> None:
    """Who types without accents is heard all the same."""
    assert understand(Question.INTEREST, _plain(text)).intent is Intent.OPT_OUT


@given(
    st.sampled_from(sorted(set(opt_outs()))),
    st.lists(st.sampled_from(COURTESIES), max_size=2),
    st.lists(st.sampled_from(COURTESIES), max_size=2),
    st.sampled_from([question for question in Question if question is not Question.HOUSEHOLD]),
)
def test_courtesies_leave_an_opt_out_an_opt_out(
    text: str, before: list[str], after: list[str], question: Question
) -> None:
    """Politeness costs nobody their peace, at any question but the one that follows it: asked
    for whom it holds, *borre mi número* is the answer."""
    wrapped = " ".join([*before, text, *after])
    assert understand(question, wrapped).intent is Intent.OPT_OUT


@given(
    st.sampled_from(("no me llamen", "no me marque", "no nos escriban")), st.sampled_from(LIMITS)
)
def test_accents_do_not_turn_a_limit_into_an_opt_out(refusal: str, limit: str) -> None:
    """Nor does typing without accents make a limit absolute."""
    assert understand(Question.INTEREST, _plain(f"{refusal} {limit}")).intent != Intent.OPT_OUT


@given(st.sampled_from(Question), st.text("0123456789*# abc", max_size=8))
def test_keys_never_raise(question: Question, keys: str) -> None:
    """Whatever is pressed."""
    assert understand_keys(question, keys).intent in Intent
