"""Opt-outs in every form of the verb, and everything that resembles one and is none."""

from pathlib import Path

import pytest

from flows.understanding import Intent, Question, understand
from tests.flows.understanding.generated import (
    english_limits,
    english_opt_outs,
    limits,
    opt_outs,
    removals,
    wishes_to_stay,
)

QUESTIONS = (Question.IDENTITY, Question.INTEREST, Question.CALLBACK_TIME, Question.BIRTH_YEAR)

_OWN = Path(__file__).parent / "silence"
ASKED = (_OWN / "asked.txt").read_text(encoding="utf-8").splitlines()
INNOCENT = (_OWN / "resembling.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", ASKED)
def test_a_wish_for_silence_is_heard_in_peoples_own_words(text: str) -> None:
    """At any question, in words no table names, the dialogue hears it or asks once."""
    for question in QUESTIONS:
        assert understand(question, text).intent is Intent.OPT_OUT


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_of_all_contact_is_an_opt_out_in_every_form(question: Question) -> None:
    """Usted, ustedes, tú and vos; infinitive and gerund; six verbs: not one is missed."""
    missed = [text for text in opt_outs() if understand(question, text).intent != Intent.OPT_OUT]
    assert not missed


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_limit_is_never_an_opt_out(question: Question) -> None:
    """Whoever names an hour, a day or a place still wants to be reached."""
    false = [text for text in limits() if understand(question, text).intent == Intent.OPT_OUT]
    assert not false


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_wish_to_be_removed_and_a_threat_are_opt_outs_in_every_form(question: Question) -> None:
    """Commands with the person behind them, wishes, and threats before or after a condition."""
    missed = [text for text in removals() if understand(question, text).intent != Intent.OPT_OUT]
    assert not missed


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_wish_to_stay_is_never_an_opt_out(question: Question) -> None:
    """*no dejen de llamarme* and *no me borren* ask for the contrary of silence."""
    false = [t for t in wishes_to_stay() if understand(question, t).intent == Intent.OPT_OUT]
    assert not false


@pytest.mark.parametrize("question", QUESTIONS)
def test_english_opt_outs_are_found_and_english_limits_are_none(question: Question) -> None:
    """Five verbs, five ways to refuse, eleven limits."""
    missed = [t for t in english_opt_outs() if understand(question, t).intent != Intent.OPT_OUT]
    false = [t for t in english_limits() if understand(question, t).intent == Intent.OPT_OUT]
    assert not missed + false


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_resembles_an_opt_out_is_none(text: str) -> None:
    """The past, thanks, fears of being left out and other channels end nothing."""
    for question in Question:
        assert understand(question, text).intent != Intent.OPT_OUT


WISHES_TO_BE_CALLED = (
    "que me llamen", "yes call me please", "sí me pueden llamar", "llámenme cuando quieran",
    "please call me back", "no dejen de llamarme", "you can call me", "sí que me llamen",
)  # fmt: skip


@pytest.mark.parametrize("text", WISHES_TO_BE_CALLED)
def test_whoever_wants_to_be_called_has_not_opted_out(text: str) -> None:
    """Not even with a question: nothing in it speaks against contact."""
    for question in Question:
        assert understand(question, text).intent is not Intent.OPT_OUT


@pytest.mark.parametrize("text", ["no dejen de molestarme", "no me dejen de fastidiar"])
def test_nobody_asks_to_be_bothered(text: str) -> None:
    """One negation too many, and the dialogue asks which it was."""
    heard = understand(Question.INTEREST, text)
    assert heard.intent is Intent.OPT_OUT
    assert heard.confidence < 0.75


@pytest.mark.parametrize(
    "text",
    [
        "no me interesa porque no tengo tiempo",
        "no gracias no hay problema",
        "no gracias está bien así",
        "ya no quiero ir quiero quedarme aquí",
        "me gustaría pero no puedo",
        "sí le entiendo pero no quiero",
        "claro que no",
        "bueno pero yo no quiero nada",
        "no creo que me interese",
        "sí gracias pero no",
        "ok no gracias",
        "no mire a mí eso no me sirve",
        "no gracias yo estoy bien",
        "claro pero no para mí",
        "dele gracias pero no",
        "sí quisiera pero tengo que trabajar",
        "antes sí me interesaba ya no",
        "sí me interesaba pero ya conseguí",
        "está bien pero no cuente conmigo",
        "no me apunte",
        "qué me va a interesar",
        "qué voy a querer yo eso",
        "ni que estuviera loco",
        "si no me interesa",
        "sí, no me interesa",
        "no, está bien",
        "no, claro",
        "de acuerdo pero no",
    ],
)
def test_consent_is_never_made_of_a_refusal(text: str) -> None:
    """Courtesy around a no leaves it a no."""
    assert understand(Question.INTEREST, text).intent is Intent.NO


def test_an_opt_out_says_which_words_it_rests_on() -> None:
    """The transcript can show the rule and the person's own words."""
    heard = understand(Question.INTEREST, "Mire, ya no me LLAMEN más, por favor")
    assert heard.rule == "opt_out.no_call"
    assert "LLAMEN" in heard.words
