"""Imports a registry in one transaction: every row is accounted for, or nothing is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import structlog

from outreach.countries import CountryPack, load_country
from outreach.errors import BadFile, NotAllowed
from outreach.registry import cells, spreadsheet
from outreach.registry.cells import Note, PhoneNumber
from outreach.registry.columns import Columns, Field, Told, find_columns
from outreach.registry.eligibility import settle
from outreach.rules.states import RowOutcome
from outreach.store import registry as rows
from outreach.store import suppressions
from outreach.store.database import Connection, Store

log = structlog.get_logger()

LONGEST_LIST_NAME = 100
_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome: `counts` as stored with the list; `unchanged` when it was there already."""

    counts: dict[str, Any]
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read. `document` is None where the cell cannot be used."""

    number: int
    name: str
    document: str | None
    note: Note | None
    birth_date: date | None
    sex: str | None
    municipality: str | None
    returned_on: date | None
    returned_from: str | None
    phones: tuple[PhoneNumber, ...] = field(default=())


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

    Memory: of a CSV file 1,000 rows at a time, and one integer per rejected row.
    """
    _check_name(list_name)
    sha256 = spreadsheet.sha256_of(path)
    country = load_country(country_code)
    with store.transaction() as connection:
        known = rows.list_named(connection, list_name)
        if known is not None:
            if known.file_sha256 == sha256:
                _refuse_to_look_like_a_sample(known, is_sample)
                return Imported(known.counts, unchanged=True)
            raise BadFile(
                f"la lista «{list_name}» ya existe y es de otro archivo; use otro nombre: a "
                "quien ya está en el registro se le reconoce por su DNI"
            )
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
        importer = _Importer(store, connection, list_id, list_name, country, now)
        for batch in _batches(_read(path, country, column_map)):
            importer.add(batch)
        counts = settle(connection, list_id, country, as_of)
        rows.set_counts(connection, list_id, counts)
        suppressions.carry_over(connection, list_id, now)
    log.info("registry imported", list=list_id, rows=counts["source_rows"])
    return Imported(counts)


def _refuse_to_look_like_a_sample(known: Any, is_sample: bool) -> None:
    # Whoever says --sample believes that no real carrier will take this list. It would.
    if is_sample and not known.is_sample:
        raise NotAllowed(
            f"la lista «{known.name}» ya existe sin --sample, así que un operador real la "
            "aceptaría; impórtela con otro nombre y --sample"
        )


def _check_name(name: str) -> None:
    # It begins every case code, which goes into frames, file names and other people's programs.
    if not name or len(name) > LONGEST_LIST_NAME or not name.isprintable() or name != name.strip():
        raise BadFile(
            f"--list: se esperaba un nombre de 1 a {LONGEST_LIST_NAME} caracteres visibles, sin "
            "espacios al principio ni al final"
        )


def _read(path: Path, country: CountryPack, column_map: Told) -> Iterator[Row]:
    source = spreadsheet.rows_of(path)
    first = next(source, None)
    if first is None:
        raise BadFile(f"{path.name}: no tiene ninguna fila")
    columns = find_columns(first[1], column_map, f"{path.name}: fila {first[0]}")
    width = len(first[1])
    reader = _RowReader(columns, country)
    some = False
    for number, cell_row in source:
        if len(cell_row) > width and any(str(c or "").strip() for c in cell_row[width:]):
            raise BadFile(
                f"{path.name}: fila {number}: tiene {len(cell_row)} celdas y el encabezado {width}"
            )
        some = True
        yield reader.read(number, cell_row)
    if not some:
        raise BadFile(f"{path.name}: solo tiene el encabezado, sin ninguna persona")


