"""A rehearsal before the start: begun, played, looked at; and no start without it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.sentences import Sentence
from outreach import campaigns, rehearsals
from outreach.actors import Actor
from outreach.draws.releasing import Override
from outreach.errors import NotAllowed, NotFound
from outreach.rules.states import CampaignState, Role
from outreach.store import rehearsals as rows
from outreach.store import tables
from outreach.system import System
from rehearsal.dress import outcome
from tests import look, make, play

OUTCOME = {"people": 60, "validated": 20}


@pytest.fixture
def real(system: System) -> System:
    """An office with a real carrier, a real list and a campaign that was drawn."""
    make.a_list(system.store, is_sample=False, clock=system.clock)
    make.a_campaign(system, start=False)
    changed = {"carrier": "twilio", "second_factor": True}
    system.settings = type(system.settings)(
        _env_file=None, **(system.settings.model_dump() | changed)
    )
    return system


def start(system: System, **more: Any) -> int:
    return campaigns.start(system, "piloto", actor="ana", now=system.clock.now(), **more)


def rehearsed(system: System, **how: Any) -> int:
    """A rehearsal that has come to its end, so; its id."""
    begun = rehearsals.begin(system, "piloto", actor="ana", now=system.clock.now())
    with system.store.transaction() as connection:
        rows.end(connection, begun, system.clock.now(), **(how or {"outcome": OUTCOME}))
    return begun


def seen(system: System, rehearsal_id: int, by: Actor | None = None) -> bool:
    now = system.clock.now()
    return rehearsals.look_at(system, "piloto", rehearsal_id, actor="eva", by=by, now=now)


def test_nothing_starts_before_a_rehearsal_was_looked_at(real: System) -> None:
    """Each time the reason is told; the draw and the people stay as they were."""
    with pytest.raises(NotAllowed, match="not rehearsed yet"):
        start(real)
    begun = rehearsals.begin(real, "piloto", actor="ana", now=real.clock.now())
    with pytest.raises(NotAllowed, match="under way"):
        start(real)
    with pytest.raises(NotAllowed, match="under way"):
        rehearsals.begin(real, "piloto", actor="ana", now=real.clock.now())
    with real.store.transaction() as connection:
        rows.end(connection, begun, real.clock.now(), outcome=OUTCOME)
    with pytest.raises(NotAllowed, match="nobody has looked"):
        start(real)
    assert not play.planned(real)
    assert seen(real, begun)
    assert start(real) == 1


def test_one_that_failed_is_nothing_to_look_at(real: System) -> None:
    """It has to be repeated."""
    failed = rehearsed(real, problem=Sentence("the web server did not start"))
    assert not seen(real, failed)
    with pytest.raises(NotAllowed, match="failed"):
        start(real)


def test_a_script_that_was_changed_since_is_rehearsed_again(real: System) -> None:
    """What was looked at is what will be said."""
    seen(real, rehearsed(real))
    with real.store.transaction() as connection:
        connection.execute(tables.campaigns.update().values(script_version=99))
    with pytest.raises(NotAllowed, match="script was changed"):
        start(real)


def test_only_the_last_is_looked_at_and_once(real: System) -> None:
    """Who did it first stands in the log."""
    first, last = rehearsed(real), rehearsed(real)
    assert not seen(real, first)
    assert seen(real, last)
    assert not seen(real, last)
    told = [row.event for row in look.rows(real.store, tables.campaign_log)]
    assert told.count("rehearsal_seen") == 1


def test_somebody_may_answer_for_a_start_without_one(real: System) -> None:
    """With name and reason, which stand in the log."""
    with pytest.raises(NotAllowed, match="the reason"):
        start(real, without_rehearsal=Override("Eva Paz", " "))
    assert start(real, without_rehearsal=Override("Eva Paz", "se ensayó en otra máquina")) == 1
    logged = look.one(real.store, tables.campaign_log, event="started")
    assert logged.detail == {
        "rehearsal": "none_yet",
        "name": "Eva Paz",
        "reason": "se ensayó en otra máquina",
    }


def test_the_pretend_network_is_a_rehearsal_itself(system: System) -> None:
    """The demo and the tests need none."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, start=False)
    assert start(system) == 1


def test_what_is_over_is_not_rehearsed(real: System) -> None:
    """There is nothing left to try out."""
    campaigns.change_state(
        real, "piloto", CampaignState.STOPPED, actor="ana", now=real.clock.now()
    )
    with pytest.raises(NotAllowed, match="nothing left"):
        rehearsals.begin(real, "piloto", actor="ana", now=real.clock.now())


def test_nobody_rehearses_or_judges_a_campaign_of_others(real: System) -> None:
    """It is as if there were none of that name."""
    stranger = Actor(999, Role.OPERATOR, "192.0.2.1")
    now = real.clock.now()
    with pytest.raises(NotFound):
        rehearsals.begin(real, "piloto", actor="x", by=stranger, now=now)
    done = rehearsed(real)
    with pytest.raises(NotFound):
        seen(real, done, by=stranger)
    with pytest.raises(NotFound):
        start(real, by=stranger)


def test_one_that_is_not_under_way_cannot_be_run(real: System) -> None:
    """Nor one that never was."""
    for unknown in (rehearsed(real), 999):
        with pytest.raises(NotFound):
            rehearsals.run(real, unknown)


def test_what_a_rehearsal_tells_is_taken_from_the_report() -> None:
    """Counts of people, calls and texts, the hours, and each promise that was not kept."""
    figures = {
        "draw": {"size": 60},
        "funnel": [{"code": "contacted", "count": 40}, {"code": "validated", "count": 25}],
        "mechanism": {
            "by_slot": [
                {"hour": 9, "calls": 3},
                {"hour": 19, "calls": 1},
                {"hour": 8, "calls": 0},
            ],
            "by_medium": [
                {"medium": "voice", "inbound": False, "attempts": 100},
                {"medium": "voice", "inbound": True, "attempts": 7},
            ],
            "texts": {"sent": 12},
            "talk_seconds": 600,
            "opted_out": 2,
        },
        "promises": [{"code": "inside_hours", "breaches": 1}, {"code": "x", "breaches": 0}],
    }
    told = outcome(figures, complaints=3)
    assert (told["contacted"], told["validated"], told["lead"]) == (40, 25, 0)
    assert (told["calls"], told["texts"], told["talk_minutes"]) == (100, 12, 10)
    assert (told["first_hour"], told["last_hour"]) == (9, 19)
    assert (told["broken"], told["promises"], told["complaints"]) == (["inside_hours"], 2, 3)


def test_a_campaign_is_played_through_for_real(quick_system: System, tmp_path: Path) -> None:
    """Its own file and its own script, on the pretend network, to the end; all promises kept.
    What cannot be played says why."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, start=False)
    now = quick_system.clock.now()
    begun = rehearsals.begin(quick_system, "piloto", people=12, actor="ana", now=now)
    found = rehearsals.run(quick_system, begun)
    assert found["people"] == 12
    assert found["calls"] >= 12
    assert found["broken"] == []
    assert found["complaints"] == 0
    assert json.loads(json.dumps(found)) == look.one(quick_system.store, tables.rehearsals).outcome
    (tmp_path / "campaign.yaml").write_text(yaml.safe_dump({"campaign": "x", "caller_id": "+1"}))
    command = [sys.executable, "-m", "rehearsal.dress", str(tmp_path)]
    failed = subprocess.run(command, capture_output=True, text=True)
    assert failed.returncode == 1
    assert "campaign" in failed.stderr
