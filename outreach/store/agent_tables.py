"""The tables of agents at work: what each was doing when, people put through, agents' calls."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from outreach.store.column_types import Moment, id_, metadata, partial_index, to
from outreach.store.encryption import Sealed
from outreach.store.predicates import NOT_ENDED

# What an agent did, and from when to when. The one that has not ended is what is done now; one
# with `until` ends by itself then, and the agent is available.
agent_periods = Table(
    "agent_periods",
    metadata,
    id_(),
    to("users", index=True),
    Column("state", String(12), nullable=False),  # AgentState
    Column("reason", String(12)),  # PauseReason
    Column("began_at", Moment, nullable=False),
    Column("until", Moment),
    Column("ended_at", Moment),
    partial_index("uq_agent_periods_now", NOT_ENDED, "user_id", unique=True),
)

# A person who wanted to talk at once; one a call.
transfers = Table(
    "transfers",
    metadata,
    id_(),
    Column("ref", String(24), nullable=False, unique=True),  # the name of the room
    Column("attempt_id", Integer, ForeignKey("attempts.id"), nullable=False, unique=True),
    to("campaigns"),
    Column("state", String(12), nullable=False),  # TransferState
    Column("asked_at", Moment, nullable=False),
    Column("accepted_at", Moment),
    Column("connected_at", Moment),
    Column("ended_at", Moment),
    to("users", nullable=True),  # the agent who accepted
    partial_index("ix_transfers_now", NOT_ENDED, "campaign_id"),
    Index("ix_transfers_campaign_id_asked_at", "campaign_id", "asked_at"),
)

# A call to an agent's own phone: to put a person through, or because the agent wants to call one.
agent_calls = Table(
    "agent_calls",
    metadata,
    id_(),
    Column("ref", String(24), nullable=False, unique=True),
    to("users"),
    to("leads", index=True),
    to("transfers", nullable=True, index=True),  # empty: the agent calls the person
    Column("state", String(12), nullable=False),  # AgentCallState
    Column("carrier_sid", String(64), unique=True),
    Column("rung_at", Moment, nullable=False),
    Column("accepted_at", Moment),
    Column("connected_at", Moment),
    Column("ended_at", Moment),
    # What came of calling the person from it.
    to("phones", nullable=True),
    Column("result", String(12)),  # CarrierResult
    Column("seconds", Integer),
    partial_index("uq_agent_calls_now", NOT_ENDED, "user_id", unique=True),
    partial_index("uq_agent_calls_transfer", NOT_ENDED, "transfer_id", unique=True),
    partial_index("ix_agent_calls_phone_now", NOT_ENDED, "phone_id"),
)

# What agents wrote down about a lead, and how it went on each time.
lead_notes = Table(
    "lead_notes",
    metadata,
    id_(),
    to("leads", index=True),
    to("users"),
    Column("at", Moment, nullable=False),
    Column("result", String(20)),  # LeadResult; empty: a note by the way
    Column("body", Sealed),
    Column("agreed_at", Moment),
)
