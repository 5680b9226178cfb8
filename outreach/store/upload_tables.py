"""The tables of files that were sent in and are not imported yet, sealed, in parts."""

from sqlalchemy import JSON, Column, Float, ForeignKey, Integer, String, Table

from outreach.store.column_types import Moment, Told, id_, metadata, to
from outreach.store.encryption import Sealed, SealedBytes

uploads = Table(
    "uploads",
    metadata,
    id_(),
    to("users"),
    Column("at", Moment, nullable=False),
    Column("file_name", String(255), nullable=False),
    Column("size", Integer, nullable=False),  # bytes
    Column("state", String(10), nullable=False),  # UploadState
    Column("moved_at", Moment, nullable=False),  # when it came into this state
    Column("settings", JSON, nullable=False),  # what the list is called, which column is what …
    Column("top_sealed", Sealed, nullable=False),  # the first rows, as JSON
    Column("foreseen_sealed", Sealed),  # what would become of the rows, as JSON
    Column("seconds", Float),  # that looking it over took: about what the import will
    Column("error", Told),
    Column("list_id", Integer, ForeignKey("lists.id")),
)

upload_parts = Table(
    "upload_parts",
    metadata,
    Column("upload_id", Integer, ForeignKey("uploads.id"), primary_key=True),
    Column("kind", String(10), primary_key=True),  # PartKind
    Column("number", Integer, primary_key=True),
    Column("content_sealed", SealedBytes, nullable=False),
)
