"""Requests that come twice in the same moment, at two web processes: one is taken."""

from collections.abc import Callable
from functools import partial

import pytest
from werkzeug.test import TestResponse

from outreach.settings import Settings
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from tests import look, make
from tests.conftest import keyring
from tests.ivr.carrier_side import OUR_NUMBER, CarrierSide

Request = Callable[[CarrierSide], TestResponse]


@pytest.fixture
def at_once(system: System, settings: Settings) -> Callable[[Request], list[TestResponse]]:
    """Sends a request to three web processes in the same moment; their answers."""
    url = system.store.engine.url.render_as_string(hide_password=False)

    def send(request: Request) -> list[TestResponse]:
        own = [System(settings, Store(url, keyring()), system.clock) for _ in range(3)]
        sides = [CarrierSide(one) for one in own]
        answers = make.at_once([partial(request, side) for side in sides])
        for one in own:
            one.store.close()
        return answers

    return send


AtOnce = Callable[[Request], list[TestResponse]]


def assert_all_the_same(answers: list[TestResponse]) -> None:
    assert len(answers) == 3
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert "problema técnico" not in answers[0].text


def test_a_reply_at_once_is_taken_once(
    system: System, network: CarrierSide, at_once: AtOnce, ref: str
) -> None:
    """Each request gets what the one that was taken got."""
    network.answered(ref)
    assert_all_the_same(at_once(lambda side: side.reply(f"/voice/{ref}/1", "sí soy yo")))
    assert look.count(system.store, tables.turns) == 1


def test_an_inbound_call_at_once_is_one_attempt(
    system: System, network: CarrierSide, at_once: AtOnce, ref: str
) -> None:
    """Nobody is told to be a stranger because their request came twice."""
    network.completed(ref, "no-answer")
    form = {"CallSid": "CA-in", "From": make.ANA, "To": OUR_NUMBER}
    answers = at_once(lambda side: side.post("/voice/incoming", **form))
    assert_all_the_same(answers)
    assert "<Gather" in answers[0].text
    assert len(look.rows(system.store, tables.attempts, inbound=True)) == 1


def test_an_inbound_text_at_once_is_one_text(
    system: System, network: CarrierSide, at_once: AtOnce, ref: str
) -> None:
    """It is answered once and the answer repeated."""
    network.completed(ref, "no-answer")
    assert_all_the_same(at_once(lambda side: side.text_in("SM1", "hola")))
    assert look.count(system.store, tables.messages) == 1
    assert len(look.rows(system.store, tables.attempts, inbound=True)) == 1


def test_the_end_of_a_call_at_once_is_one_end(
    system: System, network: CarrierSide, at_once: AtOnce, ref: str
) -> None:
    """One disposition, one next attempt."""
    answers = at_once(lambda side: side.completed(ref, "busy"))
    assert {answer.status_code for answer in answers} == {204}
    ended, planned = look.rows(system.store, tables.attempts)
    assert (ended.disposition, planned.state) == ("busy", "planned")


def test_the_first_request_of_a_call_at_once(system: System, at_once: AtOnce, ref: str) -> None:
    """One conversation begins, and each request gets its first words."""
    answers = at_once(lambda side: side.answered(ref))
    assert_all_the_same(answers)
    assert "<Gather" in answers[0].text
    assert look.count(system.store, tables.conversations) == 1
