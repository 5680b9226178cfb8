"""`flask report`: writes a campaign's report."""

from pathlib import Path

import click

from ivr.commands.wiring import wired


@click.command()
@click.argument("campaign")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/report"),
    show_default=True,
    help="The directory for informe.html and informe.json.",
)
def report(campaign: str, out: Path) -> None:
    """Writes the report of CAMPAIGN as a page and as JSON; prints the page's path."""
    from outreach import reports

    system = wired()
    page = reports.write_report(system.store, campaign, out, system.clock.now(), progress=_tell)
    click.echo(page)


def _tell(step: str) -> None:
    click.echo(f"{step} …", err=True)
