"""`flask users`: who may sign in."""

import secrets

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired
from outreach.errors import NotAllowed, NotFound
from outreach.rules.states import Role

users = AppGroup("users", help="Who may sign in to the console.")

_ROLES = click.Choice([role.value for role in Role])
_SHORTEST_PASSWORD = 12


@users.command()
@click.argument("login")
@click.option("--role", type=_ROLES, required=True)
@click.option("--password", help="Made up and printed when not given.")
def add(login: str, role: str, password: str | None) -> None:
    """Adds a user."""
    from ivr.console.sign_in import hash_of
    from outreach.store import users as rows

    chosen = _chosen(password)
    system = wired()
    with system.store.transaction() as connection:
        if rows.by_login(connection, login) is not None:
            raise NotAllowed(f"there is a user '{login}' already")
        rows.add(
            connection,
            login=login,
            password_hash=hash_of(chosen),
            role=Role(role),
            now=system.clock.now(),
        )
    _tell(login, chosen, given=password is not None)


@users.command()
@click.argument("login")
@click.option("--password", help="Made up and printed when not given.")
def reset(login: str, password: str | None) -> None:
    """Gives a user a new password."""
    from ivr.console.sign_in import hash_of

    chosen = _chosen(password)
    _change(login, password_hash=hash_of(chosen), disabled=False)
    _tell(login, chosen, given=password is not None)


@users.command()
@click.argument("login")
def disable(login: str) -> None:
    """Shuts a user out, at once."""
    _change(login, disabled=True)
    click.echo(f"{login} can no longer sign in")


def _change(login: str, **values: object) -> None:
    from outreach.store import users as rows

    with wired().store.transaction() as connection:
        if not rows.change(connection, login, **values):
            raise NotFound(f"there is no user '{login}'")


def _chosen(password: str | None) -> str:
    if password is not None and len(password) < _SHORTEST_PASSWORD:
        raise NotAllowed(f"a password needs at least {_SHORTEST_PASSWORD} characters")
    return password or secrets.token_urlsafe(12)


def _tell(login: str, password: str, *, given: bool) -> None:
    click.echo(f"{login} can sign in" + ("" if given else f" with the password {password}"))
