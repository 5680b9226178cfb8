"""\"Never again\", by key, by voice, by text: at once, for good, in every campaign."""

from datetime import timedelta

import pytest

from outreach import agenda, recovery
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState
from outreach.settings import Settings
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier
from tests.ivr.carrier_side import CarrierSide, action, said

STOP_WORDS = (
    "BAJA",
    "baja",
    " Baja. ",
    "ALTO",
    "STOP",
    "PARE",
    "SALIR",
    "CANCELAR",
    "no molesten",
)


@pytest.mark.parametrize("reply", ["9", "no me vuelvan a llamar"])
def test_an_opt_out_takes_effect_at_that_very_turn(
    system: System, network: CarrierSide, ref: str, reply: str
) -> None:
    """The call is still on when person and number stand on the suppression list."""
    first = network.answered(ref).text
    answer = network.reply(action(first), reply)
    assert "No le volveremos a llamar" in said(answer.text)
    assert look.one(system.store, tables.attempts).state == AttemptState.UNDER_WAY
    phone = look.one(system.store, tables.phones)
    listed = look.rows(system.store, tables.suppressions)
    assert {row.person_id for row in listed} == {None, phone.person_id}
    assert {row.number_hash for row in listed} == {None, phone.number_hash}
    network.completed(ref)
    case = look.one(system.store, tables.cases)
    assert (case.state, case.closed_why) == (CaseState.CLOSED, "opted_out")
    assert case.opted_out_at is not None


def test_an_opt_out_holds_in_every_campaign_and_on_every_number(
    system: System, network: CarrierSide, carrier: FakeCarrier
) -> None:
    """What another campaign has planned for the person is not dialled, on no number."""
    person = make.Invented(numbers=(make.ANA, make.CARLOS))
    ids = make.a_list(system.store, people=(person,), clock=system.clock)
    make.a_campaign(system)
    make.a_list_of_known(system.store, name="otra", person_ids=ids, clock=system.clock)
    other_id = make.a_campaign(system, name="otra", on="otra")
    (first,) = play.planned(system, campaign_id=other_id - 1)
    (other,) = play.planned(system, campaign_id=other_id)
    ref = play.place(system, first)
    network.reply(action(network.answered(ref).text), "9")
    play.place(system, other)
    assert len(carrier.calls) == 1
    network.completed(ref)
    assert play.planned(system) == []
    assert {c.closed_why for c in look.rows(system.store, tables.cases)} == {"opted_out"}


def test_others_of_the_household_are_not_called_on_that_phone_any_more(
    system: System, network: CarrierSide, carrier: FakeCarrier
) -> None:
    """Who said "never here again" may not be the only one who is sought on that phone."""
    son = make.Invented(name="Luis Mejía", numbers=(make.ANA, make.CARLOS))
    make.a_list(system.store, people=(make.Invented(), son), clock=system.clock)
    make.a_campaign(system)
    first, second = play.planned(system)
    ana_first = look.one(system.store, tables.phones, person_id=1)
    if look.one(system.store, tables.attempts, id=first).phone_id != ana_first.id:
        first, second = second, first
    ref = play.place(system, first)
    network.reply(action(network.answered(ref).text), "9")
    network.completed(ref)
    play.place(system, second)
    play.place(system, second)
    assert [call.order.to for call in carrier.calls] == [make.ANA, make.CARLOS]


@pytest.mark.parametrize("word", STOP_WORDS)
def test_a_stop_word_counts_though_nobody_has_asked_anything(
    quick_system: System, quick_network: CarrierSide, carrier: FakeCarrier, word: str
) -> None:
    """With no conversation open it holds for the number and for everybody who has it."""
    people = (make.Invented(), make.Invented(name="Luis Mejía"))
    make.a_list(quick_system.store, people=people, clock=quick_system.clock)
    make.a_campaign(quick_system)
    answer = quick_network.text_in("SM1", word)
    assert "ni a quienes lo tienen" in said(answer.text)
    assert play.planned(quick_system) == []
    listed = look.rows(quick_system.store, tables.suppressions)
    assert {row.person_id for row in listed} == {None, 1, 2}
    assert len([row for row in listed if row.number_hash]) == 1
    play.wait(quick_system, timedelta(days=1))
    agenda.tidy(quick_system, quick_system.clock.now())
    assert carrier.book == []


def test_a_stop_word_of_a_stranger_is_kept_for_the_day_they_are_on_a_list(
    system: System, network: CarrierSide
) -> None:
    """A number that is on no list yet may be on the next."""
    assert said(network.text_in("SM1", "BAJA", make.CARLOS).text) == ""
    make.a_list(system.store, people=(make.Invented(numbers=(make.CARLOS,)),), clock=system.clock)
    make.a_campaign(system)
    case = look.one(system.store, tables.cases)
    assert (case.state, case.closed_why) == (CaseState.CLOSED, "no_number_left")
    assert play.planned(system) == []


def test_a_stop_word_in_the_middle_of_a_call_reaches_the_case_when_the_call_ends(
    system: System, network: CarrierSide, ref: str
) -> None:
    """Somebody texts BAJA while their phone rings: nothing is planned afterwards."""
    network.text_in("SM1", "BAJA")
    network.completed(ref, "no-answer")
    case = look.one(system.store, tables.cases)
    assert (case.state, case.closed_why) == (CaseState.CLOSED, "opted_out")
    assert play.planned(system) == []


def test_a_stop_word_answers_a_text_of_ours(
    system: System, network: CarrierSide, settings: Settings
) -> None:
    """In an open conversation it ends the conversation too."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, media=["text"], policy={"text_after_voice_attempts": [0]})
    play.place(system)
    answer = network.text_in("SM1", "ALTO")
    assert "No le volveremos a llamar ni a escribir" in said(answer.text)
    case = look.one(system.store, tables.cases)
    assert (case.state, case.closed_why) == (CaseState.CLOSED, "opted_out")
    assert look.one(system.store, tables.attempts).state == AttemptState.ENDED


def test_a_lead_of_somebody_who_opts_out_later_is_told_apart(
    system: System, network: CarrierSide, ref: str
) -> None:
    """Whoever takes a yes back in the same call is no lead."""
    list(network.call(ref, *play.INTERESTED[:5], "mejor no, no me vuelvan a llamar"))
    network.completed(ref)
    assert look.count(system.store, tables.leads) == 0
    assert look.one(system.store, tables.cases).opted_out_at is not None


def test_recovery_plans_nothing_for_who_has_opted_out(
    system: System, network: CarrierSide, ref: str
) -> None:
    """However the end of the call becomes known."""
    network.reply(action(network.answered(ref).text), "9")
    play.hang_up(system, ref, CarrierResult.FAILED)
    play.wait(system, timedelta(days=2))
    recovery.recover(system, system.clock.now())
    assert play.planned(system) == []
