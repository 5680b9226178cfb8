"""The scripts that campaigns use, every version of them, and which one each campaign speaks."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scripts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scripts")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_scripts_name_version")),
    )
    with op.batch_alter_table("campaigns") as campaigns:
        # campaigns made before spoke the first version
        campaigns.add_column(
            sa.Column("script_version", sa.Integer(), nullable=False, server_default="1")
        )
