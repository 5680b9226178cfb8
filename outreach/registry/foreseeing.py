"""Says what an import would do with each row, without doing it: by importing into a store apart.

The rehearsal is the import itself, in an empty store that is thrown away. Whoever of the file is
in the registry already is put into it first, so that they are recognised as they would be.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from outreach.countries import CountryPack, load_country
from outreach.errors import BadFile
from outreach.registry import spreadsheet
from outreach.registry.cells import document_of, text_of
from outreach.registry.columns import Field, Told, find_columns
from outreach.registry.importing import import_registry
from outreach.store import registry
from outreach.store import uploads as rows
from outreach.store.database import Store

_EXAMPLES = 5
_AT_ONCE = 5000  # documents
_LONGEST_CELL = 80
_PART = 1 << 20
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`told` is what a page shows: counts, and the first rows of each outcome and reason.
    `against` is why each of the others is not drawn from, by row."""

    told: dict[str, Any]
    against: dict[int, str]


def foresee(
    store: Store,
    path: Path,
    *,
    list_name: str,
    is_sample: bool,
    as_of: date,
    column_map: Told,
    now: datetime,
    country_code: str,
) -> Foreseen:
    """Raises BadFile, as the import would."""
    told: dict[str, Any] = {
        "list_name": list_name,
        "country_code": country_code,
        "as_of": as_of,
        "is_sample": is_sample,
        "now": now,
        "column_map": column_map,
    }
    _check_free(store, list_name)
    known = _known(store, path, country_code, column_map)
    with TemporaryDirectory() as folder:
        apart = rows.rehearsal(Path(folder) / "rehearsal.db", store.keyring)
        try:
            with store.reading() as connection:
                persons, numbers = rows.known_people(connection, known)
            with apart.transaction() as connection:
                rows.seed(connection, persons, numbers)
            import_registry(apart, path, **told)
            return _found(apart, path, len(known))
        finally:
            apart.close()


def _check_free(store: Store, list_name: str) -> None:
    with store.reading() as connection:
        if registry.list_named(connection, list_name) is not None:
            raise BadFile("la lista «%(list)s» ya existe; use otro nombre", list=list_name)


def _known(store: Store, path: Path, country_code: str, column_map: Told) -> list[str]:
    """The documents of the file that somebody of the registry has, as blind indexes."""
    found: dict[str, int] = {}
    for batch in _batches(_documents(path, load_country(country_code), column_map)):
        hashes = [store.keyring.blind_index("document", document) for document in batch]
        with store.reading() as connection:
            found |= registry.people_by_document(connection, hashes)
    return list(found)


def _documents(path: Path, country: CountryPack, column_map: Told) -> Iterator[str]:
    source = spreadsheet.rows_of(path)
    first = next(source, None)
    if first is None:
        return
    columns = find_columns(first[1], column_map, f"{path.name}: fila {first[0]}")
    for position in columns.get(Field.DOCUMENT, ()):
        for _, row in source:
            if position < len(row):
                document, _ = document_of(text_of(row[position]), country)
                if document is not None:
                    yield document


def _batches(source: Iterator[str]) -> Iterator[list[str]]:
    while batch := list(islice(source, _AT_ONCE)):
        yield batch


def _found(apart: Store, path: Path, known: int) -> Foreseen:
    with apart.reading() as connection:
        (listed,) = rows.all_lists(connection)
        outcomes = [
            {
                "outcome": row.outcome,
                "reason": row.reason,
                "count": row.count,
                "rows": rows.first_rows(connection, row.outcome, row.reason, _EXAMPLES),
            }
            for row in rows.outcomes(connection)
        ]
        against = rows.not_written(connection)
    cells = _cells(path, {number for each in outcomes for number in each["rows"]})
    for each in outcomes:
        each["rows"] = [[number, cells.get(number, [])] for number in each["rows"]]
    return Foreseen({"counts": listed.counts, "known": known, "outcomes": outcomes}, against)


def _cells(path: Path, wanted: set[int]) -> dict[int, list[str]]:
    """What stands in these rows of the file."""
    found: dict[int, list[str]] = {}
    for number, row in spreadsheet.rows_of(path):
        if number in wanted:
            found[number] = [text_of(cell)[:_LONGEST_CELL] for cell in row]
            if len(found) == len(wanted):
                break
    return found


def rejects(path: Path, foreseen: Foreseen) -> Iterator[bytes]:
    """The rows that are not drawn from, with number and reason before what the file has, as CSV
    that no spreadsheet takes for formulas; in parts."""
    source = spreadsheet.rows_of(path)
    _, header = next(source)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["fila", "motivo", *map(harmless, map(text_of, header))])
    for number, row in source:
        if (why := foreseen.against.get(number)) is not None:
            writer.writerow([number, why, *map(harmless, map(text_of, row))])
            if out.tell() > _PART:
                yield out.getvalue().encode()
                out.seek(0)
                out.truncate()
    yield out.getvalue().encode()


def harmless(cell: str) -> str:
    """A cell that is no formula: what begins like one gets an apostrophe before it, but a number
    with its country's code."""
    if cell.startswith("+") and cell[1:].replace(" ", "").isdecimal():
        return cell
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
