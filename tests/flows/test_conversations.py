"""Whole conversations, as people read them, each played on the phone and in text."""

import pytest

from flows.medium import Medium
from flows.script import load_script
from flows.steps import AGAIN, Ask
from flows.turn import Outcome
from flows.understanding.heard import Intent
from tests.flows.trails import Route, exits_written, routes_written, trails
from tests.flows.transcripts import CONVERSATIONS, Transcript

SCRIPT = load_script("retornados")

TRANSCRIPTS = [Transcript.read(path) for path in sorted(CONVERSATIONS.glob("*.txt"))]
PLAYED = [(transcript, medium) for transcript in TRANSCRIPTS for medium in transcript.media]
TRAILS = trails(SCRIPT, PLAYED)


@pytest.mark.parametrize(
    ("transcript", "medium"), PLAYED, ids=[f"{played.name}-{medium}" for played, medium in PLAYED]
)
def test_the_conversation_goes_as_written(transcript: Transcript, medium: Medium) -> None:
    """Each transcript holds, with the state stored as JSON and read back at every turn."""
    transcript.play(SCRIPT, medium)


def test_every_ending_has_a_conversation() -> None:
    """No outcome of the pilot's script is left without a transcript that reaches it."""
    claimed = {text for each in TRANSCRIPTS for mark, text in each.lines if mark == "="}
    assert {outcome.value for outcome in Outcome} <= claimed


def test_there_are_enough_of_them_in_both_media() -> None:
    """Sixty at the least, and most of them are spoken and written."""
    assert len(TRANSCRIPTS) >= 60
    assert sum(len(each.media) == 2 for each in TRANSCRIPTS) >= 60


def test_opt_out_has_a_conversation_at_every_question() -> None:
    """At each question of the script some transcript asks never to be called again."""
    questions = {name for name, step in SCRIPT.steps.items() if isinstance(step, Ask)}
    left = {route.step for route in TRAILS if route.why == Intent.OPT_OUT}
    assert left >= questions


def test_every_step_is_passed_by_a_conversation() -> None:
    """Every ending, every transfer, and whatever lies between."""
    assert {route.target for route in TRAILS} == SCRIPT.steps.keys() - {SCRIPT.begin} - {
        SCRIPT.begin_inbound
    }


def test_every_route_is_taken_by_a_conversation() -> None:
    """Whatever the script says somewhere about where to go next, some transcript goes there."""
    assert routes_written(SCRIPT) - TRAILS == NEVER_TAKEN


def test_every_exit_is_taken_by_a_conversation() -> None:
    """So is what holds at every question, at one of them at least."""
    taken = {(route.why, route.target) for route in TRAILS}
    taken |= {(route.why, AGAIN) for route in TRAILS if route.target == route.step}
    assert exits_written(SCRIPT) <= taken


# Nobody is asked for a year that the record lacks; the check has to name a way all the same.
NEVER_TAKEN = {Route("check", "", "no_record"), Route("check_2", "", "no_record")}
