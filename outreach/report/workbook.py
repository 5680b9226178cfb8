"""Writes a report's tables as a workbook for a ministry: numbers as numbers, nothing that runs.

Every text is written as text, also one that begins with = + - or @: a spreadsheet must not take a
place's or a file's name for a formula.
"""

from io import BytesIO
from typing import Any

from outreach.report.document import Document, Kind, Section, Table, Value
from outreach.report.words import NOTHING

_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0.0%",
    Kind.POINTS: "+0.0%;-0.0%;0.0%",
    Kind.DECIMAL: "0.000",
    Kind.MONEY: "#,##0.0000",
    Kind.SECONDS: "#,##0",
}
_SAFELY = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
_WIDEST = 60  # characters
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))  # in the name of a sheet


def workbook(document: Document) -> bytes:
    """One sheet for each section that has tables."""
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, _SAFELY)
    book.set_properties({"title": document.title, "subject": document.kind})
    formats = _formats(book)
    for section in document.sections:
        tables = [block for block in section.blocks if isinstance(block, Table)]
        if tables:
            _sheet(book, formats, document, section, tables)
    book.close()
    return buffer.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    made = {kind.value: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
    return {
        **made,
        "title": book.add_format({"bold": True, "font_size": 14}),
        "caption": book.add_format({"bold": True}),
        "head": book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#F1F5F9", "valign": "top"}
        ),
        "note": book.add_format({"italic": True}),
    }


def _sheet(
    book: Any, formats: dict[str, Any], document: Document, section: Section, tables: list[Table]
) -> None:
    sheet = book.add_worksheet(section.title.translate(_FORBIDDEN)[:31].strip())
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, section.title, formats["title"])
    sheet.write_string(1, 0, f"{document.title} · {document.subtitle}")
    if document.warning:
        sheet.write_string(2, 0, document.warning, formats["note"])
    line = 4
    for table in tables:
        line = _table(sheet, formats, table, line) + 2
    for place in range(max(len(table.columns) for table in tables)):
        sheet.set_column(place, place, _width(tables, place))


def _table(sheet: Any, formats: dict[str, Any], table: Table, line: int) -> int:
    """Writes the table from this line on; the line after it."""
    sheet.write_string(line, 0, table.caption, formats["caption"])
    line += 1
    for place, column in enumerate(table.columns):
        sheet.write_string(line, place, _plain(column.title), formats["head"])
    for row in (*table.rows, *([table.total] if table.total else [])):
        line += 1
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            _cell(sheet, line, place, value, formats.get(column.kind.value))
    if table.note:
        line += 1
        sheet.write_string(line, 0, table.note, formats["note"])
    return line + 1


def _cell(sheet: Any, line: int, place: int, value: Value, form: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(line, place, value)
    elif value is None:
        sheet.write_string(line, place, NOTHING)
    else:
        sheet.write_number(line, place, value, form)


def _width(tables: list[Table], place: int) -> int:
    written = [12]
    for table in tables:
        if place < len(table.columns):
            longest = max((len(str(row[place])) for row in table.rows if row[place]), default=0)
            written.append(longest + 1 if table.columns[place].kind is Kind.TEXT else 12)
    return min(_WIDEST, max(written))


def _plain(title: str) -> str:
    return title.replace("\N{SOFT HYPHEN}", "")
