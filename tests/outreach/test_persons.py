"""One person is found exactly, seen with all that happened, opted out and erased on request."""

import pytest

from outreach import opt_outs, persons
from outreach.actors import Actor
from outreach.errors import NotAllowed, NotFound
from outreach.opt_outs import Reason
from outreach.persons import FoundBy
from outreach.rules.states import Role
from outreach.store import tables, users
from outreach.system import System
from outreach.timeline import Kind
from tests import look, make, play

DNI = "0801199012345"


@pytest.fixture
def operator(system: System) -> Actor:
    """Of the campaign `piloto`, in which Ana was talked with and Carlos waits."""
    ana = make.Invented(document=DNI)
    carlos = make.Invented(name="Carlos Paz", numbers=(make.CARLOS, make.ANA))
    make.a_list(system.store, people=(ana, carlos), clock=system.clock)
    make.a_campaign(system)
    user_id = make.a_user(
        system.store, login="olga", password_hash="x", role=Role.OPERATOR, clock=system.clock
    )
    return Actor(user_id, Role.OPERATOR, "192.0.2.7")


def found(system: System, asked: str, actor: Actor) -> tuple[FoundBy | None, list[int]]:
    result = persons.search(system, asked, actor, system.clock.now())
    return result.by, [row.id for row in result.people]


def due(system: System, person_id: int) -> int:
    """The attempt that is planned for this person."""
    case = look.one(system.store, tables.cases, person_id=person_id)
    (attempt_id,) = play.planned(system, case_id=case.id)
    return attempt_id


def kinds(system: System, person_id: int, actor: Actor) -> list[Kind]:
    portrait = persons.portrait(system, person_id, actor, system.clock.now())
    return [event.kind for event in portrait.events]


@pytest.mark.parametrize(
    ("asked", "by", "people"),
    [
        ("lista-000000", FoundBy.CASE, [1]),
        (DNI, FoundBy.DOCUMENT, [1]),
        ("0801-1990-12345", FoundBy.DOCUMENT, [1]),
        ("9900-0002", FoundBy.NUMBER, [2]),
        ("+504 9900 0001", FoundBy.NUMBER, [1, 2]),
        ("Ana Mejía", None, []),
        ("%", None, []),
        ("", None, []),
    ],
)
def test_somebody_is_found_by_case_document_or_number(
    system: System, operator: Actor, asked: str, by: FoundBy | None, people: list[int]
) -> None:
    """As people write them; everybody who shares a number, and nobody by a name or a part."""
    assert found(system, asked, operator) == (by, people)


def test_who_was_searched_and_seen_stands_in_the_log(system: System, operator: Actor) -> None:
    """With whom it was about, and not what was typed."""
    found(system, DNI, operator)
    persons.portrait(system, 1, operator, system.clock.now())
    listed, seen = look.rows(system.store, tables.audit_log)
    assert (listed.action, listed.people, listed.detail) == ("people_listed", " 1 ", "document")
    assert (seen.action, seen.people) == ("person_seen", " 1 ")
    assert DNI not in str((listed, seen))


def test_an_operator_meets_only_the_people_of_their_lists(system: System, operator: Actor) -> None:
    """Those of a campaign of theirs, and of a list of which no campaign was made yet."""
    other = (make.Invented(name="Marta Paz", numbers=(make.MARTA,)),)
    make.a_list(system.store, people=other, name="otra", clock=system.clock)
    assert found(system, "otra-000002", operator) == (FoundBy.CASE, [3])
    make.a_campaign(system, name="ajena", on="otra")
    assert found(system, "otra-000002", operator) == (None, [])
    assert found(system, make.MARTA, operator) == (None, [])
    now = system.clock.now()
    for refused in (
        lambda: persons.portrait(system, 3, operator, now),
        lambda: persons.leaf(system, 2, after=0, size=5, actor=operator, now=now),
        lambda: persons.opt_out(system, 3, reason=Reason.ASKED, actor=operator, now=now),
        lambda: persons.erase(system, 3, reason=Reason.ASKED, actor=operator, now=now),
        lambda: persons.portrait(system, 99, operator, now),
    ):
        with pytest.raises(NotFound):
            refused()
    admin = Actor(operator.user_id, Role.ADMIN, "192.0.2.7")
    assert found(system, "otra-000002", admin) == (FoundBy.CASE, [3])
    assert [row.name for row in persons.lists(system, operator)] == ["lista"]


