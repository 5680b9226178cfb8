"""What is asked again at the moment of dialling, though it was planned and enqueued."""

from datetime import UTC, datetime, timedelta

import pytest

from outreach import agenda, campaigns, dialling
from outreach.carrier import CallOrder, Detection
from outreach.clock import ManualClock
from outreach.errors import NotAllowed
from outreach.rules.states import AttemptState, CampaignState, CaseState
from outreach.settings import CarrierKind, Settings
from outreach.store import suppressions, tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs

NIGHT = datetime(2026, 11, 4, 2, 0, tzinfo=UTC)  # Tuesday, 20:00 in Honduras
LAST_MINUTES = datetime(2026, 11, 4, 1, 57, tzinfo=UTC)  # 19:57: it would last beyond closing
BEFORE_CHURCH = datetime(2026, 11, 8, 15, 30, tzinfo=UTC)  # Sunday, 9:30
CHRISTMAS = datetime(2026, 12, 25, 17, 0, tzinfo=UTC)  # a Friday, 11:00
CLOSED_BY_THE_CAMPAIGN = datetime(2026, 11, 10, 17, 0, tzinfo=UTC)


@pytest.fixture
def enqueued(system: System, jobs: FakeJobs) -> int:
    """An attempt that a worker is about to place."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, closed=["2026-11-10"])
    agenda.tick(system, system.clock.now())
    (attempt_id,) = jobs.calls
    return attempt_id


@pytest.mark.parametrize(
    "moment", [NIGHT, LAST_MINUTES, BEFORE_CHURCH, CHRISTMAS, CLOSED_BY_THE_CAMPAIGN]
)
def test_nobody_is_called_outside_hours(
    system: System, carrier: FakeCarrier, clock: ManualClock, enqueued: int, moment: datetime
) -> None:
    """A worker that was down until the evening or a holiday finds that the hour has passed."""
    clock.set(moment)
    play.place(system, enqueued)
    assert carrier.book == []
    attempt = look.one(system.store, tables.attempts)
    assert attempt.state == AttemptState.PLANNED
    assert attempt.due_at > moment
    clock.set(attempt.due_at)
    play.place(system, enqueued)
    assert len(carrier.calls) == 1


def test_the_first_calls_of_a_campaign_started_at_night_wait_for_the_morning(
    quick_system: System, clock: ManualClock
) -> None:
    """Starting a campaign is no reason to wake anybody."""
    clock.set(NIGHT)
    make.a_list(quick_system.store, clock=clock)
    make.a_campaign(quick_system)
    attempt = look.one(quick_system.store, tables.attempts)
    assert attempt.due_at == datetime(2026, 11, 4, 15, 0, tzinfo=UTC)
    assert agenda.tick(quick_system, clock.now()).calls == []


@pytest.mark.parametrize("by_number", [False, True])
def test_nobody_is_called_after_an_opt_out(
    system: System, carrier: FakeCarrier, enqueued: int, by_number: bool
) -> None:
    """The suppression list is read at the last moment, for the person and for the number."""
    phone = look.one(system.store, tables.phones)
    with system.store.transaction() as connection:
        suppressions.add(
            connection,
            person_id=None if by_number else phone.person_id,
            number_hash=phone.number_hash if by_number else None,
            reason="asked",
            source="tests",
            now=system.clock.now(),
        )
    play.place(system, enqueued)
    assert carrier.book == []
    assert look.one(system.store, tables.attempts).state == AttemptState.DROPPED
    case = look.one(system.store, tables.cases)
    why = "no_number_left" if by_number else "opted_out"
    assert (case.state, case.closed_why) == (CaseState.CLOSED, why)


@pytest.mark.parametrize("state", [CampaignState.PAUSED, CampaignState.STOPPED])
def test_nobody_is_called_while_the_campaign_does_not_run(
    system: System, carrier: FakeCarrier, enqueued: int, state: CampaignState
) -> None:
    """Pausing holds at once, also for what workers have in their hands."""
    campaigns.change_state(system, "piloto", state, actor="ana", now=system.clock.now())
    play.place(system, enqueued)
    assert carrier.book == []
    assert look.one(system.store, tables.attempts).state == AttemptState.PLANNED
    play.wait(system, timedelta(minutes=5))
    assert agenda.tick(system, system.clock.now()) == agenda.Due([], [])


def test_what_was_dropped_or_ended_is_not_dialled(
    system: System, carrier: FakeCarrier, enqueued: int
) -> None:
    """A job that comes twice, late or for nothing does nothing."""
    ref = play.place(system, enqueued)
    play.hang_up(system, ref)
    play.place(system, enqueued)
    dialling.place(system, 987_654, system.clock.now())
    assert len(carrier.calls) == 1


def with_a_real_carrier(settings: Settings) -> Settings:
    return settings.model_copy(update={"carrier": CarrierKind.TWILIO})


def test_a_sample_list_never_starts_with_a_real_carrier(
    system: System, settings: Settings
) -> None:
    """Its invented numbers may belong to somebody."""
    system.settings = with_a_real_carrier(settings)
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, start=False)
    with pytest.raises(NotAllowed, match="sample of invented people"):
        campaigns.start(system, "piloto", actor="ana", now=system.clock.now())
    assert look.rows(system.store, tables.attempts) == []


def test_a_sample_list_started_in_a_rehearsal_is_never_placed_with_a_real_carrier(
    system: System, clock: ManualClock
) -> None:
    """Also when somebody changes the carrier in the middle of a campaign."""
    make.a_list(system.store, clock=clock)
    make.a_campaign(system)
    real = FakeCarrier(clock, is_rehearsal=False)
    system.given_carrier = real
    play.place(system)
    assert real.book == []


def test_a_true_list_is_called_with_a_real_carrier(system: System, clock: ManualClock) -> None:
    """The guard is about samples only."""
    system.given_carrier = real = FakeCarrier(clock, is_rehearsal=False)
    make.a_list(system.store, is_sample=False, clock=clock)
    make.a_campaign(system)
    play.place(system)
    assert len(real.calls) == 1


def test_a_call_says_who_calls_and_where_its_webhooks_are(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """The order carries addresses that nobody can guess, and no name."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, ring_seconds=30)
    ref = play.place(quick_system)
    base = "https://convoca.example.org"
    assert carrier.calls[0].order == CallOrder(
        to=make.ANA,
        caller_id="+50422000100",
        answer_url=f"{base}/voice/{ref}/0",
        events_url=f"{base}/events/call/{ref}",
        ring_seconds=30,
        detection=Detection.START,
        machine_url=f"{base}/events/machine/{ref}",
    )
    assert len(ref) == 16
