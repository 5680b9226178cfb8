"""`flask users`: who may sign in, and to which campaigns."""

import secrets
from typing import TYPE_CHECKING, TextIO

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired
from outreach.errors import NotAllowed
from outreach.rules.states import Role

if TYPE_CHECKING:
    from outreach.accounts import Account

users = AppGroup("users", help="Who may sign in to the console.")

_ROLES = click.Choice([role.value for role in Role])


@users.command()
@click.argument("login")
@click.option("--role", type=_ROLES, required=True)
@click.option("--campaign", "campaigns", multiple=True, help="To work in; may be repeated.")
@click.option("--password", help="Made up and printed when not given.")
def add(login: str, role: str, campaigns: tuple[str, ...], password: str | None) -> None:
    """Adds a user. An admin works in every campaign; others in those that are named."""
    from ivr.console.passwords import hash_of
    from outreach import accounts

    chosen, system = _chosen(password), wired()
    accounts.add(
        system,
        login,
        role=Role(role),
        password_hash=hash_of(chosen),
        campaigns=campaigns,
        actor=at_the_machine(),
        now=system.clock.now(),
    )
    _tell(login, chosen, given=password is not None)


@users.command()
@click.argument("file", type=click.File(encoding="utf-8-sig"))
def load(file: TextIO) -> None:
    """Adds a team: a CSV with the columns login, role, campaigns (several: with spaces between
    them) and, where it is not to be made up, password. All are added, or nobody."""
    from ivr.commands.team import read_team
    from outreach import accounts

    system, members = wired(), read_team(file, _chosen)
    team = [member.newcomer for member in members]
    accounts.add_team(system, team, at_the_machine(), system.clock.now())
    for member in members:
        _tell(member.newcomer.login, member.password, given=member.given)


@users.command()
@click.argument("login")
@click.option("--password", help="Made up and printed when not given.")
@click.option("--second-factor", is_flag=True, help="Forget the authenticator, too.")
def reset(login: str, password: str | None, second_factor: bool) -> None:
    """Gives a user a new password, and lets in again who was shut out."""
    from ivr.console.passwords import hash_of
    from outreach import accounts

    chosen, system = _chosen(password), wired()
    accounts.reset(
        system,
        login,
        password_hash=hash_of(chosen),
        forget_factor=second_factor,
        actor=at_the_machine(),
        now=system.clock.now(),
    )
    _tell(login, chosen, given=password is not None)


@users.command()
@click.argument("login")
def disable(login: str) -> None:
    """Shuts a user out, at once."""
    from outreach import accounts

    system = wired()
    accounts.disable(system, login, actor=at_the_machine(), now=system.clock.now())
    click.echo(f"{login} can no longer sign in")


@users.command("list")
def list_() -> None:
    """Lists the users with role, second factor and campaigns."""
    from outreach import accounts

    for account in accounts.listed(wired()):
        click.echo(_line(account))


@users.command()
@click.argument("campaign")
@click.option("--add", "joining", multiple=True, metavar="LOGIN", help="May be repeated.")
@click.option("--remove", "leaving", multiple=True, metavar="LOGIN", help="May be repeated.")
def members(campaign: str, joining: tuple[str, ...], leaving: tuple[str, ...]) -> None:
    """Lists who works in a campaign, after adding and removing."""
    from outreach import accounts

    system = wired()
    logins = accounts.change_members(
        system,
        campaign,
        joining=joining,
        leaving=leaving,
        actor=at_the_machine(),
        now=system.clock.now(),
    )
    click.echo("\n".join(logins) or f"nobody works in {campaign} yet")


def _line(account: "Account") -> str:
    where = "all campaigns" if account.role is Role.ADMIN else ", ".join(account.campaigns)
    factor = "second factor" if account.second_factor else "password only"
    parts = [account.role, factor, where or "no campaign"]
    if account.disabled:
        parts.append("shut out")
    return f"{account.login:20} {'; '.join(parts)}"


def _chosen(password: str | None) -> str:
    from ivr.console.passwords import SHORTEST

    if password is not None and len(password) < SHORTEST:
        raise NotAllowed("a password needs at least %(least)s characters", least=SHORTEST)
    return password or secrets.token_urlsafe(12)


def _tell(login: str, password: str, *, given: bool) -> None:
    click.echo(f"{login} can sign in" + ("" if given else f" with the password {password}"))
