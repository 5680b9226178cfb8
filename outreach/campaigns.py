"""What an operator does with a campaign: make it, start, pause, resume and stop it."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from flows.script import BadScript, Script
from flows.sentences import Sentence, joined, sentence
from outreach import audit, rehearsals, scripts, templates
from outreach.actors import Actor, own_campaign
from outreach.campaign_file import CampaignFile, read_campaign
from outreach.countries import load_country
from outreach.draws.releasing import Override, release_at_start
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.protocol import protocol
from outreach.rules.rehearsing import Lack
from outreach.rules.states import CampaignState
from outreach.setups import Setup
from outreach.store import campaigns, carriers, placed, users
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


def create(
    system: System, path: Path, *, actor: str, by: Actor | None = None, now: datetime
) -> CampaignFile:
    """Makes a campaign of a file. Raises BadFile, NotFound (its list) or NotAllowed."""
    return create_of(system, read_campaign(path), path.name, actor=actor, by=by, now=now)


def create_of(
    system: System,
    file: CampaignFile,
    source: str,
    *,
    actor: str,
    by: Actor | None = None,
    now: datetime,
) -> CampaignFile:
    """Makes a campaign of what stands in a file; `source` names it in errors, raised as above.

    What it leaves to the country is written down as it is now, so that a protocol never changes
    under way.
    """
    policy = file.policy.over(load_country(file.country).policy)
    document = file.model_copy(update={"policy": policy}).model_dump(mode="json")
    script = _checked(system, document, source)
    with system.store.transaction() as connection:
        list_id = campaigns.list_id(connection, file.list)
        if list_id is None:
            raise NotFound(
                "%(source)s: list: no list is called '%(list)s'; import it first",
                source=source,
                list=file.list,
            )
        if campaigns.by_name(connection, file.campaign) is not None:
            raise NotAllowed("there is a campaign called '%(name)s' already", name=file.campaign)
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
        if by is not None and by.user_id is not None:
            users.join(connection, by.user_id, campaign_id)
        audit.campaign_changed(connection, by, campaign_id, "created", now)
    return file


def _checked(system: System, document: Mapping[str, Any], source: str) -> Script:
    """The script of a campaign file, with which its policy can be kept. Raises BadFile."""
    try:
        with system.store.reading() as connection:
            script = scripts.newest(connection, document["script"])
    except BadScript as error:
        raise BadFile("%(source)s: script: %(why)s", source=source, why=error) from None
    setup = Setup.of(document, script)
    faults = [sentence("policy: %(why)s", why=fault) for fault in setup.faults()]
    if (unfit := templates.fault(setup)) is not None:
        faults.append(unfit)
    if faults:
        told = (sentence("%(source)s: %(why)s", source=source, why=fault) for fault in faults)
        raise BadFile(joined(told))
    return script


def start(
    system: System,
    name: str,
    *,
    actor: str,
    by: Actor | None = None,
    without_rehearsal: Override | None = None,
    now: datetime,
) -> int:
    """Releases the drawn people, or the first replicates, and begins. Returns how many people
    have a first attempt.

    `without_rehearsal` is who answers for starting without one that was looked at, and why; it
    stands in the log. Raises NotAllowed without it, before the draw, and for a sample list with a
    real carrier.
    """
    with system.store.transaction() as connection:
        campaign = own_campaign(connection, name, by)
        lack = rehearsals.missing(system, connection, campaign, now)
        _may_start(system, connection, campaign, lack if without_rehearsal is None else None)
        released = release_at_start(system, connection, campaign, actor=actor, now=now)
        campaigns.set_state(connection, campaign.id, CampaignState.RUNNING, started_at=now)
        detail = None
        if lack is not None and (answers := without_rehearsal) is not None:
            detail = {"rehearsal": lack, "name": answers.name, "reason": answers.reason}
        campaigns.log(
            connection, campaign.id, actor=actor, event="started", now=now, detail=detail
        )
        audit.campaign_changed(connection, by, campaign.id, "started", now)
    log.info("campaign started", campaign=campaign.id, planned=released.planned)
    return released.planned


def _may_start(
    system: System, connection: Connection, campaign: CampaignRow, missing: Lack | None
) -> None:
    if campaign.state is not CampaignState.DRAWN:
        raise NotAllowed(
            "'%(name)s' is %(state)s; only a drawn campaign can start",
            name=campaign.name,
            state=campaign.state.told,
        )
    if campaign.is_sample and not system.settings.rehearsing:
        raise NotAllowed(
            "the list of '%(name)s' is a sample of invented people whose numbers may "
            "belong to somebody: it is only for CARRIER=rehearsal",
            name=campaign.name,
        )
    beyond = system.setup(connection, campaign.id).beyond(system.settings.carrier_profile)
    if beyond:
        raise NotAllowed("'%(name)s' cannot start: %(why)s", name=campaign.name, why=beyond)
    if missing is not None:
        raise NotAllowed(
            "'%(name)s' cannot start: %(why)s", name=campaign.name, why=_LACKING[missing]
        )


_LACKING: Mapping[Lack, Sentence] = {
    Lack.NONE_YET: Sentence("it was not rehearsed yet; run 'flask campaign rehearse'"),
    Lack.UNDER_WAY: Sentence("its rehearsal is under way"),
    Lack.FAILED: Sentence("its rehearsal failed; run 'flask campaign rehearse' again"),
    Lack.OTHER_SCRIPT: Sentence("its script was changed since the rehearsal; rehearse it again"),
    Lack.NOT_LOOKED_AT: Sentence("nobody has looked at its rehearsal; 'flask campaign look' does"),
}


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
    by: Actor | None = None,
    now: datetime,
    note: str | None = None,
) -> None:
    """Pauses, resumes or stops a campaign. It holds at once: every dial asks the state first."""
    with system.store.transaction() as connection:
        campaign = own_campaign(connection, name, by)
        if campaign.state not in _MAY_BECOME[state]:
            raise NotAllowed(
                "'%(name)s' is %(state)s and cannot become %(wanted)s",
                name=name,
                state=campaign.state.told,
                wanted=state.told,
            )
        ended = {"ended_at": now} if state is CampaignState.STOPPED else {}
        campaigns.set_state(connection, campaign.id, state, note=note, **ended)
        detail = {"why": note} if note else None
        campaigns.log(connection, campaign.id, actor=actor, event=state, now=now, detail=detail)
        audit.campaign_changed(connection, by, campaign.id, state, now)


def allow_texts(
    system: System, name: str, *, actor: str, by: Actor | None = None, now: datetime
) -> None:
    """Lets the texts of a campaign go out again, after what was wrong with them was mended."""
    with system.store.transaction() as connection:
        campaign = own_campaign(connection, name, by)
        if campaign.texts_stopped_why is None:
            raise NotAllowed("the texts of '%(name)s' are not stopped", name=name)
        campaigns.allow_texts(connection, campaign.id)
        campaigns.log(connection, campaign.id, actor=actor, event="texts_allowed", now=now)
        audit.campaign_changed(connection, by, campaign.id, "texts_allowed", now)


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
