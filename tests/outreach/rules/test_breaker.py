"""The breaker: a burst trips it, it is tried again gently, and nothing lasts for ever."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from outreach.rules.breaker import (
    BURST,
    HEALTHY,
    LONGEST_WAIT,
    LOST_AFTER,
    PROBES,
    Breaker,
    Phase,
    admitted,
    allowance,
    failed,
    is_failure,
    succeeded,
)
from outreach.rules.dispositions import Fault

NOON = datetime(2026, 11, 3, 18, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def tripped(at: datetime = NOON) -> Breaker:
    breaker = HEALTHY
    for _ in range(BURST):
        breaker = failed(breaker, at)
    return breaker


def on_trial(breaker: Breaker) -> datetime:
    """The first moment at which it is tried again."""
    assert breaker.until is not None
    return breaker.until


def let(breaker: Breaker, now: datetime) -> Breaker:
    after = admitted(breaker, now)
    assert after is not None
    return after


def test_a_burst_of_failures_trips_it() -> None:
    """One fewer does not; then nothing is let through."""
    breaker = HEALTHY
    for _ in range(BURST - 1):
        breaker = failed(breaker, NOON)
        assert breaker.phase(NOON) is Phase.CLOSED
        assert allowance(breaker, NOON) is None
    breaker = failed(breaker, NOON)
    assert breaker.phase(NOON) is Phase.OPEN
    assert allowance(breaker, NOON) == 0
    assert admitted(breaker, NOON) is None


def test_failures_among_as_many_successes_do_not_trip_it() -> None:
    """A network that loses one call in three is slow, not dead."""
    breaker = HEALTHY
    for _ in range(100):
        breaker = succeeded(succeeded(failed(breaker, NOON)))
    assert breaker.phase(NOON) is Phase.CLOSED


def test_failures_far_apart_do_not_add_up() -> None:
    """Five in a morning are no burst."""
    breaker = HEALTHY
    for hour in range(20):
        breaker = failed(breaker, NOON + timedelta(hours=hour))
    assert breaker.phase(NOON + timedelta(hours=19)) is Phase.CLOSED


def test_it_is_tried_with_one_call_and_then_with_a_few() -> None:
    """Only when all of them went well do all go through again."""
    breaker = tripped()
    now = on_trial(breaker)
    assert breaker.phase(now) is Phase.HALF_OPEN
    assert allowance(breaker, now) == PROBES[0]
    breaker = let(breaker, now)
    assert admitted(breaker, now) is None, "one call, not two"
    breaker = succeeded(breaker)
    assert allowance(breaker, now) == PROBES[1]
    for _ in range(PROBES[1]):
        breaker = let(breaker, now)
    assert admitted(breaker, now) is None
    for _ in range(PROBES[1]):
        assert breaker != HEALTHY
        breaker = succeeded(breaker)
    assert breaker == HEALTHY


def test_a_failure_on_trial_doubles_the_wait() -> None:
    """Up to ten minutes, never longer."""
    breaker, waits = tripped(), []
    for _ in range(8):
        now = on_trial(breaker)
        breaker = failed(let(breaker, now), now)
        waits.append(on_trial(breaker) - now)
    assert waits == sorted(waits)
    assert waits[0] == 2 * (on_trial(tripped()) - NOON)
    assert waits[-1] == LONGEST_WAIT


def test_a_straggler_does_not_prolong_the_wait() -> None:
    """Requests that were under way when it tripped fail one after the other."""
    breaker = tripped()
    assert failed(breaker, NOON + SECOND) == breaker


def test_a_probe_that_is_never_heard_of_again_is_replaced() -> None:
    """Its process may have been killed; nobody waits for it for ever."""
    breaker = tripped()
    now = on_trial(breaker)
    breaker = let(breaker, now)
    assert allowance(breaker, now + LOST_AFTER) == 0
    assert allowance(breaker, now + LOST_AFTER + SECOND) == 1


def test_only_what_speaks_of_the_carrier_is_a_failure() -> None:
    """A bad number or an opted-out person says nothing of its health."""
    assert is_failure(Fault.TRANSIENT)
    assert not any(is_failure(fault) for fault in set(Fault) - {Fault.TRANSIENT})
    assert not is_failure(None)


@given(
    st.lists(
        st.tuples(st.sampled_from(["call", "well", "badly"]), st.integers(0, 90)), max_size=80
    )
)
def test_whatever_happens_it_ends_and_lets_few_through_on_trial(
    happenings: list[tuple[str, int]],
) -> None:
    """It is never open for longer than ten minutes, and on trial no more than a few go at once."""
    breaker, now = HEALTHY, NOON
    for what, seconds in happenings:
        now += timedelta(seconds=seconds)
        if what == "call":
            breaker = admitted(breaker, now) or breaker
        else:
            breaker = succeeded(breaker) if what == "well" else failed(breaker, now)
        room = allowance(breaker, now)
        assert room is None or 0 <= room <= PROBES[-1]
        assert breaker.until is None or breaker.until - now <= LONGEST_WAIT
    later = now + LONGEST_WAIT + LOST_AFTER + SECOND
    assert allowance(breaker, later) is None or allowance(breaker, later) >= 1
