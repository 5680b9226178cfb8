"""What the carrier charges, why texts are stopped, and the breaker that all processes share."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carriers",
        sa.Column("carrier", sa.String(length=20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trips", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("prices_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("carrier", name=op.f("pk_carriers")),
    )
    stopped_at = sa.Column("texts_stopped_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("campaigns", stopped_at)
    stopped_why = sa.Column("texts_stopped_why", sa.String(length=200), nullable=True)
    op.add_column("campaigns", stopped_why)
    op.add_column("attempts", sa.Column("price_unit", sa.String(length=3), nullable=True))
    op.create_index("ix_attempts_caller_id_claimed_at", "attempts", ["caller_id", "claimed_at"])
    op.add_column("messages", sa.Column("cost", sa.Float(), nullable=True))
    op.add_column("messages", sa.Column("price", sa.Float(), nullable=True))
    op.add_column("messages", sa.Column("price_unit", sa.String(length=3), nullable=True))


def downgrade() -> None:
    op.drop_column("messages", "price_unit")
    op.drop_column("messages", "price")
    op.drop_column("messages", "cost")
    op.drop_index("ix_attempts_caller_id_claimed_at", table_name="attempts")
    op.drop_column("attempts", "price_unit")
    op.drop_column("campaigns", "texts_stopped_why")
    op.drop_column("campaigns", "texts_stopped_at")
    op.drop_table("carriers")
