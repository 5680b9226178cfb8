"""The end of an attempt: once, with one disposition, and something always follows."""

import itertools
import random
from datetime import timedelta

import pytest

from outreach import agenda, attempts, machines, texts
from outreach.attempts import Ending
from outreach.clock import ManualClock
from outreach.rules.aapor import Disposition
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import AttemptState, CaseState
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

CALL_RESULTS = (
    CarrierResult.COMPLETED,
    CarrierResult.BUSY,
    CarrierResult.NO_ANSWER,
    CarrierResult.FAILED,
    CarrierResult.CANCELED,
)
OPEN = {AttemptState.PLANNED, AttemptState.DIALLING, AttemptState.UNDER_WAY}


def assert_the_promises_hold(store: Store) -> None:
    """Every ended attempt has one disposition; every case has a next time or a reason."""
    attempts_of: dict[int, list[object]] = {}
    for attempt in look.rows(store, tables.attempts):
        attempts_of.setdefault(attempt.case_id, []).append(attempt.state)
        ended = attempt.state == AttemptState.ENDED
        assert ended == (attempt.disposition is not None) == (attempt.ended_at is not None)
        if ended:
            Disposition(attempt.disposition)
    for case in look.rows(store, tables.cases):
        still_open = [state for state in attempts_of.get(case.id, []) if state in OPEN]
        if case.state == CaseState.OPEN:
            assert len(still_open) == 1
        else:
            assert still_open == []
            assert case.closed_why
            assert case.closed_at


@pytest.fixture
def ref(system: System) -> str:
    """A call that rings."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    return play.place(system)


@pytest.mark.parametrize(
    ("first", "second"), list(itertools.permutations(CALL_RESULTS, 2))[::3], ids=str
)
def test_what_has_ended_stays_as_it_ended(
    quick_system: System, first: CarrierResult, second: CarrierResult
) -> None:
    """Late, repeated and reordered callbacks change nothing at all."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    play.hang_up(quick_system, ref, first)
    before = look.everything(quick_system.store)
    play.wait(quick_system, timedelta(minutes=1))
    play.hang_up(quick_system, ref, first)
    play.hang_up(quick_system, ref, second)
    machines.found(quick_system, ref, "CA9", AnsweredBy.MACHINE, quick_system.clock.now())
    assert look.everything(quick_system.store) == before


def test_the_end_is_known_by_the_carriers_id_too(system: System, ref: str) -> None:
    """Both ways are the same end: the second one changes nothing."""
    sid = look.one(system.store, tables.attempts).carrier_sid
    now = system.clock.now()
    assert attempts.end_by_sid(system, sid, Ending(CarrierResult.BUSY), now)
    before = look.everything(system.store)
    assert attempts.end_by_ref(system, ref, Ending(CarrierResult.NO_ANSWER), now)
    assert look.everything(system.store) == before


def test_the_end_of_an_attempt_that_is_not_ours_is_nobodys(system: System, ref: str) -> None:
    """An unknown ref or id is no error and changes nothing."""
    before = look.everything(system.store)
    ending, now = Ending(CarrierResult.BUSY), system.clock.now()
    assert not attempts.end_by_ref(system, "nobodys", ending, now)
    assert not attempts.end_by_sid(system, "CA-nobodys", ending, now)
    assert look.everything(system.store) == before


def test_an_end_before_the_first_word_of_a_repeated_request_says_nothing_more(
    system: System, ref: str
) -> None:
    """A request for the first words that arrives after the end of the call gets a hang-up."""
    play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    before = look.everything(system.store)
    assert play.answer(system, ref) is None
    assert look.everything(system.store) == before


def test_a_refused_call_is_ended_at_once_with_the_carriers_code(
    system: System, carrier: FakeCarrier
) -> None:
    """Nothing was dialled, so it uses up no attempt of the person."""
    carrier.refuses_with = "21215"
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    play.place(system)
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.result, ended.error_code) == ("not_placed", "21215")
    assert ended.disposition == "our_fault"
    assert_the_promises_hold(system.store)


def test_reports_on_a_text_may_come_in_any_order(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """`sent` after `delivered` does not undo it, and after the end nothing counts."""
    make.a_list(system.store, clock=clock)
    make.a_campaign(system, media=["text"], policy={"text_after_voice_attempts": [0]})
    ref = play.place(system)
    for status in ("queued", "delivered", "sent", "nonsense"):
        assert texts.report(system, ref, status, None, clock.now())
    attempt = look.one(system.store, tables.attempts)
    assert (attempt.state, attempt.result) == (AttemptState.UNDER_WAY, "delivered")
    assert texts.report(system, ref, "undelivered", "30006", clock.now())
    before = look.everything(system.store)
    for status in ("delivered", "sent", "failed"):
        texts.report(system, ref, status, None, clock.now())
    assert look.everything(system.store) == before
    assert not texts.report(system, "nobodys", "delivered", None, clock.now())
    assert_the_promises_hold(system.store)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_case_always_has_a_next_time_or_a_reason(
    system: System, clock: ManualClock, seed: int
) -> None:
    """Weeks of whatever can happen to calls and texts: the promises hold after every day."""
    chance = random.Random(seed)
    people = [
        make.Invented(name="Ana", numbers=(make.ANA, make.CARLOS)),
        make.Invented(name="Luis", numbers=(make.ANA,), birth_year=None),
        make.Invented(name="Marta", numbers=("+50422000001", make.MARTA)),
        make.Invented(name="Rosa", numbers=("+50422000002",)),
    ]
    make.a_list(system.store, people=people, clock=clock)
    make.a_campaign(system)
    for _ in range(40):
        agenda.tick(system, clock.now())
        for attempt_id in play.planned(system):
            happen(system, play.place(system, attempt_id), chance)
        agenda.tidy(system, clock.now())
        assert_the_promises_hold(system.store)
        clock.advance(timedelta(hours=chance.choice([1, 7, 19, 27])))
    ended = look.rows(system.store, tables.attempts, state=AttemptState.ENDED)
    assert len(ended) >= len(people)


def happen(system: System, ref: str, chance: random.Random) -> None:
    """One of the things that can happen to what was just placed, if it was."""
    attempt = look.one(system.store, tables.attempts, ref=ref)
    if attempt.state != AttemptState.UNDER_WAY:
        return
    if attempt.medium == "text":
        status, code = chance.choice([("delivered", None), ("sent", None), ("failed", "30003")])
        texts.report(system, ref, status, code, system.clock.now())
        return
    if chance.random() < 0.3:
        said = chance.choice(
            [(), ("1",), ("2", "2", "2"), ("más tarde",), ("1", "1990"), ("hola",)]
        )
        play.talk(system, ref, *said)
        play.hang_up(system, ref)
    else:
        play.hang_up(system, ref, chance.choice(CALL_RESULTS))
