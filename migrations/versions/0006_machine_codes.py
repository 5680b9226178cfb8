"""The sample of calls that people code by hand, and their codes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "machine_samples",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("seed", sa.String(length=200), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name=op.f("fk_machine_samples_attempt_id")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_machine_samples_campaign_id")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_machine_samples")),
    )
    op.create_index(
        op.f("ix_machine_samples_campaign_id"), "machine_samples", ["campaign_id"], unique=False
    )
    op.create_table(
        "machine_codes",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("coded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["machine_samples.attempt_id"],
            name=op.f("fk_machine_codes_attempt_id"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "coder", name=op.f("pk_machine_codes")),
    )


def downgrade() -> None:
    op.drop_table("machine_codes")
    op.drop_index(op.f("ix_machine_samples_campaign_id"), table_name="machine_samples")
    op.drop_table("machine_samples")
