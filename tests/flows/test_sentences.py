"""A sentence is told in any language, at once or much later, with the same things in it."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from flows.sentences import BadValue, Sentence, joined, sentence

SPANISH = {
    "'%(name)s' is %(state)s": "«%(name)s» está %(state)s",
    "paused": "en pausa",
    "done": "hecho",
}


def in_spanish(text: str) -> str:
    return SPANISH.get(text, text)


def test_a_sentence_is_filled_in_and_told_in_another_language() -> None:
    """What it says of ours is translated, too; what somebody called something never is."""
    said = sentence("'%(name)s' is %(state)s", name="done", state=Sentence("paused"))
    assert str(said) == "'done' is paused"
    assert said.told(in_spanish) == "«done» está en pausa"


def test_what_was_wrong_beneath_is_told_in_the_same_language() -> None:
    """An error that another one led to keeps its own sentence."""
    beneath = BadValue("paused")
    error = BadValue("'%(name)s' is %(state)s", name="x", state=beneath)
    assert str(error) == "'x' is paused"
    assert error.sentence.told(in_spanish) == "«x» está en pausa"


def test_several_are_told_one_after_the_other() -> None:
    """Each in the language, with what stands between them."""
    both = joined([Sentence("paused"), Sentence("100 %"), Sentence("done")], "; ")
    assert str(both) == "paused; 100 %; done"
    assert both.told(in_spanish) == "en pausa; 100 %; hecho"


def test_a_refusal_goes_from_one_process_to_another() -> None:
    """As the one that reads a large file hands its own on."""
    error = BadValue("'%(name)s' is %(state)s", name="50 %", state=Sentence("done"))
    handed_on = pickle.loads(pickle.dumps(error))  # noqa: S301 – our own
    assert str(handed_on) == str(error) == "'50 %' is done"
    assert handed_on.sentence == error.sentence


@given(st.dictionaries(st.sampled_from("abc"), st.text()), st.text())
def test_what_is_kept_is_told_as_if_at_once(values: dict[str, str], within: str) -> None:
    """Whatever fills it: nothing of a value is taken for a text of ours, or for a name in one."""
    text = " ".join(f"%({name})s" for name in values) or "done"
    said = Sentence(text, {**values, "within": sentence("%(x)s", x=within)})
    read = Sentence.read(said.kept())
    assert read == said
    assert read.told(in_spanish) == said.told(in_spanish)
