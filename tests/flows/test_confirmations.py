"""What matters and was not heard surely is asked back, once; an opt-out needs no answer."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine import begin, resume, turn_of
from flows.medium import Medium
from flows.script import load_script
from flows.steps import Ask, Sure
from flows.turn import Outcome, State, Turn
from flows.understanding.heard import Heard, Intent, Question, Reply
from tests.flows.test_engine import context, replies

SCRIPT = load_script("retornados")
QUESTIONS = [name for name, step in SCRIPT.steps.items() if isinstance(step, Ask)]
NEVER = "no me vuelvan a llamar"


def asked(question: str, medium: Medium = Medium.VOICE) -> State:
    """A conversation that stands at a question."""
    return begin(SCRIPT, context(), medium).state.but(step=question)


def said(state: State, words: str = "", *, keys: str = "", sure: float = 1.0) -> Turn:
    """The turn after a reply, the state having been written and read."""
    stored = State.from_json(state.to_json())
    return resume(SCRIPT, stored, Reply(keys, words, sure), context())


@pytest.mark.parametrize("question", QUESTIONS)
def test_at_every_question_an_opt_out_heard_badly_is_asked_back(question: str) -> None:
    """Once: the step stays, yes or no is expected, and a repeated request gets the same."""
    turn = said(asked(question), NEVER, sure=0.3)
    assert (turn.state.step, turn.outcome) == (question, None)
    assert turn.expects is not None
    assert turn.expects.question is Question.YES_NO
    assert [line.wording for line in turn.says] == ["sure_opt_out"]
    assert turn_of(SCRIPT, State.from_json(turn.state.to_json())).expects == turn.expects
    assert turn.state.may_opt_out
    assert not turn.state.opted_out


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("medium", list(Medium))
def test_at_every_question_an_opt_out_heard_well_is_not_asked_back(
    question: str, medium: Medium
) -> None:
    """In words and, on the phone, by key: it takes effect at that turn."""
    for turn in (said(asked(question, medium), NEVER), said(asked(question), keys="9")):
        assert (turn.outcome, turn.state.opted_out) == (Outcome.OPT_OUT, True)


DENIALS = (
    "no", "no, no", "no señor", "no es así", "no, no es eso", "yo no dije eso",
    "no he dicho eso", "me entendió mal", "me entendieron mal", "sigamos", "siga, siga",
    "sí quiero que me llamen", "sí me pueden llamar", "no, sí quiero seguir", "not what I said",
)  # fmt: skip
NO_DENIALS = (
    "", "sí", "así es", "bueno", "ajá", "no quiero", "no, no quiero", "no me llamen",
    "no, ya no me llamen", "sí, no me llamen", "sí quiero que ya no me llamen", "ya no",
    "¿quién es?", "déjeme en paz", "los frijoles", "qué calor", "no más", "no, gracias",
    "no me llamen mañana", "consiga otro",
)  # fmt: skip


@pytest.mark.parametrize("words", DENIALS)
def test_a_clear_denial_takes_an_opt_out_back(words: str) -> None:
    """The question comes again, and nobody has opted out."""
    turn = said(said(asked("consent"), NEVER, sure=0.3).state, words)
    assert (turn.state.step, turn.outcome, turn.state.opted_out) == ("consent", None, False)
    assert turn.state.unsure is None
    assert turn.heard is not None
    assert turn.heard.rule.startswith("denied.")


@pytest.mark.parametrize("words", NO_DENIALS)
def test_without_a_clear_denial_an_opt_out_holds(words: str) -> None:
    """Silence, nonsense, a question, a no that may as well refuse the calls."""
    turn = said(said(asked("consent"), NEVER, sure=0.3).state, words)
    assert (turn.outcome, turn.state.opted_out) == (Outcome.OPT_OUT, True)


def test_a_denial_that_was_heard_badly_is_none() -> None:
    """The doubt is ours, and the promise is kept."""
    turn = said(said(asked("consent"), NEVER, sure=0.3).state, "no", sure=0.2)
    assert turn.state.opted_out


@given(replies, st.sampled_from(QUESTIONS))
def test_after_an_unsure_opt_out_there_are_three_ways_only(reply: Reply, question: str) -> None:
    """It holds, it is denied or outweighed by a wish to be called, or it is asked once more."""
    before = said(asked(question), NEVER, sure=0.3).state
    turn = resume(SCRIPT, before, reply, context())
    assert turn.heard is not None
    asked_again = turn.state.may_opt_out and turn.heard.intent is Intent.REPEAT
    denied = turn.heard.rule.startswith("denied.")
    wish = turn.heard.intent is Intent.HUMAN or (
        turn.heard.intent is Intent.LATER and turn.heard.value
    )
    assert turn.state.opted_out or asked_again or denied or wish


def test_a_rule_that_is_not_sure_is_asked_back_too() -> None:
    """ "No pues sí soy yo" is a yes behind a no; in a text as well, where no recogniser doubts."""
    strict = replace(SCRIPT, sure=Sure(rule=0.99))
    words = Reply(words="no pues sí soy yo")
    turn = resume(strict, asked("identity", Medium.TEXT), words, context())
    assert [line.wording for line in turn.says] == ["sure_identity"]


def test_keys_are_always_sure() -> None:
    """Nobody presses 1 by a whisper."""
    assert (
        resume(SCRIPT, asked("identity"), Reply(keys="1", confidence=0.1), context())
        .says[0]
        .wording
        == "birth_year"
    )


def test_what_was_confirmed_counts_as_what_was_said_first() -> None:
    """The transcript tells by which words it was confirmed."""
    turn = said(said(asked("identity"), "sí soy yo", sure=0.3).state, "así es")
    assert turn.state.step == "birth_year"
    assert turn.heard == Heard(Intent.YES, rule="confirmed.bare_yes.si", words="así es")
