"""`flask keys`: secrets for `.env`, and sealing everything anew with a new key."""

import base64
import secrets

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired

keys = AppGroup("keys", help="Keys and secrets.")


@keys.command()
def new() -> None:
    """Prints fresh secrets, as lines for .env."""
    data_key = base64.b64encode(secrets.token_bytes(32)).decode()
    click.echo(f"SECRET_KEY={secrets.token_urlsafe(32)}")
    click.echo(f"DATA_KEYS={data_key}")
    click.echo(f"INDEX_KEY={secrets.token_urlsafe(32)}")


@keys.command()
def rotate() -> None:
    """Seals everything with the first of DATA_KEYS; afterwards the others can be dropped."""
    from outreach.store import rotation

    click.echo(f"{rotation.reseal(wired().store)} values sealed anew")
