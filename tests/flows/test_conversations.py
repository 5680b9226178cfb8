"""Whole conversations, as people read them, each played on the phone and in text."""

import pytest

from flows.medium import Medium
from flows.script import load_script
from flows.steps import Ask
from flows.turn import Outcome
from tests.flows.transcripts import CONVERSATIONS, Transcript

TRANSCRIPTS = [Transcript.read(path) for path in sorted(CONVERSATIONS.glob("*.txt"))]
PLAYED = [(transcript, medium) for transcript in TRANSCRIPTS for medium in transcript.media]


@pytest.mark.parametrize(
    ("transcript", "medium"), PLAYED, ids=[f"{played.name}-{medium}" for played, medium in PLAYED]
)
def test_the_conversation_goes_as_written(transcript: Transcript, medium: Medium) -> None:
    """Each transcript holds, with the state stored as JSON and read back at every turn."""
    transcript.play(load_script("retornados"), medium)


def test_every_ending_has_a_conversation() -> None:
    """No outcome of the pilot's script is left without a transcript that reaches it."""
    claimed = {text for each in TRANSCRIPTS for mark, text in each.lines if mark == "="}
    assert {outcome.value for outcome in Outcome} <= claimed


def test_opt_out_has_a_conversation_at_every_question() -> None:
    """At each question of the script some transcript asks never to be called again."""
    questions = {
        name for name, step in load_script("retornados").steps.items() if isinstance(step, Ask)
    }
    assert _questions_left_by_opt_out() == questions


def _questions_left_by_opt_out() -> set[str]:
    from flows.engine import begin, resume
    from tests.flows.transcripts import reply

    script, left = load_script("retornados"), set()
    for transcript, medium in PLAYED:
        context = transcript.context()
        turn = begin(script, context, medium)
        for mark, text in transcript.lines:
            if mark == ">":
                before = turn.state.step
                turn = resume(script, turn.state, reply(text, medium), context)
                if turn.state.opted_out:
                    left.add(before)
    return left
