"""What happens on an agent's own phone: it rings, a key accepts, a whisper tells who it is.

Until a key was pressed anybody may have picked it up, so nothing is said of anybody before.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows import spoken
from outreach import audit
from outreach.actors import Actor
from outreach.agents import availability, lead_calls, transfers
from outreach.agents.lead_calls import Joined
from outreach.audit import Action
from outreach.countries import CountryPack
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AgentCallState, Role, TransferState
from outreach.store import agent_calls as rows
from outreach.store import leads, users
from outreach.store import transfers as transfer_rows
from outreach.store.database import Connection
from outreach.system import System

ACCEPTS = "1"
_CALLED = "phone"  # where from, in the audit log
_RINGING = (AgentCallState.RINGING,)
_OPEN = (AgentCallState.RINGING, AgentCallState.ACCEPTED, AgentCallState.CONNECTED)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the agent hears. `asks`: a key is waited for. `goes_on`: then the two are connected;
    `bridged`: the carrier does so by itself. Else the call ends after `text`."""

    text: str
    asks: bool = False
    goes_on: bool = False
    bridged: bool = False


def picked_up(system: System, ref: str, sid: str) -> Heard:
    """Somebody picked up an agent's phone. Raises NotFound for no call of ours."""
    with system.store.transaction() as connection:
        call = lead_calls.found(connection, ref)
        if sid:
            rows.set_sid(connection, call.id, sid)
        country = system.setup(connection, call.campaign_id).country
    if call.state != AgentCallState.RINGING:
        return Heard(country.to_agents.gone)
    words = country.to_agents
    return Heard(words.offer if call.transfer_id else words.call, asks=True)


def pressed(system: System, ref: str, key: str, now: datetime) -> Heard:
    """A key was pressed, or none in time. The same key again hears the same."""
    with system.store.transaction() as connection:
        call = lead_calls.found(connection, ref)
        setup = system.setup(connection, call.campaign_id)
        gone = Heard(setup.country.to_agents.gone)
        accepted = call.state in (AgentCallState.ACCEPTED, AgentCallState.CONNECTED)
        if key != ACCEPTS and not accepted:
            transfers.passed_over(connection, call, now)
            missed = True
        else:
            missed = not accepted and not _accept(connection, call, now)
        lead = leads.by_id(connection, call.lead_id)
        person = _person(connection, call)
    if missed:
        if person is not None:
            transfers.look(system, setup, person.attempt_id, now)
        return gone
    whisper = _whisper(setup.country, lead)
    if person is not None and not system.settings.carrier_profile.can.conference:
        join(system, ref, now)  # the person's own call waits for the end of the whisper
        return Heard(whisper, bridged=True)
    if person is not None and not accepted:
        transfers.fetch(system, person)
    return Heard(whisper, goes_on=True)


def _accept(connection: Connection, call: Any, now: datetime) -> bool:
    """The call is this agent's, and with it the lead; False when the person waits no more."""
    if call.state != AgentCallState.RINGING:
        return False
    if call.transfer_id and not transfer_rows.move(
        connection,
        call.transfer_id,
        (TransferState.WAITING,),
        TransferState.ACCEPTED,
        accepted_at=now,
        user_id=call.user_id,
    ):
        return False
    if not rows.move(connection, call.id, _RINGING, AgentCallState.ACCEPTED, accepted_at=now):
        return False
    availability.talk(connection, call.user_id, now)
    if call.transfer_id and leads.take(connection, call.lead_id, call.user_id, now):
        record(connection, call, Action.LEAD_TAKEN, now)
    else:
        record(connection, call, Action.LEAD_SEEN, now)
    return True


def record(connection: Connection, call: Any, action: Action, now: datetime) -> None:
    """Writes down that this agent was told by phone who somebody is."""
    user = users.by_id(connection, call.user_id)
    lead = leads.by_id(connection, call.lead_id)
    actor = Actor(call.user_id, Role(user.role) if user else None, _CALLED)
    subject = f"lead {call.lead_id}"
    people = (lead.person_id,) if lead else ()
    audit.record(connection, actor, action, people=people, subject=subject, now=now)


def _person(connection: Connection, call: Any) -> Any:
    """The transfer that a call is for, if any."""
    return transfer_rows.by_id(connection, call.transfer_id) if call.transfer_id else None


def _whisper(country: CountryPack, lead: Any) -> str:
    words = country.to_agents
    told = {
        "name": lead.name_sealed or lead.case_code,
        "municipality": country.places.get(lead.municipality, "otro municipio"),
        "services": spoken.services(lead.services, country.locale) or "el programa",
    }
    said = [(words.whisper if lead.interested else words.whisper_person).format_map(told)]
    if not lead.identified_at:
        said.append(words.unconfirmed)
    if lead.locale.partition("-")[0] != country.locale.partition("-")[0]:
        said.append(words.language.format_map({"language": country.language_name(lead.locale)}))
    return " ".join(said)


def join(system: System, ref: str, now: datetime) -> Joined | None:
    """The whisper is over: where the two meet. None when the person waits no more."""
    with system.store.transaction() as connection:
        call = lead_calls.found(connection, ref)
        if call.state not in (AgentCallState.ACCEPTED, AgentCallState.CONNECTED):
            return None
        if call.transfer_id is None:
            return lead_calls.dial(system, connection, call, now)
        transfer = transfer_rows.by_id(connection, call.transfer_id)
        if transfer is None or transfer.state == TransferState.CONNECTED:
            return Joined(room=transfer.ref) if transfer else None
        accepted, connected = (TransferState.ACCEPTED,), TransferState.CONNECTED
        moved = transfer_rows.move(connection, transfer.id, accepted, connected, connected_at=now)
        if not moved:
            return None
        _connected(connection, call, now)
        return Joined(room=transfer.ref)


def _connected(connection: Connection, call: Any, now: datetime) -> None:
    accepted, connected = (AgentCallState.ACCEPTED,), AgentCallState.CONNECTED
    rows.move(connection, call.id, accepted, connected, connected_at=now)
    leads.reached(connection, call.lead_id, now)


def dialled(
    system: System, ref: str, result: CarrierResult | None, seconds: int | None, now: datetime
) -> Heard:
    """The call to the person from an agent's phone is over: with what, and after how long."""
    with system.store.transaction() as connection:
        call = lead_calls.found(connection, ref)
        words = system.setup(connection, call.campaign_id).country.to_agents
        known = result or CarrierResult.UNKNOWN
        first = rows.dialled(connection, call.id, result=known, seconds=seconds)
        if first and known is CarrierResult.COMPLETED:
            leads.reached(connection, call.lead_id, now)
    return Heard("" if known is CarrierResult.COMPLETED else words.no_answer)


def ended(system: System, ref: str, sid: str, now: datetime) -> None:
    """The carrier says that the call to an agent's phone is over. Late and repeated news change
    nothing."""
    with system.store.transaction() as connection:
        call = lead_calls.found(connection, ref)
        if sid:
            rows.set_sid(connection, call.id, sid)
        setup = system.setup(connection, call.campaign_id)
        if call.state not in _OPEN:
            return
        back = transfers.end_call(connection, setup, call, now)
        person = _person(connection, call)
    if person is not None and back:
        transfers.look(system, setup, person.attempt_id, now)
        transfers.fetch(system, person)
