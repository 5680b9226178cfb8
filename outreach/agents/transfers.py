"""A person who wants to talk now is put through: agents are rung one after the other.

What the carrier is asked (to ring, to fetch an address, to hang up) it is asked after the commit.
A webhook that is lost or repeated changes nothing: whoever waits asks again every few seconds, and
each step is a conditional UPDATE that one process wins.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import structlog

from flows.turn import State
from outreach import new_leads
from outreach.agents import availability
from outreach.agents.offering import serves
from outreach.carrier import CallOrder
from outreach.errors import CarrierError, CarrierRefused
from outreach.planning import new_ref
from outreach.rules.states import AgentCallState, AgentState, TransferState
from outreach.setups import Setup
from outreach.store import agent_calls, agents, leads
from outreach.store import transfers as rows
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

_WITH_US = (TransferState.WAITING, TransferState.ACCEPTED)
_MOST_REFUSALS = 3


class Place(Enum):
    """Where somebody stands who waits for an agent."""

    WAIT = "wait"  # an agent's phone rings
    DIAL = "dial"  # it has to ring by the person's own call: this carrier has no rooms
    JOIN = "join"  # an agent has accepted
    NOBODY = "nobody"
    OVER = "over"  # they have talked, or the wait has ended another way


@dataclass(frozen=True, slots=True)
class Live:
    """How a call goes on in which an agent is looked for. `room` is where the two meet; `call` is
    the ref of the agent's call and `phone` its number (E.164), where it has to be dialled."""

    place: Place
    room: str = ""
    call: str = ""
    phone: str = ""
    ring_seconds: int = 0


# In the transaction of the person's own turn ---------------------------------------------------


def follow(
    connection: Connection,
    attempt: Any,
    before: State,
    after: State,
    now: datetime,
    *,
    nobody: bool = False,
) -> None:
    """A turn has made somebody wait for an agent, or has ended the wait.

    Whoever begins to wait has a lead from here on, so that no yes is lost with a dropped call.
    """
    if after.waits and not before.waits:
        interested = after.kept.get("interest") == "yes"
        new_leads.add(connection, attempt, after.kept, now, interested=interested)
        wish = {"attempt_id": attempt.id, "campaign_id": attempt.campaign_id, "asked_at": now}
        rows.ask(connection, ref=new_ref(), **wish)
    elif before.waits and not after.waits:
        end = TransferState.NOBODY if nobody else TransferState.CHOSE_TIME
        _end(connection, attempt.id, TransferState.WITHDRAWN if after.opted_out else end, now)


def person_gone(connection: Connection, attempt: Any, now: datetime) -> None:
    """The person's call has ended: in the middle of waiting, or after the talk."""
    transfer = rows.of_attempt(connection, attempt.id)
    if transfer is None:
        return
    if not _end(connection, attempt.id, TransferState.ABANDONED, now):
        talking = (TransferState.CONNECTED,)
        rows.move(connection, transfer.id, talking, TransferState.TALKED, ended_at=now)


def _end(connection: Connection, attempt_id: int, how: TransferState, now: datetime) -> bool:
    transfer = rows.of_attempt(connection, attempt_id)
    return transfer is not None and rows.move(connection, transfer.id, _WITH_US, how, ended_at=now)


# Afterwards ------------------------------------------------------------------------------------


def look(
    system: System, setup: Setup, attempt_id: int, now: datetime, *, parted: bool = False
) -> Live:
    """Where somebody stands who waits; an agent who did not accept in time is passed over.

    `parted`: it comes from where the two met, or from an agent's phone that it has rung itself.
    """
    with system.store.transaction() as connection:
        transfer = rows.of_attempt(connection, attempt_id)
        if transfer is None:
            return Live(Place.NOBODY)
        call = agent_calls.of_transfer(connection, transfer.id)
        if parted and call is not None and not system.settings.carrier_profile.can.conference:
            back = end_call(connection, setup, call, now)
            return Live(Place.WAIT if back else Place.OVER)
        if parted and transfer.state == TransferState.CONNECTED:
            return Live(Place.OVER)
        if transfer.state in (TransferState.ACCEPTED, TransferState.CONNECTED):
            return Live(Place.JOIN, room=transfer.ref)
        if transfer.state != TransferState.WAITING:
            return Live(Place.OVER)
        if call is not None and call.rung_at + _patience(setup) > now:
            return Live(Place.WAIT)
        if call is not None:
            passed_over(connection, call, now)
    if call is not None:
        hang_up(system, call.carrier_sid)
    return ring_next(system, setup, transfer.id, now)


def _patience(setup: Setup) -> timedelta:
    """How long an agent has from the first ring to the key that accepts."""
    return timedelta(seconds=setup.file.agents.accept_seconds)


def passed_over(connection: Connection, call: Any, now: datetime) -> None:
    """The agent did not accept."""
    missed = AgentCallState.MISSED
    if agent_calls.move(connection, call.id, (AgentCallState.RINGING,), missed, ended_at=now):
        availability.missed(connection, call.user_id, now)


