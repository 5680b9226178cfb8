"""Spreadsheets for the tests: a small registry in any form a ministry's program writes."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

HEADER = (
    "Nombre completo", "DNI", "Sexo", "Fecha de nacimiento", "Teléfono 1", "Teléfono 2",
    "Municipio", "Fecha de retorno", "País de procedencia",
)  # fmt: skip

Cell = str | int | float


def person(
    *,
    name: Cell = "ANA MEJÍA PAZ",
    dni: Cell = "0801-1990-00001",
    sex: Cell = "F",
    born: Cell = "29/05/1990",
    phone: Cell = "9988-7766",
    other_phone: Cell = "",
    place: Cell = "Danlí",
    returned: Cell = "2026-01-31",
    origin: Cell = "México",
) -> list[Cell]:
    return [name, dni, sex, born, phone, other_phone, place, returned, origin]


def text(rows: Sequence[Sequence[Cell]], delimiter: str = ",") -> str:
    return "".join(
        delimiter.join(
            f'"{cell}"' if delimiter in str(cell) else str(cell) for cell in row
        ) + "\r\n"
        for row in rows
    )  # fmt: skip


def csv_file(
    path: Path,
    people: Sequence[Sequence[Cell]],
    *,
    header: Sequence[Cell] = HEADER,
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> Path:
    path.write_bytes(text([header, *people], delimiter).encode(encoding))
    return path


def workbook(
    path: Path,
    people: Sequence[Sequence[Cell]],
    *,
    header: Sequence[Cell] = HEADER,
    above: int = 0,
) -> Path:
    """An XLSX; `above` rows stay empty over the header. Numbers are written as numbers."""
    sheet = "".join(_row(n, row) for n, row in enumerate([header, *people], start=above + 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + _content("/xl/workbook.xml", "sheet.main")
        + _content("/xl/worksheets/sheet1.xml", "worksheet")
        + "</Types>",
        "_rels/.rels": _link("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}/relationships">'
        '<sheets><sheet name="Hoja1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEETS}"><sheetData>{sheet}'
        "</sheetData></worksheet>",
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    path.write_bytes(content.getvalue())
    return path


_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _content(part: str, kind: str) -> str:
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return f'<Override PartName="{part}" ContentType="{office}.{kind}+xml"/>'


def _link(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def _row(number: int, cells: Sequence[Cell]) -> str:
    written = "".join(_cell(f"{chr(65 + i)}{number}", cell) for i, cell in enumerate(cells))
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""
    return f'<c r="{place}"><v>{cell}</v></c>'
