"""`flask amd`: how far the carrier's detection of machines is right, by a hand-coded sample."""

from pathlib import Path

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired

amd = AppGroup("amd", help="The sample of calls that people code by hand.")


@amd.command("sample")
@click.argument("campaign")
@click.option("--size", type=click.IntRange(1, 100_000), default=200, show_default=True)
@click.option("--seed", required=True, help="Any text; write it down, it is in the report.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("amd.csv"),
    show_default=True,
    help="The coding sheet.",
)
def sample(campaign: str, size: int, seed: str, out: Path) -> None:
    """Draws answered calls of CAMPAIGN and writes a sheet to code them in, column `code`."""
    from outreach import machine_samples

    system = wired()
    now = system.clock.now()
    count = machine_samples.draw_sample(system.store, campaign, out, size=size, seed=seed, now=now)
    click.echo(f"{count} calls -> {out}")


@amd.command("codes")
@click.argument("campaign")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coder", required=True, help="Who listened; initials are enough.")
def codes(campaign: str, file: Path, coder: str) -> None:
    """Takes in a coded sheet: human, machine, recording, fax, silence or unclear for each call."""
    from outreach import machine_samples

    system = wired()
    now = system.clock.now()
    count = machine_samples.import_codes(system.store, campaign, file, coder=coder, now=now)
    click.echo(f"{count} calls coded by {coder}")
