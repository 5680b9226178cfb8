"""Makes leads: of a conversation that ended warm, or while somebody waits for an agent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from outreach.store import leads
from outreach.store.database import Connection

log = structlog.get_logger()


def add(
    connection: Connection,
    attempt: Any,
    kept: Mapping[str, str],
    now: datetime,
    *,
    interested: bool,
) -> None:
    """Adds the lead of an attempt's conversation with what was answered in it.

    Where the person has one already, and no agent has it, that is completed; one with which an
    agent came to nothing before this conversation is open again.
    """
    appointment = kept.get("appointment")
    added = leads.add(
        connection,
        case_id=attempt.case_id,
        campaign_id=attempt.campaign_id,
        attempt_id=attempt.id,
        interested=interested,
        wants_now=not appointment,
        services=kept.get("services", ""),
        municipality=kept.get("municipality") or attempt.municipality,
        locale=kept.get("language") or attempt.locale,
        agreed_at=datetime.fromisoformat(appointment) if appointment else None,
        created_at=now,
    )
    if added:
        log.info("lead", attempt=attempt.id, case=attempt.case_id)
        return
    learnt, began = _learnt(kept), attempt.placed_at or attempt.claimed_at
    wish = {"wants_now": True, "agreed_at": None, **({"interested": True} if interested else {})}
    if leads.wanted_again(connection, attempt.case_id, closed_before=began, **wish | learnt):
        log.info("lead wanted again", attempt=attempt.id, case=attempt.case_id)
    else:
        leads.complete(connection, attempt.case_id, **learnt)


def _learnt(kept: Mapping[str, str]) -> dict[str, Any]:
    """What a conversation that was finished later adds to the lead of its first half."""
    learnt: dict[str, Any] = {}
    for name in ("services", "municipality"):
        if kept.get(name):
            learnt[name] = kept[name]
    if kept.get("appointment"):
        learnt["agreed_at"] = datetime.fromisoformat(kept["appointment"])
        learnt["wants_now"] = False
    return learnt
