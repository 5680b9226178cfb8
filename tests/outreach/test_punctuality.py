"""Our clock against the carrier's: a wrong one is noticed before anything is dialled by it."""

from datetime import UTC, datetime, timedelta

from outreach.clock import ManualClock
from outreach.punctuality import Punctuality, with_carrier
from outreach.settings import Settings
from tests.rehearsal.networks import EVENING, Rehearsal, served

NOON = datetime(2026, 11, 3, 18, 0, tzinfo=UTC)


class Carrier:
    """Another clock, which counts how often it was asked."""

    def __init__(self, now: datetime | None) -> None:
        self.now, self.asked = now, 0

    def __call__(self) -> datetime | None:
        self.asked += 1
        return self.now


class Seconds:
    """Seconds counted by the machine, whatever its clock is set to."""

    passed = 0.0

    def __call__(self) -> float:
        return self.passed


def test_a_clock_that_agrees_is_not_asked_about_again_for_a_while() -> None:
    """It costs a request every ten minutes, not one a call."""
    ours, carrier, seconds = ManualClock(NOON), Carrier(NOON), Seconds()
    punctual = Punctuality(ours, carrier, counted=seconds)
    for _ in range(9):
        assert punctual.holds()
        ours.advance(timedelta(minutes=1))
        seconds.passed += 60.0
    assert carrier.asked == 1


def test_a_jump_is_noticed_at_once() -> None:
    """Forwards and back, though nobody was asked in between."""
    for jump in (timedelta(hours=3), -timedelta(hours=3)):
        ours, carrier = ManualClock(NOON), Carrier(NOON)
        punctual = Punctuality(ours, carrier, counted=Seconds())
        assert punctual.holds()
        ours.advance(jump)
        assert not punctual.holds()


def test_a_clock_that_was_put_right_is_trusted_again() -> None:
    """Also one that woke up from a pause in which no seconds were counted."""
    ours, carrier = ManualClock(NOON), Carrier(NOON)
    punctual = Punctuality(ours, carrier, counted=Seconds())
    assert punctual.holds()
    ours.advance(timedelta(hours=2))
    carrier.now = ours.now()
    assert punctual.holds()


def test_a_rehearsals_clock_is_asked_about_whenever_it_has_moved() -> None:
    """While it stands still one answer is enough; a step of it, right or wrong, needs another."""
    ours, carrier = ManualClock(NOON), Carrier(NOON)
    punctual = Punctuality(ours, carrier, timedelta(0), may_stand_still=True)
    assert punctual.holds() and punctual.holds()
    assert carrier.asked == 1
    ours.advance(timedelta(minutes=5))
    assert not punctual.holds() and not punctual.holds()
    carrier.now = ours.now()
    assert punctual.holds() and punctual.holds()
    assert carrier.asked == 4


def test_a_few_seconds_are_no_difference() -> None:
    """Whole seconds, and the time that the answer takes."""
    punctual = Punctuality(ManualClock(NOON), Carrier(NOON - timedelta(seconds=55)))
    assert punctual.holds()


def test_a_carrier_that_is_away_holds_up_nothing_but_itself() -> None:
    """Nothing can be dialled then; what else is due goes on."""
    assert Punctuality(ManualClock(NOON), Carrier(None)).holds()


def test_the_carrier_s_time_is_that_of_its_answers(settings: Settings) -> None:
    """Any answer carries it, also a refusal; nobody who listens is not asked."""
    rehearsal = Rehearsal("http://127.0.0.1:9")
    with served(rehearsal) as base:
        told = settings.model_copy(update={"carrier_base_url": base})
        assert not with_carrier(told).holds()  # ours is the real clock, theirs the rehearsal's
    assert abs(EVENING - datetime.now(UTC)) > timedelta(minutes=1)
    assert with_carrier(settings).holds()
