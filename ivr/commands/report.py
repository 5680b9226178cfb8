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
    help="The directory for the files.",
)
@click.option(
    "--locale",
    "locales",
    multiple=True,
    help="A language, such as es or en; may be repeated. All that there are by default.",
)
def report(campaign: str, out: Path, locales: tuple[str, ...]) -> None:
    """Writes the report of CAMPAIGN as page, PDF and workbook, and its figures as JSON.

    Prints the paths, the page's first; progress goes to standard error.
    """
    from outreach import reports

    system = wired()
    now = system.clock.now()
    for path in reports.write_report(
        system.store, campaign, out, now, locales=locales, progress=_tell
    ):
        click.echo(path)


def _tell(step: str) -> None:
    click.echo(f"{step} …", err=True)
