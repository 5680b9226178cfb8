"""`flask report`: writes a campaign's report."""

from pathlib import Path

import click

from ivr.commands.wiring import at_the_machine, wired

_LANGUAGES = 2  # that a report is usually printed in


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
            locales=locales, progress=_tell, press=press,
        )  # fmt: skip
    if bundle:
        from outreach.research.bundle import write_bundle

        made = write_bundle(
            system, campaign, out, at_the_machine(), system.clock.now(), progress=_tell
        )
        written.append(made)
    for path in written:
        click.echo(path)


def _tell(step: str) -> None:
    click.echo(f"{step} …", err=True)
