"""`flask audit`: whether the record of who saw whom is whole, and what it says of a person."""

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired

audit = AppGroup("audit", help="The record of who saw or changed which person.")


def _anchor(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> tuple[int, str] | None:
    if value is None:
        return None
    count, _, head = value.partition(":")
    if not count.isdecimal() or len(head) != 32:
        raise click.BadParameter("expected what an earlier verification printed, such as 12:9f…")
    return int(count), head


@audit.command()
@click.option("--anchor", callback=_anchor, help="What an earlier verification printed.")
def verify(anchor: tuple[int, str] | None) -> None:
    """Reads the whole record. Prints its anchor, to be kept elsewhere; exit code 1 on a change."""
    from outreach import audit as use_cases

    verdict = use_cases.verify(wired(), anchor)
    if verdict.problem is not None:
        raise click.ClickException(
            f"the audit log was tampered with: {verdict.problem}; "
            f"entries up to {verdict.entries} are sound"
        )
    click.echo(f"{verdict.entries} entries, all sound", err=True)
    click.echo(f"{verdict.entries}:{verdict.head}")


@audit.command()
@click.argument("case")
def show(case: str) -> None:
    """Lists who saw or changed a person, by their case."""
    from outreach import audit as use_cases

    system = wired()
    for entry in use_cases.of_case(system, case, at_the_machine(), system.clock.now()):
        who = f"user {entry.actor_id}" if entry.actor_id else "command"
        click.echo(
            f"{entry.at:%Y-%m-%d %H:%M:%S}Z  {who:10} {entry.address:16} {entry.action} "
            f"{entry.subject} {entry.detail}".rstrip()
        )
