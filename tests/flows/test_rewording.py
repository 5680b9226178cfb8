"""A wording said differently makes another script, in which nothing else has changed."""

import pytest

from flows.checks import Kind
from flows.medium import Medium
from flows.phrases import phrase
from flows.rewording import Slot, changed, reworded, slots, words_of
from flows.script import Script, load_script
from flows.turn import Line

HELLO = Line("hello", {"name": "Ana"})


@pytest.fixture
def script() -> Script:
    return load_script("retornados")


def test_the_new_words_are_said_and_the_old_script_stays(script: Script) -> None:
    """In the next version; who holds the version before goes on saying what it says."""
    before = phrase(script, HELLO, Medium.VOICE, "es-HN")
    after = reworded(script, "hello", {Slot("", Medium.VOICE): "Buenas, {name}."}, 2)
    assert phrase(after, HELLO, Medium.VOICE, "es-HN") == "Buenas, Ana."
    assert phrase(script, HELLO, Medium.VOICE, "es-HN") == before
    assert (script.version, after.version) == (1, 2)
    assert list(changed(script, after)) == ["hello"]
    assert after.problems() == []


def test_a_translation_that_was_in_the_catalogue_is_kept_with_the_new_words(
    script: Script,
) -> None:
    """The catalogue knows only the words of before; the person still hears English."""
    english = phrase(script, HELLO, Medium.VOICE, "en")
    after = reworded(script, "hello", {Slot("", Medium.VOICE): "Buenas, {name}."}, 2)
    assert phrase(after, HELLO, Medium.VOICE, "en") == english
    other = reworded(after, "hello", {Slot("en", Medium.VOICE): "Hello, {name}."}, 3)
    assert phrase(other, HELLO, Medium.VOICE, "en") == "Hello, Ana."
    assert phrase(other, HELLO, Medium.TEXT, "en") == phrase(script, HELLO, Medium.TEXT, "en")


def test_a_script_survives_being_kept_as_a_document(script: Script) -> None:
    """What the database gives back says the same."""
    after = reworded(script, "hello", {Slot("en", Medium.TEXT): "Hi {name}"}, 2)
    again = Script.of(after.document)
    assert again.digest == after.digest
    assert words_of(again, "hello") == words_of(after, "hello")


def test_an_own_translation_is_checked_as_a_catalogue_s(script: Script) -> None:
    """Letters, length, placeholders and what it reveals, at its own place."""
    secret = reworded(script, "hello", {Slot("en", Medium.VOICE): "About your return, {name}"}, 2)
    assert [(p.kind, p.wording) for p in secret.problems()] == [(Kind.DISCLOSURE, "hello")]
    odd = reworded(script, "hello", {Slot("en", Medium.TEXT): "Café á, nobody"}, 2)
    found = {(p.kind, p.place) for p in odd.problems()}
    place = ("wordings", "hello", "translations", "en", "text")
    assert found == {(Kind.PLACEHOLDER, place), (Kind.FOREIGN_LETTERS, place)}


def test_words_that_are_taken_away_are_missed(script: Script) -> None:
    """A wording without one of its media cannot be said there."""
    silent = reworded(script, "consent", {Slot("", Medium.TEXT): ""}, 2)
    assert {p.kind for p in silent.problems()} == {Kind.MISSING_WORDING}
    assert {p.wording for p in silent.problems()} == {"consent"}


def test_every_language_has_a_slot_for_each_medium(script: Script) -> None:
    """Those of the catalogues, and the script's own first."""
    found = slots(script, "hello")
    assert found[:2] == (Slot("", Medium.VOICE), Slot("", Medium.TEXT))
    assert {slot.locale for slot in found} == {"", "en", "cab", "miq"}
