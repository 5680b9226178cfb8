"""What is done with the accounts of those who may enter: made, changed, put into campaigns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outreach import audit
from outreach.actors import Actor
from outreach.audit import Action
from outreach.campaigns import found
from outreach.errors import NotAllowed, NotFound
from outreach.rules.states import Role
from outreach.store import users as rows
from outreach.store.database import Connection
from outreach.system import System

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,99}")


@dataclass(frozen=True, slots=True)
class Account:
    """One user as an admin sees them. An admin has no campaigns, and sees all."""

    login: str
    role: Role
    disabled: bool
    second_factor: bool
    campaigns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to have an account."""

    login: str
    role: Role
    password_hash: str
    campaigns: tuple[str, ...] = ()


def tidied(login: str) -> str:
    """A login as it is stored, however it was typed."""
    return login.strip().lower()


def add(
    system: System,
    typed: str,
    *,
    role: Role,
    password_hash: str,
    campaigns: tuple[str, ...] = (),
    actor: Actor,
    now: datetime,
) -> None:
    """Raises NotAllowed for a login that is taken or odd, NotFound for a campaign."""
    add_team(system, [Newcomer(typed, role, password_hash, campaigns)], actor, now)


def add_team(system: System, team: Sequence[Newcomer], actor: Actor, now: datetime) -> None:
    """Adds all of them or, where one cannot be added, nobody. Raises as `add` does."""
    with system.store.transaction() as connection:
        for newcomer in team:
            _add(connection, newcomer, actor, now)


def _add(connection: Connection, newcomer: Newcomer, actor: Actor, now: datetime) -> None:
    login, role = tidied(newcomer.login), newcomer.role
    if not _LOGIN.fullmatch(login):
        raise NotAllowed("a login is made of a-z, 0-9 and . _ @ -, and begins with a-z or 0-9")
    if rows.by_login(connection, login) is not None:
        raise NotAllowed("there is a user '%(login)s' already", login=login)
    user_id = rows.add(
        connection, login=login, password_hash=newcomer.password_hash, role=role, now=now
    )
    for name in newcomer.campaigns:
        rows.join(connection, user_id, found(connection, name).id)
    _record(connection, actor, Action.USER_ADDED, user_id, str(role), now)


def reset(
    system: System,
    typed: str,
    *,
    password_hash: str,
    forget_factor: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """A new password; whoever was shut out may enter again. All sessions end."""
    with system.store.transaction() as connection:
        row = _user(connection, typed)
        rows.change(connection, row.login, password_hash=password_hash, disabled=False)
        if forget_factor:
            rows.forget_factor(connection, row.id)
        rows.end_sessions(connection, row.id)
        detail = "password and second factor" if forget_factor else "password"
        _record(connection, actor, Action.USER_CHANGED, row.id, detail, now)


def disable(system: System, typed: str, *, actor: Actor, now: datetime) -> None:
    """Shuts a user out, at once."""
    with system.store.transaction() as connection:
        row = _user(connection, typed)
        rows.change(connection, row.login, disabled=True)
        rows.end_sessions(connection, row.id)
        _record(connection, actor, Action.USER_CHANGED, row.id, "disabled", now)


def change_members(
    system: System,
    campaign: str,
    *,
    joining: tuple[str, ...],
    leaving: tuple[str, ...],
    actor: Actor,
    now: datetime,
) -> list[str]:
    """Puts users into a campaign and takes others out; the logins that are in it then."""
    with system.store.transaction() as connection:
        campaign_id = found(connection, campaign).id
        for logins, change, detail in (
            (joining, rows.join, f"joined campaign {campaign_id}"),
            (leaving, rows.leave, f"left campaign {campaign_id}"),
        ):
            for login in logins:
                row = _user(connection, login)
                change(connection, row.id, campaign_id)
                _record(connection, actor, Action.USER_CHANGED, row.id, detail, now)
        return [row.login for row in rows.members_of(connection, campaign_id)]


def id_of(system: System, typed: str) -> int:
    """Whose login this is. Raises NotFound."""
    with system.store.reading() as connection:
        return int(_user(connection, typed).id)


def listed(system: System) -> list[Account]:
    with system.store.reading() as connection:
        return [
            Account(
                login=row.login,
                role=Role(row.role),
                disabled=row.disabled,
                second_factor=row.totp_since is not None,
                campaigns=tuple(rows.campaign_names_of(connection, row.id)),
            )
            for row in rows.everybody(connection)
        ]


def _user(connection: Connection, typed: str) -> Any:
    row = rows.by_login(connection, tidied(typed))
    if row is None:
        raise NotFound("there is no user '%(login)s'", login=tidied(typed))
    return row


def _record(
    connection: Connection, actor: Actor, action: Action, user_id: int, detail: str, now: datetime
) -> None:
    audit.record(connection, actor, action, subject=f"user {user_id}", detail=detail, now=now)
