"""`flask report`: writes a campaign's report."""

from pathlib import Path

import click

from ivr.commands.research import bundled, into_folder, tell
from ivr.commands.wiring import wired

_LANGUAGES = 2  # that a report is usually printed in


@click.command()
@click.argument("campaign")
@into_folder
@click.option(
    "--locale",
    "locales",
    multiple=True,
    help="A language, such as es or en; may be repeated. All that there are by default.",
)
@click.option("--bundle", is_flag=True, help="Also paquete.zip, for the university.")
def report(campaign: str, out: Path, locales: tuple[str, ...], bundle: bool) -> None:
    """Writes the report of CAMPAIGN as page, PDF and workbook, and its figures as JSON.

    Prints the paths, the page's first; progress goes to standard error.
    """
    from outreach.report.press import Press

    with Press(len(locales) or _LANGUAGES) as press:  # makes ready while the rest is loaded
        from outreach import reports

        system = wired()
        written = reports.write_report(
            system.store, campaign, out, system.clock.now(),
            locales=locales, progress=tell, press=press,
        )  # fmt: skip
    if bundle:
        written.append(bundled(campaign, out))
    for path in written:
        click.echo(path)
