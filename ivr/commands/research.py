"""`flask research`: what a university needs to check every number."""

from pathlib import Path

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired

research = AppGroup("research", help="What a university needs to check every number.")
into_folder = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/report"),
    show_default=True,
    help="The directory for the files.",
)


@research.command()
@click.argument("campaign")
@into_folder
def bundle(campaign: str, out: Path) -> None:
    """Writes the research bundle of CAMPAIGN: data, codebook, program, nobody's identity."""
    click.echo(bundled(campaign, out))


def bundled(campaign: str, out: Path) -> Path:
    """Writes it there, and says so in the audit log."""
    from outreach.research.bundle import write_bundle

    system = wired()
    now = system.clock.now()
    return write_bundle(system, campaign, out, at_the_machine(), now, progress=tell)


def tell(step: str) -> None:
    """What is being done now, on standard error."""
    click.echo(f"{step} …", err=True)
