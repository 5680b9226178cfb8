"""How the console says things: codes and moments in plain Spanish."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta

from flows.medium import Medium
from outreach.leads import Contact, LeadResult

_ZONE = ZoneInfo("America/Tegucigalpa")
_SERVICES = {
    "training": "formación",
    "employment": "empleo",
    "entrepreneurship": "emprendimiento",
}
_PLACES = {
    "tegucigalpa": "Tegucigalpa",
    "san_pedro_sula": "San Pedro Sula",
    "la_ceiba": "La Ceiba",
    "danli": "Danlí",
    "choluteca": "Choluteca",
    "other": "otro municipio",
}
_LANGUAGES = {"en": "inglés", "cab": "garífuna", "miq": "misquito"}
# (how, whether the person came to us)
_CONTACTS = {
    (Medium.VOICE, False): "le llamamos",
    (Medium.VOICE, True): "nos llamó",
    (Medium.TEXT, False): "le escribimos",
    (Medium.TEXT, True): "nos escribió",
}
_RESULTS = {
    LeadResult.ENROLLED_TRAINING: "Inscrita en formación",
    LeadResult.ENROLLED_EMPLOYMENT: "Inscrita en empleo",
    LeadResult.ENROLLED_ENTREPRENEURSHIP: "Inscrita en emprendimiento",
    LeadResult.NOT_INTERESTED: "Ya no le interesa",
    LeadResult.NOT_REACHED: "No se le encontró",
    LeadResult.WRONG_PERSON: "No era la persona",
    LeadResult.DO_NOT_CONTACT: "Pide que no se le vuelva a contactar",
}


def moment(when: datetime) -> str:
    """`martes 3 de noviembre, 15:00`, in Honduras."""
    return format_datetime(when.astimezone(_ZONE), "EEEE d 'de' MMMM, HH:mm", locale="es")


def ago(when: datetime, now: datetime) -> str:
    return format_timedelta(when - now, add_direction=True, locale="es")


def services(value: str) -> str:
    named = [_SERVICES.get(part, part) for part in value.split("|") if part]
    return ", ".join(named) or "sin decidir"


def asked(lead: Any) -> str:
    """What the person asked for, of a lead's row."""
    wishes = []
    if lead.interested:
        wishes.append(f"participar ({services(lead.services)})")
    language = lead.locale.partition("-")[0]
    if language != "es":
        wishes.append(f"que le hablen en {_LANGUAGES.get(language, language)}")
    return " y ".join(wishes) or "hablar con una persona"


def contact(past: Contact) -> str:
    """`martes 3 de noviembre, 10:00: le llamamos. No contesta`."""
    how = _CONTACTS[past.medium, past.inbound]
    return f"{moment(past.began)}: {how}. {past.disposition.label}"


def place(key: str | None) -> str:
    return _PLACES.get(key or "", key or "no dicho")


def result(code: LeadResult) -> str:
    return _RESULTS[code]
