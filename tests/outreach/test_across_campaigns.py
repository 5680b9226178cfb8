"""What one campaign did counts in the next, for the person and for the household; limits that a
person sets hold in both; notices say who calls and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, update

from flows.medium import Medium
from flows.phrases import phrase
from flows.script import load_script
from flows.turn import Line
from outreach import agenda, campaigns, texts
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.store import histories, tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier


def two_campaigns(system: System, **file: object) -> None:
    """The same person in two campaigns that run at once."""
    ids = make.a_list(system.store, clock=system.clock)
    make.a_list_of_known(system.store, name="otra", person_ids=ids, clock=system.clock)
    make.a_campaign(system, **file)
    make.a_campaign(system, name="segunda", on="otra", **file)


def test_a_person_is_called_by_one_campaign_a_day(system: System, carrier: FakeCarrier) -> None:
    """The second one waits for the day after, however it was planned."""
    two_campaigns(system)
    first, second = play.planned(system)
    play.hang_up(system, play.place(system, first), CarrierResult.NO_ANSWER)
    play.place(system, second)
    assert len(carrier.calls) == 1
    waiting = look.one(system.store, tables.attempts, id=second)
    assert waiting.due_at - system.clock.now() > timedelta(hours=12)


def test_a_person_on_the_line_is_not_called_by_another_campaign_on_another_phone(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """Nobody's two phones ring at once."""
    person = make.Invented(numbers=(make.ANA, make.CARLOS))
    ids = make.a_list(quick_system.store, people=[person], clock=quick_system.clock)
    make.a_list_of_known(quick_system.store, name="otra", person_ids=ids, clock=quick_system.clock)
    make.a_campaign(quick_system)
    make.a_campaign(quick_system, name="segunda", on="otra")
    first, second = play.planned(quick_system)
    play.place(quick_system, first)
    play.place(quick_system, second)
    assert len(carrier.calls) == 1


def test_what_is_known_takes_three_statements(system: System) -> None:
    """All campaigns, the household, limits and arm included: it is asked at every dial."""
    two_campaigns(system)
    case = look.rows(system.store, tables.cases)[0]
    asked: list[str] = []

    def count(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", count)
    with system.store.reading() as connection:
        begun = len(asked)
        histories.known(connection, case.id, case.person_id)
        told = len(asked) - begun
    event.remove(Engine, "before_cursor_execute", count)
    assert told == 3


def test_a_limit_holds_from_the_turn_on_and_in_every_campaign(system: System) -> None:
    """*En la mañana no*: the next call of either campaign comes after noon."""
    two_campaigns(system)
    first, second = play.planned(system)
    ref = play.place(system, first)
    play.talk(system, ref, "no me llamen en la mañana")
    assert look.one(system.store, tables.people).limits == "any;morning"
    play.hang_up(system, ref)
    play.wait(system, timedelta(days=1))
    play.place(system, second)
    for attempt in look.rows(system.store, tables.attempts, state=AttemptState.PLANNED):
        assert (attempt.due_at - timedelta(hours=6)).hour >= 12


def test_who_agrees_on_an_hour_lifts_the_limit_against_it(quick_system: System) -> None:
    """The later word counts, and the appointment is kept at its minute."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    play.talk(quick_system, ref, "no me llamen en la mañana", "mañana a las nueve y media", "sí")
    play.hang_up(quick_system, ref)
    assert look.one(quick_system.store, tables.people).limits == ""
    due = play.next_attempt(quick_system).due_at - timedelta(hours=6)
    assert (due.hour, due.minute) == (9, 30)


def test_an_arm_of_an_experiment_gets_the_notice_and_the_others_are_called(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """The arm of the draw decides, and the text says only that we are going to call."""
    people = [make.Invented(), make.Invented(name="Carlos Paz", numbers=(make.CARLOS,))]
    make.a_list(quick_system.store, people=people, clock=quick_system.clock)
    make.a_campaign(quick_system, start=False, policy={"pre_notice_arms": ["aviso"]})
    with quick_system.store.transaction() as connection:
        chosen = tables.cases.c.position == 1
        connection.execute(update(tables.cases).where(chosen).values(arm="aviso"))
    campaigns.start(quick_system, "piloto", actor="tests", now=quick_system.clock.now())
    due = agenda.tick(quick_system, quick_system.clock.now())
    assert (len(due.calls), len(due.texts)) == (1, 1)
    play.place(quick_system, due.texts[0])
    assert "le vamos a llamar" in carrier.texts[0].order.body


def test_a_missed_call_is_explained_by_a_text(quick_system: System, carrier: FakeCarrier) -> None:
    """Who called, which number to ring; it ends when it has arrived, and asks for no reply."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, policy={"after": {"no_answer": {"medium": "text"}}})
    play.hang_up(quick_system, play.place(quick_system), CarrierResult.NO_ANSWER)
    play.wait_until_due(quick_system)
    assert play.next_attempt(quick_system).why == "missed_call"
    ref = play.place(quick_system)
    body = carrier.texts[0].order.body
    assert "le llamamos" in body and "+50422000100"[-8:-4] in body.replace("-", "")
    assert look.count(quick_system.store, tables.conversations) == 0
    texts.report(quick_system, ref, "delivered", None, quick_system.clock.now())
    ended = look.one(quick_system.store, tables.attempts, why="missed_call")
    assert ended.state == AttemptState.ENDED


@pytest.mark.parametrize("occasion", ["before_call", "missed_call", "voicemail"])
def test_no_notice_reveals_anything(occasion: str) -> None:
    """Whoever reads or hears it may be anybody."""
    script = load_script("retornados")
    medium = Medium.VOICE if occasion == "voicemail" else Medium.TEXT
    values = {"name": "Ana", "callback_number": "+50422000100"}
    said = phrase(script, Line(script.notices[occasion], values), medium, "es-HN").casefold()
    assert "desarrollo social" in said
    assert not any(secret in said for secret in script.secrets)
