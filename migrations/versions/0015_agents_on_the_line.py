"""Finds the calls of agents that are under way by the number that they go to."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    under_way = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_agent_calls_phone_now",
        "agent_calls",
        ["phone_id"],
        sqlite_where=under_way,
        postgresql_where=under_way,
    )


def downgrade() -> None:
    op.drop_index("ix_agent_calls_phone_now", table_name="agent_calls")
