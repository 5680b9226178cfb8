"""An agent calls the person of a lead: the agent's phone rings first, then the person's."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from flows.marking import marked
from outreach import audit
from outreach.actors import Actor, may_meet
from outreach.agents import availability, transfers
from outreach.audit import Action
from outreach.errors import CarrierError, NotFound
from outreach.planning import new_ref
from outreach.rules.caller_ids import candidates
from outreach.rules.states import AgentCallState, LeadState
from outreach.setups import Setup
from outreach.store import agent_calls as rows
from outreach.store import campaigns, leads, suppressions, users
from outreach.store.database import Connection
from outreach.system import System

_RING_SECONDS = 25  # the agent has asked for it and waits


class WhyNot(StrEnum):
    """Why the person of a lead cannot be called now. Values are what the agent reads."""

    NOT_YOURS = marked("Tome primero este contacto.")
    NO_PHONE = marked("Ponga primero el número de su propio teléfono.")
    SAMPLE = marked("Esta es una lista de ejemplo: solo se llama en un ensayo.")
    NO_NUMBER = marked("Ese número no es de esta persona.")
    SUPPRESSED = marked("A esta persona, o a este número, no se le puede contactar más.")
    CLOSED_HOURS = marked("A esta hora no se llama a nadie.")
    ON_THE_LINE = marked("Ya se está llamando a ese número.")
    BUSY = marked("Usted ya tiene una llamada en curso.")
    CARRIER = marked("La red telefónica no tomó la llamada. Pruebe otra vez.")


@dataclass(frozen=True, slots=True)
class Joined:
    """Where an agent meets the person: in a room, or on the number that is dialled now (E.164),
    from this one of ours."""

    room: str = ""
    number: str = ""
    caller_id: str = ""


def found(connection: Connection, ref: str) -> Any:
    """The call to an agent's phone of this name. Raises NotFound."""
    call = rows.by_ref(connection, ref)
    if call is None:
        raise NotFound("no call to an agent has this reference")
    return call


def call(
    system: System, lead_id: int, phone_id: int, actor: Actor, now: datetime
) -> WhyNot | None:
    """Rings the agent's phone for a call to this number of the person; or why not.

    Raises NotFound for a lead of somebody else's campaign.
    """
    with system.store.transaction() as connection:
        lead = leads.by_id(connection, lead_id)
        if lead is None or not may_meet(connection, actor, lead.campaign_id):
            raise NotFound("there is no such lead")
        setup = system.setup(connection, lead.campaign_id)
        why = _agent_cannot(system, connection, lead, actor)
        if why := why or why_not(connection, setup, lead, phone_id, lead.taken_by, now):
            return why
        begun = _begin(connection, lead, phone_id, now)
        if begun is None:
            return WhyNot.BUSY
        subject = f"lead {lead_id}"
        people = (lead.person_id,)
        audit.record(
            connection, actor, Action.LEAD_CALLED, people=people, subject=subject, now=now
        )
    return _place(system, setup, begun, now)


def _begin(connection: Connection, lead: Any, phone_id: int, now: datetime) -> Any:
    if not availability.ring_at_own_wish(connection, lead.taken_by, now):
        return None
    wanted = {"user_id": lead.taken_by, "lead_id": lead.id, "phone_id": phone_id, "rung_at": now}
    begun = rows.begin(connection, ref=new_ref(), **wanted)
    leads.worked(connection, lead.id, now)
    return begun and rows.by_id(connection, begun)


def _place(system: System, setup: Setup, placed: Any, now: datetime) -> WhyNot | None:
    try:
        sid = system.carrier.place_call(transfers.order(system, setup, placed, _RING_SECONDS))
    except CarrierError:
        with system.store.transaction() as connection:
            ringing, ended = (AgentCallState.RINGING,), AgentCallState.ENDED
            rows.move(connection, placed.id, ringing, ended, ended_at=now)
            availability.free_again(connection, placed.user_id, now)
        return WhyNot.CARRIER
    with system.store.transaction() as connection:
        rows.set_sid(connection, placed.id, sid)
    return None


def _agent_cannot(
    system: System, connection: Connection, lead: Any, actor: Actor
) -> WhyNot | None:
    if lead.state != LeadState.TAKEN or lead.taken_by != actor.user_id:
        return WhyNot.NOT_YOURS
    user = users.by_id(connection, lead.taken_by)
    if user is None or not user.phone_sealed:
        return WhyNot.NO_PHONE
    if campaigns.standing(connection, lead.campaign_id)[1] and not system.carrier.is_rehearsal:
        return WhyNot.SAMPLE
    return None


def why_not(
    connection: Connection,
    setup: Setup,
    lead: Any,
    phone_id: int,
    agent_id: int,
    now: datetime,
) -> WhyNot | None:
    """Why this agent may not call the person of a lead at this number now; None: they may."""
    numbers = leads.numbers_of(connection, lead.person_id)
    phone = next((p for p in numbers if p.id == phone_id), None)
    if phone is None or not phone.number_sealed:
        return WhyNot.NO_NUMBER
    if suppressions.holds(connection, person_id=lead.person_id, number_hash=phone.number_hash):
        return WhyNot.SUPPRESSED
    if not setup.hours.is_open(now):
        return WhyNot.CLOSED_HOURS
    if leads.on_the_line(connection, phone.number_hash):
        return WhyNot.ON_THE_LINE
    if rows.to_number(connection, phone.number_hash, but_of=agent_id):
        return WhyNot.ON_THE_LINE
    return None


def dial(system: System, connection: Connection, call: Any, now: datetime) -> Joined | None:
    """Whom the agent's phone dials now; None when that is not allowed any more."""
    lead = leads.by_id(connection, call.lead_id)
    setup = system.setup(connection, call.campaign_id)
    if lead is None or why_not(connection, setup, lead, call.phone_id, call.user_id, now):
        return None
    numbers = leads.numbers_of(connection, lead.person_id)
    number = next(p.number_sealed for p in numbers if p.id == call.phone_id)
    accepted, connected = (AgentCallState.ACCEPTED,), AgentCallState.CONNECTED
    rows.move(connection, call.id, accepted, connected, connected_at=now)
    caller = candidates(setup.file.callers, lead.municipality)[0]
    return Joined(number=number, caller_id=caller.number)
