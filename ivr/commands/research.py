"""`flask research`: what a university needs to check every number."""

from pathlib import Path

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired

research = AppGroup("research", help="What a university needs to check every number.")


@research.command()
@click.argument("campaign")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/report"),
    show_default=True,
    help="The directory for paquete.zip.",
)
def bundle(campaign: str, out: Path) -> None:
    """Writes the research bundle of CAMPAIGN: data, codebook, program, nobody's identity."""
    from outreach.research.bundle import write_bundle

    system = wired()
    click.echo(
        write_bundle(
            system, campaign, out, at_the_machine(), system.clock.now(),
            progress=lambda step: click.echo(f"{step} …", err=True),
        )
    )  # fmt: skip
