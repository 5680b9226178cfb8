"""`flask campaign`: make, start, pause, resume, stop, and see how far it is."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from ivr.commands.wiring import at_the_machine, wired
from outreach.rules.states import CampaignState

campaign = AppGroup("campaign", help="Campaigns.")

_FILE = click.Path(path_type=Path, dir_okay=False)


@campaign.command()
@click.argument("file", type=_FILE)
def new(file: Path) -> None:
    """Makes a campaign of a YAML file; samples/picc.yaml is one."""
    from outreach import campaigns

    system = wired()
    now = system.clock.now()
    made = campaigns.create(system, file, actor="command", by=at_the_machine(), now=now)
    click.echo(f"campaign '{made.campaign}' made; next: flask sample draw {made.campaign}")


@campaign.command()
@click.argument("name")
@click.option("--people", default=60, show_default=True, type=click.IntRange(10, 500))
def rehearse(name: str, people: int) -> None:
    """Plays a campaign through on the pretend network, with invented people: a minute or two."""
    from outreach import rehearsals

    system = wired()
    now = system.clock.now()
    rehearsal_id = rehearsals.begin(
        system, name, people=people, actor="command", by=at_the_machine(), now=now
    )
    _show(dict(rehearsals.run(system, rehearsal_id)), as_json=False)
    click.echo(f"next: look at it in the console, or flask campaign look {name}")


@campaign.command("run-rehearsal", hidden=True)
@click.argument("rehearsal_id", type=int)
def run_rehearsal(rehearsal_id: int) -> None:
    """Runs a rehearsal that was begun in the console."""
    from outreach import rehearsals

    rehearsals.run(wired(), rehearsal_id)


@campaign.command()
@click.argument("name")
@click.option("--by", "who", required=True, help="Who looked at it.")
def look(name: str, who: str) -> None:
    """Shows what came of a campaign's rehearsal, and notes who has looked at it."""
    from outreach import rehearsals

    system = wired()
    last = rehearsals.outcome_of(system, name)
    _show(dict(last.outcome), as_json=False)
    now, by = system.clock.now(), at_the_machine()
    rehearsals.look_at(system, name, last.id, actor=who, by=by, now=now)


@campaign.command()
@click.argument("name")
@click.option("--without-rehearsal", "answers", help="Who answers for starting without one.")
@click.option("--because", default="", help="Why.")
def start(name: str, answers: str | None, because: str) -> None:
    """Starts a drawn campaign whose rehearsal somebody has looked at."""
    from outreach import campaigns
    from outreach.draws.releasing import Override

    system = wired()
    planned = campaigns.start(
        system,
        name,
        actor="command",
        by=at_the_machine(),
        without_rehearsal=Override(answers, because) if answers else None,
        now=system.clock.now(),
    )
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
    now, by = system.clock.now(), at_the_machine()
    campaigns.allow_texts(system, name, actor="command", by=by, now=now)
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
    now, by = system.clock.now(), at_the_machine()
    campaigns.change_state(system, name, state, actor="command", by=by, now=now, note=note)
    click.echo(f"'{name}' is {state}")
