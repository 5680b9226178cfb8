"""Reads a ministry's file row by row: cells become what we know of a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from outreach.countries import CountryPack
from outreach.errors import BadFile
from outreach.registry import cells, spreadsheet
from outreach.registry.cells import Note, PhoneNumber
from outreach.registry.columns import Columns, Field, Told, find_columns


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


def rows_in(path: Path, country: CountryPack, column_map: Told) -> Iterator[Row]:
    """Every row of the file that has any content. Raises BadFile."""
    source = spreadsheet.rows_of(path)
    first = next(source, None)
    if first is None:
        raise BadFile("%(file)s: no tiene ninguna fila", file=path.name)
    columns = find_columns(first[1], column_map, f"{path.name}: fila {first[0]}")
    width = len(first[1])
    reader = _RowReader(columns, country)
    some = False
    for number, cell_row in source:
        if len(cell_row) > width and any(str(c or "").strip() for c in cell_row[width:]):
            raise BadFile(
                "%(file)s: fila %(number)s: tiene %(cells)s celdas y el encabezado %(width)s",
                file=path.name,
                number=number,
                cells=len(cell_row),
                width=width,
            )
        some = True
        yield reader.read(number, cell_row)
    if not some:
        raise BadFile("%(file)s: solo tiene el encabezado, sin ninguna persona", file=path.name)


class _RowReader:
    def __init__(self, columns: Columns, country: CountryPack) -> None:
        self._country = country
        self._spellings = cells.spellings_of(country)
        self._phones = cells.PhoneReader(country)
        self._names = columns.get(Field.NAME, ())
        self._numbers = columns.get(Field.PHONE, ())
        single = (
            Field.DOCUMENT, Field.BIRTH_DATE, Field.SEX, Field.MUNICIPALITY, Field.RETURNED_ON,
            Field.RETURNED_FROM,
        )  # fmt: skip
        self._single = [columns.get(wanted, (1 << 30,))[0] for wanted in single]

    def read(self, number: int, row: Sequence[object]) -> Row:
        width = len(row)
        document_, born, sex, place, returned_on, returned_from = (
            row[at] if at < width else None for at in self._single
        )
        name = " ".join(filter(None, (cells.text_of(row[p]) for p in self._names if p < width)))
        document, note = cells.document_of(cells.text_of(document_), self._country)
        phones = [n for p in self._numbers if p < width for n in self._phones.numbers(row[p])]
        return Row(
            number=number,
            name=cells.name_of(name),
            document=document,
            note=note,
            birth_date=cells.date_of(born),
            sex=cells.sex_of(cells.text_of(sex)),
            municipality=cells.municipality_of(cells.text_of(place), self._spellings),
            returned_on=cells.date_of(returned_on),
            returned_from=cells.text_of(returned_from)[:60] or None,
            phones=tuple(phones if len(phones) < 2 else dict.fromkeys(phones)),
        )
