"""Reads a spreadsheet row by row, whatever program wrote it, or says in one sentence why not."""

import codecs
import csv
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import python_calamine

from outreach.errors import BadFile

Cell = object  # what the reader gives: text, number, date or nothing
Rows = Iterator[tuple[int, Sequence[Cell]]]

LARGEST_BYTES = 200_000_000
_CHUNK = 1 << 20
_DELIMITERS = ",;\t"
_SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".ods"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def sha256_of(path: Path) -> str:
    """The file's SHA-256. Raises BadFile when there is nothing to read or far too much."""
    if not path.is_file():
        raise BadFile("%(file)s: no existe o no es un archivo", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise BadFile("%(file)s: el archivo está vacío (0 bytes)", file=path.name)
    if size > LARGEST_BYTES:
        raise BadFile(
            "%(file)s: pesa %(size)s MB y el máximo es %(most)s MB; divídalo en varias listas",
            file=path.name,
            size=size // 1_000_000,
            most=LARGEST_BYTES // 1_000_000,
        )
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(
            "%(file)s: no se puede leer (%(why)s)", file=path.name, why=error.strerror
        ) from None


def rows_of(path: Path) -> Rows:
    """The rows with their numbers as a spreadsheet shows them (the first line is row 1).

    CSV in UTF-8 (with or without mark), Windows-1252 or marked UTF-16, with comma, semicolon or
    tab; or the first sheet of an XLSX, XLS or ODS, which is held in memory whole. Rows without
    any content are left out. Raises BadFile.
    """
    with path.open("rb") as file:
        head = file.read(_CHUNK)
    if head.startswith((_ZIP, _OLE)) or path.suffix.lower() in _SPREADSHEETS:
        return _workbook_rows(path)
    return _csv_rows(path, _encoding(path, head))


def _workbook_rows(path: Path) -> Rows:
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        sheet = workbook.get_sheet_by_index(0)
    except (
        python_calamine.CalamineError,
        zipfile.BadZipFile,
        OSError,
        IndexError,
    ) as error:
        raise BadFile(
            "%(file)s: no es un libro de Excel que se pueda leer; puede estar incompleto o "
            "protegido (%(kind)s)",
            file=path.name,
            kind=type(error).__name__,
        ) from None
    # The reader gives the empty rows above the first used one too, so the count is the sheet's.
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if any(cell != "" and cell is not None for cell in row):
            yield number, row


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8 if every line is; Windows-1252 if no line needs UTF-8; else there is none.

    Raises BadFile naming the first line that cannot be read, or that is in another encoding
    than the rest: read in the wrong one, names would be spoiled without a word.
    """
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head or _control_share(head) > 0.01:
        raise BadFile("%(file)s: se esperaba CSV o XLSX, y tiene datos binarios", file=path.name)
    if len(head) == _CHUNK and b"\n" not in head and b"\r" not in head:
        raise BadFile(
            "%(file)s: línea 1: se esperaban filas, y no termina en 1 MB", file=path.name
        )
    windows, accents_in_utf8 = 0, False
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if b"\x00" in line:
                raise BadFile(
                    "%(file)s: línea %(number)s: tiene datos binarios (bytes nulos)",
                    file=path.name,
                    number=number,
                )
            if line.isascii():
                continue
            if _decodes(line, "utf-8"):
                accents_in_utf8 = True
            elif _decodes(line, "cp1252"):
                windows = windows or number
            else:
                raise _unreadable(path, number)
    if windows and accents_in_utf8:
        raise _unreadable(path, windows)
    return "cp1252" if windows else "utf-8-sig"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _unreadable(path: Path, line: int) -> BadFile:
    return BadFile(
        "%(file)s: línea %(line)s: se esperaba todo el archivo en UTF-8, o todo en "
        "Windows-1252; guárdelo de nuevo como «CSV UTF-8»",
        file=path.name,
        line=line,
    )


def _control_share(head: bytes) -> float:
    odd = sum(byte < 32 and byte not in b"\t\r\n" for byte in head)
    return odd / max(len(head), 1)


def _csv_rows(path: Path, encoding: str) -> Rows:
    with path.open(encoding=encoding, newline="") as file:
        number, line = 0, 1
        try:
            reader = csv.reader(file, delimiter=_delimiter(file, path), strict=True)
            for number, row in enumerate(reader, start=1):
                line = reader.line_num + 1  # where the next row begins
                if any(cell.strip() for cell in row):
                    yield number, row
        except csv.Error:
            raise BadFile(
                "%(file)s: fila %(row)s (línea %(line)s): se esperaban celdas bien cerradas, y "
                "hay comillas sin cerrar o fuera de lugar",
                file=path.name,
                row=number + 1,
                line=line,
            ) from None
        except UnicodeError:
            raise _unreadable(path, line) from None


def _delimiter(file: TextIO, path: Path) -> str:
    """The separator that the first line with any content has most of; comma in a tie."""
    header = next((line for line in file if line.strip()), "")
    file.seek(0)
    delimiter = max(_DELIMITERS, key=header.count)
    if not header.count(delimiter):
        raise BadFile(
            "%(file)s: fila 1: se esperaban columnas separadas por coma, punto y coma o tabulador",
            file=path.name,
        )
    return delimiter
