"""Reports asked for from the console: ordered, made by a worker, kept in the database, read.

The database keeps the files, so that every web process on every machine has them. Nobody is in
them: an analyst may read what is here.
"""

import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import structlog

from flows.sentences import Sentence, sentence
from outreach import audit, logs, settings
from outreach.actors import Actor, campaigns_of, own_campaign
from outreach.audit import Action
from outreach.errors import ConvocaError, NotAllowed, NotFound
from outreach.store import campaigns
from outreach.store import report_orders as rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

PATIENCE = timedelta(minutes=15)  # an order that has not moved for so long was lost on the way
KEPT = 5  # reports of a campaign
BUNDLE = "paquete.zip"
INSTEAD = "paquete-en-el-servidor.txt"  # of a bundle that is too large for the database
LARGEST_BUNDLE = 100_000_000  # bytes: a country's is made on the machine
_NOT_HERE = """\
El paquete para la universidad es demasiado grande para esta página ({size} MB). Quien administra
el servidor lo hace allí / The university's bundle is too large for this page. On the server:

    flask research bundle {campaign}
"""
_SHOWN = 10
_ROOT = Path(__file__).parents[1]


class Stage(StrEnum):
    """How far an order has come. Values are stored: never rename."""

    WAITING = "waiting"
    READING = "reading"
    DRAWING = "drawing"
    BUNDLING = "bundling"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class File:
    name: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Order:
    """A report that was asked for. `lost`: it did not move for a quarter of an hour."""

    id: int
    asked_at: datetime
    asked_by: str
    stage: Stage
    ended_at: datetime | None
    problem: Sentence | None
    lost: bool
    files: tuple[File, ...]

    @property
    def under_way(self) -> bool:
        return self.ended_at is None and not self.lost

    @property
    def done(self) -> bool:
        return self.ended_at is not None and self.problem is None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports of one campaign, the newest first."""

    campaign: CampaignRow
    orders: tuple[Order, ...]

    @property
    def title(self) -> str:
        return self.campaign.document.get("title") or self.campaign.name

    @property
    def under_way(self) -> Order | None:
        return next((order for order in self.orders if order.under_way), None)

    @property
    def newest(self) -> Order | None:
        """The newest that is done and whose files are kept."""
        return next((order for order in self.orders if order.done and order.files), None)


def listed(system: System, actor: Actor, now: datetime) -> list[Shelf]:
    """The actor's campaigns with their reports, the newest campaign first."""
    with system.store.reading() as connection:
        own = campaigns_of(connection, actor)
        found = reversed(campaigns.all_campaigns(connection))
        return [
            _shelf(connection, campaign, now)
            for campaign in found
            if own is None or campaign.id in own
        ]


def shelf(system: System, name: str, actor: Actor, now: datetime) -> Shelf:
    """Raises NotFound, also where the campaign is none of the actor's."""
    with system.store.reading() as connection:
        return _shelf(connection, own_campaign(connection, name, actor), now)


def _shelf(connection: Connection, campaign: CampaignRow, now: datetime) -> Shelf:
    orders = rows.of_campaign(connection, campaign.id, _SHOWN)
    files: dict[int, list[File]] = {order.id: [] for order in orders}
    for row in rows.names(connection, list(files)):
        files[row.order_id].append(File(row.name, row.size))
    return Shelf(campaign, tuple(_order(row, files[row.id], now) for row in orders))


def _order(row: Any, files: Sequence[File], now: datetime) -> Order:
    lost = row.ended_at is None and now - row.moved_at > PATIENCE
    return Order(
        row.id, row.asked_at, row.asked_by, Stage(row.stage), row.ended_at, row.problem, lost,
        tuple(files),
    )  # fmt: skip