class _RowReader:
    def __init__(self, columns: Columns, country: CountryPack) -> None:
        self._columns = columns
        self._country = country
        self._spellings = cells.spellings_of(country)
        self._phones = cells.PhoneReader(country)

    def read(self, number: int, row: Any) -> Row:
        def cell(wanted: Field) -> object:
            positions = self._columns.get(wanted, ())
            return row[positions[0]] if positions and positions[0] < len(row) else None

        def every(wanted: Field) -> list[object]:
            return [row[p] for p in self._columns.get(wanted, ()) if p < len(row)]

        name = " ".join(filter(None, map(cells.text_of, every(Field.NAME))))
        document, note = cells.document_of(cells.text_of(cell(Field.DOCUMENT)), self._country)
        phones = [n for c in every(Field.PHONE) for n in self._phones.numbers(c)]
        return Row(
            number=number,
            name=cells.name_of(name),
            document=document,
            note=note,
            birth_date=cells.date_of(cell(Field.BIRTH_DATE)),
            sex=cells.sex_of(cells.text_of(cell(Field.SEX))),
            municipality=cells.municipality_of(
                cells.text_of(cell(Field.MUNICIPALITY)), self._spellings
            ),
            returned_on=cells.date_of(cell(Field.RETURNED_ON)),
            returned_from=cells.text_of(cell(Field.RETURNED_FROM))[:60] or None,
            phones=tuple(dict.fromkeys(phones)),
        )


def _batches(source: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(source)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


class _Importer:
    """Writes batches of rows: people not known yet, their numbers, and what became of each row."""

    def __init__(
        self,
        store: Store,
        connection: Connection,
        list_id: int,
        list_name: str,
        country: CountryPack,
        now: datetime,
    ) -> None:
        self._keyring = store.keyring
        self._connection = connection
        self._list_id, self._list_name = list_id, list_name
        self._country, self._now = country, now

    def add(self, batch: list[Row]) -> None:
        hashes = [self._document_hash(row) for row in batch]
        known = rows.people_by_document(self._connection, [h for h in hashes if h])
        members = rows.members_among(self._connection, self._list_id, list(known.values()))
        fresh: dict[str, Row] = {}
        people: list[tuple[Row, str | None]] = []
        for row, document_hash in zip(batch, hashes, strict=True):
            if document_hash and (document_hash in known or document_hash in fresh):
                continue
            people.append((row, document_hash))
            if document_hash:
                fresh[document_hash] = row
        ids = rows.add_people(self._connection, [self._person(row, h) for row, h in people])
        person_of_row = {row.number: id_ for (row, _), id_ in zip(people, ids, strict=True)}
        for (_, document_hash), id_ in zip(people, ids, strict=True):
            if document_hash:
                known[document_hash] = id_
        self._add_rows(batch, hashes, known, members, person_of_row)

    def _add_rows(
        self,
        batch: list[Row],
        hashes: list[str | None],
        known: dict[str, int],
        members: set[int],
        person_of_row: dict[int, int],
    ) -> None:
        accounts: list[dict[str, Any]] = []
        joined: list[dict[str, Any]] = []
        phones: list[dict[str, Any]] = []
        for row, document_hash in zip(batch, hashes, strict=True):
            person_id = person_of_row.get(row.number) or known[document_hash or ""]
            again = person_id in members
            if not again:
                members.add(person_id)
                joined.append(
                    {"list_id": self._list_id, "person_id": person_id, "eligible": False}
                )
            accounts.append(
                {
                    "list_id": self._list_id,
                    "row_number": row.number,
                    "outcome": RowOutcome.MERGED if again else RowOutcome.IMPORTED,
                    "reason": "same_document" if again else None,
                    "notes": row.note,
                    "person_id": person_id,
                }
            )
            phones += [self._phone(person_id, phone) for phone in row.phones]
        rows.add_members(self._connection, joined)
        rows.add_accounts(self._connection, accounts)
        rows.add_phones(self._connection, phones)

    def _document_hash(self, row: Row) -> str | None:
        return self._keyring.blind_index("document", row.document) if row.document else None

    def _person(self, row: Row, document_hash: str | None) -> dict[str, Any]:
        return {
            "case_code": f"{self._list_name}-{row.number:06d}",
            "name_sealed": row.name or None,
            "document_sealed": row.document,
            "document_hash": document_hash,
            "birth_date_sealed": row.birth_date.isoformat() if row.birth_date else None,
            "birth_year": row.birth_date.year if row.birth_date else None,
            "sex": row.sex,
            "municipality": row.municipality,
            "returned_on": row.returned_on,
            "returned_from": row.returned_from,
            "locale": self._country.locale,
            "created_at": self._now,
        }

    def _phone(self, person_id: int, phone: PhoneNumber) -> dict[str, Any]:
        return {
            "person_id": person_id,
            "number_sealed": phone.e164,
            "number_hash": self._keyring.blind_index("number", phone.e164),
            "country": phone.country,
            "kind": phone.kind,
        }
