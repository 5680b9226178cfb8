"""Spreadsheets in every form that is read, and every way in which one can be broken."""

import csv
import os
import random
from pathlib import Path

import pytest

from outreach.errors import BadFile
from outreach.registry import spreadsheet
from tests.outreach.registry.files import HEADER, csv_file, person, text, workbook

PEOPLE = [person(), person(name="Íñigo Güity", place="Choluteca, Choluteca")]


def rows(path: Path) -> list[tuple[int, list[str]]]:
    spreadsheet.sha256_of(path)
    return [(number, [str(cell) for cell in row]) for number, row in spreadsheet.rows_of(path)]


def refusal(path: Path) -> str:
    with pytest.raises(BadFile) as refused:
        rows(path)
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_csv_is_the_same_in_every_encoding_and_with_every_separator(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    """As Excel, LibreOffice and databases write it."""
    path = csv_file(tmp_path / "l.csv", PEOPLE, encoding=encoding, delimiter=delimiter)
    assert rows(path) == [(1, list(HEADER)), (2, PEOPLE[0]), (3, PEOPLE[1])]


@pytest.mark.parametrize("above", [0, 3])
def test_a_workbooks_rows_have_the_numbers_that_excel_shows(tmp_path: Path, above: int) -> None:
    """Whoever looks a row up finds it, also when the sheet begins lower down."""
    path = workbook(tmp_path / "l.xlsx", PEOPLE, above=above)
    assert [(n, row[0]) for n, row in rows(path)] == [
        (above + 1, "Nombre completo"),
        (above + 2, "ANA MEJÍA PAZ"),
        (above + 3, "Íñigo Güity"),
    ]


def test_a_workbook_is_known_by_its_content_too(tmp_path: Path) -> None:
    """A file that was renamed to .csv is still what it is."""
    assert rows(workbook(tmp_path / "l.csv", PEOPLE))[1][1][0] == "ANA MEJÍA PAZ"


def test_empty_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    """The numbers after them are still those of the spreadsheet."""
    path = tmp_path / "l.csv"
    path.write_text(f"a,b\n\n,\n{'x,y'}\n", encoding="utf-8")
    assert rows(path) == [(1, ["a", "b"]), (4, ["x", "y"])]


def test_what_cannot_be_a_registry_is_refused_at_once(tmp_path: Path) -> None:
    """Nothing there, a folder, nothing in it."""
    empty = tmp_path / "empty.csv"
    empty.touch()
    assert "no existe o no es un archivo" in refusal(tmp_path / "gone.csv")
    assert "no existe o no es un archivo" in refusal(tmp_path)
    assert "vacío (0 bytes)" in refusal(empty)


def test_a_file_of_250_mb_is_refused_without_being_read(tmp_path: Path) -> None:
    """A registry of a country fits into 200 MB; the rest is a mistake."""
    path = tmp_path / "big.csv"
    path.touch()
    os.truncate(path, 250_000_000)  # takes no room on the disk
    assert "pesa 250 MB y el máximo es 200 MB" in refusal(path)


def test_a_workbook_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    """A download that broke off: never half a list."""
    whole = workbook(tmp_path / "l.xlsx", PEOPLE).read_bytes()
    cut = tmp_path / "cut.xlsx"
    for share in range(1, 20):
        cut.write_bytes(whole[: len(whole) * share // 20])
        assert "no es un libro de Excel que se pueda leer" in refusal(cut)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", ["noise.csv", "noise.xlsx", "noise.xls", "noise.ods"])
def test_noise_is_refused_whatever_it_is_called(tmp_path: Path, name: str, seed: int) -> None:
    """By one clear error, never a crash."""
    path = tmp_path / name
    path.write_bytes(random.Random(seed).randbytes(20_000))
    assert path.name in refusal(path)


def test_a_csv_called_xlsx_is_told_to_be_no_workbook(tmp_path: Path) -> None:
    """The name promises what the content does not hold."""
    assert "no es un libro de Excel" in refusal(csv_file(tmp_path / "l.xlsx", PEOPLE))


def test_two_encodings_in_one_file_are_told_with_the_line(tmp_path: Path) -> None:
    """Two exports pasted together: read in either encoding, half of the names would be spoiled."""
    path = tmp_path / "mixed.csv"
    path.write_bytes(text([HEADER]).encode("utf-8") + text(PEOPLE).encode("cp1252"))
    assert refusal(path).startswith("mixed.csv: línea 2: se esperaba todo el archivo en UTF-8")


def test_bytes_of_no_encoding_are_told_with_the_line(tmp_path: Path) -> None:
    """0x81 is no letter in Windows-1252, and no UTF-8 either."""
    path = tmp_path / "odd.csv"
    path.write_bytes(text([HEADER, *PEOPLE]).encode("cp1252") + b"\x81,1\r\n")
    assert "línea 4" in refusal(path)


def test_a_null_byte_is_told_with_the_line_however_late(tmp_path: Path) -> None:
    """PostgreSQL cannot keep it, and no spreadsheet writes it."""
    path = csv_file(tmp_path / "l.csv", [person()] * 20_000)
    with path.open("ab") as file:
        file.write(b"An\x00a,1\r\n")
    assert "línea 20002: tiene datos binarios" in refusal(path)


@pytest.mark.parametrize("after", [3, 5000])
def test_an_open_quote_is_told_where_it_was_opened(tmp_path: Path, after: int) -> None:
    """Not where the file ends, which helps nobody. No cell is quoted in the error."""
    path = tmp_path / "l.csv"
    broken = '"Ana Mejía,0801199000001\r\n'
    path.write_text(text([HEADER, *PEOPLE[:1]]) + broken + text(PEOPLE[:1] * after), "utf-8")
    message = refusal(path)
    assert message.startswith("l.csv: fila 3 (línea 3): ")
    assert "Ana" not in message


def test_text_without_columns_is_refused(tmp_path: Path) -> None:
    """A letter, a list of names, or one line without an end."""
    path = tmp_path / "l.csv"
    path.write_text("Estimados señores\n" * 1000, encoding="utf-8")
    assert "se esperaban columnas separadas por coma" in refusal(path)
    path.write_bytes(b"a" * 2_000_000)
    assert "línea 1: se esperaban filas" in refusal(path)
    path.write_bytes(b"\xef\xbb\xbf\n\n")
    assert "se esperaban columnas" in refusal(path)


def test_the_separator_does_not_depend_on_the_python_that_reads(tmp_path: Path) -> None:
    """Text with commas under a header with semicolons is still separated by semicolons."""
    path = tmp_path / "l.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([["a", "b"], ["1,2,3", "4,5"]])
    assert rows(path)[1] == (2, ["1,2,3", "4,5"])
