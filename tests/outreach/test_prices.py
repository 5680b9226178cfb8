"""Actual prices are taken from the carrier when they come, for calls and for texts."""

from datetime import timedelta

import pytest

from outreach import agenda, attempts, campaigns, prices, texts
from outreach.attempts import Ending
from outreach.carrier import Price
from outreach.rules.dispositions import CarrierResult
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs

A_DAY = timedelta(days=1)
TEXTS_ONLY = {"media": ["text"], "policy": {"text_after_voice_attempts": [0]}}


@pytest.fixture(autouse=True)
def registry(system: System) -> None:
    make.a_list(system.store, clock=system.clock)


def take(system: System) -> int:
    now = system.clock.now()
    return prices.take(system, now - A_DAY, now)


def test_the_price_of_a_call_comes_with_the_carriers_list(
    system: System, carrier: FakeCarrier
) -> None:
    """Hours after its end, and once."""
    make.a_campaign(system)
    play.hang_up(system, play.place(system), seconds=95)
    assert take(system) == 0
    ended = carrier.calls[0].sid
    carrier.ends(ended, CarrierResult.COMPLETED, 95, price=Price(0.3, "USD"))
    assert take(system) == 1
    attempt = look.one(system.store, tables.attempts, carrier_sid=ended)
    assert (attempt.price, attempt.price_unit) == (0.3, "USD")
    carrier.ends(ended, CarrierResult.COMPLETED, 95, price=Price(0.9, "USD"))
    assert take(system) == 0


def test_the_price_of_a_text_stands_with_the_attempt_and_the_message(
    system: System, carrier: FakeCarrier
) -> None:
    """The report counts attempts; the text has its cost by the tariff beside it."""
    make.a_campaign(system, **TEXTS_ONLY)
    play.place(system)
    carrier.ends(carrier.texts[0].sid, CarrierResult.DELIVERED, price=Price(0.06, "USD"))
    assert take(system) == 1
    assert look.one(system.store, tables.attempts).price == 0.06
    message = look.one(system.store, tables.messages)
    assert (message.price, message.price_unit) == (0.06, "USD")


def test_a_price_that_a_callback_brings_is_taken(system: System) -> None:
    """Telnyx tells it with the last report of a text; others may, of calls."""
    make.a_campaign(system, **TEXTS_ONLY)
    ref = play.place(system)
    now = system.clock.now()
    texts.report(system, ref, "delivered", None, now, price=Price(0.07, "USD"))
    assert look.one(system.store, tables.attempts).price == 0.07
    assert look.one(system.store, tables.messages).price == 0.07


def test_a_call_may_bring_its_price_with_its_end(system: System) -> None:
    """Then nobody has to ask."""
    make.a_campaign(system)
    ref = play.place(system)
    ending = Ending(CarrierResult.NO_ANSWER, price=Price(0.01, "HNL"))
    attempts.end_by_ref(system, ref, ending, system.clock.now())
    attempt = look.one(system.store, tables.attempts, ref=ref)
    assert (attempt.price, attempt.price_unit) == (0.01, "HNL")


def test_prices_are_asked_for_once_a_day_whoever_asks(system: System, jobs: FakeJobs) -> None:
    """Two clocks do not ask twice, and only from the oldest one on that is not known yet."""
    make.a_campaign(system)
    agenda.tidy(system, system.clock.now())
    assert jobs.prices == [], "nothing was placed"
    play.wait(system, A_DAY)
    first = system.clock.now()
    play.hang_up(system, play.place(system))
    for _ in range(3):
        agenda.tidy(system, first + timedelta(minutes=1))
    margin = prices.CLOCKS_DIFFER_BY
    assert jobs.prices == [(first - margin, first + timedelta(minutes=1))]
    play.wait(system, 2 * A_DAY)
    agenda.tidy(system, system.clock.now())
    assert jobs.prices[1:] == [(first - margin, system.clock.now())]
    play.wait(system, prices.LATE)
    agenda.tidy(system, system.clock.now())
    assert len(jobs.prices) == 2, "what has no price after days will never have one"


def test_what_nobody_answered_is_not_asked_about(system: System, jobs: FakeJobs) -> None:
    """It costs nothing, and carriers give it no price, today or later."""
    make.a_campaign(system)
    play.hang_up(system, play.place(system), CarrierResult.NO_ANSWER)
    agenda.tidy(system, system.clock.now())
    assert jobs.prices == []


def test_a_carrier_that_does_not_answer_is_asked_another_day(
    system: System, carrier: FakeCarrier
) -> None:
    """Prices are no reason to fail."""
    make.a_campaign(system)
    carrier.is_down = True
    assert take(system) == 0


def test_what_was_spent_so_far_is_told(system: System, carrier: FakeCarrier) -> None:
    """Charged where the price is known, by the tariff where it is not yet."""
    tariff = {"currency": "USD", "call_minute": 0.2, "text_segment": 0.05}
    make.a_campaign(system, tariff=tariff)
    play.hang_up(system, play.place(system), seconds=61)
    spent = campaigns.spent(system, "piloto")
    assert (spent["calls"], spent["charged"], spent["estimated"]) == (1, 0.0, 0.4)
    carrier.ends(carrier.calls[0].sid, CarrierResult.COMPLETED, 61, price=Price(0.5, "USD"))
    take(system)
    spent = campaigns.spent(system, "piloto")
    assert (spent["charged"], spent["estimated"], spent["currency"]) == (0.5, 0.0, "USD")