def end_call(connection: Connection, setup: Setup, call: Any, now: datetime) -> bool:
    """Ends the call to an agent's phone; whether the person waits for another agent now."""
    if call.state == AgentCallState.RINGING:
        passed_over(connection, call, now)
        return call.transfer_id is not None
    talked = (AgentCallState.ACCEPTED, AgentCallState.CONNECTED)
    if not agent_calls.move(connection, call.id, talked, AgentCallState.ENDED, ended_at=now):
        return False
    wrap_up_seconds = setup.file.agents.wrap_up_seconds
    availability.wrap_up(connection, call.user_id, wrap_up_seconds, now)
    if call.transfer_id is None:
        return False
    connected, accepted = (TransferState.CONNECTED,), (TransferState.ACCEPTED,)
    if rows.move(connection, call.transfer_id, connected, TransferState.TALKED, ended_at=now):
        return False
    # hung up during the whisper: the lead goes back, and the next agent is rung
    waiting = TransferState.WAITING
    back = rows.move(connection, call.transfer_id, accepted, waiting, user_id=None)
    if back:
        leads.release(connection, call.lead_id, call.user_id, now)
    return back


def ring_next(system: System, setup: Setup, transfer_id: int, now: datetime) -> Live:
    """Rings the agent who has been free for longest of those who can serve this person and were
    not rung for them yet."""
    for _ in range(_MOST_REFUSALS):
        with system.store.transaction() as connection:
            transfer = rows.by_id(connection, transfer_id)
            call = _offer(connection, transfer, now)
            # another request was faster, or the person has left
            elsewhere = agent_calls.of_transfer(connection, transfer_id) is not None
            over = transfer is None or transfer.state != TransferState.WAITING
        if call is None:
            return Live(Place.WAIT if elsewhere else Place.OVER if over else Place.NOBODY)
        seconds = setup.file.agents.accept_seconds
        if not system.settings.carrier_profile.can.conference:
            return Live(Place.DIAL, call=call.ref, phone=call.phone_sealed, ring_seconds=seconds)
        try:
            sid = system.carrier.place_call(order(system, setup, call, seconds))
        except CarrierError as error:
            _not_rung(system, call, now)
            log.warning("agent not rung", call=call.id, error=str(error))
            if not isinstance(error, CarrierRefused):
                break  # a carrier that is down is not asked again while somebody waits
        else:
            with system.store.transaction() as connection:
                agent_calls.set_sid(connection, call.id, sid)
            return Live(Place.WAIT)
    return Live(Place.NOBODY)


def _offer(connection: Connection, transfer: Any, now: datetime) -> Any:
    """The call to the next agent, who is not free any more; None when there is nobody."""
    if transfer is None or transfer.state != TransferState.WAITING:
        return None
    if agent_calls.of_transfer(connection, transfer.id) is not None:
        return None
    tried = rows.tried(connection, transfer.id)
    for agent in agents.at_work(connection, transfer.campaign_id):
        free = agents.standing_of(agent, now).state is AgentState.AVAILABLE
        if not free or agent.id in tried or not serves(agent, transfer, {}):
            continue
        if not availability.ring(connection, agent.id, now):
            continue
        wanted = {"user_id": agent.id, "lead_id": transfer.lead_id, "rung_at": now}
        begun = agent_calls.begin(connection, ref=new_ref(), transfer_id=transfer.id, **wanted)
        if begun is not None:
            return agent_calls.by_id(connection, begun)
        availability.free_again(connection, agent.id, now)
        return None
    return None


def order(system: System, setup: Setup, call: Any, ring_seconds: int) -> CallOrder:
    """The call to an agent's phone."""
    base = system.settings.public_base_url
    return CallOrder(
        to=call.phone_sealed,
        caller_id=setup.file.callers[0].number,
        answer_url=f"{base}/voice/agent/{call.ref}/0",
        events_url=f"{base}/events/agent/{call.ref}",
        ring_seconds=ring_seconds,
    )


def _not_rung(system: System, call: Any, now: datetime) -> None:
    with system.store.transaction() as connection:
        ended = AgentCallState.ENDED
        agent_calls.move(connection, call.id, (AgentCallState.RINGING,), ended, ended_at=now)
        availability.free_again(connection, call.user_id, now)


def release(system: System, attempt_id: int, now: datetime) -> None:
    """Nobody waits any more: the agent whose phone rings is free again, for no fault of theirs."""
    with system.store.transaction() as connection:
        transfer = rows.of_attempt(connection, attempt_id)
        call = transfer and agent_calls.of_transfer(connection, transfer.id)
        if (
            transfer is None
            or call is None
            or transfer.state in (TransferState.WAITING, TransferState.CONNECTED)
        ):
            return
        unanswered = (AgentCallState.RINGING, AgentCallState.ACCEPTED)
        ended = AgentCallState.ENDED
        if not agent_calls.move(connection, call.id, unanswered, ended, ended_at=now):
            return
        availability.free_again(connection, call.user_id, now)
        availability.wrap_up(connection, call.user_id, 0, now)
    hang_up(system, call.carrier_sid)


def hang_up(system: System, sid: str | None) -> None:
    """Asks the carrier to end a call; where that fails it ends by itself."""
    if not sid:
        return
    try:
        system.carrier.hang_up(sid)
    except CarrierError as error:
        log.info("not hung up", error=str(error))


def fetch(system: System, transfer: Any) -> None:
    """Lets the person's call look where it stands, now rather than in a few seconds."""
    if not transfer.person_sid or not system.settings.carrier_profile.can.conference:
        return
    address = f"{system.settings.public_base_url}/voice/{transfer.attempt_ref}/look"
    try:
        system.carrier.redirect(transfer.person_sid, address)
    except CarrierError as error:
        log.info("not fetched", transfer=transfer.id, error=str(error))
