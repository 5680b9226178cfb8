"""A confirmed yes leaves a lead, unless the person refuses, opts out or was somebody else."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.engine import begin, resume
from flows.identity import SOMEBODY_ELSE
from flows.medium import Medium
from flows.script import load_script
from flows.steps import Ask
from flows.turn import State, Turn
from flows.understanding.heard import Intent, Reply
from outreach import inbound
from outreach.conversations import Said
from outreach.rules.dispositions import AttemptFacts, CarrierResult, is_warm
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.flows.test_engine import MOST_TURNS, context, replies

SCRIPT = load_script("retornados")
INTERESTED = ("1", "1990", "1", "1", "1")
# where a conversation may stand once the person has said yes to the programme
AFTER_YES = ("services", "handover", "when", "offer", "read_back")
NOT_THEM = (
    "número equivocado", "se equivocó", "no, está equivocado", "aquí no vive esa persona",
    "no está", "él no se encuentra", "anda trabajando", "él falleció", "ya murió", "este no es",
    "se confundió usted", "yo no soy", "no conozco a esa señora", "wrong number", "he died",
)  # fmt: skip
difficult = st.one_of(
    replies,
    st.builds(Reply, words=st.sampled_from(NOT_THEM), confidence=st.floats(0, 1)),
    st.builds(Reply, words=st.sampled_from(["sí", "sí soy yo", "no", "", "¿cómo?"])),
)


def after_yes(question: str, medium: Medium) -> State:
    """A confirmed person who has said to be interested, at this question."""
    begun = begin(SCRIPT, context(), medium).state
    kept = {"identity": "confirmed", "consent": "yes", "interest": "yes"}
    return begun.but(step=question, identified=True, kept=kept)


def leaves_a_lead(turn: Turn, medium: Medium) -> bool:
    """Whether there is a lead if the conversation is cut, or over, now."""
    state = turn.state
    interest = {"yes": True, "no": False}.get(state.kept.get("interest", ""))
    facts = AttemptFacts(
        medium,
        CarrierResult.COMPLETED,
        spoke=True,
        outcome=state.outcome,
        identified=state.identified,
        opted_out=state.opted_out or state.may_opt_out,
        interest=interest,
    )
    return is_warm(facts)


def said_otherwise(turn: Turn) -> bool:
    """Whether the person has refused, opted out, or confirmed that it is somebody else."""
    heard, state = turn.heard, turn.state
    assert heard is not None
    somebody_else = heard.intent in SOMEBODY_ELSE and heard.rule.startswith("confirmed.")
    refused = heard.intent is Intent.NO and state.kept.get("interest") == "no"
    return state.opted_out or state.may_opt_out or somebody_else or refused


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), st.sampled_from(AFTER_YES), st.sampled_from(Medium), st.booleans())
def test_no_replies_lose_the_yes(
    data: st.DataObject, question: str, medium: Medium, agents_free: bool
) -> None:
    """At every turn, also if the line is cut there: a lead, or words that forbid it."""
    world = context(agents_free=agents_free)
    state = after_yes(question, medium)
    for _ in range(MOST_TURNS):
        turn = resume(SCRIPT, State.from_json(state.to_json()), data.draw(difficult), world)
        if said_otherwise(turn):
            return
        assert leaves_a_lead(turn, medium), (state.step, turn.heard)
        if turn.expects is None:
            return
        state = turn.state
    pytest.fail("the conversation does not end")


@pytest.mark.parametrize("words", NOT_THEM)
@pytest.mark.parametrize("medium", list(Medium))
@pytest.mark.parametrize("question", AFTER_YES)
def test_one_reply_alone_never_loses_the_yes(question: str, medium: Medium, words: str) -> None:
    """What sounds like somebody else is asked back, and nothing is lost meanwhile."""
    turn = resume(SCRIPT, after_yes(question, medium), Reply(words=words), context())
    assert turn.state.identified
    assert leaves_a_lead(turn, medium) or said_otherwise(turn)


@pytest.mark.parametrize("intent", SOMEBODY_ELSE)
def test_every_question_asks_back_whether_it_is_still_the_person(intent: Intent) -> None:
    """Declared once for the script; a question that routes the intent elsewhere has it too."""
    for name, step in SCRIPT.steps.items():
        if isinstance(step, Ask):
            assert SCRIPT.confirm[name][intent].asks == "person"


def test_before_the_check_nothing_is_asked_back() -> None:
    """A stranger who says wrong number is believed at once, as before."""
    begun = begin(SCRIPT, context(), Medium.VOICE).state
    turn = resume(SCRIPT, begun, Reply(words="número equivocado"), context())
    assert turn.outcome == "wrong_number"


@pytest.fixture
def interested(system: System) -> str:
    """A call with Ana, who is confirmed and interested and is asked for the services; its ref."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *INTERESTED)
    return ref


