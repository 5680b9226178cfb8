"""Brings a database to the newest version with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy.engine import make_url

from outreach.store.database import Store


def upgrade(store: Store, migrations: Path) -> None:
    """Runs the migrations that are missing. Creates the folder of a SQLite file."""
    url = make_url(str(store.engine.url))
    if store.is_sqlite and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    config = Config()
    config.set_main_option("script_location", str(migrations))
    with store.transaction() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
