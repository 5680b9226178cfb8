"""`flask sample`: the draw."""

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired

sample = AppGroup("sample", help="The draw of the people of a campaign.")


@sample.command()
@click.argument("campaign")
@click.option("--seed", required=True, help="Any text; published, so that all can check.")
@click.option("--size", type=click.IntRange(1), help="People; the campaign's by default.")
def draw(campaign: str, seed: str, size: int | None) -> None:
    """Draws people at random. The same frame and seed give the same draw on any machine."""
    from outreach import campaigns

    system = wired()
    drawn = campaigns.draw(
        system, campaign, seed=seed, size=size, actor="command", now=system.clock.now()
    )
    click.echo(f"drawn: {len(drawn.members)} of {drawn.frame_size} eligible people")
    click.echo(f"frame SHA-256: {drawn.frame_sha256}")
