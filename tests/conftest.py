"""What the tests stand on: a real store on both databases, a real queue, a clock moved by hand."""

import base64
import shutil
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest
from sqlalchemy import create_engine, text

from outreach.clock import ManualClock
from outreach.settings import Settings
from outreach.store import migrate
from outreach.store.database import Store
from outreach.store.encryption import Keyring
from outreach.store.tables import metadata
from outreach.system import System
from tests.fakes import FakeCarrier, FakeJobs
from tests.servers import postgres_url, redis_url

__all__ = ["postgres_url", "redis_url"]

# Machines are shared: how long an example takes says nothing of the code. Benchmarks measure.
hypothesis.settings.register_profile(
    "shared", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("shared")

DATA_KEY = base64.b64encode(b"k" * 32).decode()
MIGRATIONS = Path(__file__).parents[1] / "migrations"
MORNING = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)  # a Tuesday, 10 in the morning in Honduras


def keyring() -> Keyring:
    return Keyring([DATA_KEY], "index")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a rehearsal, whatever the environment of the test run says."""
    return Settings(
        _env_file=None,
        database_url=f"sqlite:///{tmp_path}/convoca.db",
        redis_url="redis://127.0.0.1:1/0",  # nothing listens there: a test that needs it says so
        public_base_url="https://convoca.example.org",
        secret_key="a secret of the tests",
        data_keys=DATA_KEY,
        index_key="index",
        carrier="rehearsal",
        carrier_account="AC" + "0" * 32,
        carrier_token="token-one,token-two",
        carrier_base_url="http://127.0.0.1:9",
    )


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MORNING)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that all migrations were run on, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    store = Store(f"sqlite:///{path}", keyring())
    migrate.upgrade(store, MIGRATIONS)
    store.close()
    return path


@pytest.fixture
def sqlite_store(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "convoca.db"
    shutil.copy(migrated_sqlite, path)
    store = Store(f"sqlite:///{path}", keyring())
    yield store
    store.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Store]:
    """A PostgreSQL database that all migrations were run on, to be emptied after every test."""
    name = f"test_{uuid.uuid4().hex[:8]}"
    _execute(postgres_url, f"CREATE DATABASE {name}")
    store = Store(_database(postgres_url, name), keyring())
    migrate.upgrade(store, MIGRATIONS)
    yield store
    store.close()


@pytest.fixture
def postgres_store(migrated_postgres: Store) -> Iterator[Store]:
    url = migrated_postgres.engine.url.render_as_string(hide_password=False)
    store = Store(url, keyring())
    yield store
    store.close()
    _empty(migrated_postgres)


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """The store, once on each database."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found


@pytest.fixture
def carrier(clock: ManualClock) -> FakeCarrier:
    return FakeCarrier(clock)


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs()


@pytest.fixture
def system(
    settings: Settings, store: Store, clock: ManualClock, carrier: FakeCarrier, jobs: FakeJobs
) -> System:
    """The whole system, once on each database, with a pretend network and queue."""
    return System(settings, store, clock, carrier, jobs)


@pytest.fixture
def quick_system(
    settings: Settings,
    sqlite_store: Store,
    clock: ManualClock,
    carrier: FakeCarrier,
    jobs: FakeJobs,
) -> System:
    """The same where the database makes no difference."""
    return System(settings, sqlite_store, clock, carrier, jobs)


def _database(url: str, name: str) -> str:
    base, _, query = url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def _empty(store: Store) -> None:
    # ten times as fast as TRUNCATE, and fifty times as fast as a database for each test
    with store.transaction() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
        # without triggers: those of the audit log refuse what is done here
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(
            text("SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences")
        )


def _execute(url: str, statement: str) -> None:
    # CREATE DATABASE wants no transaction around it
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
