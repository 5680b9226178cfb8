"""What a campaign is doing now: counted from the rows, for its own people only."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from time import sleep

import pytest

from outreach import lead_endings, live, opt_outs
from outreach import leads as lead_use_cases
from outreach.actors import Actor
from outreach.clock import ManualClock
from outreach.errors import NotFound
from outreach.recent import Recent
from outreach.rules.alarms import Alarm
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import LeadResult, LeadState, Role
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.conftest import MORNING

TOWNS = ("danli", "choluteca")
ADMIN = Actor(1, Role.ADMIN, "192.0.2.1")


def a_campaign(system: System, people: int = 10, **file: object) -> list[int]:
    """A campaign that has begun over people of two towns; the ids of their first attempts."""
    listed = [
        make.Invented(
            name=f"Persona {i}", numbers=(f"+504990001{i:02}",), municipality=TOWNS[i % 2]
        )
        for i in range(people)
    ]
    make.a_list(system.store, people=listed, clock=system.clock)
    make.a_campaign(system, target={"validated": 6, "enrolled": 2}, **file)
    return play.planned(system)


def seen(system: System) -> live.Live:
    system.recent.forget()
    return live.live(system, "piloto", ADMIN, system.clock.now())


def test_calls_are_told_apart_by_how_far_they_are(system: System) -> None:
    """Ringing, in conversation; and none once they have ended."""
    due = a_campaign(system)
    refs = [play.place(system, attempt_id) for attempt_id in due[:3]]
    play.answer(system, refs[0], AnsweredBy.HUMAN)
    calls = seen(system).calls
    assert (calls.dialling, calls.ringing, calls.talking, calls.all) == (0, 2, 1, 3)
    for ref in refs:
        play.hang_up(system, ref, CarrierResult.NO_ANSWER)
    assert seen(system).calls.all == 0


def test_the_funnel_is_by_municipality_and_against_its_share_of_the_target(
    system: System,
) -> None:
    """Half of the people are drawn in each town, so each is to have half of the validated."""
    for attempt_id in a_campaign(system)[:4]:
        ref = play.place(system, attempt_id)
        play.talk(system, ref, *play.INTERESTED)
        play.hang_up(system, ref)
    places = {place.key: place for place in seen(system).places}
    assert set(places) == set(TOWNS)
    assert [places[town].drawn for town in TOWNS] == [5, 5]
    assert [places[town].target for town in TOWNS] == [3, 3]
    assert sum(place.validated for place in places.values()) == 4
    assert sum(place.leads for place in places.values()) == 4
    assert sum(place.interested for place in places.values()) == 4


@pytest.mark.parametrize("strata", [["municipality"], ["sex"]])
def test_the_funnel_is_the_same_whatever_the_draw_was_stratified_by(
    system: System, strata: list[str]
) -> None:
    """Where the strata do not tell the town, the registry does."""
    a_campaign(system, draw={"strata": strata})
    assert {place.key: place.drawn for place in seen(system).places} == dict.fromkeys(TOWNS, 5)


def test_a_municipality_may_have_a_target_of_its_own(system: System) -> None:
    """In place of its share."""
    a_campaign(system)
    make.a_draft(
        system, name="otra", target={"validated": 9, "enrolled": 0, "municipalities": {"danli": 2}}
    )
    with system.store.reading() as connection:
        otra = look.one(system.store, tables.campaigns, name="otra")
        target = system.setup(connection, otra.id).file.target
    assert target.municipalities == {"danli": 2}


def test_enrolled_people_are_counted_to_the_end_of_the_funnel(system: System) -> None:
    """What the agent wrote down when closing."""
    ref = play.place(system, a_campaign(system)[0])
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    agent = make.an_agent(system.store, clock=system.clock)
    lead_id = look.one(system.store, tables.leads).id
    now = system.clock.now()
    lead_use_cases.take(system, lead_id, agent, now)
    lead_endings.close(
        system, lead_id, agent, result=LeadResult.ENROLLED_TRAINING, note="", now=now
    )
    found = seen(system)
    assert (found.headline.enrolled, found.headline.leads, found.headline.waiting) == (1, 1, 0)
    assert sum(place.enrolled for place in found.places) == 1
    assert look.one(system.store, tables.leads).state == LeadState.CLOSED


def test_reach_counts_calls_and_people_heard_by_the_hour_of_the_call(system: System) -> None:
    """Of today, in the people's own hours."""
    due = a_campaign(system)
    for attempt_id in due[:3]:
        play.hang_up(system, play.place(system, attempt_id), CarrierResult.NO_ANSWER)
    ref = play.place(system, due[3])
    play.talk(system, ref, *play.NOT_INTERESTED)
    play.hang_up(system, ref)
    (row,) = seen(system).reach
    assert (row.hour, row.calls, row.humans) == (10, 4, 1)


