"""Several numbers of ours in one campaign: by place, with their own caps for the day."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from outreach import agenda, dialling
from outreach.carrier import CallOrder
from outreach.clock import ManualClock
from outreach.errors import BadFile
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.settings import Settings
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from tests import look, make, play
from tests.conftest import keyring
from tests.fakes import FakeCarrier, FakeJobs

CAPITAL, NORTH, GENERAL = "+50422000100", "+50425000100", "+50422000900"
LINES = [
    {"number": CAPITAL, "municipalities": ["tegucigalpa"], "calls_a_day": 3},
    {"number": NORTH, "municipalities": ["san_pedro_sula", "la_ceiba"], "calls_per_second": 2},
    {"number": GENERAL, "calls_a_day": 2},
]


def people(place: str, how_many: int, first: int = 0) -> list[make.Invented]:
    return [
        make.Invented(name="Ana", numbers=(f"+504990006{i:02}",), municipality=place)
        for i in range(first, first + how_many)
    ]


def place_all(system: System) -> None:
    for attempt_id in play.planned(system):
        play.place(system, attempt_id)


def from_whom(carrier: FakeCarrier) -> Counter[str]:
    return Counter(p.order.caller_id for p in carrier.calls if isinstance(p.order, CallOrder))


def test_people_see_the_number_of_their_place(system: System, carrier: FakeCarrier) -> None:
    """And the attempt remembers which one it was."""
    those = [*people("la_ceiba", 2), *people("danli", 1, 2), *people("tegucigalpa", 1, 3)]
    make.a_list(system.store, people=those, clock=system.clock)
    make.a_campaign(system, caller_id=None, caller_ids=LINES)
    place_all(system)
    assert from_whom(carrier) == {NORTH: 2, GENERAL: 1, CAPITAL: 1}
    kept = Counter(a.caller_id for a in look.rows(system.store, tables.attempts))
    assert kept == from_whom(carrier)


def test_a_cap_is_exact_and_what_is_over_it_waits_for_tomorrow(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """First the place's own number, then the general one, and then nobody calls today."""
    make.a_list(system.store, people=people("tegucigalpa", 7), clock=clock)
    make.a_campaign(system, caller_id=None, caller_ids=LINES)
    place_all(system)
    assert from_whom(carrier) == {CAPITAL: 3, GENERAL: 2}
    waiting = look.rows(system.store, tables.attempts, state=AttemptState.PLANNED)
    tomorrow = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)  # 9:00 in Honduras
    assert [attempt.due_at for attempt in waiting] == [tomorrow] * 2
    assert agenda.tick(system, clock.now()).calls == []
    clock.set(tomorrow)
    place_all(system)
    assert from_whom(carrier) == {CAPITAL: 5, GENERAL: 2}


