"""`flask privacy`: forgetting people whose term has passed, and one who asks for it."""

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired

privacy = AppGroup("privacy", help="Forgetting people: after the term, or on request.")

_YES = click.option("--yes", is_flag=True, help="Do it; otherwise only count.")


@privacy.command()
@_YES
def purge(yes: bool) -> None:
    """Forgets the people of campaigns whose term has passed; what is counted stays."""
    from outreach import privacy as use_cases

    system = wired()
    now = system.clock.now()
    found = use_cases.purge(system, at_the_machine(), now) if yes else use_cases.due(system, now)
    click.echo(f"campañas cuyo plazo pasó: {', '.join(found.campaigns) or 'ninguna'}")
    _tell(found.counts, done=yes)


@privacy.command()
@click.argument("case", required=False)
@click.option("--number", help="Instead of the case: a number that only this person has.")
@_YES
def erase(case: str | None, number: str | None, yes: bool) -> None:
    """Forgets one person, by case or number, for good, and never lets them be contacted again."""
    from ivr.commands.people import e164_of
    from outreach import privacy as use_cases

    if bool(case) == bool(number):
        raise click.UsageError("indique el caso o --number, uno de los dos")
    system = wired()
    e164 = e164_of(number) if number else None
    code, counts = use_cases.person_to_erase(system, case_code=case, number=e164)
    if yes:
        use_cases.erase(system, code, at_the_machine(), system.clock.now())
    click.echo(f"caso {code}")
    _tell(counts, done=yes)


def _tell(counts: dict[str, int], *, done: bool) -> None:
    for name, count in counts.items():
        click.echo(f"  {name:16}{count:>8}")
    if not done:
        click.echo("No se borró nada. Con --yes se borra, y no se puede deshacer.")
    elif wired().store.compact():
        click.echo("Borrado. Las copias de seguridad anteriores todavía lo tienen.")
    else:
        click.echo("Borrado. Otro proceso leía la base: repita la orden para vaciar su diario.")
