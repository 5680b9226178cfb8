"""Reads a spreadsheet row by row, whatever program wrote it, or says in one sentence why not."""

import codecs
import csv
import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import python_calamine

from outreach.errors import BadFile

Cell = object  # what the reader gives: text, number, date or nothing
Rows = Iterator[tuple[int, Sequence[Cell]]]

LARGEST_BYTES = 150_000_000
_CHUNK = 1 << 20
_DELIMITERS = ",;\t"
_SPREADSHEETS = {".xlsx", ".xlsm", ".xls", ".ods"}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def sha256_of(path: Path) -> str:
    """The file's SHA-256. Raises BadFile when there is nothing to read or far too much."""
    if not path.is_file():
        raise BadFile(f"{path.name}: no existe o no es un archivo")
    size = path.stat().st_size
    if size == 0:
        raise BadFile(f"{path.name}: el archivo está vacío (0 bytes)")
    if size > LARGEST_BYTES:
        raise BadFile(
            f"{path.name}: pesa {size // 1_000_000} MB y el máximo es "
            f"{LARGEST_BYTES // 1_000_000} MB; divídalo en varias listas"
        )
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rows_of(path: Path) -> Rows:
    """The rows with their numbers as a spreadsheet shows them (the header is row 1).

    CSV in UTF-8 (with or without mark) or Windows-1252, with comma, semicolon or tab; or XLSX.
    Rows without any content are left out. Raises BadFile.
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
            f"{path.name}: no es un libro de Excel que se pueda leer; puede estar incompleto "
            f"o protegido ({type(error).__name__})"
        ) from None
    for number, row in enumerate(
        sheet.iter_rows(), start=sheet.start[0] + 1 if sheet.start else 1
    ):
        if any(cell != "" and cell is not None for cell in row):
            yield number, row


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8 if the whole file is; else Windows-1252, unless it is not text at all."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in head or _control_share(head) > 0.01:
        raise BadFile(f"{path.name}: se esperaba CSV o XLSX, y tiene datos binarios")
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _control_share(head: bytes) -> float:
    odd = sum(byte < 32 and byte not in b"\t\r\n" for byte in head)
    return odd / max(len(head), 1)


def _csv_rows(path: Path, encoding: str) -> Rows:
    with path.open(encoding=encoding, newline="") as file:
        try:
            header = file.readline()
            delimiter = max(_DELIMITERS, key=header.count)
            if not header.count(delimiter):
                raise BadFile(
                    f"{path.name}: fila 1: se esperaban columnas separadas por coma, punto y "
                    "coma o tabulador"
                )
            file.seek(0)
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for number, row in enumerate(reader, start=1):
                if any(cell.strip() for cell in row):
                    yield number, row
        except csv.Error as error:
            raise BadFile(
                f"{path.name}: línea {reader.line_num}: comillas o celdas mal cerradas ({error})"
            ) from None
        except UnicodeError:
            raise BadFile(
                f"{path.name}: la codificación no es UTF-8 ni Windows-1252; guárdelo de nuevo "
                "como «CSV UTF-8»"
            ) from None
