"""`flask agents`: where calls to agents ring, and who is at work."""

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired
from outreach.errors import NotAllowed

agents = AppGroup("agents", help="The phones of agents, and what they are doing.")


@agents.command()
@click.argument("pairs", nargs=-1, required=True, metavar="LOGIN=NUMBER…")
def start(pairs: tuple[str, ...]) -> None:
    """Sets at which number each agent's calls ring, and makes them available.

    For an office without the console at hand, and for rehearsals.
    """
    from outreach.agents import availability

    system = wired()
    for pair in pairs:
        login, _, number = pair.partition("=")
        if not number:
            raise NotAllowed("'%(pair)s' is not LOGIN=NUMBER", pair=pair)
        availability.start(system, login, number, at_the_machine(), system.clock.now())
        click.echo(f"{login} is available")


@agents.command()
@click.argument("login")
@click.option("--municipality", "municipalities", multiple=True, help="May be repeated.")
@click.option("--language", "languages", multiple=True, help="es, en, cab …; may be repeated.")
def serve(login: str, municipalities: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """Sets with whom an agent talks; without options: with everybody."""
    from outreach import accounts
    from outreach.agents import skills

    system = wired()
    skills.serve(
        system,
        accounts.id_of(system, login),
        municipalities=municipalities,
        languages=languages,
        actor=at_the_machine(),
        now=system.clock.now(),
    )
    where = ", ".join(municipalities) or "everywhere"
    click.echo(f"{login} serves {where}; {', '.join(languages) or 'every language'}")


@agents.command("list")
def list_() -> None:
    """Lists agents with what they are doing."""
    from outreach.agents import supervision

    system = wired()
    now = system.clock.now()
    for member in supervision.overview(system, at_the_machine(), now).team:
        state = member.standing.state or "not at work"
        phone = "" if member.has_phone else "; no phone"
        click.echo(f"{member.login:20} {state}{phone}; {member.leads} leads")
