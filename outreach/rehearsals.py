"""Plays a campaign through on the pretend network, with invented people, before it may start.

Nobody of the registry is part of it: what is rehearsed is the campaign's file, its script as it is
kept, its hours and its policy. The rehearsal is a program of its own, with a database, a queue and
secrets of its own, which all end with it; it is given two files, and leaves one.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
import yaml

from outreach import audit, scripts
from outreach.actors import Actor, own_campaign
from outreach.errors import ConvocaError, NotAllowed, NotFound
from outreach.rules.rehearsing import Lack, Rehearsed, is_under_way, lack
from outreach.store import campaigns
from outreach.store import rehearsals as rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

PEOPLE = 60
_ROOT = Path(__file__).parents[1]
_LONGEST_SECONDS = 900


def missing(
    system: System, connection: Connection, campaign: CampaignRow, now: datetime
) -> Lack | None:
    """What a start of this campaign waits for. Nothing on the pretend network, which is one."""
    if system.settings.rehearsing:
        return None
    return lack(last(connection, campaign.id), campaign.script_version, now)


def last(connection: Connection, campaign_id: int) -> Rehearsed | None:
    row = rows.latest(connection, campaign_id)
    if row is None:
        return None
    ended, failed = row.ended_at is not None, row.problem is not None
    return Rehearsed(row.script_version, row.begun_at, ended, failed, row.seen_at is not None)


def begin(
    system: System,
    name: str,
    *,
    people: int = PEOPLE,
    actor: str,
    by: Actor | None = None,
    now: datetime,
) -> int:
    """Notes that a rehearsal begins; its id, for `run`. Raises NotFound, and NotAllowed while one
    is under way or when the campaign is over."""
    with system.store.transaction() as connection:
        campaign = own_campaign(connection, name, by)
        if campaign.state.over:
            raise NotAllowed(
                "'%(name)s' is %(state)s; there is nothing left to rehearse",
                name=name,
                state=campaign.state.told,
            )
        if is_under_way(last(connection, campaign.id), now):
            raise NotAllowed("a rehearsal of '%(name)s' is under way", name=name)
        rehearsal_id = rows.begin(
            connection,
            campaign_id=campaign.id,
            script_version=campaign.script_version,
            people=people,
            begun_at=now,
            begun_by=actor,
        )
        campaigns.log(connection, campaign.id, actor=actor, event="rehearsal", now=now)
        audit.campaign_changed(connection, by, campaign.id, "rehearsal", now)
    return rehearsal_id


def run(system: System, rehearsal_id: int) -> Mapping[str, Any]:
    """Plays it through, a minute or two, and keeps what came of it. Raises ConvocaError when
    nothing did; that is kept, too."""
    with system.store.reading() as connection:
        row = rows.by_id(connection, rehearsal_id)
        if row is None or row.ended_at is not None:
            raise NotFound("there is no such rehearsal under way")
        campaign = campaigns.by_id(connection, row.campaign_id)
        script = scripts.kept(connection, campaign.document["script"], row.script_version)
    try:
        outcome = _played(campaign.document, dict(script.document), row.people)
    except ConvocaError as error:
        _end(system, rehearsal_id, problem=error.sentence)
        raise
    _end(system, rehearsal_id, outcome=outcome)
    log.info("rehearsed", campaign=campaign.id, rehearsal=rehearsal_id)
    return outcome


def run_elsewhere(rehearsal_id: int) -> None:
    """The same in a process of its own, while whoever asked goes on."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "campaign", "run-rehearsal"]
    subprocess.Popen(  # noqa: S603 – our own command
        [*command, str(rehearsal_id)],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # it outlives the process that serves the page
    )


def look_at(
    system: System, name: str, rehearsal_id: int, *, actor: str, by: Actor | None, now: datetime
) -> bool:
    """Notes that somebody has looked at what came of it. False unless it was the first look at
    the last rehearsal. Raises NotFound."""
    with system.store.transaction() as connection:
        campaign = own_campaign(connection, name, by)
        row = rows.latest(connection, campaign.id)
        if row is None or row.id != rehearsal_id:
            return False
        if not rows.seen(connection, rehearsal_id, actor, now):
            return False
        event = "rehearsal_seen"
        campaigns.log(connection, campaign.id, actor=actor, event=event, now=now)
        audit.campaign_changed(connection, by, campaign.id, event, now)
    return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the last rehearsal of a campaign."""

    id: int
    outcome: Mapping[str, Any]


def outcome_of(system: System, name: str) -> Outcome:
    """What came of the last rehearsal. Raises NotFound unless it came to its end."""
    with system.store.reading() as connection:
        row = rows.latest(connection, campaigns.named(connection, name).id)
    if row is None or row.outcome is None:
        raise NotFound("no rehearsal of '%(name)s' has come to its end", name=name)
    return Outcome(row.id, row.outcome)


def _end(system: System, rehearsal_id: int, **how: Any) -> None:
    with system.store.transaction() as connection:
        rows.end(connection, rehearsal_id, system.clock.now(), **how)


def _played(
    campaign: Mapping[str, Any], script: Mapping[str, Any], people: int
) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory(prefix="convoca-rehearsal-") as folder:
        place = Path(folder)
        for name, document in (("campaign.yaml", campaign), ("script.yaml", script)):
            text = yaml.safe_dump(_said(document), sort_keys=False, allow_unicode=True)
            (place / name).write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "rehearsal.dress", folder, "--people", str(people)]
        try:
            done = subprocess.run(  # noqa: S603 – our own command
                command, cwd=_ROOT, capture_output=True, text=True, timeout=_LONGEST_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise NotAllowed("the rehearsal did not come to its end") from None
        if done.returncode:
            raise NotAllowed("the rehearsal failed: %(why)s", why=done.stderr.strip()[-400:])
        outcome: dict[str, Any] = json.loads((place / "outcome.json").read_text("utf-8"))
    return outcome


def _said(document: Any) -> Any:
    """Without what was left unsaid: a file leaves it out."""
    if not isinstance(document, Mapping):
        return document
    return {key: _said(value) for key, value in document.items() if value is not None}
