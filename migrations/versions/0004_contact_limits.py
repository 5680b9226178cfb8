"""When people asked not to be called, and with which calls a message was left."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("limits", sa.String(length=200), nullable=True))
    left = sa.Column("left_message", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("attempts", left)


def downgrade() -> None:
    op.drop_column("attempts", "left_message")
    op.drop_column("people", "limits")
