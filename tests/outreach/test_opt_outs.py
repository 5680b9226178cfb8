"""\"Never again\", however it reaches us: for whom it holds, and what follows at once."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from outreach import inbound, lead_endings, leads, opt_outs, texts
from outreach.actors import Actor
from outreach.agents import settling
from outreach.clock import ManualClock
from outreach.errors import NotAllowed, NotFound
from outreach.leads import LeadResult
from outreach.opt_outs import OptedOut, Reason
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState, LeadState
from outreach.store import live, tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

TWO_NUMBERS = make.Invented(numbers=(make.ANA, make.CARLOS))


def suppressed(system: System) -> tuple[set[int], set[str]]:
    """The people and the numbers (E.164, of the people made here) on the suppression list."""
    listed = look.rows(system.store, tables.suppressions)
    number_of = {
        system.store.keyring.blind_index("number", number): number
        for number in (make.ANA, make.CARLOS, make.MARTA)
    }
    return (
        {row.person_id for row in listed if row.person_id},
        {number_of[row.number_hash] for row in listed if row.number_hash},
    )


def two_campaigns(system: System) -> tuple[int, int]:
    """The same person in two campaigns; the campaigns' ids."""
    ids = make.a_list(system.store, people=(TWO_NUMBERS,), clock=system.clock)
    first = make.a_campaign(system)
    make.a_list_of_known(system.store, name="otra", person_ids=ids, clock=system.clock)
    return first, make.a_campaign(system, name="otra", on="otra")


def a_lead_taken(system: System, campaign_id: int) -> tuple[int, Actor]:
    """Somebody said yes and an agent took the lead: (the lead's id, the agent)."""
    (attempt_id,) = play.planned(system, campaign_id=campaign_id)
    ref = play.place(system, attempt_id)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    agent = make.an_agent(system.store, clock=system.clock)
    lead_id = look.one(system.store, tables.leads).id
    assert leads.take(system, lead_id, agent, system.clock.now())
    return lead_id, agent


def test_what_an_agent_is_told_holds_for_the_person_everywhere(system: System) -> None:
    """On all numbers and in every campaign, from the moment the lead is closed."""
    first, other = two_campaigns(system)
    lead_id, agent = a_lead_taken(system, first)
    now = system.clock.now()
    lead_endings.close(system, lead_id, agent, result=LeadResult.DO_NOT_CONTACT, note="", now=now)
    assert suppressed(system) == ({1}, {make.ANA, make.CARLOS})
    listed = look.rows(system.store, tables.suppressions)
    assert {(row.source, row.reason) for row in listed} == {("agent", "asked")}
    assert play.planned(system) == []
    for case in look.rows(system.store, tables.cases):
        assert case.opted_out_at == now
        assert case.state == CaseState.CLOSED
    assert look.one(system.store, tables.cases, campaign_id=other).closed_why == "opted_out"
    assert look.one(system.store, tables.leads).result == LeadResult.DO_NOT_CONTACT


@pytest.mark.parametrize(
    "result",
    [r for r in LeadResult if r not in (LeadResult.DO_NOT_CONTACT, LeadResult.APPOINTMENT)],
)
def test_any_other_result_of_a_lead_suppresses_nobody(
    quick_system: System, result: LeadResult
) -> None:
    """Not to be interested any more, or not to be found, is no wish never to be called."""
    first, _ = two_campaigns(quick_system)
    lead_id, agent = a_lead_taken(quick_system, first)
    lead_endings.close(
        quick_system, lead_id, agent, result=result, note="", now=quick_system.clock.now()
    )
    assert suppressed(quick_system) == (set(), set())
    assert len(play.planned(quick_system)) == 1


def test_an_agent_who_does_not_have_the_lead_suppresses_nobody(quick_system: System) -> None:
    """What is refused changes nothing."""
    first, _ = two_campaigns(quick_system)
    lead_id, _ = a_lead_taken(quick_system, first)
    other = make.an_agent(quick_system.store, login="luis", clock=quick_system.clock)
    result, now = LeadResult.DO_NOT_CONTACT, quick_system.clock.now()
    with pytest.raises(NotAllowed):
        lead_endings.close(quick_system, lead_id, other, result=result, note="", now=now)
    assert suppressed(quick_system) == (set(), set())


