"""Agents at work: their phones and skills, what each does when, transfers, their calls, notes."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NOT_ENDED = sa.text("ended_at IS NULL")


def upgrade() -> None:
    _people_at_work()
    _transfers()
    _calls()
    _notes()


def downgrade() -> None:
    for table in ("lead_notes", "agent_calls", "transfers", "agent_periods"):
        op.drop_table(table)
    for name in ("worked_at", "reached_at"):
        op.drop_column("leads", name)
    for name in ("phone_sealed", "municipalities", "languages"):
        op.drop_column("users", name)


def _reference(table: str, to: str) -> sa.ForeignKeyConstraint:
    singular = {"users": "user", "leads": "lead", "transfers": "transfer", "phones": "phone",
                "attempts": "attempt", "campaigns": "campaign"}[to]  # fmt: skip
    column = f"{singular}_id"
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)


def _now(name: str, table: str, column: str, *, unique: bool = True) -> None:
    op.create_index(
        name, table, [column], unique=unique,
        sqlite_where=_NOT_ENDED, postgresql_where=_NOT_ENDED,
    )  # fmt: skip


def _people_at_work() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("users", sa.Column("phone_sealed", sa.LargeBinary(), nullable=True))
    for name, length in (("municipalities", 200), ("languages", 60)):
        column = sa.Column(name, sa.String(length=length), server_default="", nullable=False)
        op.add_column("users", column)
    for name in ("worked_at", "reached_at"):
        op.add_column("leads", sa.Column(name, moment, nullable=True))
    op.create_table(
        "agent_periods",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=True),
        sa.Column("began_at", moment, nullable=False),
        sa.Column("until", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        _reference("agent_periods", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_periods")),
    )
    op.create_index(op.f("ix_agent_periods_user_id"), "agent_periods", ["user_id"])
    _now("uq_agent_periods_now", "agent_periods", "user_id")


def _transfers() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "transfers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=24), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("accepted_at", moment, nullable=True),
        sa.Column("connected_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        _reference("transfers", "attempts"),
        _reference("transfers", "campaigns"),
        _reference("transfers", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfers")),
        sa.UniqueConstraint("ref", name=op.f("uq_transfers_ref")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_transfers_attempt_id")),
    )
    _now("ix_transfers_now", "transfers", "campaign_id", unique=False)
    op.create_index("ix_transfers_campaign_id_asked_at", "transfers", ["campaign_id", "asked_at"])


def _calls() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "agent_calls",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=24), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("transfer_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("carrier_sid", sa.String(length=64), nullable=True),
        sa.Column("rung_at", moment, nullable=False),
        sa.Column("accepted_at", moment, nullable=True),
        sa.Column("connected_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("phone_id", sa.Integer(), nullable=True),
        sa.Column("result", sa.String(length=12), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        *(_reference("agent_calls", to) for to in ("users", "leads", "transfers", "phones")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent_calls")),
        sa.UniqueConstraint("ref", name=op.f("uq_agent_calls_ref")),
        sa.UniqueConstraint("carrier_sid", name=op.f("uq_agent_calls_carrier_sid")),
    )
    op.create_index(op.f("ix_agent_calls_lead_id"), "agent_calls", ["lead_id"])
    op.create_index(op.f("ix_agent_calls_transfer_id"), "agent_calls", ["transfer_id"])
    _now("uq_agent_calls_now", "agent_calls", "user_id")
    _now("uq_agent_calls_transfer", "agent_calls", "transfer_id")


def _notes() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "lead_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lead_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("result", sa.String(length=20), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("agreed_at", moment, nullable=True),
        _reference("lead_notes", "leads"),
        _reference("lead_notes", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_notes")),
    )
    op.create_index(op.f("ix_lead_notes_lead_id"), "lead_notes", ["lead_id"])
