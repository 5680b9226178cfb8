"""An unfinished conversation is taken up by the person, and by nobody else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.carrying import left_by, taking_up
from flows.checks import Kind
from flows.engine import begin, resume
from flows.medium import Medium
from flows.script import SCRIPTS, Script, load_script
from flows.turn import Outcome, State
from flows.understanding.heard import Reply
from tests.flows.test_engine import context, replies
from tests.flows.transcripts import assert_keeps_the_secret, carried

SCRIPT = load_script("retornados")
EARLIER = {
    "consent": "yes",
    "interest": "yes",
    "municipality": "san_pedro_sula",
    "services": "employment|entrepreneurship|training",
    "reached": "handover",
}


def stopped(**changes: object) -> State:
    """A call in which everything was said but when to call."""
    kept = {**EARLIER, "identity": "confirmed", "appointment": "2026-11-05T15:00-06:00"}
    state = State("retornados", 1, Medium.VOICE, "es-HN", "handover", kept=kept, identified=True)
    return state.but(**changes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(replies, max_size=12), st.sampled_from(Medium), st.booleans())
def test_until_the_identity_is_confirmed_nothing_depends_on_what_was_said_before(
    said: list[Reply], medium: Medium, inbound: bool
) -> None:
    """The same lines and the same state, whatever is said, as if there had been no call."""
    fresh = begin(SCRIPT, context(), medium, inbound=inbound)
    again = taking_up(fresh, EARLIER)
    for reply in said:
        assert_keeps_the_secret(SCRIPT, again)
        if again.state.identified or again.expects is None:
            break
        assert again.state.but(earlier={}) == fresh.state
        fresh = resume(SCRIPT, fresh.state, reply, context())
        again = resume(SCRIPT, carried(SCRIPT, again), reply, context())
    assert fresh.state.identified == again.state.identified
    if again.state.identified:
        assert again.state.kept["interest"] == "yes"


def test_wishes_and_appointments_of_then_are_not_carried() -> None:
    """An hour that has passed is no answer to when."""
    assert left_by(SCRIPT, [stopped()]) == EARLIER


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_ending_for_good_leaves_nothing_and_another_time_leaves_all(outcome: Outcome) -> None:
    """After a no, a refusal or an agreement nothing is taken up; after "later" it is."""
    later = {
        Outcome.CALLBACK,
        Outcome.NOT_HERE,
        Outcome.UNANSWERED,
        Outcome.UNVERIFIED,
        Outcome.VOICEMAIL,
        Outcome.WRONG_NUMBER,
    }
    left = left_by(SCRIPT, [stopped(outcome=outcome)])
    assert bool(left) is (outcome in later)


def test_an_opt_out_leaves_nothing_even_where_an_older_call_did() -> None:
    """The latest word counts."""
    assert left_by(SCRIPT, [stopped(opted_out=True), stopped()]) == {}


def test_a_conversation_of_another_script_or_an_unknown_question_is_not_taken_up() -> None:
    """The script may have changed since."""
    assert left_by(SCRIPT, [stopped(script="other")]) == {}
    assert left_by(SCRIPT, [stopped(kept={**EARLIER, "reached": "gone"})]) == {}


def test_a_script_that_takes_up_at_what_is_no_question_is_refused() -> None:
    """A slip in a name would drop the conversation silently."""
    text = (SCRIPTS / "retornados.yaml").read_text(encoding="utf-8")
    slip = Script.read(
        text.replace("      handover: when_or_now\n", "      handovr: when_or_now\n")
    )
    (problem,) = slip.problems()
    assert problem.kind is Kind.DEAD_END
    assert "'handovr'" in problem.what


def test_a_script_that_takes_up_before_identity_is_refused() -> None:
    """What comes then reveals the programme, and the path is shown."""
    text = (SCRIPTS / "retornados.yaml").read_text(encoding="utf-8")
    early = Script.read(text.replace("    unknown: no_record\n", "    unknown: carry_on\n", 1))
    assert Kind.DISCLOSURE in {problem.kind for problem in early.problems()}
