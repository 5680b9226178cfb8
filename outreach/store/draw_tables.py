"""The tables of the draw: the frozen frame with its commitment, the draw, what was released."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from outreach.store.column_types import Moment, id_, metadata, to

frames = Table(
    "frames",
    metadata,
    Column("campaign_id", Integer, ForeignKey("campaigns.id"), primary_key=True),
    Column("frozen_at", Moment, nullable=False),
    Column("commitment", Text, nullable=False),  # the published file, to the byte
    Column("commitment_sha256", String(64), nullable=False),
    Column("frame", LargeBinary, nullable=False),  # the canonical CSV, compressed by zlib
    Column("duplicates", JSON, nullable=False),  # case id left out -> the one that stays
)

draws = Table(
    "draws",
    metadata,
    id_(),
    Column("campaign_id", Integer, ForeignKey("campaigns.id"), nullable=False, unique=True),
    Column("seed", String(200), nullable=False),
    Column("rule_version", String(20), nullable=False),
    Column("frame_sha256", String(64), nullable=False),
    Column("frame_size", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("drawn_at", Moment, nullable=False),
    Column("committed", Boolean),  # whether the seed was committed to before it was known
    Column("assignment_sha256", String(64)),
    Column("forecast_at", Moment),  # when it was last asked whether the target needs more
)

# One row for each replicate that was released.
releases = Table(
    "releases",
    metadata,
    id_(),
    to("campaigns"),
    Column("replicate", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("why", String(10), nullable=False),  # ReleaseReason
    Column("name", String(100)),  # of an override: who answers for it
    Column("reason", String(500)),  # of an override
    UniqueConstraint("campaign_id", "replicate"),
)