def test_a_cap_holds_for_all_campaigns_together(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """The number is blocked by its network, not by ours."""
    line = [{"number": CAPITAL, "calls_a_day": 3}]
    make.a_list(system.store, people=people("danli", 2), clock=clock)
    make.a_list(system.store, people=people("danli", 2, 2), name="otra", clock=clock)
    make.a_campaign(system, caller_id=None, caller_ids=line)
    make.a_campaign(system, name="otra", on="otra", caller_id=None, caller_ids=line)
    place_all(system)
    assert from_whom(carrier) == {CAPITAL: 3}


def test_what_the_carrier_did_not_take_is_not_counted(
    system: System, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """Nobody's telephone rang."""
    make.a_list(system.store, people=people("danli", 4), clock=clock)
    make.a_campaign(system, caller_id=None, caller_ids=[{"number": GENERAL, "calls_a_day": 2}])
    first, *others = play.planned(system)
    carrier.refuses_with = "21211"
    play.place(system, first)
    carrier.refuses_with = None
    for attempt_id in others:
        play.place(system, attempt_id)
    assert from_whom(carrier) == {GENERAL: 2}


def test_the_day_is_the_countrys(system: System, carrier: FakeCarrier, clock: ManualClock) -> None:
    """Midnight in Honduras, not in Greenwich: the evening belongs to the same day."""
    clock.set(datetime(2026, 11, 3, 23, 0, tzinfo=UTC))  # 17:00
    make.a_list(system.store, people=people("danli", 3), clock=clock)
    make.a_campaign(system, caller_id=None, caller_ids=[{"number": GENERAL, "calls_a_day": 2}])
    first, second, third = play.planned(system)
    play.hang_up(system, play.place(system, first), CarrierResult.NO_ANSWER)
    clock.set(datetime(2026, 11, 4, 0, 30, tzinfo=UTC))  # 18:30 of the same day
    play.place(system, second)
    play.place(system, third)
    assert from_whom(carrier) == {GENERAL: 2}


def test_processes_together_keep_to_a_cap(
    system: System, settings: Settings, carrier: FakeCarrier, clock: ManualClock
) -> None:
    """Eight calls at once from four workers, three allowed: three are placed."""
    make.a_list(system.store, people=people("danli", 8), clock=clock)
    make.a_campaign(system, caller_id=None, caller_ids=[{"number": GENERAL, "calls_a_day": 3}])
    url = system.store.engine.url.render_as_string(hide_password=False)
    ids = play.planned(system)

    def work(nth: int) -> None:
        worker = System(settings, Store(url, keyring()), clock, carrier, FakeJobs())
        for attempt_id in ids[nth::4]:
            dialling.place(worker, attempt_id, clock.now())
        worker.store.close()

    make.at_once([partial(work, nth) for nth in range(4)])
    assert from_whom(carrier) == {GENERAL: 3}


def test_a_text_comes_from_the_number_of_the_place_and_names_it(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """Caps are for calls; and the number to ring is the one that people saw."""
    make.a_list(quick_system.store, people=people("la_ceiba", 1), clock=quick_system.clock)
    make.a_campaign(
        quick_system,
        caller_id=None,
        caller_ids=LINES,
        media=["text"],
        two_way=False,
        policy={"text_after_voice_attempts": [0]},
    )
    play.place(quick_system)
    order = carrier.texts[0].order
    assert not isinstance(order, CallOrder)
    assert order.sender == NORTH
    assert "2500-0100" in order.body or "25000100" in order.body.replace(" ", "")


def test_the_pace_is_that_of_the_number_that_will_call(quick_system: System) -> None:
    """Workers ask before they wait for their turn."""
    make.a_list(quick_system.store, people=people("la_ceiba", 1), clock=quick_system.clock)
    make.a_campaign(quick_system, caller_id=None, caller_ids=LINES)
    (attempt_id,) = play.planned(quick_system)
    caller = dialling.caller_for(quick_system, attempt_id, quick_system.clock.now())
    assert caller is not None
    assert (caller.number, caller.calls_per_second) == (NORTH, 2)
    assert dialling.caller_for(quick_system, 987_654, quick_system.clock.now()) is None


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([{"number": CAPITAL, "municipalities": ["atlantis"]}, {"number": GENERAL}], "atlantis"),
        ([{"number": CAPITAL, "municipalities": ["danli"]}], "without municipalities"),
        ([{"number": GENERAL}, {"number": GENERAL}], "twice"),
        ([], "one of caller_id and caller_ids"),
        ([{"number": "22000100"}], "international number"),
    ],
)
def test_a_campaign_file_with_wrong_numbers_is_refused(
    quick_system: System, lines: list[dict[str, object]], message: str, tmp_path: Path
) -> None:
    """Before anybody is called from them."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    with pytest.raises(BadFile, match=message):
        make.a_campaign(quick_system, caller_id=None, caller_ids=lines)


def test_one_number_for_everybody_still_works(quick_system: System, carrier: FakeCarrier) -> None:
    """Older campaign files stay as they are."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, caller_id=CAPITAL)
    play.place(quick_system)
    assert from_whom(carrier) == {CAPITAL: 1}
    play.wait(quick_system, timedelta(minutes=1))
