"""A country pack: hours, holidays, numbering, documents, municipalities, words and voices."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

import holidays
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from flows.documents import BadDocument, read_document
from outreach.campaign_file import WEEKDAYS, Hours, Weekday
from outreach.countries.words import Spoken, ToAgents, Words, Written
from outreach.errors import BadFile
from outreach.rules.calling_hours import CallingHours
from outreach.rules.costs import Tariff
from outreach.rules.policy import Policy

_PACKS = Path(__file__).parent


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError):
        raise ValueError("expected a time zone such as America/Tegucigalpa") from None
    return name


def _calendar(code: str) -> str:
    # Asked for the one calendar: its list of all countries would load every one of them (0.4 s).
    try:
        holidays.country_holidays(code)
    except RuntimeError:
        raise ValueError("expected a country code of the holidays library, such as HN") from None
    return code


Pattern = Annotated[str, AfterValidator(_pattern)]
Zone = Annotated[str, AfterValidator(_zone)]
Calendar = Annotated[str, AfterValidator(_calendar)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LocaleVoice(_Part):
    """How a locale is spoken (voice and its language) and recognised, in the carrier's names."""

    voice: str
    language: str
    recogniser: str


class Municipality(_Part):
    """A place of the programme. `spellings` are compared without accents, case and points."""

    name: str
    code: Annotated[str, Field(pattern=r"^\d{4}$")]
    spellings: tuple[str, ...]


class Numbering(_Part):
    """The numbering plan's fast path: national numbers without the calling code."""

    calling_code: Annotated[str, Field(pattern=r"^[1-9]\d{0,2}$")]
    national: Pattern
    mobile: Pattern


class Document(_Part):
    """The identity document: its digits, and the length at which a lost leading zero is put
    back (0: never)."""

    digits: Annotated[int, Field(ge=4, le=20)]
    repair_from: int = 0
    birth_year_at: int | None = None  # index of the first digit of the year


class Holidays(_Part):
    """`code` is the holidays library's; `added` and `removed` correct it by hand."""

    code: Calendar
    added: tuple[date, ...] = ()
    removed: tuple[date, ...] = ()


class Texts(_Part):
    """`two_way`: whether people can answer a text of an ordinary sender."""

    two_way: bool


class CountryPack(_Part):
    """One country. Hours are local; weekdays that are not named are closed."""

    country: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: str
    zone: Zone
    locale: str  # the default one
    hours: dict[Weekday, Hours]
    last_call_minutes: Annotated[int, Field(ge=0, le=60)] = 5
    holidays: Holidays
    numbering: Numbering
    document: Document
    policy: Policy = Policy()  # the contact protocol, where a campaign does not say otherwise
    adult_age: Annotated[int, Field(ge=0, le=30)] = 18
    municipalities: dict[str, Municipality]
    voices: dict[str, LocaleVoice]
    retention_days: Annotated[int, Field(ge=0, le=3650)] = 365  # after a campaign's end
    institution: str  # who calls, as people know it
    stop_words: tuple[str, ...]  # for the carrier's own opt-out list; we understand many more
    texts: Texts
    call_back_missed: bool = False  # calls of known people are not taken but returned
    spoken: Spoken
    to_agents: ToAgents
    language_names: dict[str, str] = {}  # of people who do not speak that of the locale
    written: Written
    # the same in other languages, spoken behind our own; each needs a voice
    languages: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], Words] = {}
    tariff: Tariff | None = None

    @model_validator(mode="after")
    def _speaks_its_own_locale(self) -> Self:
        if self.locale not in self.voices:
            raise ValueError(f"'voices' has none for the default locale {self.locale}")
        if mute := self.languages.keys() - self.voices.keys():
            raise ValueError(f"'voices' has none for the language {min(mute)}")
        return self

    def language_name(self, locale: str) -> str:
        """What a language is called here, by its locale."""
        language = locale.partition("-")[0].partition("_")[0]
        return self.language_names.get(language, language)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """What the municipalities are called, by their keys."""
        return {key: place.name for key, place in self.municipalities.items()}

    @property
    def all_written(self) -> tuple[Written, ...]:
        """What is written outside a conversation, in our own language and then in the others."""
        return (self.written, *(words.written for words in self.languages.values()))

    @property
    def all_spoken(self) -> tuple[tuple[str, Spoken], ...]:
        """What is spoken outside a conversation, each with the locale of its voice."""
        others = ((name, words.spoken) for name, words in self.languages.items())
        return ((self.locale, self.spoken), *others)

    def has_voice(self, locale: str) -> bool:
        """Whether a locale, or its language, can be spoken by a synthetic voice."""
        return not self.voices.keys().isdisjoint(_ways(locale))

    def voice_of(self, locale: str) -> LocaleVoice:
        """The voice of a locale, of its language, or of the country."""
        name = next((way for way in _ways(locale) if way in self.voices), self.locale)
        return self.voices[name]

    def calling_hours(self) -> CallingHours:
        """When calls may start in this country."""
        return CallingHours(
            zone=ZoneInfo(self.zone),
            weekly={WEEKDAYS.index(day): hours for day, hours in self.hours.items()},
            closed_dates=self.is_holiday,
            last_call=timedelta(minutes=self.last_call_minutes),
        )

    @cached_property
    def is_holiday(self) -> Callable[[date], bool]:
        # The calendar makes each year when it is first asked for one of its days.
        calendar = holidays.country_holidays(self.holidays.code)
        added, removed = set(self.holidays.added), set(self.holidays.removed)
        return cache(lambda day: day in added or (day in calendar and day not in removed))


def _ways(locale: str) -> tuple[str, str]:
    return locale, locale.partition("-")[0]


@cache
def load_country(code: str) -> CountryPack:
    """The pack of a country. Raises BadFile when there is none, or one line per fault in it."""
    path = _PACKS / f"{code}.yaml"
    if not path.is_file():
        known = ", ".join(sorted(pack.stem for pack in _PACKS.glob("*.yaml")))
        raise BadFile(
            "there is no country pack '%(code)s'; there is: %(known)s", code=code, known=known
        )
    return read_pack(path.read_text(encoding="utf-8"), path.name)


@cache
def places() -> frozenset[str]:
    """The keys of all municipalities, of every country that there is a pack of."""
    codes = [pack.stem for pack in _PACKS.glob("*.yaml")]
    return frozenset(key for code in codes for key in load_country(code).municipalities)


def read_pack(text: str, source: str) -> CountryPack:
    """Reads a country pack. Raises BadFile with a line per fault."""
    try:
        return read_document(text, source, CountryPack)
    except BadDocument as error:
        raise BadFile(error.sentence) from None
