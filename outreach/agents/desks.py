"""An agent's own desk: what they are doing, where calls ring, how long they did what today."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from outreach.actors import Actor
from outreach.countries import load_country
from outreach.rules.states import AgentState
from outreach.store import agent_calls, agents, users
from outreach.store.agents import NOT_AT_WORK, Standing
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Desk:
    """`phone` is E.164, "" for none. `lead_id` is of the call that rings or is under way, once the
    agent may know whose it is. `today` are seconds by state."""

    standing: Standing
    phone: str
    lead_id: int | None
    today: dict[AgentState, float]


def desk_of(system: System, actor: Actor, now: datetime) -> Desk:
    """The desk of whoever has signed in."""
    if actor.user_id is None:
        return Desk(NOT_AT_WORK, "", None, {})
    zone = ZoneInfo(load_country(system.settings.country).zone)
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with system.store.reading() as connection:
        user = users.by_id(connection, actor.user_id)
        return Desk(
            standing=agents.standing(connection, actor.user_id, now),
            phone=(user.phone_sealed or "") if user else "",
            lead_id=agent_calls.lead_of(connection, actor.user_id),
            today=agents.times(connection, [actor.user_id], midnight, now)[actor.user_id],
        )
