"""Why something failed is kept with what fills it, and told in the language of whoever reads."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("rehearsals", "problem", 500),
    ("report_orders", "problem", 200),
    ("uploads", "error", 500),
)


def upgrade() -> None:
    for table, column, length in _COLUMNS:
        with op.batch_alter_table(table) as changed:
            changed.alter_column(
                column, existing_type=sa.String(length), type_=sa.Text(), existing_nullable=True
            )
        _rewrite(table, column, lambda told: json.dumps([told, {}], ensure_ascii=False))


def downgrade() -> None:
    for table, column, length in _COLUMNS:
        _rewrite(table, column, lambda kept, length=length: json.loads(kept)[0][:length])
        with op.batch_alter_table(table) as changed:
            changed.alter_column(
                column, existing_type=sa.Text(), type_=sa.String(length), existing_nullable=True
            )


def _rewrite(name: str, column: str, how) -> None:
    table = sa.table(name, sa.column("id"), sa.column(column))
    bind, kept = op.get_bind(), table.c[column]
    for id_, told in list(bind.execute(sa.select(table.c.id, kept).where(kept.is_not(None)))):
        bind.execute(sa.update(table).where(table.c.id == id_).values({column: how(told)}))
