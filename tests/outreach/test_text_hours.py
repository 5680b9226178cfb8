"""A text that is sent expires before the hours end, and one that could come at night waits."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.gsm7 import segments
from outreach.carrier import TextOrder
from outreach.clock import ManualClock
from outreach.rules.states import AttemptState
from outreach.settings import CarrierKind
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

MORNING = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)  # a Tuesday, 10:00 in Honduras
EVENING = datetime(2026, 11, 4, 1, 20, tzinfo=UTC)  # 19:20; it closes at 20:00
LATE = datetime(2026, 11, 4, 1, 52, tzinfo=UTC)  # 19:52
NEXT_MORNING = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)
TEXTS_ONLY = {"media": ["text"], "policy": {"text_after_voice_attempts": [0]}}


@pytest.fixture(autouse=True)
def registry(system: System) -> None:
    make.a_list(system.store, clock=system.clock)


def order_of(carrier: FakeCarrier) -> TextOrder:
    (placed,) = carrier.texts
    assert isinstance(placed.order, TextOrder)
    return placed.order


def test_by_day_a_text_has_the_campaigns_time(system: System, carrier: FakeCarrier) -> None:
    """Four hours unless the campaign says otherwise."""
    make.a_campaign(system, **TEXTS_ONLY)
    play.place(system)
    assert order_of(carrier).valid_seconds == 4 * 3600


def test_a_campaign_may_want_it_shorter(system: System, carrier: FakeCarrier) -> None:
    """Never longer than the carrier takes."""
    make.a_campaign(system, text_valid_minutes=30, **TEXTS_ONLY)
    play.place(system)
    assert order_of(carrier).valid_seconds == 1800


def test_in_the_evening_it_expires_at_closing(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """What the network could not deliver in these forty minutes is not delivered tonight."""
    clock.set(EVENING)
    make.a_campaign(system, **TEXTS_ONLY)
    play.place(system)
    assert order_of(carrier).valid_seconds == 40 * 60


def test_too_close_to_closing_it_waits_for_the_morning(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """It stays planned, uses up nothing, and goes out when it opens."""
    clock.set(LATE)
    make.a_campaign(system, **TEXTS_ONLY)
    play.place(system)
    assert carrier.texts == []
    waiting = look.one(system.store, tables.attempts)
    assert (waiting.state, waiting.due_at) == (AttemptState.PLANNED, NEXT_MORNING)
    assert look.rows(system.store, tables.messages) == []
    clock.set(NEXT_MORNING)
    play.place(system)
    assert order_of(carrier).valid_seconds == 4 * 3600


def test_a_carrier_that_cannot_let_a_text_expire_gets_none_in_the_last_hour(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """Somleng and Telnyx have no validity period that we know of."""
    somleng = {"rehearse_as": CarrierKind.SOMLENG}
    system.settings = system.settings.model_copy(update=somleng)
    clock.set(EVENING)
    make.a_campaign(system, **TEXTS_ONLY)
    play.place(system)
    assert carrier.texts == []
    assert look.one(system.store, tables.attempts).due_at == NEXT_MORNING


def test_segments_and_cost_are_counted_before_it_is_sent(
    system: System, carrier: FakeCarrier
) -> None:
    """They stand in the database when the carrier is asked."""
    tariff = {"currency": "USD", "call_minute": 0.2, "text_segment": 0.05}
    make.a_campaign(system, tariff=tariff, **TEXTS_ONLY)
    seen = []
    carrier.while_placing = lambda _: seen.append(look.one(system.store, tables.messages))
    play.place(system)
    (message,) = seen
    assert message.segments >= 1
    assert message.cost == pytest.approx(0.05 * message.segments)
    assert message.segments == segments(order_of(carrier).body)


def test_without_a_tariff_the_segments_are_counted_all_the_same(
    system: System, carrier: FakeCarrier
) -> None:
    """Nobody invents a price."""
    make.a_campaign(system, **TEXTS_ONLY)
    play.place(system)
    message = look.one(system.store, tables.messages)
    assert message.segments >= 1
    assert message.cost is None
    assert play.planned(system) == []
    play.wait(system, timedelta(minutes=1))
