"""The `flask …` commands, one file for each noun."""

from typing import Any

import click
from flask import Flask

from flows.documents import BadDocument
from ivr.commands.campaign import campaign
from ivr.commands.database import db
from ivr.commands.keys import keys
from ivr.commands.people import people
from ivr.commands.report import report
from ivr.commands.sample import sample
from ivr.commands.script import script
from ivr.commands.serve import serve
from ivr.commands.users import users
from outreach.errors import ConvocaError

_COMMANDS = (campaign, db, keys, people, report, sample, script, serve, users)


def register(app: Flask) -> None:
    """Adds the commands; an error of ours is told in one line, without a traceback."""
    for command in _COMMANDS:
        app.cli.add_command(_plain_spoken(command))


def _plain_spoken(command: click.Command) -> click.Command:
    invoke = command.invoke

    def told(ctx: click.Context) -> Any:
        try:
            return invoke(ctx)
        except (ConvocaError, BadDocument) as error:
            raise click.ClickException(str(error)) from None

    command.invoke = told  # type: ignore[method-assign]  # each command is wrapped once, here
    return command
