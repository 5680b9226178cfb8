"""The `flask …` commands, one file for each noun, loaded when they are called."""

from importlib import import_module
from typing import Any

import click
from flask.cli import AppGroup

from flows.documents import BadDocument
from outreach.errors import ConvocaError

_FILES = {
    "agents": "agents",
    "amd": "amd",
    "audit": "audit",
    "campaign": "campaign",
    "db": "database",
    "keys": "keys",
    "people": "people",
    "privacy": "privacy",
    "report": "report",
    "research": "research",
    "sample": "sample",
    "script": "script",
    "serve": "serve",
    "users": "users",
}


class Commands(AppGroup):
    """Loads a command's file when it is asked for, so that each starts quickly, and tells an
    error of ours in one line, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_FILES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _FILES:
            return super().get_command(ctx, cmd_name)
        if cmd_name not in self.commands:
            command = getattr(import_module(f"ivr.commands.{_FILES[cmd_name]}"), cmd_name)
            self.add_command(_plain_spoken(command), cmd_name)
        return self.commands[cmd_name]


def _plain_spoken(command: click.Command) -> click.Command:
    invoke = command.invoke

    def told(ctx: click.Context) -> Any:
        try:
            return invoke(ctx)
        except (ConvocaError, BadDocument) as error:
            raise click.ClickException(str(error)) from None

    command.invoke = told  # type: ignore[method-assign]  # each command is wrapped once, here
    return command
