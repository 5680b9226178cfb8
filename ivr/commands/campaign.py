"""`flask campaign`: make, start, pause, resume, stop, and see how far it is."""

import json
from pathlib import Path
from typing import Any

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
def texts(name: str) -> None:
    """Lets texts go out again that the carrier's refusals had stopped."""
    from outreach import campaigns

    system = wired()
    campaigns.allow_texts(system, name, actor="command", now=system.clock.now())
    click.echo(f"the texts of '{name}' go out again")


@campaign.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def status(name: str, as_json: bool) -> None:
    """How far a campaign is."""
    from outreach import campaigns

    _show(campaigns.status(wired(), name), as_json)


@campaign.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True)
def cost(name: str, as_json: bool) -> None:
    """What calls and texts came to so far: charged by the carrier, or estimated by the tariff."""
    from outreach import campaigns

    _show(campaigns.spent(wired(), name), as_json)


@campaign.command()
@click.argument("name")
def explain(name: str) -> None:
    """Says in plain words when and how people are contacted."""
    from outreach import campaigns

    for sentence in campaigns.explained(wired(), name):
        click.echo(f"- {sentence}")


@campaign.command()
@click.argument("name")
@click.argument("file", type=_FILE, required=False)
def script(name: str, file: Path | None) -> None:
    """Lets new conversations use the script as its file is now; others finish on theirs.

    Without FILE it is the script that ships with us under the campaign's name for it.
    """
    from outreach import scripts

    system = wired()
    now = system.clock.now()
    found = scripts.take_up(system.store, name, file, actor="command", now=now)
    click.echo(f"'{name}' begins conversations by version {found.version} of '{found.name}'")


def _show(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for key, value in found.items():
        if value is not None:
            click.echo(f"{key:16} {value}")


def _change(name: str, state: CampaignState, note: str | None) -> None:
    from outreach import campaigns

    system = wired()
    campaigns.change_state(system, name, state, actor="command", now=system.clock.now(), note=note)
    click.echo(f"'{name}' is {state}")