def test_a_list_is_leafed_through_to_its_end(system: System, operator: Actor) -> None:
    """Each person once, with a next page only where there is one."""
    now = system.clock.now()
    first = persons.leaf(system, 1, after=0, size=1, actor=operator, now=now)
    last = persons.leaf(system, 1, after=first.next, size=1, actor=operator, now=now)
    assert [[row.id for row in leaf.people] for leaf in (first, last)] == [[1], [2]]
    assert (first.next, last.next) == (1, 0)


def test_all_that_happened_stands_on_one_line_of_time(system: System, operator: Actor) -> None:
    """From the list to the lead, the latest first, with what was said, understood and answered."""
    ref = play.place(system, due(system, 1))
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    portrait = persons.portrait(system, 1, operator, system.clock.now())
    told = [event.kind for event in portrait.events]
    assert {
        Kind.LISTED, Kind.DRAWN, Kind.RELEASED, Kind.ATTEMPT, Kind.SAID, Kind.CONSENT,
        Kind.IDENTIFIED, Kind.VALIDATED, Kind.LEAD, Kind.CLOSED,
    } <= set(told)  # fmt: skip
    assert told.count(Kind.SAID) == len(play.INTERESTED)
    said = [event for event in portrait.events if event.kind is Kind.SAID]
    assert said[-1].row.reply == "1"
    assert "¿en qué año nació?" in said[-1].ours
    assert all(event.campaign == "piloto" for event in said)
    moments = [event.at for event in portrait.events]
    assert moments == sorted(moments, reverse=True)


def test_what_happened_in_campaigns_of_others_is_not_told(system: System, operator: Actor) -> None:
    """An operator of one campaign reads nothing of another."""
    make.a_campaign(system, name="ajena", start=False)
    with system.store.reading() as connection:
        assert len(users.campaigns_of(connection, operator.user_id or 0)) == 1
    portrait = persons.portrait(system, 1, operator, system.clock.now())
    assert {event.campaign for event in portrait.events} == {"", "piloto"}


def test_whoever_asks_for_it_is_never_contacted_again(system: System, operator: Actor) -> None:
    """Dropped, closed and on the line of time, with why and by whom."""
    now = system.clock.now()
    persons.opt_out(system, 1, reason=Reason.LETTER, actor=operator, now=now)
    assert Kind.KEPT_OUT in kinds(system, 1, operator)
    assert persons.portrait(system, 1, operator, now).is_kept_out
    assert not persons.portrait(system, 2, operator, now).is_kept_out
    (entry,) = look.rows(system.store, tables.audit_log, action="suppressed")
    assert (entry.actor_id, entry.detail, entry.people) == (operator.user_id, "letter", " 1 ")


def test_whoever_is_erased_is_a_case_without_a_name(system: System, operator: Actor) -> None:
    """What is left tells nobody who it was; the reason stands in the log."""
    now = system.clock.now()
    persons.erase(system, 1, reason=Reason.LETTER, actor=operator, now=now)
    portrait = persons.portrait(system, 1, operator, now)
    assert portrait.card.name_sealed is None
    assert all(not number.number_sealed for number in portrait.numbers)
    assert Kind.FORGOTTEN in kinds(system, 1, operator)
    assert found(system, DNI, operator) == (None, [])
    (entry,) = look.rows(system.store, tables.audit_log, action="erased")
    assert (entry.actor_id, entry.detail) == (operator.user_id, "letter")


def test_nobody_is_erased_while_they_are_on_the_line(system: System, operator: Actor) -> None:
    """The call comes to its end first."""
    play.answer(system, play.place(system, due(system, 1)))
    with pytest.raises(NotAllowed):
        persons.erase(
            system, 1, reason=opt_outs.Reason.ASKED, actor=operator, now=system.clock.now()
        )
