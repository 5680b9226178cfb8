"""The same person on several lists: found, shown, and merged by nobody but who decides it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.turn import Outcome
from outreach import inbound, matches, opt_outs, privacy
from outreach.actors import Actor
from outreach.audit import Action
from outreach.conversations import Said
from outreach.countries import load_country
from outreach.errors import NotAllowed, NotFound
from outreach.matches import Verdict
from outreach.registry import import_registry, recognise
from outreach.rules.contact_policy import NeverReason
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CaseState, Role
from outreach.store import registry, tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

ANA = "Ana Zelaya Mejía,,F,29/05/1990,9900-0001,Danlí"
AGAIN = "ANA SELAYA MEJIA,,F,29/05/1990,9900-0009,Danlí"
HER_BROTHER = "Ángel Zelaya Mejía,,M,03/01/1995,9900-0001,Danlí"

Import = Callable[..., int]


@pytest.fixture
def a_list(system: System, tmp_path: Path) -> Import:
    """Imports rows as a list, and looks for near matches, as the command does."""

    def imported(name: str, *rows: str) -> int:
        path = tmp_path / f"{name}.csv"
        header = "Nombre completo,DNI,Sexo,Fecha de nacimiento,Teléfono,Municipio"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        import_registry(
            system.store, path, list_name=name, country_code="hn", as_of=date(2026, 11, 2),
            is_sample=True, now=system.clock.now(),
        )  # fmt: skip
        return recognise(system.store, name, system.clock.now())

    return imported


def only(system: System) -> matches.Match:
    (match,) = matches.waiting(system, make.COMMAND, system.clock.now()).matches
    return match


def decide(system: System, verdict: Verdict, match_id: int | None = None) -> None:
    wanted = only(system).id if match_id is None else match_id
    matches.decide(system, wanted, verdict, make.COMMAND, system.clock.now())


def eligible(system: System, list_name: str) -> list[str]:
    mine = look.one(system.store, tables.lists, name=list_name).id
    members = look.rows(system.store, tables.list_members, list_id=mine, eligible=True)
    people = {row.id: row.case_code for row in look.rows(system.store, tables.people)}
    return sorted(people[member.person_id] for member in members)


def test_a_person_is_found_again_across_lists(system: System, a_list: Import) -> None:
    """By name, birth date and number, where there is no document; and nothing is merged."""
    assert a_list("uno", ANA, HER_BROTHER) == 0
    assert a_list("dos", AGAIN) == 1
    match = only(system)
    assert (match.one.case_code, match.other.case_code) == ("uno-000002", "dos-000002")
    assert match.one.name == "Ana Zelaya Mejía"
    assert match.other.numbers == ("+50499000009",)
    assert match.other.lists == ("dos",)
    assert eligible(system, "uno") == ["uno-000002", "uno-000003"]
    assert eligible(system, "dos") == ["dos-000002"]
    assert recognise(system.store, "dos", system.clock.now()) == 0


def test_a_document_makes_two_rows_one_person_at_once(system: System, a_list: Import) -> None:
    """There is nothing to look at: the person is on both lists."""
    with_document = ANA.replace(",,F", ",0703-1990-01234,F")
    a_list("uno", with_document)
    assert a_list("dos", with_document.replace("Ana Zelaya Mejía", "Ana Selaya")) == 0
    assert look.count(system.store, tables.people) == 1
    assert look.count(system.store, tables.list_members) == 2


def test_different_people_stay_two_and_are_not_asked_about_again(
    system: System, a_list: Import
) -> None:
    """A decision is for good."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    match = only(system).id
    decide(system, Verdict.DIFFERENT)
    assert matches.waiting(system, make.COMMAND, system.clock.now()).total == 0
    assert recognise(system.store, "dos", system.clock.now()) == 0
    assert eligible(system, "dos") == ["dos-000002"]
    with pytest.raises(NotFound):
        decide(system, Verdict.SAME, match)


