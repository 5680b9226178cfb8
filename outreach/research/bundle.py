"""Writes the research bundle of a campaign: a zip that anybody may read, and find nobody in."""

import csv
import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from outreach import audit, scripts
from outreach.actors import Actor
from outreach.audit import Action
from outreach.errors import BadFile
from outreach.research.codebook import Dataset, Kind
from outreach.research.datasets import DATASETS
from outreach.research.pseudonyms import Pseudonyms
from outreach.research.records import STEP_SECONDS, K, Records
from outreach.research.tables import Names, write
from outreach.setups import Setup
from outreach.store import campaigns
from outreach.store import report_queries as queries
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.store.encryption import Keyring
from outreach.store.report_tables import laid_out
from outreach.system import System

NAME = "paquete.zip"
_PROGRAMS = Path(__file__).parent / "programs"
_DATE = (2000, 1, 1, 0, 0, 0)  # of every file in the zip: the same rows give the same bytes


def write_bundle(
    system: System,
    campaign_name: str,
    out_dir: Path,
    actor: Actor,
    now: datetime,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """Writes `paquete.zip` of a campaign as of one moment; its path. Who made it is written down.

    Raises NotFound when there is no such campaign, BadFile when the folder cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        with system.store.snapshot() as connection:
            campaign = campaigns.named(connection, campaign_name)
            _fill(connection, campaign, system.store.keyring, made, now, progress)
        progress("comprimiendo el paquete")
        path = _zipped(made, out_dir)
    with system.store.transaction() as connection:
        subject = f"campaign {campaign.id}"
        audit.record(connection, actor, Action.BUNDLE_WRITTEN, subject=subject, now=now)
    return path


def _fill(
    connection: Connection,
    campaign: CampaignRow,
    keyring: Keyring,
    folder: Path,
    now: datetime,
    progress: Callable[[str], None],
) -> None:
    script = scripts.kept(connection, campaign.document["script"], campaign.script_version)
    setup = Setup.of(campaign.document, script)
    pseudonyms = Pseudonyms(keyring.derived(f"research:{campaign.id}:{campaign.name}"))
    year = queries.list_of(connection, campaign.id).as_of.year
    names, counts = Names(), {}
    with laid_out(connection, campaign.id, now, year):
        zone = ZoneInfo(setup.hours.zone.key)
        records = Records.of(connection, campaign.id, pseudonyms, zone)
        for dataset in DATASETS:
            progress(f"paquete: {dataset.name}")
            counts[dataset.name] = write(folder, dataset, records.rows_of(dataset.name), names)
    (folder / "codebook.csv").write_text(_codebook(names), encoding="utf-8")
    (folder / "README.md").write_text(_readme(setup, counts, now), encoding="utf-8")
    for program in sorted(_PROGRAMS.iterdir()):
        if program.suffix in {".R", ".do"}:
            (folder / program.name).write_bytes(program.read_bytes())


def _codebook(names: Names) -> str:
    """A line for each value of each variable that has some, else for the variable."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", "variable", "kind", "label", "note", "code", "number", "meaning"])
    for dataset in DATASETS:
        for v in dataset.variables:
            head = [dataset.name, v.name, v.kind.value, v.label, v.note]
            for line in _values(dataset, v.name, names) or [("", "", "")]:
                writer.writerow([*head, *line])
    return text.getvalue()


def _values(dataset: Dataset, name: str, names: Names) -> list[tuple[str, object, str]]:
    """(code in the CSV, number in Stata, meaning) of each value."""
    variable = next(v for v in dataset.variables if v.name == name)
    if variable.kind is Kind.CODE:
        return [(c, n, label) for n, (c, label) in enumerate(variable.codes.items(), 1)]
    if variable.kind is Kind.FLAG:
        return [("1", 1, "yes"), ("0", 0, "no")]
    return [(value, number, value) for value, number in names.of(dataset.name, name).items()]


def _readme(setup: Setup, counts: dict[str, tuple[int, int]], now: datetime) -> str:
    tables = "\n".join(
        f"| `{d.name}.csv` | {d.label} | {counts[d.name][0]} | {_stata_names(d.name, counts)} |"
        for d in DATASETS
    )
    text = (_PROGRAMS / "README.md").read_text(encoding="utf-8")
    for name, value in {
        "title": setup.file.title or setup.file.campaign,
        "moment": now.astimezone(setup.hours.zone).isoformat(timespec="minutes"),
        "zone": setup.hours.zone.key,
        "k": str(K),
        "seconds": str(STEP_SECONDS),
        "tables": tables,
    }.items():
        text = text.replace("{{" + name + "}}", value)
    return text


def _stata_names(name: str, counts: dict[str, tuple[int, int]]) -> str:
    parts = counts[name][1]
    return f"`{name}.dta`" if parts == 1 else f"`{name}-1.dta` to `{name}-{parts}.dta`"


def _zipped(folder: Path, out_dir: Path) -> Path:
    """The zip of a folder, there whole or not at all."""
    path = out_dir / NAME
    unfinished = out_dir / f".{NAME}.{os.getpid()}"
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
            for file in sorted(folder.iterdir()):
                entry = zipfile.ZipInfo(file.name, _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with file.open("rb") as source, bundle.open(entry, "w") as target:
                    while chunk := source.read(1 << 20):
                        target.write(chunk)
        unfinished.replace(path)
    except OSError as error:
        raise BadFile(
            "%(folder)s: cannot be written (%(why)s)", folder=out_dir, why=error.strerror
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)
    return path
