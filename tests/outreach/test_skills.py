"""With whom an agent talks: set by whoever may, for agents of their own campaigns alone."""

import pytest

from outreach.actors import Actor
from outreach.agents import skills
from outreach.errors import NotAllowed, NotFound
from outreach.rules.states import Role
from outreach.store import audit_tables, users
from outreach.system import System
from tests import look, make


@pytest.fixture
def office(quick_system: System) -> System:
    """A campaign with an agent."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    make.an_agent(quick_system.store, login="luis", clock=quick_system.clock)
    return quick_system


def luis(system: System) -> int:
    with system.store.reading() as connection:
        row = users.by_login(connection, "luis")
    assert row is not None
    return int(row.id)


def supervisor(system: System) -> Actor:
    """A supervisor of the campaign."""
    user_id = make.a_user(
        system.store, login="boss", password_hash="x", role=Role.SUPERVISOR, clock=system.clock
    )
    return Actor(user_id, Role.SUPERVISOR, "192.0.2.1")


def set_to(system: System, actor: Actor, *municipalities: str, languages: tuple[str, ...]) -> None:
    now, user_id = system.clock.now(), luis(system)
    skills.serve(
        system, user_id, municipalities=municipalities, languages=languages, actor=actor, now=now
    )


def test_a_supervisor_says_whom_an_agent_serves(office: System) -> None:
    """It is read back as it was set, none being everybody; who set it is written down."""
    boss = supervisor(office)
    set_to(office, boss, "danli", "choluteca", languages=("en",))
    found = skills.skills_of(office, luis(office), boss)
    assert found.municipalities == {"danli", "choluteca"}
    assert found.languages == {"en"}
    entry = look.rows(office.store, audit_tables.audit_log)[-1]
    assert (entry.actor_id, entry.subject) == (boss.user_id, f"user {luis(office)}")
    set_to(office, boss, languages=())
    found = skills.skills_of(office, luis(office), boss)
    assert (found.municipalities, found.languages) == (None, None)


def test_agents_of_other_campaigns_are_nobody_to_a_supervisor(office: System) -> None:
    """Neither looked at nor changed; nor is somebody who is no agent."""
    boss = supervisor(office)
    with pytest.raises(NotFound):
        skills.skills_of(office, boss.user_id or 0, make.COMMAND)
    with office.store.transaction() as connection:
        users.leave(connection, boss.user_id or 0, 1)
    with pytest.raises(NotFound):
        skills.skills_of(office, luis(office), boss)
    with pytest.raises(NotFound):
        set_to(office, boss, "danli", languages=())


@pytest.mark.parametrize(("place", "language"), [("managua", "es"), ("danli", "Español")])
def test_a_place_or_language_that_is_none_is_refused(
    office: System, place: str, language: str
) -> None:
    """Or the agent would wait for nobody, and nobody would see why."""
    with pytest.raises(NotAllowed):
        set_to(office, make.COMMAND, place, languages=(language,))
    assert skills.skills_of(office, luis(office), make.COMMAND).municipalities is None
