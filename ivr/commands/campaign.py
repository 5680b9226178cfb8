"""`flask campaign`: make, start, pause, resume, stop, and see how far it is."""

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired
from outreach.rules.states import CampaignState

campaign = AppGroup("campaign", help="Campaigns.")

_FILE = click.Path(path_type=Path, dir_okay=False)


@campaign.command()
@click.argument("file", type=_FILE)
def new(file: Path) -> None:
    """Makes a campaign of a YAML file; samples/picc.yaml is one."""
    from outreach import campaigns

    system = wired()
    made = campaigns.create(system, file, actor="command", now=system.clock.now())
    click.echo(f"campaign '{made.campaign}' made; next: flask sample draw {made.campaign}")


@campaign.command()
@click.argument("name")
def start(name: str) -> None:
    """Starts a drawn campaign."""
    from outreach import campaigns

    system = wired()
    planned = campaigns.start(system, name, actor="command", now=system.clock.now())
    click.echo(f"'{name}' is running: {planned} people have a first attempt")


@campaign.command()
@click.argument("name")
@click.option("--note", help="Why, for the log.")
def pause(name: str, note: str | None) -> None:
    """Holds all dialling, at once."""
    _change(name, CampaignState.PAUSED, note)


@campaign.command()
@click.argument("name")
def resume(name: str) -> None:
    """Goes on after a pause."""
    _change(name, CampaignState.RUNNING, None)


@campaign.command()
@click.argument("name")
@click.option("--note", help="Why, for the log.")
def stop(name: str, note: str | None) -> None:
    """Ends a campaign for good, at once."""
    _change(name, CampaignState.STOPPED, note)


@campaign.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def status(name: str, as_json: bool) -> None:
    """How far a campaign is."""
    from outreach import campaigns

    found = campaigns.status(wired(), name)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for key, value in found.items():
        click.echo(f"{key:16} {value}")


@campaign.command()
@click.argument("name")
def explain(name: str) -> None:
    """Says in plain words when and how people are contacted."""
    from outreach import campaigns

    for sentence in campaigns.explained(wired(), name):
        click.echo(f"- {sentence}")


def _change(name: str, state: CampaignState, note: str | None) -> None:
    from outreach import campaigns

    system = wired()
    campaigns.change_state(system, name, state, actor="command", now=system.clock.now(), note=note)
    click.echo(f"'{name}' is {state}")
