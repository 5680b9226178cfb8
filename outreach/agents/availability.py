"""What agents are doing: they say when they are free or pause, calls move them by themselves."""

import re
from datetime import datetime, timedelta

from outreach import audit
from outreach.actors import Actor
from outreach.audit import Action
from outreach.errors import NotAllowed, NotFound
from outreach.rules.states import AgentState, PauseReason, Role
from outreach.store import agents as rows
from outreach.store import users
from outreach.store.agents import Standing
from outreach.store.database import Connection
from outreach.system import System

# Whoever did not take a call is not at the desk: the next ones go to others, for a while.
RESTS_AFTER_A_MISS = timedelta(minutes=10)
_E164 = re.compile(r"\+[1-9]\d{7,14}")
_SEPARATORS = re.compile(r"[\s().-]")
_AT_REST = (None, AgentState.AVAILABLE, AgentState.WRAP_UP, AgentState.PAUSED)
_CHOSEN = frozenset(PauseReason) - {PauseReason.NO_ANSWER}


def standing(system: System, actor: Actor, now: datetime) -> Standing:
    """What this agent is doing."""
    with system.store.reading() as connection:
        return rows.standing(connection, _agent(actor), now)


def become_available(system: System, actor: Actor, now: datetime) -> None:
    """From now on calls may ring at this agent. Raises NotAllowed without a phone to ring at, or
    in the middle of a call."""
    with system.store.transaction() as connection:
        user = users.by_id(connection, _agent(actor))
        if user is None or not user.phone_sealed:
            raise NotAllowed("calls need the number of a phone at which they ring")
        _move(connection, user.id, AgentState.AVAILABLE, now)


def pause(system: System, actor: Actor, reason: PauseReason, now: datetime) -> None:
    """No calls until the agent says so. Raises NotAllowed in the middle of a call."""
    if reason not in _CHOSEN:
        raise NotAllowed("this reason is ours to give")
    with system.store.transaction() as connection:
        _move(connection, _agent(actor), AgentState.PAUSED, now, reason)


def go_home(system: System, actor: Actor, now: datetime) -> None:
    """Not at work any more; in the middle of a call it ends as any other, and then rests."""
    with system.store.transaction() as connection:
        rows.move(connection, _agent(actor), _AT_REST, None, now)


def set_phone(system: System, actor: Actor, typed: str, now: datetime) -> str:
    """At which number calls ring; as E.164. Raises NotAllowed for what is none."""
    with system.store.transaction() as connection:
        number = dialled(typed, system.settings.country)
        rows.set_profile(connection, _agent(actor), phone_sealed=number)
        subject = f"user {actor.user_id}"
        audit.record(
            connection, actor, Action.USER_CHANGED, subject=subject, detail="phone", now=now
        )
    return number


def dialled(typed: str, country: str) -> str:
    """A number as somebody types it → E.164. Raises NotAllowed."""
    import phonenumbers  # takes long to load

    try:
        parsed = phonenumbers.parse(_SEPARATORS.sub("", typed), country.upper())
    except phonenumbers.NumberParseException:
        raise NotAllowed("this is no telephone number") from None
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_possible_number(parsed) or not _E164.fullmatch(number):
        raise NotAllowed("this is no telephone number")
    return number


def start(system: System, login: str, typed: str, actor: Actor, now: datetime) -> None:
    """An agent's phone is set, and the agent available, by whoever is at the machine. Raises
    NotFound, or NotAllowed as the two do."""
    with system.store.reading() as connection:
        user = users.by_login(connection, login.strip().lower())
    if user is None:
        raise NotFound("there is no user '%(login)s'", login=login)
    agent = Actor(user.id, Role(user.role), actor.address)
    set_phone(system, agent, typed, now)
    become_available(system, agent, now)


# What calls do ------------------------------------------------------------------------------


def ring(connection: Connection, user_id: int, now: datetime) -> bool:
    """An agent who is free is offered a call; False when they are not any more."""
    return rows.move(connection, user_id, (AgentState.AVAILABLE,), AgentState.RINGING, now)


def ring_at_own_wish(connection: Connection, user_id: int, now: datetime) -> bool:
    """The agent's own phone is going to ring, as asked; False in the middle of a call."""
    return rows.move(connection, user_id, _AT_REST, AgentState.RINGING, now)


def talk(connection: Connection, user_id: int, now: datetime) -> None:
    rows.move(connection, user_id, (AgentState.RINGING,), AgentState.ON_CALL, now)


def wrap_up(connection: Connection, user_id: int, seconds: int, now: datetime) -> None:
    """The call is over: time to note down, and free again after it."""
    until = now + timedelta(seconds=seconds)
    on_the_phone = (AgentState.ON_CALL, AgentState.RINGING)
    rows.move(connection, user_id, on_the_phone, AgentState.WRAP_UP, now, until=until)


def missed(connection: Connection, user_id: int, now: datetime) -> None:
    """The phone rang and nobody accepted."""
    rows.move(
        connection,
        user_id,
        (AgentState.RINGING,),
        AgentState.PAUSED,
        now,
        reason=PauseReason.NO_ANSWER,
        until=now + RESTS_AFTER_A_MISS,
    )


def free_again(connection: Connection, user_id: int, now: datetime) -> None:
    """The call that rang is not wanted any more, for no fault of the agent's."""
    rows.move(connection, user_id, (AgentState.RINGING,), AgentState.AVAILABLE, now)


def _move(
    connection: Connection,
    user_id: int,
    to: AgentState,
    now: datetime,
    reason: PauseReason | None = None,
) -> None:
    if not rows.move(connection, user_id, _AT_REST, to, now, reason=reason):
        raise NotAllowed("there is a call under way")


def _agent(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed("calls are taken by somebody who has signed in")
    return actor.user_id
