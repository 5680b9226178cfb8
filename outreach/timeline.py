"""What happened with one person, as events on one line of time, the latest first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from flows.medium import Medium
from flows.phrases import phrase
from flows.script import Script
from flows.steps import Ask
from flows.turn import State
from flows.understanding.heard import Intent
from outreach.errors import NotFound
from outreach.rules.states import AttemptState
from outreach.store import persons as rows
from outreach.store.database import Connection
from outreach.system import System

_CONSENT = "consent"  # under this name a script keeps it
_PLACED = (AttemptState.DIALLING, AttemptState.UNDER_WAY, AttemptState.ENDED)


class Kind(StrEnum):
    """What kind of thing happened; what happens at one moment is told in this order."""

    LISTED = "listed"  # came with a list
    DRAWN = "drawn"
    RELEASED = "released"  # may be contacted from here on
    ATTEMPT = "attempt"
    TEXT_OUT = "text_out"
    TEXT_IN = "text_in"
    SAID = "said"  # a reply, what was understood, and what we said then
    CONSENT = "consent"
    IDENTIFIED = "identified"
    VALIDATED = "validated"
    ASKED = "asked"  # rang to be called, or to be called by a person
    LEAD = "lead"
    LEAD_TAKEN = "lead_taken"
    AGENT_CALL = "agent_call"  # an agent's phone rang for them
    NOTE = "note"  # of an agent
    LEAD_CLOSED = "lead_closed"
    KEPT_OUT = "kept_out"  # on the suppression list
    CLOSED = "closed"
    PLANNED = "planned"  # the next attempt
    FORGOTTEN = "forgotten"


_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `row` is what is stored of it; `campaign` where it belongs to one;
    `ours` is what we said or wrote."""

    at: datetime
    kind: Kind
    row: Any
    campaign: str = ""
    ours: str = field(default="", repr=False)


def events(
    system: System, connection: Connection, card: Any, campaign_ids: Collection[int] | None
) -> list[Event]:
    """All that happened with this person, in these campaigns (None: in all)."""
    cases = [
        case
        for case in rows.cases_of(connection, card.id)
        if campaign_ids is None or case.campaign_id in campaign_ids
    ]
    named = {case.id: case.campaign for case in cases}
    found = [
        *_of_person(connection, card),
        *(event for case in cases for event in _of_case(case)),
        *_of_attempts(connection, named),
        *_of_turns(system, connection, named),
        *_of_texts(connection, named),
        *_of_leads(connection, named),
        *_of_agents(connection, named),
    ]
    return sorted(found, key=lambda event: (event.at, _ORDER[event.kind]))[::-1]


_Named = dict[int, str]
"""The campaign's name of each case."""


def _of_person(connection: Connection, card: Any) -> Iterator[Event]:
    for listed in rows.lists_with(connection, card.id):
        yield Event(listed.imported_at, Kind.LISTED, listed)
    hashes = [number.number_hash for number in rows.numbers_of(connection, card.id)]
    for entry in rows.suppressions_of(connection, card.id, hashes):
        yield Event(entry.at, Kind.KEPT_OUT, entry)
    if card.forgotten_at is not None:
        yield Event(card.forgotten_at, Kind.FORGOTTEN, card)


def _of_case(case: Any) -> Iterator[Event]:
    for at, kind in (
        (case.drawn_at, Kind.DRAWN),
        (case.released_at, Kind.RELEASED),
        (case.identified_at, Kind.IDENTIFIED),
        (case.validated_at, Kind.VALIDATED),
        (case.closed_at, Kind.CLOSED),
    ):
        if at is not None:
            yield Event(at, kind, case, case.campaign)


def _of_attempts(connection: Connection, named: _Named) -> Iterator[Event]:
    for attempt in reversed(rows.attempts_of(connection, list(named))):
        campaign = named[attempt.case_id]
        if attempt.state == AttemptState.PLANNED:
            yield Event(attempt.due_at, Kind.PLANNED, attempt, campaign)
        elif attempt.state in _PLACED:
            began = attempt.placed_at or attempt.claimed_at or attempt.due_at
            yield Event(began, Kind.ATTEMPT, attempt, campaign)


def _of_turns(system: System, connection: Connection, named: _Named) -> Iterator[Event]:
    for turn in reversed(rows.turns_of(connection, list(named))):
        campaign, script = named[turn.case_id], _script(system, connection, turn)
        yield Event(turn.at, Kind.SAID, turn, campaign, _said(turn, script))
        step = script.steps.get(turn.step) if script else None
        if isinstance(step, Ask) and step.keep.get(Intent(turn.intent)) == _CONSENT:
            yield Event(turn.at, Kind.CONSENT, turn, campaign)


def _script(system: System, connection: Connection, turn: Any) -> Script | None:
    """What the conversation was held by; None where nobody kept that version."""
    try:
        return system.script(connection, turn.script, turn.script_version)
    except NotFound:
        return None


def _said(turn: Any, script: Script | None) -> str:
    """What we said after a reply; "" where it is forgotten."""
    if script is None or not turn.state:
        return ""
    state = State.from_json(turn.state)
    lines = (phrase(script, line, Medium(turn.medium), state.locale) for line in state.said)
    return " ".join(filter(None, lines))


def _of_texts(connection: Connection, named: _Named) -> Iterator[Event]:
    for text in reversed(rows.messages_of(connection, list(named))):
        kind = Kind.TEXT_IN if text.inbound else Kind.TEXT_OUT
        yield Event(text.at, kind, text, named[text.case_id], text.body or "")


def _of_leads(connection: Connection, named: _Named) -> Iterator[Event]:
    for lead in rows.leads_of(connection, list(named)):
        for at, kind in (
            (lead.created_at, Kind.LEAD),
            (lead.taken_at, Kind.LEAD_TAKEN),
            (lead.closed_at, Kind.LEAD_CLOSED),
        ):
            if at is not None:
                yield Event(at, kind, lead, named[lead.case_id])
    for request in rows.requests_of(connection, list(named)):
        yield Event(request.at, Kind.ASKED, request, named[request.case_id])


def _of_agents(connection: Connection, named: _Named) -> Iterator[Event]:
    for call in rows.agent_calls_of(connection, list(named)):
        yield Event(call.rung_at, Kind.AGENT_CALL, call, named[call.case_id])
    for note in rows.notes_of(connection, list(named)):
        yield Event(note.at, Kind.NOTE, note, named[note.case_id], note.body or "")
