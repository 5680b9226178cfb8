"""The report of a campaign: its figures from one view of the database, and the files they fill."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from outreach import scripts
from outreach.errors import BadFile, NotFound
from outreach.report.compute import Terms, compute
from outreach.report.figures import ReportFigures
from outreach.report.words import SPANISH, Words, languages
from outreach.setups import Setup
from outreach.store import campaigns
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection, Store

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
        tariff=setup.tariff,
    )
    return compute(connection, campaign, now, terms)


def write_report(
    store: Store,
    campaign_name: str,
    out_dir: Path,
    now: datetime,
    *,
    locales: Sequence[str] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Writes page, PDF and workbook in each language, and the figures as `informe.json`.

    `locales` are the languages, all that there are by default. Returns the paths, the page in the
    first language first. All files are of one reading of the database; each is there whole or not
    at all. `progress` is told what is being done. Raises NotFound when there is no such campaign
    or language, BadFile when the directory cannot be written.
    """
    wanted = _wanted(locales)
    progress("leyendo la campaña")
    with store.snapshot() as connection:
        campaign = campaigns.by_name(connection, campaign_name)
        if campaign is None:
            raise NotFound(f"there is no campaign named {campaign_name}")
        figures = report_figures(connection, campaign, now)
    whole = json.dumps(figures.as_json(), ensure_ascii=False, indent=1) + "\n"
    files = {name: c for language in wanted for name, c in _files(figures, language, progress)}
    files[FIGURES] = whole.encode()
    progress("escribiendo")
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _write_whole(out_dir / name, content)
    except OSError as error:
        raise BadFile(f"{out_dir}: cannot be written ({error.strerror})") from None
    return [out_dir / name for name in files]


def _wanted(locales: Sequence[str]) -> tuple[str, ...]:
    for language in locales:
        if language not in languages():
            known = ", ".join(languages())
            raise NotFound(f"there is no report in {language}; there is in {known}")
    return tuple(dict.fromkeys(locales)) or languages()


def _files(
    figures: ReportFigures, language: str, progress: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in one language; all are made of one document."""
    # drawing, setting and their libraries take a second to load, which figures alone do not need
    from outreach.report.page import page
    from outreach.report.pdf import pdf
    from outreach.report.sections import document
    from outreach.report.workbook import workbook

    progress(f"dibujando ({language})")
    whole, name = document(figures, language), _stem(language)
    progress(f"componiendo página, PDF y hoja de cálculo ({language})")
    yield f"{name}.html", page(whole).encode()
    yield f"{name}.pdf", pdf(whole, figures.about.generated_at)
    yield f"{name}.xlsx", workbook(whole)


def _stem(language: str) -> str:
    """What the files are called: `informe` in Spanish, what a catalogue says in its language."""
    named = Words(language).gettext("informe")
    return named if language != SPANISH and named.isalnum() else "informe"


def _write_whole(path: Path, content: bytes) -> None:
    """A reader sees the old file or the new one, never half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
