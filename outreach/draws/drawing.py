"""Draws the people of a campaign, once, with the seed that was committed to."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import structlog

from outreach import audit
from outreach.actors import Actor, own_campaign
from outreach.collector import resting
from outreach.draws.freezing import freeze_in
from outreach.errors import NotAllowed
from outreach.rules import sampling
from outreach.rules.commitments import Commitment, read_commitment
from outreach.rules.frames import Frame, read_frame
from outreach.rules.sampling import RULE_VERSION, Draw
from outreach.rules.seeds import BadSeed, Entered, Stated
from outreach.rules.states import CampaignState, CaseState
from outreach.store import campaigns, draws, frames
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.store.frames import FrozenFrame
from outreach.system import System

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Done:
    """A draw that was made. `committed`: the seed was committed to before anybody knew it."""

    draw: Draw
    seed: str
    commitment: Commitment
    assignment_sha256: str

    @property
    def committed(self) -> bool:
        return self.commitment.committed


def draw(
    system: System,
    name: str,
    *,
    seed: str,
    round: int | None = None,
    size: int | None = None,
    actor: str,
    by: Actor | None = None,
    now: datetime,
) -> Done:
    """Draws a campaign, once.

    `seed` is the text as entered: the value of the drand round (then with its `round`) or its
    JSON, or the university's text. A campaign that was not frozen is frozen here, and it stands in
    its commitment that the seed was not committed to. Raises NotAllowed when it was drawn already,
    and for a seed or a size other than committed to.
    """
    with system.store.transaction() as connection, resting():
        campaign = own_campaign(connection, name, by)
        if campaign.state is not CampaignState.DRAFT:
            raise NotAllowed("'%(name)s' was drawn already; a draw is never repeated", name=name)
        frozen = frames.frozen(connection, campaign.id)
        if frozen is not None:
            commitment, frame = _as_committed(frozen, size)
        else:
            commitment, frame = freeze_in(
                system, connection, campaign, Stated(), size=size, actor=actor, now=now
            )
        done = _drawn(commitment, frame, Entered(seed, round), now)
        _record(connection, campaign, done, actor, now)
        audit.campaign_changed(connection, by, campaign.id, "drawn", now)
    log.info("drawn", campaign=campaign.id, people=len(done.draw.members))
    return done


def _as_committed(frozen: FrozenFrame, size: int | None) -> tuple[Commitment, Frame]:
    commitment = read_commitment(frozen.commitment)
    if size not in (None, commitment.terms.size):
        raise NotAllowed("the frame was frozen for %(size)s people", size=commitment.terms.size)
    if hashlib.sha256(frozen.frame).hexdigest() != commitment.frame_sha256:
        raise NotAllowed("the frozen frame is not the one that was committed to")
    return commitment, read_frame(frozen.frame)


def _drawn(commitment: Commitment, frame: Frame, entered: Entered, now: datetime) -> Done:
    try:
        seed = commitment.source.seed(entered, now)
    except BadSeed as error:
        raise NotAllowed("the seed is refused: %(why)s", why=error) from None
    result = sampling.draw(frame, seed, commitment.terms)
    return Done(result, seed, commitment, assignment_sha256(result))


def assignment_sha256(result: Draw) -> str:
    """SHA-256 of the assignment file."""
    digest = hashlib.sha256()
    lines = iter(result.lines())
    while some := list(islice(lines, 1000)):
        digest.update("".join(some).encode())
    return digest.hexdigest()


def _record(
    connection: Connection, campaign: CampaignRow, done: Done, actor: str, now: datetime
) -> None:
    person_of = frames.person_ids(connection, campaign.list_id)
    frame = done.commitment.document["frame"]
    values = {
        "campaign_id": campaign.id,
        "seed": done.seed,
        "rule_version": RULE_VERSION,
        "frame_sha256": frame["sha256"],
        "frame_size": frame["people"],
        "size": len(done.draw.members),
        "drawn_at": now,
        "committed": done.committed,
        "assignment_sha256": done.assignment_sha256,
    }
    draws.record(connection, values, _case_rows(campaign.id, done.draw, person_of))
    campaigns.set_state(connection, campaign.id, CampaignState.DRAWN)
    detail = {
        "frame_sha256": frame["sha256"],
        "assignment_sha256": done.assignment_sha256,
        "size": len(done.draw.members),
        "committed": done.committed,
    }
    campaigns.log(connection, campaign.id, actor=actor, event="drawn", now=now, detail=detail)


def _case_rows(
    campaign_id: int, result: Draw, person_of: Mapping[str, int]
) -> Iterator[tuple[Any, ...]]:
    """The rows of `CASE_COLUMNS`. Raises NotAllowed for who is no eligible person any more."""
    probability, state = result.probability, CaseState.DRAWN.value
    for position, replicate, case_id, stratum, _, arm, order_key in result.members:
        person_id = person_of.get(case_id)
        if person_id is None:
            raise NotAllowed(
                "%(case)s is in the frame and not eligible in the list any more", case=case_id
            )
        yield (
            campaign_id,
            person_id,
            stratum,
            position,
            order_key.hex(),
            probability,
            replicate,
            arm or None,
            state,
        )
