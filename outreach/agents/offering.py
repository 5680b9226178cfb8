"""Whether "now" may be offered to a person, and how many calls agents can keep up with."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flows.medium import Medium
from outreach.rules.lead_order import can_serve
from outreach.rules.pacing import Desk, calls_for_agents, may_offer
from outreach.rules.states import AgentState
from outreach.setups import Setup
from outreach.store import agents, placed, transfers
from outreach.store.database import Connection

LOOKS_BACK = timedelta(hours=1)
_FEW_CALLS = 30
# Guesses, until a campaign has calls of its own; a call that nobody takes counts as one.
_TRANSFERS_PER_CALL = 0.05
_CALL_MINUTES = 1.0


def agents_free(
    connection: Connection, setup: Setup, attempt: Any, kept: Mapping[str, str], now: datetime
) -> bool:
    """Whether this person may be told that an agent can talk at once.

    Never twice in one call: for whoever waited in vain a time is agreed.
    """
    if attempt.medium != Medium.VOICE or not setup.file.agents.live_transfer:
        return False
    if "handover" in kept or not setup.agent_hours.is_open(now):
        return False
    at_work = agents.at_work(connection, setup.campaign_id)
    if not _free(at_work, attempt, kept, now):
        return False
    return may_offer(desk(connection, setup, at_work, attempt, kept, now))


def _free(at_work: Sequence[Any], attempt: Any, kept: Mapping[str, str], now: datetime) -> int:
    """How many are free of those who can serve this person; None: anybody."""
    states = ((row, agents.standing_of(row, now).state) for row in at_work)
    able = (row for row, state in states if state is AgentState.AVAILABLE)
    return sum(attempt is None or serves(row, attempt, kept) for row in able)


def desk(
    connection: Connection,
    setup: Setup,
    at_work: Sequence[Any],
    attempt: Any,
    kept: Mapping[str, str],
    now: datetime,
) -> Desk:
    """The agents who can serve this person (None: anybody), and how busy all of them were."""
    states = [(row, agents.standing_of(row, now).state) for row in at_work]
    on_duty = [row for row, state in states if state is not AgentState.PAUSED]
    asked, abandoned = transfers.load(connection, setup.campaign_id, now - LOOKS_BACK)
    handling = transfers.handling(connection, [row.id for row in on_duty], now - LOOKS_BACK)
    measured = {} if handling is None else {"handle_minutes": max(handling, 0.5)}
    return Desk(
        on_duty=len(on_duty),
        free=_free(at_work, attempt, kept, now),
        waiting=transfers.waiting(connection, setup.campaign_id),
        asked=asked,
        abandoned=abandoned,
        minutes=LOOKS_BACK.total_seconds() / 60,
        **measured,
    )


def lines(connection: Connection, setup: Setup, now: datetime) -> int:
    """How many calls of a campaign may be under way at once. Where its agents set the pace, as
    many as they can keep up with: measured lately, or guessed while there were few calls."""
    wanted = setup.file.lines
    if not (setup.file.agents.live_transfer and setup.file.agents.pace_calls):
        return wanted
    if not setup.agent_hours.is_open(now):
        return 0
    calls, seconds = placed.calls_ended(connection, setup.campaign_id, now - LOOKS_BACK)
    at_work = agents.at_work(connection, setup.campaign_id)
    now_at_work = desk(connection, setup, at_work, None, {}, now)
    if calls < _FEW_CALLS:
        return calls_for_agents(now_at_work, wanted, _TRANSFERS_PER_CALL, _CALL_MINUTES)
    minutes = max(seconds / calls / 60, _CALL_MINUTES / 4)
    return calls_for_agents(now_at_work, wanted, now_at_work.asked / calls, minutes)


def serves(agent: Any, person: Any, kept: Mapping[str, str]) -> bool:
    """Whether an agent speaks the person's language and works for their municipality."""
    return can_serve(
        kept.get("municipality") or person.municipality,
        kept.get("language") or person.locale,
        municipalities=skills(agent.municipalities),
        languages=skills(agent.languages),
    )


def skills(joined: str) -> frozenset[str] | None:
    """What an agent serves, of names joined by `|`; None: everybody."""
    return frozenset(joined.split("|")) if joined else None
