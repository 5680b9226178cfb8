"""How an agent's work on a lead ends: with a result, and where it goes on, with its next time."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flows.marking import marked
from outreach.actors import Actor
from outreach.audit import Action
from outreach.errors import NotAllowed
from outreach.leads import agent_of, met, record
from outreach.opt_outs import opt_out_person
from outreach.rules.states import LeadResult
from outreach.store import lead_notes
from outreach.store import leads as rows
from outreach.store.database import Connection
from outreach.system import System

# After these the lead goes on, at the time that was agreed.
_GO_ON = frozenset({LeadResult.APPOINTMENT, LeadResult.NOT_REACHED})


class WhyNotThen(StrEnum):
    """Why a lead cannot go on at that time. Values are what the agent reads."""

    NO_TIME = marked("Ponga el día y la hora que acordaron.")
    NOT_THEN = marked("A esa hora no llamamos: elija otra, dentro del horario de atención.")


def why_not_then(
    system: System,
    lead_id: int,
    actor: Actor,
    result: LeadResult,
    again_at: datetime | None,
    now: datetime,
) -> WhyNotThen | None:
    """What is wrong with the time at which a lead is to go on after this result; None: nothing."""
    if result not in _GO_ON:
        return None
    if again_at is None:
        return WhyNotThen.NO_TIME if result is LeadResult.APPOINTMENT else None
    with system.store.reading() as connection:
        row = met(connection, lead_id, actor)
        hours = system.setup(connection, row.campaign_id).agent_hours
    return None if again_at > now and hours.is_open(again_at) else WhyNotThen.NOT_THEN


def close(
    system: System,
    lead_id: int,
    actor: Actor,
    *,
    result: LeadResult,
    note: str,
    now: datetime,
    again_at: datetime | None = None,
) -> None:
    """Ends an agent's work on a lead with its result. Raises NotFound, or NotAllowed unless this
    agent has it, or for a new time against which there is a `why_not_then`.

    After an appointment, or nobody found, it goes on at `again_at`, for whoever takes it then.
    Who told the agent never to be contacted again is not contacted again, by anybody.
    """
    again_at = again_at if result in _GO_ON else None
    if wrong := why_not_then(system, lead_id, actor, result, again_at, now):
        raise NotAllowed(wrong.value)
    with system.store.transaction() as connection:
        row = met(connection, lead_id, actor)
        if not _ended(connection, row, agent_of(actor), result, note, again_at, now):
            raise NotAllowed("only the agent who has a lead can close it")
        if result is LeadResult.DO_NOT_CONTACT:
            opt_out_person(system, connection, row.person_id, source="agent", now=now)
        record(connection, actor, Action.LEAD_CLOSED, row, now, str(result))


def _ended(
    connection: Connection,
    row: Any,
    agent_id: int,
    result: LeadResult,
    body: str,
    again_at: datetime | None,
    now: datetime,
) -> bool:
    if again_at is not None:
        ended = rows.agree(connection, row.id, agent_id, again_at, now)
    else:
        ended = rows.close(connection, row.id, agent_id, result=result, note=body, now=now)
    if not ended:
        return False
    if result is not LeadResult.NOT_REACHED:
        rows.reached(connection, row.id, now)
    told = {"result": result, "body": body or None, "agreed_at": again_at}
    lead_notes.add(connection, lead_id=row.id, user_id=agent_id, at=now, **told)
    return True