def test_what_sounds_like_a_wrong_number_and_a_hang_up_leave_the_lead(
    system: System, interested: str
) -> None:
    """The loss that a large rehearsal once showed: validated, and no lead."""
    play.advance(system, interested, 6, "no, número equivocado")
    play.hang_up(system, interested)
    case = look.one(system.store, tables.cases)
    assert (case.interested, case.closed_why) == (True, "interviewed")
    assert look.one(system.store, tables.leads).interested


def test_a_confirmed_wrong_number_takes_back_what_the_case_says(
    system: System, interested: str
) -> None:
    """Validated, interested and identified are the person's, and this was somebody else."""
    assert look.one(system.store, tables.cases).validated_at is not None
    play.advance(system, interested, 6, "no, número equivocado")
    play.advance(system, interested, 7, "no, yo no soy")
    play.hang_up(system, interested)
    case = look.one(system.store, tables.cases)
    said = (case.identified_at, case.validated_at, case.interested, case.municipality)
    assert said == (None, None, None, None)
    assert case.disposition == "wrong_number"
    assert look.count(system.store, tables.leads) == 0


@pytest.mark.parametrize("broke_offs_to_stop", [1, 2])
def test_a_yes_that_the_news_of_the_hang_up_has_overtaken_is_a_lead(
    system: System, broke_offs_to_stop: int
) -> None:
    """The carrier's requests come in any order. What was planned for somebody who broke off, or
    the end of the case, is then not what happened."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, policy={"broke_offs_to_stop": broke_offs_to_stop})
    ref = play.place(system)
    play.talk(system, ref, *INTERESTED[:-1])
    play.hang_up(system, ref)
    assert look.one(system.store, tables.attempts, ref=ref).disposition == "broke_off"
    assert play.advance(system, ref, len(INTERESTED), "1") is None
    assert look.one(system.store, tables.leads).interested
    assert look.one(system.store, tables.attempts, ref=ref).disposition == "interview"
    case = look.one(system.store, tables.cases)
    assert (case.state, case.closed_why, case.disposition) == (
        "closed", "interviewed", "interview"
    )  # fmt: skip
    assert play.planned(system) == []
    assert play.advance(system, ref, len(INTERESTED), "1") is not None


def test_a_yes_and_a_hang_up_at_once_are_a_lead(system: System) -> None:
    """Whichever of the two requests is done first."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *INTERESTED[:-1])
    make.at_once(
        [
            lambda: play.advance(system, ref, len(INTERESTED), "1"),
            lambda: play.hang_up(system, ref),
        ]
    )
    assert look.one(system.store, tables.leads).interested
    assert look.one(system.store, tables.cases).closed_why == "interviewed"


def test_what_an_earlier_conversation_said_outlives_it(system: System, interested: str) -> None:
    """The person said yes and the line was cut; a later call reaches somebody who plays them."""
    play.hang_up(system, interested)
    before = look.one(system.store, tables.cases)
    said = inbound.receive_call(system, "CA-in", make.ANA, system.clock.now())
    assert isinstance(said, Said)
    ref = said.ref
    for number, reply in enumerate(("1", "1990", "no está", "no"), 1):
        play.advance(system, ref, number, reply)
    play.hang_up(system, ref)
    case = look.one(system.store, tables.cases)
    assert case.validated_at == before.validated_at is not None
    assert (case.interested, case.municipality) == (True, before.municipality)
    assert look.one(system.store, tables.leads).interested
