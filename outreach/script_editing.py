"""A script as an operator works on it: read, a wording said differently, given to campaigns.

Every change is a version of its own, kept for good: a conversation under way finishes as it began.
A version with a problem is not kept.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flows.checks import Problem
from flows.rewording import Words, changed, reworded, words_of
from flows.script import Script, script_names
from outreach import scripts
from outreach.actors import Actor, campaigns_of, may_meet
from outreach.audit import Action, record
from outreach.errors import NotAllowed, NotFound
from outreach.store import campaigns, users
from outreach.store import scripts as rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

_MOST_VERSIONS = 30


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was kept. `by` is a login, "" for one that came from a file; `wordings` are
    those that it says differently from the version it was made from."""

    number: int
    at: datetime
    by: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is of one script. `campaigns` are the actor's that speak it and are not over."""

    newest: Script
    versions: tuple[Version, ...]
    campaigns: tuple[CampaignRow, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    version: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Not saved: what is wrong with it, or (without a problem) that somebody was faster."""

    problems: tuple[Problem, ...] = ()


def names(system: System) -> list[str]:
    """Every script: those that ship with us, and those that campaigns brought."""
    with system.store.reading() as connection:
        return sorted({*script_names(), *rows.names(connection)})


def shelf(system: System, name: str, actor: Actor) -> Shelf:
    """Raises NotFound."""
    with system.store.reading() as connection:
        newest = _newest(system, connection, name)
        kept = rows.versions(connection, name, _MOST_VERSIONS)
        known = campaigns_of(connection, actor)
        speaking = tuple(
            campaign
            for campaign in campaigns.all_campaigns(connection)
            if campaign.document.get("script") == name
            and not campaign.state.over
            and (known is None or campaign.id in known)
        )
        versions = tuple(_version(connection, name, row) for row in kept)
    return Shelf(newest, versions, speaking)


def _version(connection: Connection, name: str, row: Any) -> Version:
    said: tuple[str, ...] = ()
    if row.made_from is not None:
        before = scripts.kept(connection, name, row.made_from)
        said = tuple(changed(before, scripts.kept(connection, name, row.version)))
    return Version(row.version, row.kept_at, row.login or "", said)


def version(system: System, name: str, number: int | None = None) -> Script:
    """A version of a script, the newest unless told otherwise. Raises NotFound."""
    with system.store.reading() as connection:
        if number is None:
            return _newest(system, connection, name)
        return system.script(connection, name, number)


def _newest(system: System, connection: Connection, name: str) -> Script:
    if name not in script_names() and rows.newest(connection, name) is None:
        raise NotFound("there is no script called '%(name)s'", name=name)
    found = scripts.newest(connection, name)
    # the same object for all who ask: what is made of a script is made once
    return system.script(connection, name, found.version)


def found(script: Script, wording: str, words: Words) -> tuple[Problem, ...]:
    """The problems that a script would have with these words and does not have without them."""
    if _says(script, wording, words):
        return ()
    before = _known(script)
    after = reworded(script, wording, words, script.version + 1).problems()
    return tuple(each for each in after if (each.kind, each.what) not in before)


@lru_cache(maxsize=16)
def _known(script: Script) -> frozenset[tuple[str, str]]:
    return frozenset((each.kind, each.what) for each in script.problems())


def _says(script: Script, wording: str, words: Words) -> bool:
    """Whether the wording says just this already."""
    now = words_of(script, wording)
    return all(now.get(slot, "") == said for slot, said in words.items())


def save(
    system: System,
    name: str,
    wording: str,
    words: Words,
    *,
    made_from: int,
    actor: Actor,
    now: datetime,
) -> Saved | Refused:
    """Keeps the script with these words as its next version, unless that has a problem.

    `made_from` is the version that was on the screen: when it is no longer the newest, nothing is
    saved, so that nobody's change is lost without a word. Raises NotFound.
    """
    with system.store.transaction() as connection:
        before = _newest(system, connection, name)
        if wording not in before.wordings:
            raise NotFound(
                "the script '%(name)s' has no wording '%(wording)s'", name=name, wording=wording
            )
        if before.version != made_from:
            return Refused()
        if _says(before, wording, words):
            return Saved(before.version)
        after = reworded(before, wording, words, before.version + 1)
        if problems := _refusing(after):
            return Refused(problems)
        scripts.keep(connection, before, now)
        by, of = actor.user_id, before.version
        if not scripts.added(connection, after, now, saved_by=by, made_from=of):
            return Refused()
        subject = f"script {name} {after.version}"
        record(connection, actor, Action.SCRIPT_SAVED, subject=subject, detail=wording, now=now)
    return Saved(after.version)


def _refusing(script: Script) -> tuple[Problem, ...]:
    return tuple(problem for problem in script.problems() if problem.refuses)


def speak(
    system: System, campaign_id: int, number: int, *, actor: Actor, now: datetime
) -> CampaignRow:
    """Lets the conversations of a campaign that begin from now on be held by this version.

    Raises NotFound, or NotAllowed when the campaign is over.
    """
    with system.store.transaction() as connection:
        known = {each.id: each for each in campaigns.all_campaigns(connection)}
        campaign = known.get(campaign_id)
        if campaign is None or not may_meet(connection, actor, campaign_id):
            raise NotFound("there is no such campaign")
        if campaign.state.over:
            raise NotAllowed(
                "'%(name)s' is %(state)s", name=campaign.name, state=campaign.state.told
            )
        script = scripts.kept(connection, campaign.document["script"], number)
        scripts.keep(connection, script, now)
        campaigns.set_script_version(connection, campaign_id, number)
        detail = {"version": number, "digest": script.digest}
        who = _login(connection, actor)
        campaigns.log(connection, campaign_id, actor=who, event="script", now=now, detail=detail)
        told = f"{script.name} {number}"
        subject = f"campaign {campaign_id}"
        record(connection, actor, Action.SCRIPT_TAKEN_UP, subject=subject, detail=told, now=now)
    return campaign


def _login(connection: Connection, actor: Actor) -> str:
    row = users.by_id(connection, actor.user_id) if actor.user_id is not None else None
    return str(row.login) if row is not None else actor.address
