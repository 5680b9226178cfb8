"""What an operator sees of campaigns: all of them at a glance, and one with what it waits for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from flows.marking import Say
from flows.sentences import Sentence
from outreach import rehearsals
from outreach.actors import Actor, campaigns_of, own_campaign
from outreach.protocol import protocol
from outreach.rules.rehearsing import Lack, is_under_way
from outreach.store import campaigns, draws, live
from outreach.store import rehearsals as rehearsal_rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Card:
    """A campaign among others. `headline` is that of outreach.store.live."""

    campaign: CampaignRow
    headline: Any

    @property
    def target(self) -> int:
        return int(self.campaign.document["target"]["validated"])

    @property
    def title(self) -> str:
        return self.campaign.document.get("title") or self.campaign.name


@dataclass(frozen=True, slots=True)
class Overview:
    """One campaign. `lack` is what its start still waits for; `beyond` what the carrier cannot do
    for it; `rehearsal` the row of the last one, or None."""

    card: Card
    protocol: Callable[[Say], Sequence[str]]
    log: Sequence[Any]
    rehearsal: Any
    rehearsing: bool
    lack: Lack | None
    beyond: Sentence | None
    drawn: Any


def listed(system: System, actor: Actor) -> list[Card]:
    """The actor's campaigns, the newest first."""
    with system.store.reading() as connection:
        own = campaigns_of(connection, actor)
        found = campaigns.all_campaigns(connection)
        mine = [each for each in reversed(found) if own is None or each.id in own]
        return [_card(connection, campaign) for campaign in mine]


def overview(system: System, name: str, actor: Actor, now: datetime) -> Overview:
    """Raises NotFound, also where the campaign is none of the actor's."""
    with system.store.reading() as connection:
        campaign = own_campaign(connection, name, actor)
        setup = system.setup(connection, campaign.id)
        last = rehearsals.last(connection, campaign.id)
        return Overview(
            card=_card(connection, campaign),
            protocol=partial(protocol, setup),
            log=live.logged(connection, campaign.id),
            rehearsal=rehearsal_rows.latest(connection, campaign.id),
            rehearsing=is_under_way(last, now),
            lack=rehearsals.missing(system, connection, campaign, now),
            beyond=setup.beyond(system.settings.carrier_profile),
            drawn=draws.of(connection, campaign.id),
        )


def _card(connection: Connection, campaign: CampaignRow) -> Card:
    return Card(campaign, live.headline(connection, campaign.id))
