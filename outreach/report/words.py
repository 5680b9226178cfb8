"""The words of a report in one language: its catalogue, and how numbers and dates are written."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, get_timezone
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from flows.marking import marked
from outreach.report.document import Kind, Value

SPANISH = "es"
LOCALES = Path(__file__).parents[1] / "locales"  # <language>/LC_MESSAGES/report.po
NOTHING = "n/a"  # there is no denominator, or nothing to measure
_NUMBERS = {"es": "es_HN", "en": "en_US"}  # both write 12,345.6
_DAY = marked("d 'de' MMMM 'de' y")  # NOTE: a date, as a pattern of Unicode CLDR
_MOMENT = marked("d 'de' MMMM 'de' y, HH:mm")  # NOTE: a moment, as a pattern of Unicode CLDR
_SHORT_DAY = marked("d MMM")  # NOTE: a date without the year, as a pattern of Unicode CLDR


@dataclass(frozen=True, slots=True)
class Words:
    """Says things in `language`, and in Spanish what its catalogue lacks."""

    language: str

    def gettext(self, text: str, /, **values: Any) -> str:
        """The text, translated, with its `%(name)s` filled in."""
        found = str(_translations(self.language).gettext(text))
        return found % values if values else found

    @property
    def locale(self) -> str:
        return _NUMBERS.get(self.language, self.language)

    def number(self, value: float | None, decimals: int = 0) -> str:
        """`12,345`; `n/a` for None."""
        if value is None:
            return NOTHING
        shape = "#,##0." + "0" * decimals if decimals else "#,##0"
        return str(format_decimal(value, shape, locale=self.locale))

    def percent(self, value: float | None) -> str:
        """`12.3 %` in Spanish, `12.3%` in English; `n/a` for None."""
        if value is None:
            return NOTHING
        space = "" if self.language == "en" else "\N{NO-BREAK SPACE}"
        return f"{self.number(value * 100, 1)}{space}%"

    def day(self, value: date | datetime | None) -> str:
        pattern = self.gettext(_DAY)
        return NOTHING if value is None else str(format_date(value, pattern, self.locale))

    def short_day(self, value: date) -> str:
        return str(format_date(value, self.gettext(_SHORT_DAY), self.locale))

    def moment(self, value: datetime | None, zone: str) -> str:
        if value is None:
            return NOTHING
        pattern, place = self.gettext(_MOMENT), get_timezone(zone)
        return str(format_datetime(value, pattern, tzinfo=place, locale=self.locale))

    def span(self, seconds: float | None) -> str:
        """`3 h 12 min`, `2 min 05 s`, `41 s`."""
        if seconds is None:
            return NOTHING
        minutes, rest = divmod(round(seconds), 60)
        hours, left = divmod(minutes, 60)
        if hours:
            return f"{self.number(hours)} h {left:02d} min"
        if not minutes:
            return f"{rest} s"
        return f"{minutes} min {rest:02d} s" if rest else f"{minutes} min"

    def value(self, value: Value, kind: Kind) -> str:
        """A cell of a table as it is read."""
        if value is None:
            return NOTHING
        if isinstance(value, str):
            return value
        if kind is Kind.SHARE:
            return self.percent(value)
        if kind is Kind.POINTS:
            return f"{value * 100:+.1f}"
        if kind is Kind.SECONDS:
            return self.span(value)
        return self.number(value, {Kind.DECIMAL: 3, Kind.MONEY: 4}.get(kind, 0))


@cache
def languages() -> tuple[str, ...]:
    """Spanish, and every language whose catalogue is complete."""
    found = sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/report.po"))
    return (SPANISH, *(name for name in found if name != SPANISH and _complete(_read(name))))


@cache
def _translations(language: str) -> NullTranslations:
    if language == SPANISH or language not in languages():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _read(language))
    compiled.seek(0)
    return Translations(compiled)


def _read(name: str) -> Catalog:
    with (LOCALES / name / "LC_MESSAGES" / "report.po").open("rb") as file:
        return read_po(file, locale=name)


def _complete(catalogue: Catalog) -> bool:
    return all(message.string and not message.fuzzy for message in catalogue if message.id)
