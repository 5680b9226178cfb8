"""The report of a campaign: its figures from one view of the database, and the files they fill."""

import json
import os
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from outreach import scripts
from outreach.errors import BadFile, NotFound
from outreach.report import statistics
from outreach.report.compute import Terms, compute
from outreach.report.figures import ReportFigures
from outreach.report.press import Press
from outreach.report.words import SPANISH, Words, languages
from outreach.setups import Setup
from outreach.store import campaigns
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Beside, Connection, Store

FIGURES = "informe.json"


def report_figures(
    connection: Connection,
    campaign: CampaignRow,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
    loaded: Callable[[], None] = lambda: None,
    beside: Beside | None = None,
) -> ReportFigures:
    """All figures of the campaign as of `now` (aware), computed in this transaction. `loaded`
    returns when whoever loads the statistics meanwhile has done so; `beside` reads in the same
    snapshot."""
    script = scripts.kept(connection, campaign.document["script"], campaign.script_version)
    setup = Setup.of(campaign.document, script)
    terms = Terms(
        file=setup.file,
        hours=setup.hours,
        policy=setup.policy,
        places={code: place.name for code, place in setup.country.municipalities.items()},
        tariff=setup.tariff,
    )
    beside = beside or (lambda read: partial(read, connection))
    return compute(connection, campaign, now, terms, beside, progress, loaded)


def write_report(
    store: Store,
    campaign_name: str,
    out_dir: Path,
    now: datetime,
    *,
    locales: Sequence[str] = (),
    progress: Callable[[str], None] = lambda _: None,
    press: Press | None = None,
) -> list[Path]:
    """Writes page, PDF and workbook in each language, and the figures as `informe.json`.

    `locales` are the languages, all that there are by default. Returns the paths, the page in the
    first language first. All files are of one reading of the database; each is there whole or not
    at all. `progress` is told what is being done. Raises NotFound when there is no such campaign
    or language, BadFile when the directory cannot be written. `press` is one that was started
    earlier, to be ready sooner.
    """
    languages_ = _wanted(locales)
    with press or Press(len(languages_)) as ready:
        figures = _read(store, campaign_name, now, progress)
        progress("dibujando y componiendo")
        files: dict[str, bytes] = {}
        for language, forms in ready.printed(figures, languages_):
            files |= {f"{_stem(language)}.{ending}": form for ending, form in forms.items()}
            progress(f"compuesto ({language})")
    whole = json.dumps(figures.as_json(), ensure_ascii=False, indent=1) + "\n"
    files[FIGURES] = whole.encode()
    progress("escribiendo")
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            _write_whole(out_dir / name, content)
    except OSError as error:
        raise BadFile(
            "%(folder)s: cannot be written (%(why)s)", folder=out_dir, why=error.strerror
        ) from None
    return [out_dir / name for name in files]


def _read(
    store: Store, campaign_name: str, now: datetime, progress: Callable[[str], None]
) -> ReportFigures:
    # the database does the work of reading, and leaves the processor to what has to be loaded
    loading = threading.Thread(target=statistics.make_ready, daemon=True)
    loading.start()
    with store.snapshot() as connection, store.beside(connection) as beside:
        campaign = campaigns.named(connection, campaign_name)
        return report_figures(connection, campaign, now, progress, loading.join, beside)


def _wanted(locales: Sequence[str]) -> tuple[str, ...]:
    for language in locales:
        if language not in languages():
            known = ", ".join(languages())
            raise NotFound(
                "there is no report in %(language)s; there is in %(known)s",
                language=language,
                known=known,
            )
    return tuple(dict.fromkeys(locales)) or languages()


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
