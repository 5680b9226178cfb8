"""A trial holds a real conversation with an invented person and leaves nothing behind."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from flows.medium import Medium
from flows.script import load_script
from flows.turn import Outcome, Person
from flows.understanding.heard import Intent, Reply
from ivr.trial_line import Answer, held
from outreach import trials
from outreach.store import tables
from outreach.system import System
from outreach.trials import Plan
from tests import look, make

ANA = Person("Ana Mejía", 1990, "danli", "es-HN")
KEYS = ("1", "1990", "1", "1", "1", "2", "2")


@pytest.fixture
def plan(quick_system: System) -> Plan:
    return Plan(ANA, Medium.VOICE, inbound=False, now=quick_system.clock.now())


def reply(text: str, medium: Medium) -> Reply:
    return Reply(keys=text) if medium is Medium.VOICE else Reply(words=text)


def played(system: System, plan: Plan, *said: str) -> tuple[list[Answer], Outcome | None]:
    trial = trials.begin(system, load_script("retornados"), plan)
    try:
        answers = held(trial, [reply(each, plan.medium) for each in said])
        state = trials.state_of(trial)
    finally:
        trial.close()
    return answers, state.outcome if state else None


def counts(system: System) -> Iterator[tuple[str, int]]:
    with system.store.reading() as connection:
        for table in tables.metadata.sorted_tables:
            yield table.name, connection.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("inbound", [False, True])
@pytest.mark.parametrize("medium", list(Medium))
def test_the_conversation_is_held_to_its_end_and_nothing_is_written(
    quick_system: System, plan: Plan, medium: Medium, inbound: bool
) -> None:
    """Whoever begins, on the phone and by text: no attempt, lead or message of anybody is there
    afterwards, also where a real person has this very number."""
    people = (make.Invented(numbers=(trials.NUMBER,)),)
    make.a_list(quick_system.store, people=people, clock=quick_system.clock)
    make.a_campaign(quick_system)
    before = dict(counts(quick_system)), look.everything(quick_system.store)
    answers, outcome = played(quick_system, replace(plan, medium=medium, inbound=inbound), *KEYS)
    assert outcome is Outcome.INTERESTED
    assert not answers[-1].action
    assert all(answer.says for answer in answers)
    assert (dict(counts(quick_system)), look.everything(quick_system.store)) == before


def test_an_opt_out_in_a_trial_suppresses_nobody(quick_system: System, plan: Plan) -> None:
    """Not even the number that the invented person has."""
    _, outcome = played(quick_system, plan, "9")
    assert outcome is Outcome.OPT_OUT
    assert look.rows(quick_system.store, tables.suppressions) == []


def test_it_says_what_was_understood_and_why(quick_system: System, plan: Plan) -> None:
    """The rule that decided and the words that it rested on, at the step that asked."""
    trial = trials.begin(quick_system, load_script("retornados"), plan)
    held(trial, [Reply(words="sí, con ella habla", confidence=0.9), Reply(keys="1990")])
    first, second = trials.exchanges(trial)
    trial.close()
    assert (first.step, first.reading.heard.intent) == ("identity", Intent.YES)
    assert first.reading.heard.rule
    assert "habla" in first.reading.heard.words or "sí" in first.reading.heard.words
    assert (second.step, second.reading.heard.value) == ("birth_year", "1990")
    assert second.after.identified


def test_the_invented_person_is_whoever_was_invented(quick_system: System, plan: Plan) -> None:
    """Name, year and municipality as they were given, or none."""
    other = replace(plan, person=Person("Wilmer Paz", None, None, "es-HN"))
    answers, _ = played(quick_system, other, "1")
    assert "Wilmer" in answers[0].says[1].text
    assert answers[1].keys == 1  # no year on record: it is not asked


def test_four_keys_are_waited_for_where_a_year_is_asked(quick_system: System, plan: Plan) -> None:
    """As the carrier would be told; and words are heard beside them."""
    answers, _ = played(quick_system, plan, "1")
    assert (answers[-1].keys, answers[-1].speech) == (4, True)
    assert answers[-1].says[0].language


def test_a_carrier_that_hears_no_words_is_tried_without_them(
    quick_system: System, plan: Plan
) -> None:
    """What its webhooks would say is what the trial says."""
    settings = quick_system.settings.model_copy(update={"rehearse_as": "somleng"})
    quick_system.settings = settings
    answers, _ = played(quick_system, plan)
    assert not answers[0].speech


def test_two_trials_at_once_know_nothing_of_each_other(quick_system: System, plan: Plan) -> None:
    """Each has a store of its own."""
    script = load_script("retornados")
    one, other = (trials.begin(quick_system, script, plan) for _ in range(2))
    held(one, [Reply(keys="1")])
    held(other, [Reply(keys="9")])
    states = [trials.state_of(each) for each in (one, other)]
    assert [state.opted_out for state in states if state] == [False, True]
    one.close()
    other.close()
