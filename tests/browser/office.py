"""The office that tests in a browser visit: a small campaign, a user of each role, a server."""

import struct
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach import campaign_drafts, upload_work, uploads
from outreach.actors import Actor
from outreach.clock import ManualClock
from outreach.rules.dispositions import AnsweredBy, CarrierResult
from outreach.rules.states import Role
from outreach.settings import Settings
from outreach.store import migrate, tables, users
from outreach.store.database import Store
from outreach.system import System
from outreach.uploads import Wanted
from rehearsal.processes import Processes, free_port, wait_for_port
from tests import look, make, play
from tests.conftest import DATA_KEY, MIGRATIONS, keyring
from tests.fakes import FakeCarrier, FakeJobs
from tests.ivr.browser import a_user

MORNING = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)  # a Tuesday, 10 in the morning in Honduras
TOWNS = ("tegucigalpa", "san_pedro_sula", "la_ceiba", "danli", "choluteca")
NAMES = ("Ana Mejía", "Carlos Zelaya", "Marta Pineda", "José Ángel Núñez", "María de los Ángeles")
HALF_WAY = "halfway"  # an operator who has a password and no authenticator yet


class Office:
    """The real application, served, over a database of a few dozen people."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        self._folder = folder
        port = free_port()
        self.site = f"http://127.0.0.1:{port}"
        self._port = port
        self._environment = {
            "DATABASE_URL": f"sqlite:///{folder / 'convoca.db'}",
            "REDIS_URL": redis_url,
            "PUBLIC_BASE_URL": self.site,
            "SECRET_KEY": "a secret of the tests",
            "DATA_KEYS": DATA_KEY,
            "INDEX_KEY": "index",
            "CARRIER": "rehearsal",
            "CARRIER_ACCOUNT": "AC" + "0" * 32,
            "CARRIER_TOKEN": "token",
            "CARRIER_BASE_URL": f"http://127.0.0.1:{free_port()}",
            "REHEARSAL_CLOCK": str(folder / "clock"),
            "LOG_LEVEL": "WARNING",
            "FLASK_APP": "wsgi.py",
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        }
        self._clock = ManualClock(MORNING)
        self.system = self._filled()
        self._processes = Processes(self._environment, folder)

    def open(self) -> None:
        """Stops the clock where the story has come to, and serves."""
        face = int(self._clock.now().timestamp() * 1_000_000)
        (self._folder / "clock").write_bytes(struct.pack("<q", face))
        command = [sys.executable, "-m", "flask", "serve", "--port", str(self._port)]
        self._processes.start("web", [*command, "--threads", "4"])
        wait_for_port(self._port, self._processes)

    def close(self) -> None:
        self._processes.stop()
        self.system.store.close()

    def _filled(self) -> System:
        named = {name.lower(): value for name, value in self._environment.items()}
        known = {name: named[name] for name in Settings.model_fields if name in named}
        settings = Settings(_env_file=None, **{**known, "rehearsal_clock": None})
        store = Store(settings.database_url, keyring())
        migrate.upgrade(store, MIGRATIONS)
        system = System(settings, store, self._clock, FakeCarrier(self._clock), FakeJobs())
        make.a_list(store, people=people(), clock=self._clock)
        title, target = "Convocatoria de prueba", {"validated": 20, "enrolled": 3}
        make.a_campaign(system, title=title, target=target)
        for role in Role:
            a_user(system, str(role), role, factor=role in (Role.ADMIN, Role.OPERATOR))
        a_user(system, HALF_WAY, Role.OPERATOR)
        operator = Actor(look.one(store, tables.users, login="operator").id, Role.OPERATOR, "")
        campaign_drafts.begin(system, operator, self._clock.now())
        _a_morning(system)
        _a_file(system)
        return system


def people(count: int = 40) -> list[make.Invented]:
    """People of every municipality, the first with names that are long or accented."""
    return [
        make.Invented(
            name=f"{NAMES[i % len(NAMES)]} {i}",
            numbers=(f"+504990001{i:02}",),
            municipality=TOWNS[i % len(TOWNS)],
        )
        for i in range(count)
    ]


def _a_morning(system: System) -> None:
    """Some want to take part, some do not, one asks for peace, some are not at home, and some
    are on the line."""
    due = play.planned(system)
    stories = (
        [play.INTERESTED] * 9
        + [play.NOT_INTERESTED] * 4
        + [("no me llamen nunca más",)]
        + [("quiero hablar con una persona",)]
        + [None] * 8
    )
    for attempt_id, replies in zip(due, stories, strict=False):
        ref = play.place(system, attempt_id)
        if replies is None:
            play.hang_up(system, ref, CarrierResult.NO_ANSWER)
        else:
            play.talk(system, ref, *replies)
            play.hang_up(system, ref)
    play.wait(system, timedelta(hours=2, minutes=20))
    for attempt_id in due[len(stories) : len(stories) + 3]:
        play.place(system, attempt_id)
    play.answer(system, play.place(system, due[-1]), AnsweredBy.HUMAN)


def _a_file(system: System) -> None:
    """The operator has sent a file and seen what would become of it."""
    with system.store.reading() as connection:
        operator = users.by_login(connection, str(Role.OPERATOR))
    actor, now = Actor(operator.id if operator else None, Role.OPERATOR, ""), system.clock.now()
    upload_id = uploads.receive(system, _write_file, "registro de octubre.csv", actor, now)
    columns = uploads.shown(system, upload_id, actor).columns
    wanted = Wanted("octubre", is_sample=True, as_of=now.date(), columns=tuple(columns))
    uploads.tell(system, upload_id, wanted, actor, now)
    upload_work.look_over(system, upload_id)


def _write_file(path: Path) -> None:
    rows = ["Nombre;DNI;Fecha de nacimiento;Teléfono;Municipio;Observaciones"]
    rows += [f"María Paz {i};08011990{i:05};01/02/1990;998877{i:02};Danlí;" for i in range(20)]
    rows += ["Sin Número;;;;Choluteca;", "Menor de Edad;;01/02/2015;99887799;La Ceiba;"]
    path.write_text("\n".join(rows), encoding="utf-8")
