"""An opt-out that was heard badly holds at once, until somebody clearly denies it."""

from typing import Any

import pytest

from outreach import opt_outs
from outreach.opt_outs import Reason
from outreach.rules.dispositions import Disposition
from outreach.rules.states import AttemptState, CaseState
from outreach.store import suppressions, tables
from outreach.system import System
from tests import look, play
from tests.make import ANA, COMMAND, Invented, a_campaign, a_list

NEVER = "ya no me llamen"


@pytest.fixture
def asked(system: System) -> str:
    """A call in which an opt-out was heard badly and we ask whether that was meant; its ref."""
    a_list(system.store, clock=system.clock)
    a_campaign(system)
    ref = play.place(system)
    play.answer(system, ref)
    play.advance(system, ref, 1, NEVER, sure=0.3)
    return ref


def suppressed(system: System) -> list[str]:
    return [row.reason for row in look.rows(system.store, tables.suppressions)]


def case(system: System) -> Any:
    return look.one(system.store, tables.cases)


def test_nobody_is_contacted_while_we_ask(system: System, asked: str) -> None:
    """Person and number are out at that turn; nothing else says so yet."""
    assert suppressed(system) == [Reason.UNCONFIRMED, Reason.UNCONFIRMED]
    assert case(system).opted_out_at is None
    number_hash = system.store.keyring.blind_index("number", ANA)
    with system.store.reading() as connection:
        assert suppressions.holds(connection, person_id=None, number_hash=number_hash)


@pytest.mark.parametrize("reply", ["sí", "9", "", "los frijoles", "no, no quiero nada"])
def test_any_answer_but_a_denial_makes_it_final(system: System, asked: str, reply: str) -> None:
    """As if it had been heard well in the first place."""
    play.advance(system, asked, 2, reply)
    assert suppressed(system) == [Reason.ASKED, Reason.ASKED]
    assert case(system).opted_out_at is not None
    play.hang_up(system, asked)
    assert case(system).state == CaseState.CLOSED
    assert play.planned(system) == []


def test_a_hang_up_leaves_the_person_opted_out(system: System, asked: str) -> None:
    """A refusal in the figures, the case closed, and no lead."""
    play.hang_up(system, asked)
    assert suppressed(system) == [Reason.ASKED, Reason.ASKED]
    assert case(system).opted_out_at is not None
    assert (case(system).state, case(system).closed_why) == (CaseState.CLOSED, "opted_out")
    attempt = look.one(system.store, tables.attempts)
    assert attempt.disposition == Disposition.REFUSED_UNKNOWN
    assert look.count(system.store, tables.leads) == 0


def test_a_hang_up_drops_what_other_campaigns_have_planned(system: System) -> None:
    """The same person in two campaigns at once."""
    a_list(system.store, clock=system.clock)
    a_campaign(system)
    first = play.place(system)
    a_campaign(system, name="otra")
    play.answer(system, first)
    play.advance(system, first, 1, NEVER, sure=0.3)
    assert len(play.planned(system)) == 1
    play.hang_up(system, first)
    assert play.planned(system) == []
    closed = look.rows(system.store, tables.cases, state=CaseState.CLOSED)
    assert [row.opted_out_at is not None for row in closed] == [True, True]


def test_nobody_dials_for_another_campaign_while_we_ask(system: System) -> None:
    """The policy is asked at the moment of dialling, and knows."""
    a_list(system.store, people=(Invented(numbers=(ANA, "+50499000009")),), clock=system.clock)
    a_campaign(system)
    first = play.place(system)
    a_campaign(system, name="otra")
    play.answer(system, first)
    play.advance(system, first, 1, NEVER, sure=0.3)
    play.place(system)
    ended = look.rows(system.store, tables.attempts, state=AttemptState.DROPPED)
    assert len(ended) == 1


def test_a_clear_denial_leaves_no_trace(system: System, asked: str) -> None:
    """The person may be called again, and the conversation goes on to the interview."""
    play.advance(system, asked, 2, "no, no es así")
    assert suppressed(system) == []
    for number, key in enumerate(play.NOT_INTERESTED, 3):
        play.advance(system, asked, number, key)
    play.hang_up(system, asked)
    assert case(system).opted_out_at is None
    assert case(system).disposition == Disposition.INTERVIEW


def test_a_denial_does_not_undo_an_older_opt_out(system: System) -> None:
    """A letter came while the call was under way: it keeps person and number out."""
    a_list(system.store, clock=system.clock)
    a_campaign(system)
    ref = play.place(system)
    now = system.clock.now()
    opt_outs.suppress_number(system, ANA, actor=COMMAND, reason=Reason.LETTER, now=now)
    play.answer(system, ref)
    play.advance(system, ref, 1, NEVER, sure=0.3)
    play.advance(system, ref, 2, "no, no es así")
    assert suppressed(system) == [Reason.LETTER, Reason.LETTER]


def test_a_denial_does_not_undo_a_letter_that_came_while_we_asked(
    system: System, asked: str
) -> None:
    """What holds for the moment does not stand in for what was asked for in earnest."""
    now = system.clock.now()
    opt_outs.suppress_number(system, ANA, actor=COMMAND, reason=Reason.LETTER, now=now)
    play.advance(system, asked, 2, "no, no es así")
    assert suppressed(system) == [Reason.LETTER, Reason.LETTER]
    play.hang_up(system, asked)
    assert (case(system).state, case(system).closed_why) == (CaseState.CLOSED, "opted_out")


def test_a_repeated_request_holds_and_releases_once(system: System, asked: str) -> None:
    """A carrier repeats its requests; the answer is the same and nothing is taken back twice."""
    first = play.advance(system, asked, 1, NEVER, sure=0.3)
    assert first is not None
    assert [line.wording for line in first.turn.says] == ["sure_opt_out"]
    play.advance(system, asked, 2, "no, no es así")
    play.advance(system, asked, 1, NEVER, sure=0.3)
    assert suppressed(system) == []


def test_the_transcript_tells_why(system: System, asked: str) -> None:
    """What was heard, how surely, and by which words it was confirmed."""
    play.advance(system, asked, 2, "así es")
    first, second = look.rows(system.store, tables.turns)
    assert (first.intent, first.confidence) == ("opt_out", 0.3)
    assert (second.intent, second.rule) == ("opt_out", "confirmed.bare_yes.si")
