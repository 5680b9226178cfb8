"""Replicates: released whole, in order, by whoever may, and by the forecast where it may."""

from collections import Counter
from datetime import timedelta

import pytest

from outreach import agenda, campaigns
from outreach.errors import NotAllowed
from outreach.report.figures import ReportFigures
from outreach.reports import report_figures
from outreach.rules.states import CampaignState, CaseState
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.outreach.draws import scene
from tests.outreach.draws.scene import releasing

OVERRIDE = releasing.Override("M. Paz", "the exchange of La Ceiba is down")


def begun(system: System, *, mode: str = "replicates", number: int = 60, **draw: object) -> None:
    """A running campaign of six replicates."""
    scene.a_registry(system, number)
    plan = {"replicate_size": number // 6, **draw}
    make.a_draft(
        system, sample=number, release=mode, draw=plan, target={"validated": 12, "enrolled": 1}
    )
    scene.freeze(system)
    scene.draw(system)
    scene.start(system)


def released(system: System) -> dict[int, int]:
    """Replicate → how many of its people are released."""
    cases = look.rows(system.store, tables.cases)
    return dict(Counter(case.replicate for case in cases if case.released_at is not None))


def sizes(system: System) -> dict[int, int]:
    return dict(Counter(case.replicate for case in look.rows(system.store, tables.cases)))


def figures(system: System) -> ReportFigures:
    with system.store.snapshot() as connection:
        campaign = campaigns.found(connection, "piloto")
        return report_figures(connection, campaign, system.clock.now())


def test_a_campaign_that_says_nothing_releases_everybody_at_the_start(system: System) -> None:
    """As before, and each replicate on record."""
    begun(system, mode="all")
    assert released(system) == sizes(system)
    assert len(play.planned(system)) == 60
    assert [row.why for row in look.rows(system.store, tables.releases)] == ["start"] * 6
    with pytest.raises(NotAllowed, match="0 replicates wait"):
        scene.release(system, replicates=1)


def test_replicates_go_whole_and_in_order(system: System) -> None:
    """The first at the start, the next ones when an operator says so."""
    begun(system)
    of_all = sizes(system)
    assert released(system) == {1: of_all[1]}
    done = scene.release(system, replicates=2)
    assert list(done.replicates) == [2, 3]
    assert done.people == done.planned == of_all[2] + of_all[3]
    assert released(system) == {n: of_all[n] for n in (1, 2, 3)}
    assert len(play.planned(system)) == sum(of_all[n] for n in (1, 2, 3))
    with pytest.raises(NotAllowed, match="3 replicates wait to be released, not 4"):
        scene.release(system, replicates=4)


def test_the_campaign_says_how_many_go_at_the_start(system: System) -> None:
    """More than one where the lines are many."""
    begun(system, first_replicates=3)
    assert sorted(released(system)) == [1, 2, 3]


def test_nobody_who_waits_is_in_a_denominator(system: System) -> None:
    """The report counts them as drawn and not as released; every rate is of the released."""
    begun(system)
    for attempt_id in play.planned(system):
        play.hang_up(system, play.place(system, attempt_id))
    first = sizes(system)[1]
    found = figures(system)
    assert found.step("drawn").count == 60
    assert found.step("released").count == first
    assert found.persons.base == first
    waiting = next(row for row in found.partition if row.code == "not_released")
    assert waiting.count == 60 - first


def test_nothing_is_released_before_the_start_or_after_the_end(system: System) -> None:
    """A paused campaign may prepare its next replicate."""
    scene.a_registry(system)
    make.a_draft(system, sample=30, release="replicates", draw={"replicate_size": 10})
    with pytest.raises(NotAllowed, match="while it runs"):
        scene.release(system, replicates=1)
    scene.draw(system, "semilla")
    with pytest.raises(NotAllowed, match="while it runs"):
        scene.release(system, replicates=1)
    scene.start(system)
    now = system.clock.now()
    campaigns.change_state(system, "piloto", CampaignState.PAUSED, actor="ana", now=now)
    assert list(scene.release(system, replicates=1).replicates) == [2]
    campaigns.change_state(system, "piloto", CampaignState.STOPPED, actor="ana", now=now)
    with pytest.raises(NotAllowed, match="while it runs"):
        scene.release(system, replicates=1)


def test_one_out_of_order_needs_a_name_and_a_reason_which_stand_in_the_report(
    system: System,
) -> None:
    """In the log as well; the next in order is the one that was passed over."""
    begun(system)
    with pytest.raises(NotAllowed, match="an override with a name and a reason"):
        scene.release(system, only=4)
    with pytest.raises(NotAllowed, match="needs the name"):
        releasing.Override("M. Paz", " ")
    done = scene.release(system, only=4, override=OVERRIDE)
    assert list(done.replicates) == [4]
    (override,) = figures(system).releases.overrides
    assert (override.replicate, override.name, override.reason) == (
        4, "M. Paz", "the exchange of La Ceiba is down",
    )  # fmt: skip
    log = look.one(system.store, tables.campaign_log, event="released")
    assert log.detail == {
        "replicates": [4],
        "why": "override",
        "name": "M. Paz",
        "reason": "the exchange of La Ceiba is down",
    }
    assert list(scene.release(system, replicates=1).replicates) == [2]
    with pytest.raises(NotAllowed, match="replicate 4 does not wait"):
        scene.release(system, only=4, override=OVERRIDE)


def test_the_next_in_order_by_its_number_is_no_override(system: System) -> None:
    """A name said without need is not kept as one."""
    begun(system)
    scene.release(system, only=2, override=OVERRIDE)
    assert figures(system).releases.overrides == ()


def test_where_the_forecast_decides_a_release_by_hand_is_an_override(system: System) -> None:
    """The rule was stated before the fieldwork."""
    begun(system, mode="forecast")
    with pytest.raises(NotAllowed, match="the forecast decides"):
        scene.release(system, replicates=1)
    scene.release(system, replicates=1, override=OVERRIDE)
    assert [o.replicate for o in figures(system).releases.overrides] == [2]


def finish(system: System) -> None:
    """Calls everybody who is planned; nobody answers, until they are given up."""
    for attempt_id in play.planned(system):
        play.talk(system, ref := play.place(system, attempt_id), *play.NOT_INTERESTED)
        play.hang_up(system, ref)


def test_the_clock_releases_what_the_forecast_needs(system: System) -> None:
    """12 are to be validated, one in two is: about 24 people, so more than the first 10."""
    begun(system, mode="forecast", planned_yield=0.5)
    agenda.tidy(system, system.clock.now())
    assert sorted(released(system)) == [1, 2]
    agenda.tidy(system, system.clock.now())
    assert sorted(released(system)) == [1, 2], "it is asked once an hour"
    play.wait(system, timedelta(hours=1))
    agenda.tidy(system, system.clock.now())
    assert sorted(released(system)) == [1, 2, 3]
    play.wait(system, timedelta(hours=1))
    agenda.tidy(system, system.clock.now())
    assert sorted(released(system)) == [1, 2, 3], "what is open is expected to bring 12"
    rows = look.rows(system.store, tables.releases)
    assert [(row.replicate, row.why, row.actor) for row in rows] == [
        (1, "start", "ana"), (2, "forecast", "clock"), (3, "forecast", "clock"),
    ]  # fmt: skip


def test_a_campaign_at_its_target_ends_and_the_others_are_never_called(system: System) -> None:
    """Those who wait stay drawn: they were not needed."""
    begun(system, mode="forecast", planned_yield=0.9)
    agenda.tidy(system, system.clock.now())
    while play.planned(system):
        finish(system)
        play.wait(system, timedelta(hours=1))
        agenda.tidy(system, system.clock.now())
    status = campaigns.status(system, "piloto")
    assert status["state"] == CampaignState.DONE
    assert status["validated"] >= 12
    states = Counter(case.state for case in look.rows(system.store, tables.cases))
    assert states[CaseState.DRAWN] == 60 - status["released"] > 0
    assert scene.verify(system).findings == []


def test_a_campaign_released_by_hand_waits_for_its_operator(system: System) -> None:
    """It does not end by itself while replicates wait."""
    begun(system)
    finish(system)
    agenda.tidy(system, system.clock.now())
    assert campaigns.status(system, "piloto")["state"] == CampaignState.RUNNING
    scene.release(system, replicates=1)
    assert len(play.planned(system)) == sizes(system)[2]
