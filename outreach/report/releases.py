"""What of the draw was committed to, and which of its replicates were released, and how."""

from dataclasses import dataclass
from datetime import datetime

from outreach.rules.commitments import read_commitment
from outreach.rules.states import ReleaseReason
from outreach.store import draws, frames
from outreach.store.database import Connection


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """A release that the rules would not have made: who answers for it, and why."""

    replicate: int
    at: datetime
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Releases:
    """`committed`: the seed was committed to before it was known, by the file with this SHA-256
    (None: the draw is older than commitments). `by_reason` counts the released replicates."""

    committed: bool
    commitment_sha256: str | None
    strata: tuple[str, ...]
    arms: tuple[str, ...]
    replicates: int
    by_reason: dict[str, int]
    overrides: tuple[OverrideLine, ...]

    @property
    def released(self) -> int:
        return sum(self.by_reason.values())


def releases(connection: Connection, campaign_id: int) -> Releases:
    """The releases of a campaign so far; nothing before its draw."""
    frozen = frames.frozen_commitment(connection, campaign_id)
    commitment = read_commitment(frozen) if frozen else None
    rows = draws.released(connection, campaign_id)
    return Releases(
        committed=commitment is not None and commitment.committed,
        commitment_sha256=commitment.sha256 if commitment else None,
        strata=tuple(commitment.document["frame"]["fields"]) if commitment else (),
        arms=tuple(arm.name for arm in commitment.terms.arms) if commitment else (),
        replicates=len(draws.replicates(connection, campaign_id)),
        by_reason={
            reason.value: sum(row.why == reason for row in rows) for reason in ReleaseReason
        },
        overrides=tuple(
            OverrideLine(row.replicate, row.at, row.name, row.reason)
            for row in rows
            if row.why == ReleaseReason.OVERRIDE
        ),
    )
