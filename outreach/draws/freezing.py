"""Freezes the frame of a campaign and commits to all that decides its draw but the seed."""

import hashlib
from datetime import datetime

import structlog

from outreach.collector import resting
from outreach.draws.code_version import code_version
from outreach.draws.registry_frame import make_frame
from outreach.errors import NotAllowed
from outreach.rules.arms import Arm
from outreach.rules.commitments import Circumstances, Commitment, commit
from outreach.rules.frames import BadFrame, Frame
from outreach.rules.sampling import Terms
from outreach.rules.seeds import BadSeed, Source
from outreach.rules.states import CampaignState
from outreach.store import campaigns, forgetting, frames
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.store.frames import FrozenFrame
from outreach.store.registry import list_by_id
from outreach.system import System

log = structlog.get_logger()


def freeze(
    system: System,
    name: str,
    *,
    source: Source,
    size: int | None = None,
    actor: str,
    now: datetime,
) -> Commitment:
    """Freezes a campaign's frame, once; what comes back is to be published before the seed is.

    `size` is in people; the campaign's by default. Raises NotAllowed when it was frozen or drawn
    already, for a drand round that exists, and when so many cannot be drawn.
    """
    with system.store.transaction() as connection:
        campaign = campaigns.named(connection, name)
        with resting():
            made, _ = freeze_in(
                system, connection, campaign, source, size=size, actor=actor, now=now
            )
    return made


def freeze_in(
    system: System,
    connection: Connection,
    campaign: CampaignRow,
    source: Source,
    *,
    size: int | None,
    actor: str,
    now: datetime,
) -> tuple[Commitment, Frame]:
    """The same within a transaction; the frame as well."""
    if campaign.state is not CampaignState.DRAFT:
        raise NotAllowed(
            "'%(name)s' was drawn already; a draw is never repeated", name=campaign.name
        )
    if forgetting.is_purged(connection, campaign.list_id):
        raise NotAllowed(
            "the people of the list of '%(name)s' were forgotten; import anew", name=campaign.name
        )
    if frames.frozen(connection, campaign.id) is not None:
        raise NotAllowed(
            "'%(name)s' was frozen already; what was committed to does not change",
            name=campaign.name,
        )
    try:
        source.check_committed(now)
        commitment, frame, frozen = _committed(system, connection, campaign, source, size, now)
    except (BadSeed, BadFrame, ValueError) as error:
        raise NotAllowed(
            "'%(name)s' cannot be frozen: %(why)s", name=campaign.name, why=error
        ) from None
    frames.freeze(connection, campaign.id, frozen)
    detail = {"commitment_sha256": commitment.sha256, "frame_sha256": commitment.frame_sha256}
    campaigns.log(connection, campaign.id, actor=actor, event="frozen", now=now, detail=detail)
    log.info("frame frozen", campaign=campaign.id, **detail)
    return commitment, frame


def _committed(
    system: System,
    connection: Connection,
    campaign: CampaignRow,
    source: Source,
    size: int | None,
    now: datetime,
) -> tuple[Commitment, Frame, FrozenFrame]:
    file = system.setup(connection, campaign.id).file
    plan = file.draw
    frame, out = make_frame(connection, campaign.list_id, plan.strata, plan.cluster_limit)
    from_list = list_by_id(connection, campaign.list_id)
    about = Circumstances(
        campaign=campaign.name,
        list_name=from_list.name,
        list_sha256=from_list.file_sha256,
        frozen_at=now,
        cluster_limit=plan.cluster_limit,
        duplicates=len(out),
        code=code_version(),
    )
    arms = tuple(Arm(name, share) for name, share in plan.arms.items())
    terms = Terms(size or file.sample, plan.replicate_size, arms)
    csv = frame.csv()
    commitment = commit(frame, hashlib.sha256(csv).hexdigest(), terms, source, about)
    frozen = FrozenFrame(commitment.text, commitment.sha256, csv, out, now)
    return commitment, frame, frozen
