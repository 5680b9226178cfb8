"""Who does something: a user of the console or a command on the machine; in which campaigns."""

from dataclasses import dataclass

from outreach.errors import NotFound
from outreach.rules.states import Role
from outreach.store import campaigns, users
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection


@dataclass(frozen=True, slots=True)
class Actor:
    """`user_id` and `role` are None for a command. `address` is where from, as the audit log
    keeps it: a network address, or the account of the operating system."""

    user_id: int | None
    role: Role | None
    address: str


def campaigns_of(connection: Connection, actor: Actor) -> frozenset[int] | None:
    """The campaigns whose people this actor may meet; None for all of them."""
    if actor.user_id is None or actor.role is Role.ADMIN:
        return None
    return frozenset(users.campaigns_of(connection, actor.user_id))


def may_meet(connection: Connection, actor: Actor, campaign_id: int) -> bool:
    """Whether the people of this campaign are any of the actor's business."""
    known = campaigns_of(connection, actor)
    return known is None or campaign_id in known


def own_campaign(connection: Connection, name: str, actor: Actor | None) -> CampaignRow:
    """The campaign of this name. Raises NotFound, also where it is none of the actor's; None is a
    process of ours."""
    campaign = campaigns.named(connection, name)
    if actor is not None and not may_meet(connection, actor, campaign.id):
        raise NotFound("there is no campaign called '%(name)s'", name=name)
    return campaign
