"""The tables: what is remembered, and the constraints that make the promises hold.

Columns ending in `_sealed` are encrypted; columns ending in `_hash` are blind indexes. Once a
person is forgotten, what was sealed is an empty text. Times are aware UTC. Rules that the database
itself enforces stand beside the index that does it.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
)

from outreach.store.agent_tables import agent_calls, agent_periods, lead_notes, transfers
from outreach.store.audit_tables import audit_head, audit_log
from outreach.store.campaign_tables import (
    campaign_drafts,
    campaign_log,
    campaigns,
    rehearsals,
    scripts,
)
from outreach.store.column_types import Moment, id_, metadata, partial_index, to
from outreach.store.draw_tables import draws, frames, releases
from outreach.store.encryption import Sealed
from outreach.store.heartbeats import heartbeats
from outreach.store.predicates import (
    ON_THE_LINE,
    OPEN,
    OPTED_OUT,
    PLANNED,
    RUNNING,
    VALIDATED,
)
from outreach.store.registry_tables import (
    import_rows,
    list_members,
    lists,
    near_matches,
    people,
    phones,
    suppressions,
)
from outreach.store.report_order_tables import report_files, report_orders
from outreach.store.upload_tables import upload_parts, uploads
from outreach.store.user_tables import memberships, recovery_codes, users

__all__ = [
    "Moment",
    "agent_calls",
    "agent_periods",
    "audit_head",
    "audit_log",
    "campaign_drafts",
    "campaign_log",
    "campaigns",
    "draws",
    "frames",
    "heartbeats",
    "import_rows",
    "lead_notes",
    "list_members",
    "lists",
    "memberships",
    "metadata",
    "near_matches",
    "people",
    "phones",
    "recovery_codes",
    "rehearsals",
    "releases",
    "report_files",
    "report_orders",
    "scripts",
    "suppressions",
    "transfers",
    "upload_parts",
    "uploads",
    "users",
]

# A case is one drawn person in one campaign; the row of the funnel is computed from it.
cases = Table(
    "cases",
    metadata,
    id_(),
    to("campaigns"),
    to("people", index=True),
    Column("stratum", String(60), nullable=False),
    Column("position", Integer, nullable=False),
    Column("order_key", String(64), nullable=False),
    Column("probability", Float, nullable=False),
    Column("replicate", Integer),
    Column("arm", String(40)),
    Column("state", String(8), nullable=False),  # CaseState
    Column("disposition", String(40)),  # the person's, final so far
    Column("closed_why", String(40)),  # NeverReason
    Column("released_at", Moment),
    Column("identified_at", Moment),
    Column("validated_at", Moment),
    Column("opted_out_at", Moment),
    Column("closed_at", Moment),
    Column("interested", Boolean),
    Column("services", String(60)),
    Column("municipality", String(40)),  # where the person says to live now
    Column("appointment_at", Moment),  # a call asked for and not yet kept
    Column("ring_back_at", Moment),  # when the person last rang to be called back
    Column("ring_back_on", Integer),  # from which of the phones
    UniqueConstraint("campaign_id", "person_id"),
    UniqueConstraint("campaign_id", "position"),
    Index("ix_cases_campaign_id_state", "campaign_id", "state"),
    # Small ones, for what is counted while a campaign runs.
    partial_index("ix_cases_validated", VALIDATED, "campaign_id", "validated_at"),
    partial_index("ix_cases_opted_out", OPTED_OUT, "campaign_id", "opted_out_at"),
)

attempts = Table(
    "attempts",
    metadata,
    id_(),
    Column("ref", String(24), nullable=False, unique=True),  # in callback addresses: [A-Za-z0-9_-]
    to("cases"),
    to("campaigns"),
    to("phones"),
    Column("number_hash", String(32), nullable=False),
    Column("medium", String(8), nullable=False),
    Column("inbound", Boolean, nullable=False, default=False),
    Column("state", String(10), nullable=False),  # AttemptState
    Column("why", String(40), nullable=False),  # the rule of the policy that planned it
    Column("to_appointment", Boolean, nullable=False, default=False),
    Column("due_at", Moment, nullable=False),
    Column("enqueued_at", Moment),
    Column("claimed_at", Moment),
    Column("carrier_sid", String(64), unique=True),
    Column("caller_id", String(20)),
    Column("placed_at", Moment),
    Column("answered_at", Moment),
    Column("ended_at", Moment),
    Column("seconds", Integer),
    Column("answered_by", String(10)),
    Column("left_message", Boolean, nullable=False, server_default=false()),  # with a machine
    Column("result", String(12)),  # CarrierResult
    Column("sip_code", Integer),
    Column("error_code", String(12)),
    Column("disposition", String(40)),
    Column("last_step", String(60)),  # how far the script went
    Column("local_hour", SmallInteger),  # of the start, in the person's zone
    Column("local_weekday", SmallInteger),  # Monday is 0
    Column("price", Float),
    Column("price_unit", String(3)),
    # One open attempt per case; never two calls at once to one number, whoever lives there.
    partial_index("uq_attempts_open_case", OPEN, "case_id", unique=True),
    partial_index("uq_attempts_number_on_the_line", ON_THE_LINE, "number_hash", unique=True),
    partial_index("ix_attempts_due", PLANNED, "campaign_id", "due_at"),
    partial_index("ix_attempts_running", RUNNING, "state"),
    Index("ix_attempts_case_id", "case_id"),
    Index("ix_attempts_caller_id_claimed_at", "caller_id", "claimed_at"),
    Index("ix_attempts_campaign_id_ended_at", "campaign_id", "ended_at"),
    CheckConstraint("(state = 'ended') = (disposition IS NOT NULL)", name="one_disposition"),
)

conversations = Table(
    "conversations",
    metadata,
    id_(),
    Column("attempt_id", Integer, ForeignKey("attempts.id"), nullable=False, unique=True),
    to("cases", index=True),
    Column("medium", String(8), nullable=False),
    Column("script", String(60), nullable=False),
    Column("script_version", Integer, nullable=False),
    Column("locale", String(10), nullable=False),
    Column("state", Sealed, nullable=False),  # flows.turn.State as JSON: it holds the name
    Column("turn", Integer, nullable=False),
    Column("outcome", String(20)),
    Column("started_at", Moment, nullable=False),
    Column("heard_at", Moment),
    Column("ended_at", Moment),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation_id", Integer, ForeignKey("conversations.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("step", String(60), nullable=False),  # where the question was asked
    Column("reply", Sealed),  # what was said or pressed
    Column("confidence", Float),
    Column("intent", String(16), nullable=False),
    Column("value", Sealed),
    Column("rule", String(60), nullable=False),
    Column("state", Sealed, nullable=False),  # the state after it: a repeat gets the same answer
    Column("at", Moment, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    id_(),
    Column("sid", String(64), unique=True),  # an inbound text is inserted by it, once
    to("attempts", nullable=True, index=True),
    to("cases", nullable=True, index=True),
    Column("inbound", Boolean, nullable=False),
    Column("channel", String(10), nullable=False, server_default="sms"),  # Channel
    Column("number_hash", String(32), nullable=False, index=True),
    Column("body", Sealed, nullable=False),
    Column("reply", Sealed),  # what we answered to an inbound text, for a repeat of it
    Column("segments", SmallInteger),
    Column("cost", Float),  # by the tariff, counted before it is sent
    Column("price", Float),  # what the carrier charged
    Column("price_unit", String(3)),
    Column("status", String(20), nullable=False),
    Column("error_code", String(12)),
    Column("at", Moment, nullable=False),
)

leads = Table(
    "leads",
    metadata,
    id_(),
    Column("case_id", Integer, ForeignKey("cases.id"), nullable=False, unique=True),
    to("campaigns", index=True),
    to("attempts"),
    Column("state", String(8), nullable=False),  # LeadState
    Column("wants_now", Boolean, nullable=False),
    Column("interested", Boolean, nullable=False),  # False: only asked for a person
    Column("services", String(60), nullable=False),
    Column("municipality", String(40)),
    Column("locale", String(10), nullable=False),
    Column("agreed_at", Moment),  # when the person was promised a call
    Column("created_at", Moment, nullable=False),
    Column("taken_by", Integer, ForeignKey("users.id")),
    Column("taken_at", Moment),
    Column("worked_at", Moment),  # when who has it last did something with it
    Column("reached_at", Moment),  # when an agent first spoke with the person
    Column("closed_at", Moment),
    Column("result", String(20)),
    Column("note", Sealed),
)

# What somebody asked for by ringing us. The carrier's id of the call makes each one count once.
requests = Table(
    "requests",
    metadata,
    id_(),
    Column("sid", String(64), nullable=False, unique=True),
    Column("kind", String(12), nullable=False),  # RequestKind
    to("cases", nullable=True, index=True),
    Column("number_hash", String(32), nullable=False, index=True),
    Column("number_sealed", Sealed, nullable=False),  # E.164
    Column("at", Moment, nullable=False),
    Column("done_at", Moment),
)

# What we remember of a carrier: whether it is being spared (outreach.rules.breaker); one row a
# carrier, so that all processes agree.
carriers = Table(
    "carriers",
    metadata,
    Column("carrier", String(20), primary_key=True),
    Column("level", Integer, nullable=False),
    Column("failed_at", Moment),
    Column("closed_until", Moment),
    Column("trips", Integer, nullable=False),
    Column("tried", Integer, nullable=False),
    Column("tried_at", Moment),
    Column("passed", Integer, nullable=False),
    Column("prices_at", Moment),  # when prices were last asked for
)
