"""Entries of the registry that may be of one person; reports made from the console."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("people") as table:
        table.add_column(sa.Column("same_as", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_people_same_as"), "people", ["same_as"], ["id"])
        table.create_index(op.f("ix_people_same_as"), ["same_as"])
    op.create_table(
        "near_matches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_near_matches_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["people.id"], name=op.f("fk_near_matches_other_id")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name=op.f("fk_near_matches_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_near_matches")),
        sa.UniqueConstraint(
            "person_id", "other_id", name=op.f("uq_near_matches_person_id_other_id")
        ),
    )
    op.create_index(op.f("ix_near_matches_verdict"), "near_matches", ["verdict"])
    op.create_index("ix_near_matches_other_id", "near_matches", ["other_id"])
    op.drop_index("ix_import_rows_list_id_person_id", table_name="import_rows")
    op.create_index("ix_import_rows_person_id", "import_rows", ["person_id"])
    _reports()


def _reports() -> None:
    op.create_table(
        "report_orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.String(length=100), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaigns.id"], name=op.f("fk_report_orders_campaign_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_orders")),
    )
    op.create_index(op.f("ix_report_orders_campaign_id"), "report_orders", ["campaign_id"])
    op.create_table(
        "report_files",
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["report_orders.id"], name=op.f("fk_report_files_order_id")
        ),
        sa.PrimaryKeyConstraint("order_id", "name", name=op.f("pk_report_files")),
    )


def downgrade() -> None:
    op.drop_table("report_files")
    op.drop_table("report_orders")
    op.drop_index("ix_import_rows_person_id", table_name="import_rows")
    op.create_index("ix_import_rows_list_id_person_id", "import_rows", ["list_id", "person_id"])
    op.drop_table("near_matches")
    with op.batch_alter_table("people") as table:
        table.drop_index(op.f("ix_people_same_as"))
        table.drop_constraint(op.f("fk_people_same_as"), type_="foreignkey")
        table.drop_column("same_as")
