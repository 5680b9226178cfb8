"""What people ask for by ringing us, when to ring back, and by which channel they write."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sid", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("number_hash", sa.String(length=32), nullable=False),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_requests_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests")),
        sa.UniqueConstraint("sid", name=op.f("uq_requests_sid")),
    )
    op.create_index(op.f("ix_requests_case_id"), "requests", ["case_id"], unique=False)
    op.create_index(op.f("ix_requests_number_hash"), "requests", ["number_hash"], unique=False)
    op.add_column("cases", sa.Column("ring_back_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("ring_back_on", sa.Integer(), nullable=True))
    channel = sa.Column("channel", sa.String(length=10), nullable=False, server_default="sms")
    op.add_column("messages", channel)


def downgrade() -> None:
    op.drop_column("messages", "channel")
    op.drop_column("cases", "ring_back_on")
    op.drop_column("cases", "ring_back_at")
    op.drop_table("requests")
