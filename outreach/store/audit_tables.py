"""The tables of the audit log. Triggers of the migration refuse to change or remove an entry."""

from sqlalchemy import Column, Integer, String, Table, Text

from outreach.store.column_types import Moment, metadata

# No foreign keys: an entry outlives whatever it tells of, and holds ids, never names.
audit_log = Table(
    "audit_log",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 … without a gap
    Column("at", Moment, nullable=False),
    Column("actor_id", Integer),  # the user; empty: a command on the machine
    Column("address", String(60), nullable=False),  # where from
    Column("action", String(40), nullable=False),
    Column("people", Text, nullable=False),  # " 3 14 ": the people's ids, each between spaces
    Column("subject", String(60), nullable=False),  # what else it was about, such as "lead 7"
    Column("detail", Text, nullable=False),  # a word of ours, such as a result
    Column("previous", String(32), nullable=False),  # the hash of the entry before
    Column("hash", String(32), nullable=False),
)

# One row: how long the chain is and how it ends. Whoever appends holds it until the commit.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entries", Integer, nullable=False),
    Column("hash", String(32), nullable=False),
)
