"""Reads the ministry's export and says who is registered under which number."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

NAME, BORN, MUNICIPALITY = "Nombre completo", "Fecha de nacimiento", "Municipio"
PHONES = ("Teléfono 1", "Teléfono 2")
CITIES = {  # how people call the pilot's five, by a word that every spelling of it holds
    "Tegucigalpa": r"teguc|comayaguela|distrito central|^d\.?c\.?$|^m\.?d\.?c\.?$",
    "San Pedro Sula": r"san pedro\s+sula|^s\.?p\.?s\.?$",
    "La Ceiba": r"ceiba",
    "Danlí": r"danli",
    "Choluteca": r"choluteca",
}


@dataclass(frozen=True, slots=True)
class Registered:
    """One person as the record has them. `birth_year` is None where the cell is unreadable."""

    name: str
    birth_year: int | None
    municipality: str


def plain(text: str) -> str:
    """Lower case without accents; ñ becomes n. For comparing, never for showing."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def phone_numbers(cell: str) -> Iterator[str]:
    """The E.164 numbers in a soiled cell; eight digits without a country are Honduran."""
    for part in re.split(r"[/;]", cell):
        digits = re.sub(r"\D", "", re.sub(r"\.0\s*$", "", part.strip()))
        if len(digits) == 8:
            yield "+504" + digits
        elif len(digits) == 11 and digits.startswith("504"):
            yield "+" + digits
        elif "+" in part and len(digits) >= 8:
            yield "+" + digits


def city(cell: str) -> str:
    """The name people use for where they live."""
    cell = " ".join(cell.split())
    for name, pattern in CITIES.items():
        if re.search(pattern, plain(cell)):
            return name
    return cell.split(",")[0].title()


def year_of(cell: str) -> int | None:
    found = re.search(r"(?:19|20)\d\d", cell)
    return int(found.group()) if found else None


def read_population(path: Path) -> Mapping[str, tuple[Registered, ...]]:
    """Who is registered under each number, in the order of the file. A person named twice under
    one number is there once. Raises KeyError where a column is missing."""
    by_number: dict[str, dict[str, Registered]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = " ".join(row[NAME].split()).title()
            if not name:
                continue
            person = Registered(name, year_of(row[BORN]), city(row[MUNICIPALITY]))
            for column in PHONES:
                for number in phone_numbers(row[column]):
                    by_number[number].setdefault(plain(name), person)
    return {number: tuple(people.values()) for number, people in by_number.items()}
