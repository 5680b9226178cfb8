"""Who saved a version of a script in the console, and from which version it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("scripts") as scripts:
        # empty for versions that came from a file
        scripts.add_column(sa.Column("saved_by", sa.Integer(), nullable=True))
        scripts.add_column(sa.Column("made_from", sa.Integer(), nullable=True))
        scripts.create_foreign_key(op.f("fk_scripts_saved_by"), "users", ["saved_by"], ["id"])
