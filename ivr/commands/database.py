"""`flask db`: the store's migrations."""

from pathlib import Path

import click
from flask.cli import AppGroup

from ivr.commands.wiring import wired

db = AppGroup("db", help="The database.")

MIGRATIONS = Path(__file__).parents[2] / "migrations"


@db.command()
def upgrade() -> None:
    """Brings the database to the newest version; creates it where there is none."""
    from outreach.store import migrate

    migrate.upgrade(wired().store, MIGRATIONS)
    click.echo("database is up to date")