def test_an_opt_out_in_a_conversation_ends_other_plans_and_not_the_call_under_way(
    system: System,
) -> None:
    """The call goes on to its goodbye; what another campaign had planned is gone at that turn."""
    first, other = two_campaigns(system)
    (attempt_id,) = play.planned(system, campaign_id=first)
    ref = play.place(system, attempt_id)
    play.talk(system, ref, "9")
    assert suppressed(system) == ({1}, {make.ANA})
    assert look.one(system.store, tables.attempts, ref=ref).state == AttemptState.UNDER_WAY
    assert look.one(system.store, tables.cases, campaign_id=first).state == CaseState.OPEN
    gone = look.one(system.store, tables.attempts, campaign_id=other)
    assert gone.state == AttemptState.DROPPED
    closed = look.one(system.store, tables.cases, campaign_id=other)
    assert (closed.state, closed.closed_why) == (CaseState.CLOSED, "opted_out")


def test_the_rest_of_a_household_keeps_its_plans_on_other_numbers(system: System) -> None:
    """Who opts out in a conversation speaks for themselves and for that phone."""
    son = make.Invented(name="Luis Mejía", numbers=(make.CARLOS, make.ANA))
    make.a_list(system.store, people=(make.Invented(), son), clock=system.clock)
    make.a_campaign(system)
    mother = look.one(system.store, tables.cases, person_id=1)
    (ana,) = play.planned(system, case_id=mother.id)
    play.talk(system, play.place(system, ana), "9")
    assert suppressed(system) == ({1}, {make.ANA})
    assert len(play.planned(system)) == 1


def test_a_number_that_opts_out_takes_everybody_known_at_it_along(system: System) -> None:
    """Drawn or not: nothing says who of them asked, and a later draw must not ring them."""
    with_other = make.Invented(name="Luis Mejía", numbers=(make.ANA, make.CARLOS))
    elsewhere = make.Invented(name="Marta Paz", numbers=(make.MARTA,))
    make.a_list(system.store, people=(make.Invented(), with_other, elsewhere), clock=system.clock)
    done = opt_outs.suppress_number(
        system, make.ANA, actor=make.COMMAND, reason=Reason.LETTER, now=system.clock.now()
    )
    assert done == OptedOut(people=2, numbers=1)
    assert suppressed(system) == ({1, 2}, {make.ANA})
    make.a_campaign(system)
    (attempt_id,) = play.planned(system)
    case = look.one(system.store, tables.attempts, id=attempt_id).case_id
    assert look.one(system.store, tables.cases, id=case).person_id == 3


def test_a_number_that_nobody_has_is_kept_for_the_day_somebody_does(
    quick_system: System,
) -> None:
    """A request may come before the list."""
    now = quick_system.clock.now()
    done = opt_outs.suppress_number(
        quick_system, make.ANA, actor=make.COMMAND, reason=Reason.COMPLAINT, now=now
    )
    assert done == OptedOut(people=0, numbers=1)
    entry = look.one(quick_system.store, tables.suppressions)
    assert (entry.source, entry.reason) == ("operator", "complaint")
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    assert play.planned(quick_system) == []


def test_a_case_that_opts_out_is_the_person_with_all_numbers(quick_system: System) -> None:
    """By the code that stands on every page and report; an unknown one is an error."""
    make.a_list(quick_system.store, people=(TWO_NUMBERS,), clock=quick_system.clock)
    make.a_campaign(quick_system)
    now = quick_system.clock.now()
    code = look.one(quick_system.store, tables.people).case_code
    done = opt_outs.suppress_case(
        quick_system, code, actor=make.COMMAND, reason=Reason.AGENT, now=now
    )
    assert done == OptedOut(people=1, numbers=2)
    assert suppressed(quick_system) == ({1}, {make.ANA, make.CARLOS})
    case = look.one(quick_system.store, tables.cases)
    assert (case.state, case.closed_why) == (CaseState.CLOSED, "opted_out")
    with pytest.raises(NotFound, match="«nadie»"):
        opt_outs.suppress_case(
            quick_system, "nadie", actor=make.COMMAND, reason=Reason.AGENT, now=now
        )


