"""A household is asked for whom its opt-out holds: until it answers, for number and person."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.carrier_side import CarrierSide, action, said

MOTHER = make.Invented(name="Ana Mejía", numbers=(make.ANA, make.CARLOS))
SON = make.Invented(name="Luis Mejía", numbers=(make.ANA,))


@pytest.fixture
def ref(system: System) -> Iterator[str]:
    """A call to Ana on the phone that her son has too; both are in another campaign as well."""
    ids = make.a_list(system.store, people=(MOTHER, SON), clock=system.clock)
    first = make.a_campaign(system)
    make.a_list_of_known(system.store, name="otra", person_ids=ids, clock=system.clock)
    make.a_campaign(system, name="otra", on="otra")
    (ana,) = [a for a in play.planned(system, campaign_id=first) if person_of(system, a) == 1]
    yield play.place(system, ana)


def person_of(system: System, attempt_id: int) -> int:
    case_id = look.one(system.store, tables.attempts, id=attempt_id).case_id
    return int(look.one(system.store, tables.cases, id=case_id).person_id)


def listed(system: System) -> tuple[set[int], int]:
    """The people, and how many numbers, on the suppression list."""
    rows = look.rows(system.store, tables.suppressions)
    people = {row.person_id for row in rows if row.person_id}
    return people, sum(row.number_hash is not None for row in rows)


def opts_out(network: CarrierSide, ref: str) -> str:
    """Says it, and hears for whom it is to hold."""
    asked = network.reply(action(network.answered(ref).text), "9").text
    assert "solo que no llamemos más a Ana Mejía" in said(asked)
    return asked


def test_until_it_is_answered_both_hold(system: System, network: CarrierSide, ref: str) -> None:
    """The call may be cut at that very moment."""
    opts_out(network, ref)
    assert listed(system) == ({1}, 1)
    assert 1 not in {person_of(system, a) for a in play.planned(system)}
    network.completed(ref)
    assert listed(system) == ({1}, 1)
    closed = look.rows(system.store, tables.cases, person_id=1)
    assert {case.closed_why for case in closed} == {"opted_out"}


def test_only_the_person_leaves_the_phone_to_the_others(
    system: System, network: CarrierSide, ref: str
) -> None:
    """Her son is still called on it: on the day after, since it has rung for her today."""
    asked = opts_out(network, ref)
    assert "a Ana Mejía, en ningún número" in said(network.reply(action(asked), "2").text)
    assert listed(system) == ({1}, 0)
    network.completed(ref)
    closed = look.rows(system.store, tables.cases, person_id=1)
    assert {case.closed_why for case in closed} == {"opted_out"}
    son = [a for a in play.planned(system) if person_of(system, a) == 2]
    play.wait(system, timedelta(days=1))
    play.place(system, son[0])
    assert look.one(system.store, tables.attempts, id=son[0]).state == "under_way"


def test_only_the_number_leaves_the_person_to_be_called_on_another(
    system: System, network: CarrierSide, ref: str
) -> None:
    """Nobody is called on that phone; what had been undone for the person is done again."""
    network.reply(action(opts_out(network, ref)), "1")
    assert listed(system) == (set(), 1)
    network.completed(ref)
    cases = look.rows(system.store, tables.cases, person_id=1)
    assert [(c.state, c.opted_out_at, c.closed_why) for c in cases] == [("open", None, None)] * 2
    for attempt_id in play.planned(system):
        play.place(system, attempt_id)
    hashes = {
        a.number_hash
        for a in look.rows(system.store, tables.attempts)
        if a.state in ("planned", "under_way")
    }
    assert hashes == {system.store.keyring.blind_index("number", make.CARLOS)}


def test_the_confirmed_person_who_opts_out_of_the_number_has_refused(
    system: System, network: CarrierSide, ref: str
) -> None:
    """She spoke for herself: this campaign does not seek her on her other number."""
    *_, asked = network.call(ref, "1", "1990", "9")
    network.reply(action(asked), "1")
    network.completed(ref)
    ended = look.one(system.store, tables.attempts, ref=ref)
    assert ended.disposition == "refused"
    assert look.one(system.store, tables.cases, id=ended.case_id).state == "closed"


def test_a_repeated_answer_changes_nothing(system: System, network: CarrierSide, ref: str) -> None:
    """The same words come back; the list stays as it is."""
    asked = opts_out(network, ref)
    answer = network.reply(action(asked), "2").data
    before = look.everything(system.store)
    assert network.reply(action(asked), "2").data == answer
    assert network.reply(action(asked), "1").data == answer
    assert look.everything(system.store) == before


def test_who_had_opted_out_before_is_not_taken_off_the_list(
    system: System, network: CarrierSide, ref: str
) -> None:
    """What was said another time is not this household's to narrow."""
    from outreach import opt_outs

    code = look.one(system.store, tables.people, id=1).case_code
    now = system.clock.now()
    opt_outs.suppress_case(
        system, code, reason=opt_outs.Reason.LETTER, actor=make.COMMAND, now=now
    )
    network.reply(action(opts_out(network, ref)), "1")
    assert listed(system)[0] == {1}


def test_who_shares_the_number_with_nobody_is_not_asked(
    quick_system: System, quick_network: CarrierSide
) -> None:
    """The ordinary opt-out: one word, and goodbye."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    answer = quick_network.reply(action(quick_network.answered(ref).text), "9").text
    assert "<Gather" not in answer
    assert "<Hangup" in answer


@pytest.fixture
def household(system: System) -> None:
    """Mother and son, whom we have not called yet."""
    make.a_list(system.store, people=(MOTHER, SON), clock=system.clock)
    make.a_campaign(system)


def test_a_stop_word_in_a_text_is_narrowed_by_a_name(
    system: System, network: CarrierSide, household: None
) -> None:
    """BAJA holds for all who have the number; whoever says that it is theirs alone, alone."""
    asked = network.text_in("SM1", "BAJA").text
    assert "escriba su nombre" in said(asked)
    assert "Ana" not in said(asked) and "Luis" not in said(asked)
    assert listed(system) == ({1, 2}, 1)
    assert play.planned(system) == []
    done = network.text_in("SM2", "Luis Mejia")
    assert "solo para usted" in said(done.text)
    assert listed(system) == ({2}, 0)
    (attempt,) = play.planned(system)
    assert person_of(system, attempt) == 1
    before = look.everything(system.store)
    assert network.text_in("SM2", "Luis Mejia").data == done.data
    assert network.text_in("SM1", "BAJA").text == asked
    assert look.everything(system.store) == before


@pytest.mark.parametrize("body", ["Mejia", "Pedro", "gracias", "1"])
def test_other_words_after_a_stop_word_narrow_nothing(
    quick_system: System, quick_network: CarrierSide, body: str
) -> None:
    """A guess would break the promise."""
    make.a_list(quick_system.store, people=(MOTHER, SON), clock=quick_system.clock)
    make.a_campaign(quick_system)
    quick_network.text_in("SM1", "BAJA")
    quick_network.text_in("SM2", body)
    assert listed(quick_system) == ({1, 2}, 1)
    assert play.planned(quick_system) == []
