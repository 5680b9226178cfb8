"""The tables of the registry: lists, people, their numbers, and who must not be contacted."""

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
)

from outreach.store.column_types import Moment, id_, metadata, to
from outreach.store.encryption import Sealed

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
    Column("purged_at", Moment),  # its people were forgotten: nobody is drawn from it any more
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
    Column("forgotten_at", Moment),
    # Somebody decided that this entry is of the person of that one; see near_matches.
    Column("same_as", Integer, ForeignKey("people.id"), index=True),
)

# Entries that may be of one person; `person_id` came first. Nothing follows until it is decided.
near_matches = Table(
    "near_matches",
    metadata,
    id_(),
    to("people"),
    Column("other_id", Integer, ForeignKey("people.id"), nullable=False),
    Column("score", Float, nullable=False),
    Column("why", String(12), nullable=False),  # rules.same_person.Why
    Column("found_at", Moment, nullable=False),
    Column("verdict", String(10), index=True),  # rules.same_person.Verdict
    Column("decided_at", Moment),
    Column("decided_by", Integer, ForeignKey("users.id")),
    UniqueConstraint("person_id", "other_id"),
    Index("ix_near_matches_other_id", "other_id"),
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
    # Also for the database itself: before a person goes, it looks who points at them.
    Index("ix_import_rows_person_id", "person_id"),
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
    Column("document_hash", String(32), index=True),  # beside the person, who was erased
    Column("reason", String(40), nullable=False),
    Column("source", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    CheckConstraint("person_id IS NOT NULL OR number_hash IS NOT NULL", name="somebody"),
)
