"""From which numbers we call, and which one to ring: what anybody may ask."""

from dataclasses import dataclass

import phonenumbers

from outreach.campaign_file import CampaignFile
from outreach.rules.states import CampaignState
from outreach.store import campaigns
from outreach.system import System

_CALLING = (CampaignState.RUNNING, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class CallerIds:
    """`ours`: every number (E.164) from which a campaign calls or ever called. `to_ring`: those
    to ring now. `take_texts`: whether a text to one of those reaches us."""

    ours: frozenset[str]
    to_ring: tuple[str, ...]
    take_texts: bool


def caller_ids(system: System) -> CallerIds:
    """Of campaigns that were started; those with invented people only in a rehearsal."""
    with system.store.reading() as connection:
        started = [
            (campaign.state, CampaignFile.model_validate(campaign.document))
            for campaign in campaigns.all_campaigns(connection)
            if campaign.started_at is not None
            and (system.settings.rehearsing or not campaign.is_sample)
        ]
    ours = {number for _, file in started for number in (file.caller_id, file.number_to_ring)}
    ring = {file.number_to_ring for state, file in started if state in _CALLING}
    return CallerIds(frozenset(ours), tuple(sorted(ring)), system.settings.two_way_texts)


def is_ours(system: System, typed: str) -> bool | None:
    """Whether the number is one of ours; None where what was typed is no number."""
    region = system.settings.country.upper()
    try:
        parsed = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    e164 = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return e164 in caller_ids(system).ours


def shown(number: str) -> str:
    """A number as people read it aloud: `2200-0100` at home, with its code from abroad."""
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
