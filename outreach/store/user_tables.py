"""The tables of who may enter: users, their campaigns, their second factor."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from outreach.store.column_types import Moment, id_, metadata, to
from outreach.store.encryption import Sealed

users = Table(
    "users",
    metadata,
    id_(),
    Column("login", String(100), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(12), nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("created_at", Moment, nullable=False),
    # Sessions carry the generation they began in: a newer one ends all of them.
    Column("generation", Integer, nullable=False, default=1),
    Column("totp_sealed", Sealed),  # the secret shared with the authenticator
    Column("totp_since", Moment),  # when its first code was given; empty: not in use yet
    Column("totp_step", Integer),  # of the last code that was taken; none of before is taken
    # Of an agent: where calls ring, and whom they can serve, joined by `|`; empty: everybody.
    Column("phone_sealed", Sealed),  # E.164
    Column("municipalities", String(200), nullable=False, server_default=""),
    Column("languages", String(60), nullable=False, server_default=""),
)

memberships = Table(
    "memberships",
    metadata,
    Column("user_id", Integer, ForeignKey("users.id"), primary_key=True),
    Column("campaign_id", Integer, ForeignKey("campaigns.id"), primary_key=True),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    id_(),
    to("users", index=True),
    Column("code_hash", String(32), nullable=False),
    Column("used_at", Moment),
    UniqueConstraint("user_id", "code_hash"),
)
