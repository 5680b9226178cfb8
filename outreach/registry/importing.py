"""Imports a registry in one transaction: every row is accounted for, or nothing is written."""

from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import structlog

from outreach.countries import load_country
from outreach.errors import BadFile, NotAllowed
from outreach.registry import spreadsheet
from outreach.registry.columns import Told
from outreach.registry.preparing import Source, prepared
from outreach.registry.writing import Writer
from outreach.store import registry as rows
from outreach.store import suppressions
from outreach.store.bulk import room
from outreach.store.database import Store

log = structlog.get_logger()

LONGEST_LIST_NAME = 100


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome: `counts` as stored with the list; `unchanged` when it was there already."""

    counts: dict[str, Any]
    unchanged: bool = False


def import_registry(
    store: Store,
    path: Path,
    *,
    list_name: str,
    country_code: str,
    as_of: date,
    is_sample: bool,
    now: datetime,
    column_map: Told = (),
) -> Imported:
    """Imports a file as a list.

    The same file again changes nothing. Another file under the same name is refused, because a
    list that was drawn from must stay what it was. Raises BadFile, or NotAllowed when the list is
    there as a real one and is now called a sample; the database is then as before.

    Memory: of a CSV file some thousand rows at a time, and some twenty bytes for each row.
    """
    _check_name(list_name)
    sha256 = spreadsheet.sha256_of(path)
    country = load_country(country_code)
    with store.transaction() as connection:
        known = rows.list_named(connection, list_name)
        if known is not None:
            return _unchanged(known, sha256, is_sample)
        list_id = rows.add_list(
            connection,
            name=list_name,
            country=country_code,
            is_sample=is_sample,
            file_name=path.name.encode(errors="replace").decode()[:255],
            file_sha256=sha256,
            as_of=as_of,
            counts={},
            imported_at=now,
        )
        writer = Writer(connection, list_id, list_name, country, as_of, now)
        source = Source(path, country_code, as_of, tuple(column_map), store.keyring)
        with closing(prepared(source)) as batches, room(connection):
            for batch in batches:
                writer.add(batch)
            counts = writer.finish()
        rows.set_counts(connection, list_id, counts)
        suppressions.carry_over(connection, list_id, now)
    log.info("registry imported", list=list_id, rows=counts["source_rows"])
    return Imported(counts)


def _unchanged(known: Any, sha256: str, is_sample: bool) -> Imported:
    """The list is there: of this file, or else another one is refused."""
    if known.file_sha256 != sha256:
        raise BadFile(
            "la lista «%(list)s» ya existe y es de otro archivo; use otro nombre: a quien "
            "ya está en el registro se le reconoce por su DNI",
            list=known.name,
        )
    _refuse_to_look_like_a_sample(known, is_sample)
    return Imported(known.counts, unchanged=True)


def _refuse_to_look_like_a_sample(known: Any, is_sample: bool) -> None:
    # Whoever says --sample believes that no real carrier will take this list. It would.
    if is_sample and not known.is_sample:
        raise NotAllowed(
            "la lista «%(list)s» ya existe sin --sample, así que un operador real la "
            "aceptaría; impórtela con otro nombre y --sample",
            list=known.name,
        )


def _check_name(name: str) -> None:
    # It begins every case code, which goes into frames, file names and other people's programs.
    if not name or len(name) > LONGEST_LIST_NAME or not name.isprintable() or name != name.strip():
        raise BadFile(
            "--list: se esperaba un nombre de 1 a %(most)s caracteres visibles, sin "
            "espacios al principio ni al final",
            most=LONGEST_LIST_NAME,
        )
