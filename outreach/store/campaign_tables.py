"""The tables of campaigns: what each is, who did what to it, its scripts and rehearsals."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from outreach.store.column_types import Moment, Told, id_, metadata, to

campaigns = Table(
    "campaigns",
    metadata,
    id_(),
    Column("name", String(100), nullable=False, unique=True),
    to("lists"),
    Column("state", String(12), nullable=False),
    Column("document", JSON, nullable=False),  # the validated campaign file
    # Conversations that begin now are held by this version of the script; others keep theirs.
    Column("script_version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("started_at", Moment),
    Column("ended_at", Moment),
    Column("note", String(200)),  # why it is paused or stopped
    Column("texts_stopped_at", Moment),  # calls go on
    Column("texts_stopped_why", String(200)),
)

campaign_log = Table(
    "campaign_log",
    metadata,
    id_(),
    to("campaigns", index=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("event", String(40), nullable=False),
    Column("detail", JSON),
)

# Every version of a script that a campaign ever used: what was said can be told for ever.
scripts = Table(
    "scripts",
    metadata,
    id_(),
    Column("name", String(60), nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False),  # SHA-256 of the document
    Column("document", JSON, nullable=False),  # the file as it was read
    Column("kept_at", Moment, nullable=False),
    Column("saved_by", Integer, ForeignKey("users.id")),  # in the console; empty: from a file
    Column("made_from", Integer),  # the version that was changed there
    UniqueConstraint("name", "version"),
)

# A campaign played through on the pretend network, with invented people.
rehearsals = Table(
    "rehearsals",
    metadata,
    id_(),
    to("campaigns", index=True),
    Column("script_version", Integer, nullable=False),  # that it was played with
    Column("people", Integer, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("begun_by", String(100), nullable=False),
    Column("ended_at", Moment),
    Column("outcome", JSON),  # what came of it, as outreach.rehearsals reads it
    Column("problem", Told),  # why nothing came of it
    Column("seen_at", Moment),
    Column("seen_by", String(100)),
)

# A campaign that somebody is still writing down, step by step.
campaign_drafts = Table(
    "campaign_drafts",
    metadata,
    id_(),
    Column("user_id", Integer, ForeignKey("users.id"), nullable=False, index=True),
    Column("document", JSON, nullable=False),  # what is known of the campaign file so far
    Column("changed_at", Moment, nullable=False),
)
