"""How the console says things: codes and moments in the words of the language that was chosen."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, format_timedelta
from flask_babel import get_locale, gettext, pgettext

from flows import spoken
from flows.marking import marked
from flows.medium import Medium
from flows.translations import language_of
from ivr.console.languages import chosen
from ivr.system_of import system_of
from outreach.carrier.profile import Profile
from outreach.countries import CountryPack, load_country
from outreach.leads import Contact, LeadResult
from outreach.rules.dispositions import Fault
from outreach.rules.states import Role

_LANGUAGES = {
    "en": marked("inglés"),
    "cab": marked("garífuna"),
    "miq": marked("misquito"),
}
_ROLES = {
    Role.ADMIN: marked("administración"),
    Role.OPERATOR: marked("operación"),
    Role.SUPERVISOR: marked("supervisión"),
    Role.AGENT: marked("agente"),
    Role.ANALYST: marked("análisis"),
}
_FAULTS = {
    Fault.NUMBER: marked("número que no sirve"),
    Fault.PERSON: marked("la persona nos bloqueó"),
    Fault.OURS: marked("no se pudo hacer la llamada"),
    Fault.CREDENTIALS: marked("no acepta nuestras credenciales"),
    Fault.BALANCE: marked("la cuenta está sin saldo"),
    Fault.PERMISSION: marked("la cuenta no puede llamar al país"),
    Fault.CALLER_ID: marked("no acepta nuestro número"),
    Fault.TEXTS: marked("no acepta nuestros mensajes"),
    Fault.TRANSIENT: marked("fallo pasajero de la red"),
    Fault.AMBIGUOUS: marked("el número o la red falla"),
}
# (how, whether the person came to us)
_CONTACTS = {
    (Medium.VOICE, False): marked("le llamamos"),
    (Medium.VOICE, True): marked("nos llamó"),
    (Medium.TEXT, False): marked("le escribimos"),
    (Medium.TEXT, True): marked("nos escribió"),
}


def moment(when: datetime) -> str:
    """`martes 3 de noviembre, 15:00`, where the country is."""
    local = when.astimezone(ZoneInfo(_country().zone))
    pattern = pgettext("a moment, as a pattern of Unicode CLDR", "EEEE d 'de' MMMM, HH:mm")
    return format_datetime(local, pattern, locale=get_locale())


def clock_time(when: datetime) -> str:
    """`10:05:12`, where the country is."""
    return f"{when.astimezone(ZoneInfo(_country().zone)):%H:%M:%S}"


def day(when: datetime) -> str:
    """`18 de noviembre`, where the country is."""
    local = when.astimezone(ZoneInfo(_country().zone))
    pattern = pgettext("a day, as a pattern of Unicode CLDR", "d 'de' MMMM")
    return format_datetime(local, pattern, locale=get_locale())


def span(length: timedelta) -> str:
    """`3 minutos`; `nada` where nothing waits."""
    if length < timedelta(seconds=1):
        return str(gettext("nada"))
    return format_timedelta(length, locale=get_locale())


def fault(carrier: Profile, code: str | None) -> str:
    """What a code of the carrier means, with the code itself."""
    known = carrier.fault_of(code)
    said = gettext(_FAULTS[known]) if known in _FAULTS else gettext("otro fallo")
    return f"{said} ({code})" if code else str(said)


def ago(when: datetime, now: datetime) -> str:
    return format_timedelta(when - now, add_direction=True, locale=get_locale())


def services(value: str) -> str:
    return spoken.services(value, chosen()) or str(gettext("sin decidir"))


def asked(lead: Any) -> str:
    """What the person asked for, of a lead's row."""
    wishes = []
    if lead.interested:
        wishes.append(gettext("participar (%(services)s)", services=services(lead.services)))
    if (language := language_of(lead.locale)) != language_of(_country().locale):
        named = gettext(_LANGUAGES[language]) if language in _LANGUAGES else language
        wishes.append(gettext("que le hablen en %(language)s", language=named))
    if len(wishes) == 2:
        return str(gettext("%(one)s y %(other)s", one=wishes[0], other=wishes[1]))
    return wishes[0] if wishes else str(gettext("hablar con una persona"))


def contact(past: Contact) -> str:
    """`martes 3 de noviembre, 10:00: le llamamos. No contesta`."""
    how = reached(past.medium, past.inbound)
    return f"{moment(past.began)}: {how}. {gettext(past.disposition.label)}"


def reached(medium: Medium, inbound: bool) -> str:
    """`le llamamos`; `inbound`: the person came to us."""
    return str(gettext(_CONTACTS[medium, inbound]))


def place(key: str | None) -> str:
    if not key:
        return str(gettext("no dicho"))
    return str(gettext("otro municipio")) if key == "other" else _country().places.get(key, key)


def result(code: LeadResult) -> str:
    return str(gettext(LeadResult(code).label))


def role(code: Role) -> str:
    return str(gettext(_ROLES[code]))


def _country() -> CountryPack:
    return load_country(system_of().settings.country)
