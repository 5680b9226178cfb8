"""Frames frozen with their commitments, draws that can be verified, replicates released."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "frames",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("commitment_sha256", sa.String(length=64), nullable=False),
        sa.Column("frame", sa.LargeBinary(), nullable=False),
        sa.Column("duplicates", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_frames_campaign_id")
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_frames")),
    )
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("replicate", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("why", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_releases_campaign_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint(
            "campaign_id", "replicate", name=op.f("uq_releases_campaign_id_replicate")
        ),
    )
    op.add_column("draws", sa.Column("committed", sa.Boolean(), nullable=True))
    op.add_column("draws", sa.Column("assignment_sha256", sa.String(length=64), nullable=True))
    op.add_column("draws", sa.Column("forecast_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("draws", "forecast_at")
    op.drop_column("draws", "assignment_sha256")
    op.drop_column("draws", "committed")
    op.drop_table("releases")
    op.drop_table("frames")
