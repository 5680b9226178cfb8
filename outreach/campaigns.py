"""What an operator does with a campaign: make it, start, pause, resume and stop it."""

from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from flows.script import BadScript, load_script
from outreach import scripts, templates
from outreach.campaign_file import CampaignFile, read_campaign
from outreach.countries import load_country
from outreach.draws.releasing import release_at_start
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.protocol import protocol
from outreach.rules.states import CampaignState
from outreach.setups import Setup
from outreach.store import campaigns, carriers, placed
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


def create(system: System, path: Path, *, actor: str, now: datetime) -> CampaignFile:
    """Makes a campaign of a file. Raises BadFile, NotFound (its list) or NotAllowed.

    What it leaves to the country is written down as it is now, so that a protocol never changes
    under way.
    """
    file = read_campaign(path)
    policy = file.policy.over(load_country(file.country).policy)
    document = file.model_copy(update={"policy": policy}).model_dump(mode="json")
    try:
        script = load_script(file.script)
    except BadScript as error:
        raise BadFile(f"{path.name}: script: {error}") from None
    _refuse_faults(Setup.of(document, script), path)
    with system.store.transaction() as connection:
        list_id = campaigns.list_id(connection, file.list)
        if list_id is None:
            raise NotFound(f"{path.name}: list: no list is called '{file.list}'; import it first")
        if campaigns.by_name(connection, file.campaign) is not None:
            raise NotAllowed(f"there is a campaign called '{file.campaign}' already")
        scripts.keep(connection, script, now)
        campaign_id = campaigns.add(
            connection,
            name=file.campaign,
            list_id=list_id,
            document=document,
            script_version=script.version,
            now=now,
        )
        campaigns.log(connection, campaign_id, actor=actor, event="created", now=now)
    return file


def _refuse_faults(setup: Setup, path: Path) -> None:
    faults = [f"policy: {fault}" for fault in setup.faults()]
    if (unfit := templates.fault(setup)) is not None:
        faults.append(unfit)
    if faults:
        raise BadFile("\n".join(f"{path.name}: {fault}" for fault in faults))


def start(system: System, name: str, *, actor: str, now: datetime) -> int:
    """Releases the drawn people, or the first replicates, and begins. Returns how many people
    have a first attempt.

    Raises NotAllowed before the draw, and for a sample list with a real carrier.
    """
    with system.store.transaction() as connection:
        campaign = found(connection, name)
        if campaign.state is not CampaignState.DRAWN:
            raise NotAllowed(f"'{name}' is {campaign.state}; only a drawn campaign can start")
        if campaign.is_sample and not system.settings.rehearsing:
            raise NotAllowed(
                f"the list of '{name}' is a sample of invented people whose numbers may belong "
                "to somebody: it is only for CARRIER=rehearsal"
            )
        beyond = system.setup(connection, campaign.id).beyond(system.settings.carrier_profile)
        if beyond:
            raise NotAllowed(f"'{name}' cannot start: {beyond}")
        released = release_at_start(system, connection, campaign, actor=actor, now=now)
        campaigns.set_state(connection, campaign.id, CampaignState.RUNNING, started_at=now)
        campaigns.log(connection, campaign.id, actor=actor, event="started", now=now)
    log.info("campaign started", campaign=campaign.id, planned=released.planned)
    return released.planned


_MAY_BECOME = {
    CampaignState.PAUSED: (CampaignState.RUNNING,),
    CampaignState.RUNNING: (CampaignState.PAUSED,),
    CampaignState.STOPPED: (CampaignState.RUNNING, CampaignState.PAUSED, CampaignState.DRAWN),
}


def change_state(
    system: System,
    name: str,
    state: CampaignState,
    *,
    actor: str,
    now: datetime,
    note: str | None = None,
) -> None:
    """Pauses, resumes or stops a campaign. It holds at once: every dial asks the state first."""
    with system.store.transaction() as connection:
        campaign = found(connection, name)
        if campaign.state not in _MAY_BECOME[state]:
            raise NotAllowed(f"'{name}' is {campaign.state} and cannot become {state}")
        ended = {"ended_at": now} if state is CampaignState.STOPPED else {}
        campaigns.set_state(connection, campaign.id, state, note=note, **ended)
        campaigns.log(connection, campaign.id, actor=actor, event=state, now=now)


def allow_texts(system: System, name: str, *, actor: str, now: datetime) -> None:
    """Lets the texts of a campaign go out again, after what was wrong with them was mended."""
    with system.store.transaction() as connection:
        campaign = found(connection, name)
        if campaign.texts_stopped_why is None:
            raise NotAllowed(f"the texts of '{name}' are not stopped")
        campaigns.allow_texts(connection, campaign.id)
        campaigns.log(connection, campaign.id, actor=actor, event="texts_allowed", now=now)


def status(system: System, name: str) -> dict[str, Any]:
    """Where a campaign stands, as counts; why it is paused or its texts are stopped; and whether
    the carrier is being spared after failures."""
    now = system.clock.now()
    with system.store.reading() as connection:
        campaign = found(connection, name)
        return {
            "campaign": campaign.name,
            "state": str(campaign.state),
            "script": f"{campaign.document['script']} {campaign.script_version}",
            "why": campaign.note,
            "texts_stopped": campaign.texts_stopped_why,
            "carrier": str(carriers.breaker(connection, system.carrier_name).phase(now)),
            "target": campaign.document["target"],
            **campaigns.progress(connection, campaign.id),
        }


def spent(system: System, name: str) -> dict[str, Any]:
    """What a campaign's calls and texts came to: charged where the carrier's price is known,
    estimated by the tariff where it is not yet. `estimated` is None without a tariff."""
    with system.store.reading() as connection:
        campaign = found(connection, name)
        used = placed.usage(connection, campaign.id)
        tariff = system.setup(connection, campaign.id).tariff
    estimated = None
    if tariff is not None:
        calls = tariff.call_minute * used.unpriced_minutes
        estimated = round(calls + used.unpriced_texts_cost, 4)
    return {
        "calls": used.calls,
        "texts": used.texts,
        "segments": used.segments,
        "charged": round(used.charged, 4),
        "estimated": estimated,
        "currency": tariff.currency if tariff else None,
    }


def found(connection: Connection, name: str) -> CampaignRow:
    """The campaign of this name. Raises NotFound."""
    return campaigns.named(connection, name)


def explained(system: System, name: str) -> list[str]:
    """The campaign's protocol, one plain Spanish sentence for each rule."""
    with system.store.reading() as connection:
        campaign = found(connection, name)
        return protocol(system.setup(connection, campaign.id))
