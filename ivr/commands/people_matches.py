"""`flask people matches`: entries of the registry that may be of one person."""

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired

matches = AppGroup("matches", help="Entries of the registry that may be of one person.")

_VERDICTS = click.Choice(["same", "different"])


@matches.command()
@click.argument("list_name")
def find(list_name: str) -> None:
    """Looks for people of LIST_NAME who may be in the registry already, as an import does."""
    from outreach.registry.recognising import recognise

    system = wired()
    new = recognise(system.store, list_name, system.clock.now())
    click.echo(found(new))


@matches.command("list")
@click.option("--page", type=click.IntRange(1), default=1, show_default=True)
def list_(page: int) -> None:
    """Shows those that wait for a decision, the most alike first. Who was seen is written down."""
    from outreach import matches as use_cases

    system = wired()
    shown = use_cases.waiting(system, at_the_machine(), system.clock.now(), page=page)
    for match in shown.matches:
        click.echo(f"{match.id}: {match.score:.0f} % ({match.why})")
        for entry in (match.one, match.other):
            known = (
                entry.case_code, entry.name, entry.birth_date, entry.document,
                entry.municipality, ", ".join(entry.numbers), ", ".join(entry.lists),
            )  # fmt: skip
            click.echo("  " + " · ".join(value or "–" for value in known))
    click.echo(f"{shown.total} por decidir; página {shown.page} de {shown.pages}", err=True)


@matches.command()
@click.argument("match", type=int)
@click.argument("verdict", type=_VERDICTS)
def decide(match: int, verdict: str) -> None:
    """Says whether both entries of MATCH are the same person. For good."""
    from outreach import matches as use_cases

    system = wired()
    decided = use_cases.Verdict(verdict)
    use_cases.decide(system, match, decided, at_the_machine(), system.clock.now())
    click.echo(f"coincidencia {match}: {_SAID[decided]}")


_SAID = {"same": "es la misma persona", "different": "son personas distintas"}


def found(new: int) -> str:
    """What to say of so many."""
    if not new:
        return "sin coincidencias nuevas por revisar"
    return f"{new} coincidencias nuevas por revisar: flask people matches list"
