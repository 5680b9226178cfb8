"""The tables: what is remembered, and the constraints that make the promises hold.

Columns ending in `_sealed` are encrypted; columns ending in `_hash` are blind indexes. Times are
aware UTC. Rules that the database itself enforces stand beside the index that does it.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
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

from outreach.store.campaign_tables import campaign_log, campaigns, draws, scripts
from outreach.store.column_types import Moment, id_, metadata, partial_index, to
from outreach.store.encryption import Sealed
from outreach.store.predicates import ON_THE_LINE, OPEN, PLANNED, RUNNING

__all__ = [
    "Moment",
    "campaign_log",
    "campaigns",
    "draws",
    "metadata",
    "scripts",
]

lists = Table(
    "lists",
    metadata,
    id_(),
    Column("name", String(100), nullable=False, unique=True),
    Column("country", String(2), nullable=False),
    Column("is_sample", Boolean, nullable=False),  # invented people: never to a real carrier
    Column("file_name", String(255), nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("counts", JSON, nullable=False),
    Column("imported_at", Moment, nullable=False),
)

people = Table(
    "people",
    metadata,
    id_(),
    # The pseudonym in frames and reports: list and first row, so the same file gives the same.
    Column("case_code", String(120), nullable=False, unique=True),
    Column("name_sealed", Sealed),
    Column("document_sealed", Sealed),
    Column("document_hash", String(32), unique=True),
    Column("birth_date_sealed", Sealed),
    Column("birth_year", SmallInteger),
    Column("sex", String(1)),
    Column("municipality", String(40)),
    Column("returned_on", Date),
    Column("returned_from", String(60)),
    Column("locale", String(10), nullable=False),
    Column("limits", String(200)),  # when they asked not to be called; see flows.limits
    Column("created_at", Moment, nullable=False),
)

list_members = Table(
    "list_members",
    metadata,
    Column("list_id", Integer, ForeignKey("lists.id"), primary_key=True),
    Column("person_id", Integer, ForeignKey("people.id"), primary_key=True),
    Column("eligible", Boolean, nullable=False),
    Column("reason", String(40)),  # why not eligible
    Index("ix_list_members_person_id", "person_id"),
)

import_rows = Table(
    "import_rows",
    metadata,
    Column("list_id", Integer, ForeignKey("lists.id"), primary_key=True),
    Column("row_number", Integer, primary_key=True),  # as a spreadsheet shows it: header is 1
    Column("outcome", String(12), nullable=False),  # imported, merged, rejected, ineligible
    Column("reason", String(40)),
    Column("notes", String(120)),  # repairs, such as dni_repaired_leading_zero
    to("people", nullable=True),
    Index("ix_import_rows_list_id_person_id", "list_id", "person_id"),
)

phones = Table(
    "phones",
    metadata,
    id_(),
    to("people"),
    Column("rank", SmallInteger, nullable=False),  # 1 is tried first
    Column("number_sealed", Sealed, nullable=False),  # E.164
    Column("number_hash", String(32), nullable=False, index=True),
    Column("country", String(2)),
    Column("kind", String(10), nullable=False),  # mobile, fixed, other
    UniqueConstraint("person_id", "number_hash"),
)

suppressions = Table(
    "suppressions",
    metadata,
    id_(),
    to("people", nullable=True, index=True),
    Column("number_hash", String(32), index=True),
    Column("reason", String(40), nullable=False),
    Column("source", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("person_id IS NOT NULL OR number_hash IS NOT NULL", name="somebody"),
)

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
    UniqueConstraint("campaign_id", "person_id"),
    UniqueConstraint("campaign_id", "position"),
    Index("ix_cases_campaign_id_state", "campaign_id", "state"),
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
    # One open attempt per case; never two calls at once to one number, whoever lives there.
    partial_index("uq_attempts_open_case", OPEN, "case_id", unique=True),
    partial_index("uq_attempts_number_on_the_line", ON_THE_LINE, "number_hash", unique=True),
    partial_index("ix_attempts_due", PLANNED, "campaign_id", "due_at"),
    partial_index("ix_attempts_running", RUNNING, "state"),
    Index("ix_attempts_case_id", "case_id"),
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
    Column("number_hash", String(32), nullable=False, index=True),
    Column("body", Sealed, nullable=False),
    Column("reply", Sealed),  # what we answered to an inbound text, for a repeat of it
    Column("segments", SmallInteger),
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
    Column("closed_at", Moment),
    Column("result", String(20)),
    Column("note", Sealed),
)

users = Table(
    "users",
    metadata,
    id_(),
    Column("login", String(100), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(12), nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("created_at", Moment, nullable=False),
)