def test_the_moment_of_the_first_request_is_kept(quick_system: System, clock: ManualClock) -> None:
    """Whoever says it twice had said it the first time."""
    make.a_list(quick_system.store, clock=clock)
    make.a_campaign(quick_system)
    said_at = clock.now()
    for _ in range(2):
        opt_outs.suppress_number(
            quick_system, make.ANA, actor=make.COMMAND, reason=Reason.LETTER, now=clock.now()
        )
        clock.advance(timedelta(days=1))
    assert look.one(quick_system.store, tables.cases).opted_out_at == said_at
    assert {row.at for row in look.rows(quick_system.store, tables.suppressions)} == {said_at}
    assert look.count(quick_system.store, tables.suppressions) == 2


def test_what_a_household_narrows_leaves_the_letter_of_one_of_them_alone(system: System) -> None:
    """BAJA held for all of them, and the letter came while it did; the name narrows the BAJA."""
    son = make.Invented(name="Luis Paz", numbers=(make.ANA,))
    make.a_list(system.store, people=(make.Invented(), son), clock=system.clock)
    make.a_campaign(system)
    now = system.clock.now()
    inbound.receive_text(system, "SM1", make.ANA, "BAJA", now)
    code = look.one(system.store, tables.people, id=2).case_code
    opt_outs.suppress_case(system, code, actor=make.COMMAND, reason=Reason.LETTER, now=now)
    inbound.receive_text(system, "SM2", make.ANA, "Ana Mejía", now)
    assert suppressed(system) == ({1, 2}, {make.ANA})
    for case in look.rows(system.store, tables.cases):
        assert (case.state, case.opted_out_at) == (CaseState.CLOSED, now)


