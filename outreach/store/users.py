"""Queries on the people who may sign in: who they are, their campaigns, their second factor."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from outreach.rules.states import Role
from outreach.store.database import AnyRow
from outreach.store.insertion import insert_new
from outreach.store.tables import campaigns, memberships, recovery_codes, users


def by_login(connection: Connection, login: str) -> AnyRow | None:
    return connection.execute(select(users).where(users.c.login == login)).one_or_none()


def by_id(connection: Connection, user_id: int) -> AnyRow | None:
    return connection.execute(select(users).where(users.c.id == user_id)).one_or_none()


def everybody(connection: Connection) -> list[AnyRow]:
    return list(connection.execute(select(users).order_by(users.c.login)))


def add(
    connection: Connection, *, login: str, password_hash: str, role: Role, now: datetime
) -> int:
    added = connection.execute(
        insert(users)
        .values(
            login=login, password_hash=password_hash, role=role, disabled=False, created_at=now
        )
        .returning(users.c.id)
    )
    return int(added.scalar_one())


def change(connection: Connection, login: str, **values: Any) -> bool:
    changed = connection.execute(update(users).where(users.c.login == login).values(**values))
    return changed.rowcount == 1


def end_sessions(connection: Connection, user_id: int) -> None:
    """Every session that was begun before is over."""
    connection.execute(
        update(users).where(users.c.id == user_id).values(generation=users.c.generation + 1)
    )


# Campaigns ------------------------------------------------------------------------------------


def join(connection: Connection, user_id: int, campaign_id: int) -> None:
    row = {"user_id": user_id, "campaign_id": campaign_id}
    insert_new(connection, memberships, [row])


def leave(connection: Connection, user_id: int, campaign_id: int) -> None:
    mine = (memberships.c.user_id == user_id, memberships.c.campaign_id == campaign_id)
    connection.execute(delete(memberships).where(*mine))


def campaigns_of(connection: Connection, user_id: int) -> Sequence[int]:
    mine = select(memberships.c.campaign_id).where(memberships.c.user_id == user_id)
    return connection.scalars(mine).all()


def campaign_names_of(connection: Connection, user_id: int) -> list[str]:
    return list(
        connection.scalars(
            select(campaigns.c.name)
            .join(memberships, memberships.c.campaign_id == campaigns.c.id)
            .where(memberships.c.user_id == user_id)
            .order_by(campaigns.c.name)
        )
    )


def members_of(connection: Connection, campaign_id: int) -> list[AnyRow]:
    return list(
        connection.execute(
            select(users)
            .join(memberships, memberships.c.user_id == users.c.id)
            .where(memberships.c.campaign_id == campaign_id)
            .order_by(users.c.login)
        )
    )


def colleagues(connection: Connection, campaign_id: int) -> list[AnyRow]:
    """The agents of a campaign who may sign in, by login."""
    return [
        row
        for row in members_of(connection, campaign_id)
        if row.role == Role.AGENT and not row.disabled
    ]


# Second factor --------------------------------------------------------------------------------


def offer_secret(connection: Connection, user_id: int, secret: str) -> None:
    """Keeps a secret to enrol with, unless there is one already."""
    without = (users.c.id == user_id, users.c.totp_sealed.is_(None))
    connection.execute(update(users).where(*without).values(totp_sealed=secret))


def take_step(connection: Connection, user_id: int, step: int, now: datetime) -> bool:
    """Takes the code of this step; False when it, or a later one, was taken before."""
    fresh = or_(users.c.totp_step.is_(None), users.c.totp_step < step)
    taken = connection.execute(
        update(users).where(users.c.id == user_id, fresh).values(totp_step=step)
    )
    if taken.rowcount == 1:
        first = (users.c.id == user_id, users.c.totp_since.is_(None))
        connection.execute(update(users).where(*first).values(totp_since=now))
    return taken.rowcount == 1


def forget_factor(connection: Connection, user_id: int) -> None:
    """The next sign-in enrols anew."""
    connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    connection.execute(
        update(users)
        .where(users.c.id == user_id)
        .values(totp_sealed=None, totp_since=None, totp_step=None)
    )


def add_recovery_codes(connection: Connection, user_id: int, hashes: Sequence[str]) -> None:
    connection.execute(
        insert(recovery_codes), [{"user_id": user_id, "code_hash": h} for h in hashes]
    )


def use_recovery_code(connection: Connection, user_id: int, code_hash: str, now: datetime) -> bool:
    """Takes a recovery code, which works once."""
    used = connection.execute(
        update(recovery_codes)
        .where(
            recovery_codes.c.user_id == user_id,
            recovery_codes.c.code_hash == code_hash,
            recovery_codes.c.used_at.is_(None),
        )
        .values(used_at=now)
    )
    return used.rowcount == 1
