"""The report of a campaign: its figures from one view of the database, and the files they fill."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from outreach import scripts
from outreach.errors import BadFile, NotFound
from outreach.report.compute import Terms, compute
from outreach.report.figures import ReportFigures
from outreach.report.page import page
from outreach.setups import Setup
from outreach.store import campaigns
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection, Store

PAGE = "informe.html"
FIGURES = "informe.json"


def report_figures(connection: Connection, campaign: CampaignRow, now: datetime) -> ReportFigures:
    """All figures of the campaign as of `now` (aware), computed in this transaction."""
    script = scripts.kept(connection, campaign.document["script"], campaign.script_version)
    setup = Setup.of(campaign.document, script)
    terms = Terms(
        file=setup.file,
        hours=setup.hours,
        policy=setup.policy,
        places={code: place.name for code, place in setup.country.municipalities.items()},
        tariff=setup.file.report.tariff,
    )
    return compute(connection, campaign, now, terms)


def write_report(
    store: Store,
    campaign_name: str,
    out_dir: Path,
    now: datetime,
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """Writes `informe.html` and `informe.json` into `out_dir`; returns the page's path.

    Each file is there whole or not at all. `progress` is told what is being done. Raises NotFound
    when there is no such campaign, BadFile when the directory cannot be written.
    """
    progress("leyendo la campaña")
    with store.snapshot() as connection:
        campaign = campaigns.by_name(connection, campaign_name)
        if campaign is None:
            raise NotFound(f"there is no campaign named {campaign_name}")
        figures = report_figures(connection, campaign, now)
    progress("dibujando")
    files = {
        FIGURES: json.dumps(figures.as_json(), ensure_ascii=False, indent=1) + "\n",
        PAGE: page(figures),
    }
    progress("escribiendo")
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            _write_whole(out_dir / name, text)
    except OSError as error:
        raise BadFile(f"{out_dir}: cannot be written ({error.strerror})") from None
    return out_dir / PAGE


def _write_whole(path: Path, text: str) -> None:
    """A reader sees the old file or the new one, never half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
