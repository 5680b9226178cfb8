"""The agents of a rehearsal close what they have talked about, at the real console over HTTP."""

import random
import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from werkzeug.serving import make_server

from ivr.app import create_app
from outreach.agents import phone
from outreach.rules.states import LeadResult, LeadState
from outreach.store import tables
from outreach.system import System
from rehearsal import rates
from rehearsal.desks import APPOINTMENT, Desk, desks
from rehearsal.people import draw
from tests import look
from tests.ivr.browser import PASSWORD, agent_with_a_lead

NOW = datetime(2026, 11, 6, 20, tzinfo=UTC)  # a Friday, two in the afternoon in Honduras


@pytest.fixture
def base(quick_system: System) -> Iterator[str]:
    """The product on a free port; an agent, who has the lead of Ana, is talking with her."""
    browser = agent_with_a_lead(quick_system)
    browser.post("/leads/1/take", on="/leads/1")
    browser.post("/leads/1/call", on="/leads/1", phone="1")
    server = make_server("127.0.0.1", 0, create_app(quick_system), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def accept(system: System) -> None:
    """The agent presses the key, and knows from then on who it is."""
    phone.pressed(system, look.one(system.store, tables.agent_calls).ref, "1", system.clock.now())


def dice(result: str) -> random.Random:
    """Dice that fall on this result."""
    for seed in range(10_000):
        if draw(rates.RESULTS_OF_TALKS, random.Random(seed)) == result:
            return random.Random(seed)
    raise AssertionError(f"it never falls on {result}")


@pytest.mark.parametrize("result", [r for r in rates.RESULTS_OF_TALKS if r != APPOINTMENT])
def test_a_talk_ends_with_its_result(quick_system: System, base: str, result: str) -> None:
    """As the console's own form takes it: each of ours is one of its codes."""
    accept(quick_system)
    Desk(base, "agent", PASSWORD).close(dice(result), NOW)
    lead = look.one(quick_system.store, tables.leads)
    assert (lead.state, lead.result) == (LeadState.CLOSED, LeadResult(result))


def test_an_appointment_is_on_a_day_when_the_office_is_open(
    quick_system: System, base: str
) -> None:
    """On a Friday for Monday; the lead goes on."""
    accept(quick_system)
    Desk(base, "agent", PASSWORD).close(dice(APPOINTMENT), NOW)
    lead = look.one(quick_system.store, tables.leads)
    assert lead.state == LeadState.OPEN
    assert lead.agreed_at == datetime(2026, 11, 9, 16, tzinfo=UTC)


def test_nothing_is_closed_that_was_not_talked_about(quick_system: System, base: str) -> None:
    """The phone only rings; or the password is not right; or nobody answers there."""
    Desk(base, "agent", PASSWORD).close(dice("not_interested"), NOW)
    accept(quick_system)
    Desk(base, "agent", "a wrong one").close(dice("not_interested"), NOW)
    Desk("http://127.0.0.1:9", "agent", PASSWORD).close(dice("not_interested"), NOW)
    assert look.one(quick_system.store, tables.leads).state == LeadState.TAKEN


def test_results_are_shares_that_make_up_a_whole() -> None:
    """Of each talk one thing comes."""
    assert sum(rates.RESULTS_OF_TALKS.values()) == pytest.approx(1)


def test_who_has_no_password_has_no_desk() -> None:
    """Their phones ring all the same."""
    known = desks("http://127.0.0.1:9", {"+50433000001": "ana:secret:er", "+50433000002": ""})
    assert list(known) == ["+50433000001"]
