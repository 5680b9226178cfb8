"""Who is signed in, since when, and when that ends."""

from typing import Any

from flask import Flask, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from ivr.system_of import system_of
from outreach.rules.states import Role
from outreach.store import users

_SINCE = "since"  # when it began; seconds since 1970
_SEEN = "seen"  # when it was last used
_PENDING = "pending"  # who gave the password and still owes the code, and since when
_NEXT = "next"
_PENDING_SECONDS = 600


class Visitor(UserMixin):
    """Who is signed in."""

    def __init__(self, row: Any) -> None:
        self.id = row.id
        self.login = row.login
        self.role = Role(row.role)
        self.generation = row.generation
        self.has_factor = row.totp_since is not None

    def get_id(self) -> str:
        """What the session holds: a newer generation ends the sessions of older ones."""
        return f"{self.id}.{self.generation}"


def init(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # it would tie a session to an address, and phones move
    manager.user_loader(_loaded)


def needs_factor(role: Role) -> bool:
    """Admins and operators: they can start, stop and see everything of a campaign."""
    return system_of().settings.second_factor and role in (Role.ADMIN, Role.OPERATOR)


def begin(row: Any) -> None:
    """Signs in. Nothing of the session before is kept, so that none can be foisted on somebody."""
    session.clear()
    session.permanent = True
    session[_SINCE] = session[_SEEN] = _seconds()
    login_user(Visitor(row))


def end() -> None:
    logout_user()
    session.clear()


def wait_for_code(row: Any, wanted: str | None) -> None:
    """The password was right; the code is owed, for ten minutes."""
    session.clear()
    session[_PENDING] = [row.id, row.generation, _seconds()]
    session[_NEXT] = wanted


def pending() -> Any:
    """The user who gave the password and owes the code, or None."""
    user_id, generation, since = session.get(_PENDING) or (0, 0, 0)
    if not user_id or not 0 <= _seconds() - since <= _PENDING_SECONDS:
        return None
    return _valid(user_id, generation)


def wanted_page() -> str | None:
    """Where somebody who owed the code wanted to go."""
    wanted: str | None = session.get(_NEXT)
    return wanted


def _loaded(key: str) -> Visitor | None:
    user_id, _, generation = key.partition(".")
    if not (user_id.isdecimal() and generation.isdecimal()) or _is_over():
        return None
    session[_SEEN] = _seconds()
    row = _valid(int(user_id), int(generation))
    return Visitor(row) if row is not None else None


def _is_over() -> bool:
    settings, now = system_of().settings, _seconds()
    begun, used = int(session.get(_SINCE, 0)), int(session.get(_SEEN, 0))
    longest, unused = settings.session_hours * 3600, settings.session_minutes * 60
    return now - begun > longest or now - used > unused


def _valid(user_id: int, generation: int) -> Any:
    with system_of().store.reading() as connection:
        row = users.by_id(connection, user_id)
    return None if row is None or row.disabled or row.generation != generation else row


def _seconds() -> int:
    return int(system_of().wall.now().timestamp())