def test_the_forecast_knows_the_pace_and_the_end(system: System) -> None:
    """Five validated in two hours; one more makes the target, within the day."""
    for attempt_id in a_campaign(system)[:5]:
        ref = play.place(system, attempt_id)
        play.talk(system, ref, *play.NOT_INTERESTED)
        play.hang_up(system, ref)
    play.wait(system, timedelta(hours=2))
    ahead = seen(system).ahead
    assert ahead.an_hour == pytest.approx(2.5)
    assert ahead.outlook.low <= ahead.outlook.expected <= ahead.outlook.high
    assert ahead.end is not None
    assert ahead.end.likely == system.clock.now() + timedelta(hours=1 / 2.5)


def test_a_target_out_of_reach_has_no_end(system: System) -> None:
    """Everybody has said no, and five are more than are left."""
    due = a_campaign(system, people=5)
    for attempt_id in due:
        ref = play.place(system, attempt_id)
        play.talk(system, ref, *play.NOT_INTERESTED)
        play.hang_up(system, ref)
    play.wait(system, timedelta(hours=2))
    ahead = seen(system).ahead
    assert ahead.outlook.high == 5 < 6
    assert ahead.end is None


def test_too_many_opt_outs_a_complaint_and_a_failing_carrier_raise_alarms(
    system: System,
) -> None:
    """And a clock that has never been seen."""
    for attempt_id in a_campaign(system, people=30)[:22]:
        ref = play.place(system, attempt_id)
        play.talk(system, ref, "no me llamen nunca más")
        play.hang_up(system, ref)
    left = play.planned(system)
    for attempt_id in left[:4]:
        play.hang_up(system, play.place(system, attempt_id), CarrierResult.FAILED)
    attempt = look.one(system.store, tables.attempts, id=left[-1])
    case = look.one(system.store, tables.cases, id=attempt.case_id)
    person = look.one(system.store, tables.people, id=case.person_id).case_code
    opt_outs.suppress_case(
        system,
        person,
        actor=make.COMMAND,
        reason=opt_outs.Reason.COMPLAINT,
        now=system.clock.now(),
    )
    health = seen(system).health
    assert {Alarm.CLOCK, Alarm.COMPLAINTS, Alarm.OPT_OUTS, Alarm.CARRIER} <= set(health.alarms)
    assert (health.signs.opt_outs, health.signs.reached) == (23, 22)
    assert [row.failed for row in health.failures] == [4]


def test_nobody_watches_a_campaign_of_others(system: System) -> None:
    """It is as if there were none."""
    a_campaign(system)
    stranger = Actor(999, Role.SUPERVISOR, "192.0.2.1")
    with pytest.raises(NotFound):
        live.live(system, "piloto", stranger, system.clock.now())


def test_what_costs_little_is_found_while_one_waits() -> None:
    """Kept for as long as was asked, and no longer; each key for itself."""
    clock, asked = ManualClock(MORNING), []
    recent = Recent(clock)

    def ask() -> int | None:
        return recent.ask("it", timedelta(seconds=4), lambda: asked.append(1) or len(asked))

    assert ask() == 1
    clock.advance(timedelta(seconds=3.9))
    assert ask() == 1
    clock.advance(timedelta(seconds=0.1))
    assert ask() == 2
    assert recent.ask("another", timedelta(seconds=4), lambda: "x") == "x"
    recent.forget()
    assert ask() == 3


def test_what_takes_long_is_found_on_the_side() -> None:
    """A second's work is kept for ten; then whoever asks gets the last answer at once, and it is
    looked for by one alone. What is too old to be shown is waited for."""
    clock, gate, begun = ManualClock(MORNING), Event(), Event()
    recent, asked = Recent(clock), []

    def question() -> int:
        asked.append(1)
        if len(asked) > 1:
            begun.set()
            assert gate.wait(30)
        clock.advance(timedelta(seconds=1))
        return len(asked)

    def ask(wait: bool = True) -> int | None:
        return recent.ask("it", timedelta(seconds=4), question, wait=wait)

    assert ask() == 1
    clock.advance(timedelta(seconds=9.9))
    assert ask() == 1
    clock.advance(timedelta(seconds=0.2))
    assert ask() == 1
    assert begun.wait(30)
    assert ask() == 1
    gate.set()
    until(lambda: ask() == 2)
    assert len(asked) == 2
    clock.advance(timedelta(minutes=6))
    assert ask() == 3


def test_nobody_waits_for_the_first_answer_who_does_not_want_to() -> None:
    """There is none then, and a little later there is; a failure is no answer."""
    recent, fails = Recent(ManualClock(MORNING)), [True]

    def question() -> str:
        if fails.pop():
            raise ValueError("no database")
        return "counted"

    def ask() -> str | None:
        return recent.ask("it", timedelta(seconds=4), question, wait=False)

    fails.append(False)
    fails.reverse()
    assert ask() is None
    until(lambda: not fails or ask() is not None)
    until(lambda: ask() == "counted")


def until(truth: Callable[[], bool]) -> None:
    """Waits for a thread to have done its work."""
    for _ in range(3000):
        if truth():
            return
        sleep(0.01)
    raise AssertionError("it never became true")
