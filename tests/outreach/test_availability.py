"""What agents are doing, since when, and how long they did what."""

from datetime import timedelta

import pytest

from outreach.actors import Actor
from outreach.agents import availability
from outreach.clock import ManualClock
from outreach.errors import NotAllowed
from outreach.rules.states import AgentState, PauseReason
from outreach.store import agents as rows
from outreach.system import System
from tests import make

MINUTE = timedelta(minutes=1)


@pytest.fixture
def agent(system: System) -> Actor:
    """Somebody with a phone, not at work yet."""
    actor = make.an_agent(system.store, clock=system.clock)
    availability.set_phone(system, actor, "9988-7766", system.clock.now())
    return actor


def state_of(system: System, agent: Actor) -> AgentState | None:
    return availability.standing(system, agent, system.clock.now()).state


def test_an_agent_without_a_phone_cannot_be_available(system: System) -> None:
    """Nothing could ring."""
    agent = make.an_agent(system.store, login="sin", clock=system.clock)
    with pytest.raises(NotAllowed, match="number"):
        availability.become_available(system, agent, system.clock.now())
    assert state_of(system, agent) is None


def test_a_phone_is_kept_as_the_network_dials_it_and_sealed(system: System, agent: Actor) -> None:
    """However it was typed; and nobody reads it in the database's file."""
    with system.store.reading() as connection:
        [row] = rows.team(connection, None)
        raw = connection.exec_driver_sql("SELECT phone_sealed FROM users").scalar_one()
    assert row.phone_sealed == "+50499887766"
    assert b"99887766" not in bytes(raw)


@pytest.mark.parametrize("typed", ["", "hola", "12", "+", "<Dial>911</Dial>", "9" * 40])
def test_what_is_no_number_is_refused(system: System, agent: Actor, typed: str) -> None:
    """Whatever the form brings."""
    with pytest.raises(NotAllowed):
        availability.set_phone(system, agent, typed, system.clock.now())


def test_times_are_kept(system: System, clock: ManualClock, agent: Actor) -> None:
    """Ten minutes free, five at lunch: so it is told afterwards, and the two do not overlap."""
    begun = clock.now()
    availability.become_available(system, agent, clock.now())
    clock.set(begun + 10 * MINUTE)
    availability.pause(system, agent, PauseReason.LUNCH, clock.now())
    clock.set(begun + 15 * MINUTE)
    availability.go_home(system, agent, clock.now())
    clock.set(begun + 60 * MINUTE)
    with system.store.reading() as connection:
        spent = rows.times(connection, [agent.user_id], begun, clock.now())[agent.user_id]
    assert spent == {AgentState.AVAILABLE: 600, AgentState.PAUSED: 300}
    assert state_of(system, agent) is None


def test_wrap_up_ends_by_itself(system: System, clock: ManualClock, agent: Actor) -> None:
    """After a call the agent has a minute, and is free again without a click; told as it was."""
    begun = clock.now()
    availability.become_available(system, agent, begun)
    with system.store.transaction() as connection:
        assert availability.ring(connection, agent.user_id, begun)
        availability.talk(connection, agent.user_id, begun)
        availability.wrap_up(connection, agent.user_id, 60, begun)
    assert state_of(system, agent) is AgentState.WRAP_UP
    clock.set(begun + 3 * MINUTE)
    assert state_of(system, agent) is AgentState.AVAILABLE
    availability.pause(system, agent, PauseReason.BREAK, clock.now())
    with system.store.reading() as connection:
        spent = rows.times(connection, [agent.user_id], begun, clock.now())[agent.user_id]
    assert spent[AgentState.WRAP_UP] == 60
    assert spent[AgentState.AVAILABLE] == 120


def test_whoever_does_not_answer_rests(system: System, clock: ManualClock, agent: Actor) -> None:
    """The next calls go to others for ten minutes; whoever is back sooner says so."""
    availability.become_available(system, agent, clock.now())
    with system.store.transaction() as connection:
        availability.ring(connection, agent.user_id, clock.now())
        availability.missed(connection, agent.user_id, clock.now())
    found = availability.standing(system, agent, clock.now())
    assert (found.state, found.reason) == (AgentState.PAUSED, PauseReason.NO_ANSWER)
    availability.become_available(system, agent, clock.now())
    assert state_of(system, agent) is AgentState.AVAILABLE


def test_nobody_pauses_in_the_middle_of_a_call(system: System, agent: Actor) -> None:
    """The call is ended first; what the console shows is what the phone does."""
    now = system.clock.now()
    availability.become_available(system, agent, now)
    with system.store.transaction() as connection:
        availability.ring(connection, agent.user_id, now)
    with pytest.raises(NotAllowed):
        availability.pause(system, agent, PauseReason.BREAK, now)
    with pytest.raises(NotAllowed):
        availability.pause(system, agent, PauseReason.NO_ANSWER, now)
    assert state_of(system, agent) is AgentState.RINGING


def test_one_agent_is_offered_one_call_however_many_ask_at_once(
    system: System, agent: Actor
) -> None:
    """Of eight who want the same free agent at the same moment, one gets them."""
    now = system.clock.now()
    availability.become_available(system, agent, now)
    won: list[bool] = []

    def ring() -> None:
        with system.store.transaction() as connection:
            won.append(availability.ring(connection, agent.user_id, now))

    make.at_once([ring] * 8)
    assert sorted(won) == [False] * 7 + [True]