def ask(system: System, name: str, login: str, actor: Actor, now: datetime) -> int:
    """Orders a report; a worker makes it. Its id. Raises NotFound; NotAllowed while one of the
    campaign is under way."""
    with system.store.transaction() as connection:
        campaign = own_campaign(connection, name, actor)
        if _shelf(connection, campaign, now).under_way is not None:
            raise NotAllowed("a report of '%(name)s' is under way", name=name)
        order_id = rows.add(
            connection, campaign_id=campaign.id, by=login, stage=Stage.WAITING, now=now
        )
    system.jobs.make_report(order_id)
    return order_id


def make(system: System, order_id: int, *, largest_bundle: int = LARGEST_BUNDLE) -> None:
    """Makes what was ordered, and keeps it, or why there is none. Once.

    In place of a bundle of more bytes than `largest_bundle` it says how to make it.
    """
    with system.store.reading() as connection:
        order = rows.by_id(connection, order_id)
    if order is None or not _move(system, order_id, Stage.READING):
        return
    try:
        files = _made(system, order_id, order.campaign, largest_bundle)
    except Exception as error:
        with system.store.transaction() as connection:
            rows.end(connection, order_id, system.clock.now(), _problem(error))
        raise
    with system.store.transaction() as connection:
        rows.keep(connection, order_id, files)
        rows.move(connection, order_id, Stage.DONE, system.clock.now())
        rows.end(connection, order_id, system.clock.now())
        rows.throw_away(connection, order.campaign_id, KEPT)
    log.info("report made", order=order_id, campaign=order.campaign_id)


def _problem(error: Exception) -> Sentence:
    if isinstance(error, ConvocaError):
        return error.sentence
    return sentence("an error of ours, which is in the log: %(kind)s", kind=type(error).__name__)


def _made(system: System, order_id: int, name: str, largest_bundle: int) -> dict[str, bytes]:
    # what draws and counts is heavy, and only this needs it
    from outreach import reports
    from outreach.research.bundle import write_bundle

    def progress(step: str) -> None:
        if step.startswith("dibujando"):
            _move(system, order_id, Stage.DRAWING)

    now = system.clock.now()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        reports.write_report(system.store, name, out, now, progress=progress)
        _move(system, order_id, Stage.BUNDLING)
        by = Actor(None, None, f"report order {order_id}")
        bundle = write_bundle(system, name, out, by, now)
        if (size := bundle.stat().st_size) > largest_bundle:
            bundle.unlink()
            told = _NOT_HERE.format(size=size // 1_000_000, campaign=shlex.quote(name))
            (out / INSTEAD).write_text(told, encoding="utf-8")
        return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def _move(system: System, order_id: int, stage: Stage) -> bool:
    with system.store.transaction() as connection:
        return rows.move(connection, order_id, stage, system.clock.now())


def make_elsewhere(order_id: int) -> None:
    """The same in a process of its own: it takes memory and minutes that calls do not have."""
    subprocess.Popen(  # noqa: S603 – our own module
        [sys.executable, "-m", "outreach.report_orders", str(order_id)],
        cwd=_ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # a worker that is told to stop does not take it along
    )


def file(
    system: System, order_id: int, name: str, actor: Actor, now: datetime
) -> tuple[str, bytes]:
    """The campaign and the content of a file of a report. Who takes the bundle is written down.

    Raises NotFound, also where the campaign is none of the actor's.
    """
    with system.store.transaction() as connection:
        order = rows.by_id(connection, order_id)
        if order is None:
            raise NotFound("there is no report %(order)s", order=order_id)
        own_campaign(connection, order.campaign, actor)
        content = rows.content(connection, order_id, name)
        if content is None:
            raise NotFound("report %(order)s has no such file", order=order_id)
        if name == BUNDLE:
            subject = f"campaign {order.campaign_id}"
            audit.record(connection, actor, Action.BUNDLE_TAKEN, subject=subject, now=now)
        return order.campaign, content


def main() -> None:
    """Makes the order whose id is given."""
    configured = settings.load()
    logs.configure(configured.log_level)
    system = System.open(configured)
    try:
        make(system, int(sys.argv[1]))
    finally:
        system.store.close()


if __name__ == "__main__":
    main()
