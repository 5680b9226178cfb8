"""Says what the conversation keeps (a time, a place, services) the way people say it."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_date, format_time

from flows.medium import Medium

_PLACES: Mapping[str, str] = {
    "tegucigalpa": "Tegucigalpa",
    "san_pedro_sula": "San Pedro Sula",
    "la_ceiba": "La Ceiba",
    "danli": "Danlí",
    "choluteca": "Choluteca",
}
_SERVICES: Mapping[str, Mapping[str, str]] = {
    "es": {"training": "formación", "employment": "empleo", "entrepreneurship": "emprendimiento"},
    "en": {"training": "training", "employment": "a job", "entrepreneurship": "a business"},
}
_AND = {"es": "y", "en": "and"}
_HOURS = "doce una dos tres cuatro cinco seis siete ocho nueve diez once".split()
_MINUTES = {0: "", 15: " y cuarto", 30: " y media", 45: " y cuarenta y cinco"}


def said(name: str, value: str, medium: Medium, locale: str) -> str:
    """The value of this name in words; what is not known is said as it is."""
    language = locale.replace("_", "-").partition("-")[0]
    if name == "appointment":
        return appointment(value, medium, language)
    if name == "municipality":
        return _PLACES.get(value, value.replace("_", " ").title())
    if name == "services":
        return _services(value, language)
    return value


def appointment(value: str, medium: Medium, language: str) -> str:
    """An ISO moment as it is said: "el martes 5 de marzo a las tres y media de la tarde"."""
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return value
    if language != "es":
        day = format_date(when, "EEEE d MMMM", "en")
        return f"on {day} at {format_time(when, 'short', locale='en')}"
    if medium is Medium.TEXT:
        day = format_date(when, "EEE d MMM", "es_HN")
        minutes = f":{when.minute:02d}" if when.minute else ""
        article = "a la" if when.hour in (1, 13) else "a las"
        half = "am" if when.hour < 12 else "pm"
        return f"el {day} {article} {when.hour % 12 or 12}{minutes} {half}"
    day = format_date(when, "EEEE d 'de' MMMM", "es_HN")
    return f"el {day} {_clock(when)}"


def _clock(when: datetime) -> str:
    hour = when.hour % 12
    article = "a la" if hour == 1 else "a las"
    minutes = _MINUTES.get(when.minute, f" y {when.minute}")
    if when.hour == 12 and when.minute == 0:
        return "a las doce del mediodía"
    part = "de la mañana" if when.hour < 12 else "de la tarde"
    if when.hour >= 18:
        part = "de la noche"
    return f"{article} {_HOURS[hour]}{minutes} {part}"


def _services(value: str, language: str) -> str:
    names = _SERVICES.get(language, _SERVICES["es"])
    words = [names.get(each, each) for each in value.split("|") if each]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND.get(language, _AND['es'])} {words[-1]}"