def test_the_same_person_is_on_both_lists_once(system: System, a_list: Import) -> None:
    """The first entry stands for both, with the numbers of both; nothing of the other is lost."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    decide(system, Verdict.SAME)
    assert eligible(system, "uno") == eligible(system, "dos") == ["uno-000002"]
    aside = look.one(system.store, tables.people, case_code="dos-000002")
    kept = look.one(system.store, tables.people, case_code="uno-000002")
    assert aside.same_as == kept.id
    numbers = look.rows(system.store, tables.phones, person_id=kept.id)
    assert [(row.rank, row.number_sealed) for row in numbers] == [
        (1, "+50499000001"), (2, "+50499000009"),
    ]  # fmt: skip


def test_whoever_is_listed_twice_is_drawn_and_called_once(
    system: System, carrier: FakeCarrier, a_list: Import
) -> None:
    """Decided before the draw, one of the two is in the frame."""
    a_list("uno", ANA, AGAIN)
    decide(system, Verdict.SAME)
    make.a_campaign(system, on="uno")
    assert look.count(system.store, tables.cases) == 1
    play.place(system)
    assert len(carrier.calls) == 1


def test_after_the_draw_the_case_of_the_other_entry_is_closed(
    system: System, a_list: Import
) -> None:
    """The draw stays as it was, to be verified; only one of the two goes on being called."""
    a_list("uno", ANA, AGAIN)
    make.a_campaign(system, on="uno")
    decide(system, Verdict.SAME)
    cases = look.rows(system.store, tables.cases)
    assert [case.state for case in cases].count(CaseState.CLOSED) == 1
    closed = next(case for case in cases if case.state == CaseState.CLOSED)
    assert closed.closed_why == NeverReason.LISTED_TWICE
    dropped = look.one(system.store, tables.attempts, case_id=closed.id)
    assert dropped.state == AttemptState.DROPPED
    assert eligible(system, "uno") == ["uno-000002", "uno-000003"]  # the frame is as frozen


def test_nobody_is_united_in_the_middle_of_a_call(system: System, a_list: Import) -> None:
    """The call ends first; nothing was decided meanwhile."""
    a_list("uno", ANA, AGAIN)
    make.a_campaign(system, on="uno")
    for attempt in play.planned(system):
        play.place(system, attempt)
    with pytest.raises(NotAllowed, match="en curso"):
        decide(system, Verdict.SAME)
    assert matches.waiting(system, make.COMMAND, system.clock.now()).total == 1


def in_two_campaigns(system: System, a_list: Import) -> tuple[int, int]:
    """Two campaigns that each have one of two entries of the same person; the planned calls."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    make.a_campaign(system, on="uno")
    make.a_campaign(system, name="otra", on="dos")
    decide(system, Verdict.SAME)
    first, second = play.planned(system)
    return first, second


def test_a_person_with_two_entries_is_called_by_one_campaign_a_day(
    system: System, carrier: FakeCarrier, a_list: Import
) -> None:
    """Caps are a person's and not an entry's, whichever of the two came first."""
    for at in (0, 1):
        ids = in_two_campaigns(system, a_list) if at == 0 else play.planned(system)
        play.hang_up(system, play.place(system, ids[0]), CarrierResult.NO_ANSWER)
        called = len(carrier.calls)
        play.place(system, ids[1])
        assert len(carrier.calls) == called
        waiting = look.one(system.store, tables.attempts, id=ids[1])
        assert waiting.due_at - system.clock.now() > timedelta(hours=12)
        play.wait(system, timedelta(days=3))


def test_a_person_with_two_entries_has_one_phone_ringing(
    system: System, carrier: FakeCarrier, a_list: Import
) -> None:
    """Also where each entry has a number of its own."""
    first, second = in_two_campaigns(system, a_list)
    play.place(system, second)
    play.place(system, first)
    assert len(carrier.calls) == 1


ON_HER_PHONE = AGAIN.replace("9900-0009", "9900-0001")


def with_one_number(system: System, a_list: Import) -> None:
    """Two entries of one person with the same number, each in a campaign of its own."""
    a_list("uno", ANA)
    a_list("dos", ON_HER_PHONE)
    decide(system, Verdict.SAME)
    make.a_campaign(system, on="uno")
    make.a_list_of_known(system.store, name="tres", person_ids=[2], clock=system.clock)
    make.a_campaign(system, name="otra", on="tres")


def test_whoever_rings_is_asked_for_no_name_because_of_an_entry_of_their_own(
    system: System, a_list: Import
) -> None:
    """Nobody can tell apart two entries that have one name: it is one person's phone."""
    with_one_number(system, a_list)
    said = inbound.receive_call(system, "CA1", make.ANA, system.clock.now())
    assert isinstance(said, Said)


