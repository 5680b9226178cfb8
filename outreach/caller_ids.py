"""From which numbers we call, and which one to ring: what anybody may ask."""

from dataclasses import dataclass

import phonenumbers

from outreach.campaign_file import CampaignFile
from outreach.countries import load_country
from outreach.rules.states import CampaignState
from outreach.store import campaigns
from outreach.system import System

_CALLING = (CampaignState.RUNNING, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class CallerIds:
    """`ours`: every number (E.164) from which a campaign calls or writes, or ever did. `to_ring`:
    those to ring now. `take_texts`: whether a text to one of those reaches us."""

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
    calling = [file for state, file in started if state in _CALLING]
    ring = {number for file in calling for number in _to_ring(file)}
    return CallerIds(
        ours=frozenset(number for _, file in started for number in _all(file)),
        to_ring=tuple(sorted(ring)),
        take_texts=any(_takes_texts(file) for file in calling),
    )


def _to_ring(file: CampaignFile) -> set[str]:
    return {file.number_to_ring(caller.number) for caller in file.callers}


def _all(file: CampaignFile) -> set[str]:
    senders = {file.whatsapp_sender} if file.whatsapp_sender else set()
    return {caller.number for caller in file.callers} | _to_ring(file) | senders


def _takes_texts(file: CampaignFile) -> bool:
    ours = file.two_way
    return load_country(file.country).texts.two_way if ours is None else ours


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
