"""Writes down who saw or changed which person, and finds out whether the record was tampered with.

Each entry carries a keyed hash over itself and the entry before. Whoever changes, removes, inserts
or moves one breaks the chain there, and without `INDEX_KEY` it cannot be mended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from outreach.actors import Actor
from outreach.store import audit as rows
from outreach.store import registry
from outreach.store.database import Connection
from outreach.system import System

_ONE_LOOK = timedelta(minutes=15)


class Action(StrEnum):
    """What was done. Values are stored and hashed: never rename."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    USER_ADDED = "user_added"
    USER_CHANGED = "user_changed"
    LEADS_LISTED = "leads_listed"
    LEAD_SEEN = "lead_seen"  # detail "whole" where numbers and birth year were shown
    LEAD_TAKEN = "lead_taken"
    LEAD_GIVEN_BACK = "lead_given_back"
    LEAD_CALLED = "lead_called"
    LEAD_WRITTEN_TO = "lead_written_to"
    LEAD_NOTED = "lead_noted"
    LEAD_CLOSED = "lead_closed"
    LEAD_REASSIGNED = "lead_reassigned"
    REQUESTS_LISTED = "requests_listed"
    REQUEST_CLOSED = "request_closed"
    SUPPRESSED = "suppressed"
    ERASED = "erased"
    PURGED = "purged"
    AUDIT_READ = "audit_read"
    MATCHES_LISTED = "matches_listed"  # entries that may be of one person
    MATCH_DECIDED = "match_decided"
    BUNDLE_TAKEN = "bundle_taken"
    BUNDLE_WRITTEN = "bundle_written"  # for the university, without anybody in it
    PEOPLE_LISTED = "people_listed"  # found by a search, or a page of a list
    PERSON_SEEN = "person_seen"
    FILE_SENT = "file_sent"  # of a registry, not imported yet
    FILE_READ = "file_read"  # rows of it were downloaded
    FILE_DROPPED = "file_dropped"
    LIST_IMPORTED = "list_imported"
    SCRIPT_SAVED = "script_saved"  # detail: which wording
    SCRIPT_TAKEN_UP = "script_taken_up"  # by a campaign, from now on
    CAMPAIGN_CHANGED = "campaign_changed"  # detail: the event of the campaign's own log


def record(
    connection: Connection,
    actor: Actor,
    action: Action,
    *,
    people: Iterable[int] = (),
    subject: str = "",
    detail: str = "",
    now: datetime,
) -> None:
    """Writes an entry in this transaction: it is there if, and only if, what it tells of happened.

    The last thing a transaction does. `subject` and `detail` hold ids and words of ours, never a
    name, a number or what somebody said or typed.
    """
    ids = sorted(set(people))
    rows.append(
        connection,
        at=now,
        actor_id=actor.user_id,
        address=actor.address[:60],
        action=str(action),
        people=f" {' '.join(map(str, ids))} " if ids else "",
        subject=subject,
        detail=detail,
    )


def campaign_changed(
    connection: Connection, by: Actor | None, campaign_id: int, event: str, now: datetime
) -> None:
    """Writes down who changed a campaign. Nobody is named where a process of ours did (`by` None):
    that stands in the campaign's own log."""
    if by is not None:
        subject = f"campaign {campaign_id}"
        record(connection, by, Action.CAMPAIGN_CHANGED, subject=subject, detail=event, now=now)


def record_new(
    system: System, actor: Actor, action: Action, *, people: Iterable[int], now: datetime
) -> None:
    """Writes an entry about those of these people whom this actor has not seen in this way within
    the last minutes; none where there are none. For what a page asks for by itself: what is looked
    at for an hour is written down a few times, and whoever is new at once."""
    with system.store.reading() as connection:
        seen = rows.people_of(connection, actor.user_id, str(action), since=now - _ONE_LOOK)
    fresh = set(people) - seen
    if fresh:
        with system.store.transaction() as connection:
            record(connection, actor, action, people=fresh, now=now)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries there are, the hash of the last, and what is wrong with the first that is
    not as it was written."""

    entries: int
    head: str
    problem: str | None = None


def verify(system: System, anchor: tuple[int, str] | None = None) -> Verdict:
    """Reads the whole chain. `anchor` is a count and a head that an earlier verification told and
    that were kept elsewhere: they also show newest entries cut off with the head set back."""
    with system.store.reading() as connection:
        count, ending = rows.head(connection)
        verdict = _read(connection, count, anchor or (0, ""))
        beyond = rows.past_the_end(connection)
    if verdict.problem is None and verdict.head != ending:
        return replace(verdict, problem="the head does not fit the last entry")
    if verdict.problem is None and beyond is not None:
        return replace(verdict, problem=f"entry {beyond} was added past the end")
    if verdict.problem is None and anchor and anchor[0] > count:
        return replace(verdict, problem=f"entries after {count} are missing: the anchor has more")
    return verdict


def _read(connection: Connection, count: int, anchor: tuple[int, str]) -> Verdict:
    last, previous = 0, rows.GENESIS
    for expected, entry in zip_longest(range(1, count + 1), rows.entries(connection, count)):
        problem = _problem(connection, expected, entry, previous)
        if problem is None and anchor[0] == entry.id and anchor[1] != entry.hash:
            problem = f"entry {entry.id} is not the one that the anchor tells of"
        if problem is not None:
            return Verdict(last, previous, problem)
        last, previous = entry.id, entry.hash
    return Verdict(last, previous)


def _problem(
    connection: Connection, expected: int | None, entry: Any, previous: str
) -> str | None:
    if entry is None or entry.id != expected:
        return f"entry {expected} is missing or was moved"
    if entry.previous != previous:
        return f"entry {entry.id} does not follow the one before"
    if rows.hash_of(connection, entry) != entry.hash:
        return f"entry {entry.id} was changed"
    return None


def of_case(system: System, case_code: str, actor: Actor, now: datetime) -> list[Any]:
    """Who saw or changed this person, oldest first; asking is an entry, too. Raises NotFound."""
    with system.store.transaction() as connection:
        person_id = registry.person_named(connection, case_code)
        found = rows.of_person(connection, person_id)
        record(connection, actor, Action.AUDIT_READ, people=(person_id,), now=now)
    return found
