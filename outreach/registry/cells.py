"""What stands in a cell: names, documents, dates, places and telephone numbers, tidied."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

import phonenumbers

from outreach.countries import CountryPack
from outreach.registry.columns import plain

LONGEST_NAME = 120
_CAPITAL = re.compile(r"(?:^|(?<=[-'’]))\w")
_SMALL_WORDS = {"de", "del", "la", "las", "los", "y"}
_DATES = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
)
# A date whose cell lost its format: days since the spreadsheet's own day zero, 1919 to 2119.
_DAY_ZERO = date(1899, 12, 30)
_SERIAL = re.compile(r"[789]\d{3}|[1-7]\d{4}")
_SEPARATORS = re.compile(r"\s*(?:/|;|,|\n|\by\b|\bo\b)\s*")
_LABEL = re.compile(r"^[^\d+(]+")
_FLOAT = re.compile(r"\.0+$")
_NO_DIGITS = re.compile(r"[^0-9]")
_NOT_DIGITS = re.compile(r"[\s().\-]")


class Note(StrEnum):
    """What was mended in a row, or could not be used."""

    DOCUMENT_REPAIRED = "dni_repaired_leading_zero"
    DOCUMENT_INVALID = "dni_invalid"


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A valid number. `kind` is mobile, fixed or other; `country` its ISO code."""

    e164: str
    country: str
    kind: str


def text_of(cell: object) -> str:
    """A cell as text: without control and direction characters, single-spaced."""
    if isinstance(cell, str):
        return _tidied(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return _tidied(str(cell))


def _tidied(text: str) -> str:
    if not text.isprintable():  # what is neither seen nor a plain space
        text = "".join(_printed(c) for c in text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "  " in text or text[:1] == " " or text[-1:] == " " or not text.isascii():
        return " ".join(text.split())
    return text


def _printed(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # directions and joiners: they have no width, so no word ends there
        return ""
    return " " if category[0] == "C" else character


def name_of(text: str) -> str:
    """A name as people write it: `ANA DE LA CRUZ` → `Ana de la Cruz`. Empty without letters."""
    if not any(letter.isalpha() for letter in text):
        return ""
    words = text[:LONGEST_NAME].lower().split()
    return " ".join(
        word if number and word in _SMALL_WORDS else _capital(word)
        for number, word in enumerate(words)
    )


@lru_cache(maxsize=16_384)
def _capital(word: str) -> str:
    return _CAPITAL.sub(_upper, word)


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


def document_of(text: str, country: CountryPack) -> tuple[str | None, Note | None]:
    """The document's digits, and what had to be done for them; None where it is unusable."""
    rule = country.document
    digits = text
    if not (text.isascii() and text.isdigit()):
        digits = _NO_DIGITS.sub("", _FLOAT.sub("", text))
    note = None
    if rule.repair_from and len(digits) == rule.repair_from:
        digits, note = digits.zfill(rule.digits), Note.DOCUMENT_REPAIRED
    if len(digits) != rule.digits or not digits.strip("0"):
        return None, Note.DOCUMENT_INVALID
    return digits, note


def date_of(cell: object) -> date | None:
    """A date in the forms 29/05/1991, 29-05-1991, 1991-05-29, or a spreadsheet's own date."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _date_in(text_of(cell))


@lru_cache(maxsize=65_536)  # people are born on some twenty thousand days
def _date_in(text: str) -> date | None:
    if not text:
        return None
    for pattern, order in _DATES:
        if found := pattern.fullmatch(text):
            year, month, day = (int(found[group]) for group in order)
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return _DAY_ZERO + timedelta(days=int(text)) if _SERIAL.fullmatch(text) else None


@lru_cache(maxsize=256)
def sex_of(text: str) -> str | None:
    """F or M, from a letter or a word in Spanish or English; None for anything else."""
    word = plain(text)
    if word.startswith("mujer"):
        return "F"
    return {"f": "F", "m": "M", "h": "M", "v": "M"}.get(word[:1])


def municipality_of(text: str, spellings: dict[str, str]) -> str | None:
    """The key of the place, `other` for any other place, None for nothing."""
    name = _place(text)
    return spellings.get(name, "other") if name else None


@lru_cache(maxsize=4096)
def _place(text: str) -> str:
    return plain(text.replace(".", ""))


def spellings_of(country: CountryPack) -> dict[str, str]:
    """Every spelling of the country's municipalities, as compared → its key."""
    return {
        plain(spelling): key
        for key, place in country.municipalities.items()
        for spelling in (*place.spellings, place.name, key.replace("_", " "))
    }


class PhoneReader:
    """Reads the numbers of a cell: clean national ones at once, the rest by the library."""

    def __init__(self, country: CountryPack) -> None:
        plan = country.numbering
        self._country = country.country.upper()
        self._code = plan.calling_code
        self._national = re.compile(plan.national, re.ASCII)
        self._mobile = re.compile(plan.mobile, re.ASCII)

    def numbers(self, cell: object) -> list[PhoneNumber]:
        """The valid numbers of a cell, in order, each once."""
        text = text_of(cell)
        if text.isascii() and self._national.fullmatch(text):
            return [self._own(text)]
        if not any(c.isdigit() for c in text):
            return []
        read = (self._number(part) for part in _SEPARATORS.split(text))
        return list(dict.fromkeys(number for number in read if number))

    def _number(self, text: str) -> PhoneNumber | None:
        bare = _FLOAT.sub("", _LABEL.sub("", text).strip())
        digits = _NOT_DIGITS.sub("", bare).lstrip("+")
        national = digits.removeprefix(self._code) if len(digits) > 8 else digits
        if self._national.fullmatch(national) and (
            not bare.startswith("+") or bare.startswith(f"+{self._code}")
        ):
            return self._own(national)
        return _by_library(bare, self._country)

    def _own(self, national: str) -> PhoneNumber:
        kind = "mobile" if self._mobile.fullmatch(national) else "fixed"
        return PhoneNumber(f"+{self._code}{national}", self._country, kind)


@lru_cache(maxsize=4096)
def _by_library(text: str, country: str) -> PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    kinds = {
        phonenumbers.PhoneNumberType.MOBILE: "mobile",
        phonenumbers.PhoneNumberType.FIXED_LINE: "fixed",
    }
    return PhoneNumber(
        phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164),
        phonenumbers.region_code_for_number(parsed) or "",
        kinds.get(phonenumbers.number_type(parsed), "other"),
    )
