"""The tables of calls that people listened to, to learn how true the carrier's verdicts are."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from outreach.store.column_types import Moment, metadata, to

# The calls that were drawn to be coded. `verdict` is the carrier's at the time of the draw.
machine_samples = Table(
    "machine_samples",
    metadata,
    Column("attempt_id", Integer, ForeignKey("attempts.id"), primary_key=True),
    to("campaigns", index=True),
    Column("verdict", String(10), nullable=False),  # AnsweredBy
    Column("seed", String(200), nullable=False),
    Column("drawn_at", Moment, nullable=False),
)

machine_codes = Table(
    "machine_codes",
    metadata,
    Column("attempt_id", Integer, ForeignKey("machine_samples.attempt_id"), primary_key=True),
    Column("coder", String(100), primary_key=True),
    Column("code", String(12), nullable=False),  # HeardAs
    Column("coded_at", Moment, nullable=False),
)