def test_a_complaint_counts_also_of_somebody_who_is_out_already(quick_system: System) -> None:
    """Whoever complains has mostly said "never again" before, and an alarm is raised by it."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    campaign_id = make.a_campaign(quick_system)
    now = quick_system.clock.now()
    code = look.one(quick_system.store, tables.people).case_code
    for reason in (Reason.ASKED, Reason.COMPLAINT, Reason.COMPLAINT):
        opt_outs.suppress_case(quick_system, code, actor=make.COMMAND, reason=reason, now=now)
    with quick_system.store.reading() as connection:
        assert live.complaints_since(connection, campaign_id, now - timedelta(days=7)) == 1


@pytest.mark.parametrize("taken", [False, True])
def test_a_lead_that_waits_is_closed_and_one_that_an_agent_has_is_left_to_the_agent(
    system: System, taken: bool
) -> None:
    """Nobody takes who has opted out; an agent in the middle of a call is not cut off."""
    first, _ = two_campaigns(system)
    lead_id, agent = a_lead_taken(system, first)
    if not taken:
        leads.give_back(system, lead_id, agent, system.clock.now())
    now = system.clock.now()
    opt_outs.suppress_number(system, make.ANA, actor=make.COMMAND, reason=Reason.ASKED, now=now)
    lead = look.one(system.store, tables.leads)
    assert lead.state == (LeadState.TAKEN if taken else LeadState.CLOSED)
    assert lead.result == (None if taken else LeadResult.DO_NOT_CONTACT)
    assert leads.take(system, lead_id, agent, now) is False


def given_back(system: System, lead_id: int, agent: Actor) -> None:
    leads.give_back(system, lead_id, agent, system.clock.now())


def reassigned_to_all(system: System, lead_id: int, agent: Actor) -> None:
    leads.reassign(system, lead_id, None, make.COMMAND, system.clock.now())


def put_off(system: System, lead_id: int, agent: Actor) -> None:
    result, now = LeadResult.APPOINTMENT, system.clock.now()
    again_at = now + timedelta(hours=1)
    lead_endings.close(system, lead_id, agent, result=result, note="", now=now, again_at=again_at)


def left_lying(system: System, lead_id: int, agent: Actor) -> None:
    play.wait(system, timedelta(hours=5))
    settling.settle(system, system.clock.now())


@pytest.mark.parametrize("give_up", [given_back, reassigned_to_all, put_off, left_lying])
def test_a_lead_that_an_agent_gives_up_is_nobodys_where_the_person_opted_out_meanwhile(
    system: System, give_up: Callable[[System, int, Actor], None]
) -> None:
    """However it comes back: no other agent is to ring who never wants to be rung again."""
    lead_id, agent = a_lead_taken(system, two_campaigns(system)[0])
    now = system.clock.now()
    opt_outs.suppress_number(system, make.ANA, actor=make.COMMAND, reason=Reason.ASKED, now=now)
    give_up(system, lead_id, agent)
    lead = look.one(system.store, tables.leads)
    assert (lead.state, lead.result) == (LeadState.CLOSED, LeadResult.DO_NOT_CONTACT)
    assert (lead.closed_at, lead.taken_by) == (system.clock.now(), None)


def a_text_to(system: System, *people: make.Invented) -> int:
    """A campaign that writes first; the id of the planned text to the first person."""
    make.a_list(system.store, people=people, clock=system.clock)
    make.a_campaign(system, media=["text"], policy={"text_after_voice_attempts": [0]})
    case = look.one(system.store, tables.cases, person_id=1)
    (attempt_id,) = play.planned(system, case_id=case.id)
    return attempt_id


def test_a_phone_that_blocked_our_texts_is_suppressed_when_the_carrier_refuses_the_next(
    system: System, carrier: FakeCarrier
) -> None:
    """Our list remembers what the carrier's does: no call either, and for nobody at that phone."""
    carrier.refuses_with = "21610"
    play.place(system, a_text_to(system, TWO_NUMBERS))
    assert suppressed(system) == (set(), {make.ANA})
    entry = look.one(system.store, tables.suppressions)
    assert (entry.source, entry.reason) == ("carrier", "blocked")
    ended = look.one(system.store, tables.attempts, state=AttemptState.ENDED)
    assert (ended.disposition, ended.error_code) == ("rejected", "21610")
    assert look.one(system.store, tables.cases).opted_out_at is None
    for planned in play.planned(system):
        kept = look.one(system.store, tables.attempts, id=planned)
        assert kept.number_hash == system.store.keyring.blind_index("number", make.CARLOS)


@pytest.mark.parametrize("over", [False, True])
def test_a_phone_that_blocked_our_texts_is_suppressed_when_a_report_says_so(
    system: System, over: bool
) -> None:
    """Also when the attempt had already been given up and the report comes late or twice."""
    ref = play.place(system, a_text_to(system, make.Invented()))
    if over:
        play.hang_up(system, ref, CarrierResult.UNKNOWN)
    before = look.one(system.store, tables.attempts, ref=ref).disposition
    for _ in range(2):
        assert texts.report(system, ref, "undelivered", "21610", system.clock.now())
    assert suppressed(system) == (set(), {make.ANA})
    assert look.count(system.store, tables.suppressions) == 1
    ended = look.one(system.store, tables.attempts, ref=ref)
    assert ended.disposition == (before if over else "rejected")


@pytest.mark.parametrize("code", ["30006", "30003", "21211", "30007", None])
def test_other_codes_of_the_carrier_suppress_nobody(
    quick_system: System, code: str | None
) -> None:
    """A number that is bad or out of reach has asked for nothing."""
    ref = play.place(quick_system, a_text_to(quick_system, make.Invented()))
    texts.report(quick_system, ref, "undelivered", code, quick_system.clock.now())
    assert suppressed(quick_system) == (set(), set())
