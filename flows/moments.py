"""Says a day and an hour as people say them: in full on the phone, short in a text."""

from datetime import datetime

from babel.dates import format_date

from flows.medium import Medium

_HOURS = "doce una dos tres cuatro cinco seis siete ocho nueve diez once".split()
_NUMBERS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
_TENS = {3: "treinta", 4: "cuarenta", 5: "cincuenta", 6: "sesenta", 7: "setenta", 8: "ochenta",
         9: "noventa"}  # fmt: skip
_MINUTES = {0: "", 15: " y cuarto", 30: " y media"}
_ENGLISH_HOURS = "twelve one two three four five six seven eight nine ten eleven".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_ENGLISH_TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty"}


def spoken(when: datetime, language: str) -> str:
    """`el martes 5 de marzo a las tres y media de la tarde`."""
    if language == "en":
        day = f"{format_date(when, 'EEEE, MMMM d', 'en')}{_ordinal(when.day)}"
        return f"on {day}, at {_english_clock(when)}"
    day = format_date(when, "EEEE d 'de' MMMM", "es_HN")
    if when.day == 1:
        day = format_date(when, "EEEE 'primero de' MMMM", "es_HN")
    return f"el {day} {_clock(when)}"


def written(when: datetime, language: str) -> str:
    """`el mar 5 mar a las 3:30 pm`."""
    minutes = f":{when.minute:02d}" if when.minute else ""
    hour = f"{when.hour % 12 or 12}{minutes} {'am' if when.hour < 12 else 'pm'}"
    if language == "en":
        return f"on {format_date(when, 'EEE MMM d', 'en')} at {hour}"
    article = "a la" if when.hour % 12 == 1 else "a las"
    return f"el {format_date(when, 'EEE d MMM', 'es_HN')} {article} {hour}"


def said(when: datetime, medium: Medium, language: str) -> str:
    """The moment in this medium. In Spanish for every language but English: in Honduras people
    who speak another one name days and hours in Spanish too."""
    return written(when, language) if medium is Medium.TEXT else spoken(when, language)


def two_digits(number: int) -> str:
    """A number below 100 in Spanish words."""
    if number < len(_NUMBERS):
        return _NUMBERS[number]
    tens, units = divmod(number, 10)
    return f"{_TENS[tens]} y {_NUMBERS[units]}" if units else _TENS[tens]


def _clock(when: datetime) -> str:
    if when.hour == 12 and when.minute == 0:
        return "a las doce del mediodía"
    article = "a la" if when.hour % 12 == 1 else "a las"
    minutes = _MINUTES.get(when.minute, f" y {two_digits(when.minute)}")
    return f"{article} {_HOURS[when.hour % 12]}{minutes} {_part(when.hour)}"


def _part(hour: int) -> str:
    if hour == 0 or hour >= 19:
        return "de la noche"
    if hour < 6:
        return "de la madrugada"
    return "de la mañana" if hour < 12 else "de la tarde"


def _english_clock(when: datetime) -> str:
    if when.minute == 0 and when.hour in (0, 12):
        return "noon" if when.hour else "midnight"
    part = "in the evening" if when.hour >= 18 else "in the afternoon"
    if when.hour < 12:
        part = "in the morning" if when.hour else "at night"
    return f"{_ENGLISH_HOURS[when.hour % 12]}{_english_minutes(when.minute)} {part}"


def _english_minutes(minute: int) -> str:
    tens, units = divmod(minute, 10)
    if minute == 0:
        return ""
    if tens == 0:
        return f" oh {_ENGLISH_HOURS[units]}"
    if tens == 1:
        return f" {_TEENS[units]}"
    return (
        f" {_ENGLISH_TENS[tens]}-{_ENGLISH_HOURS[units]}" if units else f" {_ENGLISH_TENS[tens]}"
    )


def _ordinal(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