def test_an_opt_out_is_asked_of_no_household_because_of_an_entry_of_their_own(
    system: System, a_list: Import
) -> None:
    """Neither on the phone nor in writing: nobody else can be meant."""
    with_one_number(system, a_list)
    (ref, *_) = [play.place(system, attempt) for attempt in play.planned(system)]
    said = play.talk(system, ref, "9")
    assert said is not None and said.turn.outcome is Outcome.OPT_OUT
    answer = inbound.receive_text(system, "SM1", make.ANA, "BAJA", system.clock.now())
    assert answer == load_country("hn").written.opted_out


def test_a_name_narrows_an_opt_out_to_all_entries_of_that_person(
    system: System, a_list: Import
) -> None:
    """And gives back to the others of the household all of theirs."""
    a_list("uno", ANA, "Pedro Paz Soto,,M,03/01/1995,9900-0001,Danlí")
    a_list("dos", ON_HER_PHONE)
    decide(system, Verdict.SAME)
    now = system.clock.now()
    inbound.receive_text(system, "SM1", make.ANA, "BAJA", now)
    inbound.receive_text(system, "SM2", make.ANA, "Ana Zelaya", now)
    out = {row.person_id for row in look.rows(system.store, tables.suppressions)}
    people = {row.case_code: row.id for row in look.rows(system.store, tables.people)}
    assert out == {people["uno-000002"], people["dos-000002"]}


def test_hours_that_a_person_excluded_hold_for_every_entry(system: System, a_list: Import) -> None:
    """Said before it was known that they are one, or of either afterwards."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    with system.store.transaction() as connection:
        registry.set_limits(connection, 2, "any;morning")
    decide(system, Verdict.SAME)
    with system.store.transaction() as connection:
        registry.set_limits(connection, 2, "any;morning|sunday;any")
    limits = {row.limits for row in look.rows(system.store, tables.people)}
    assert limits == {"any;morning|sunday;any"}


def test_never_again_holds_for_both_entries(system: System, a_list: Import) -> None:
    """Asked of one before it was known that they are one, or of either afterwards."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    now = system.clock.now()
    asked = {"reason": opt_outs.Reason.ASKED, "actor": make.COMMAND, "now": now}
    opt_outs.suppress_case(system, "dos-000002", **asked)
    decide(system, Verdict.SAME)
    out = {row.person_id for row in look.rows(system.store, tables.suppressions)}
    assert {row.id for row in look.rows(system.store, tables.people)} <= out


def test_erasing_a_person_erases_every_entry_of_theirs(system: System, a_list: Import) -> None:
    """Whoever asks to be forgotten does not know how often they were listed."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    decide(system, Verdict.SAME)
    privacy.erase(system, "uno-000002", make.COMMAND, system.clock.now())
    assert [row.name_sealed for row in look.rows(system.store, tables.people)] == [None, None]


def test_pages_are_counted_and_who_was_seen_is_written_down(
    system: System, a_list: Import
) -> None:
    """The most alike come first; a page behind the last is the last."""
    a_list("uno", ANA, "Rosa López Paz,,F,01/02/1980,9900-0003,Danlí")
    a_list("dos", AGAIN, "Rosa López Paz,,F,01/02/1980,9900-0003,Danlí")
    page = matches.waiting(system, make.COMMAND, system.clock.now(), page=9, size=1)
    assert (page.total, page.page, page.pages, len(page.matches)) == (2, 2, 2, 1)
    assert page.matches[0].one.name == "Ana Zelaya Mejía"
    seen = look.rows(system.store, tables.audit_log, action=Action.MATCHES_LISTED)
    assert len(seen) == 1


def test_an_operator_sees_the_lists_of_their_campaigns(system: System, a_list: Import) -> None:
    """Whoever has no campaign on either list neither sees the match nor decides it."""
    a_list("uno", ANA)
    a_list("dos", AGAIN)
    user = make.a_user(
        system.store, login="olga", password_hash="x", role=Role.OPERATOR, clock=system.clock
    )
    actor = Actor(user, Role.OPERATOR, "192.0.2.1")
    assert matches.waiting(system, actor, system.clock.now()).total == 0
    with pytest.raises(NotFound):
        matches.decide(system, only(system).id, Verdict.SAME, actor, system.clock.now())
