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
from ivr.console import script_words
from ivr.console.languages import chosen
from ivr.system_of import system_of
from outreach.carrier.profile import Profile
from outreach.countries import CountryPack, load_country
from outreach.lead_stories import Exchange
from outreach.leads import Contact, LeadResult
from outreach.rules.dispositions import CarrierResult, Fault
from outreach.rules.states import AgentState, PauseReason, Role
from outreach.store.agents import Standing

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
_AGENT_STATES = {
    AgentState.AVAILABLE: (marked("disponible"), "green"),
    AgentState.RINGING: (marked("le está sonando"), "blue"),
    AgentState.ON_CALL: (marked("en llamada"), "blue"),
    AgentState.WRAP_UP: (marked("anotando"), "yellow"),
    AgentState.PAUSED: (marked("en pausa"), "yellow"),
}
PAUSES = {
    PauseReason.BREAK: marked("descanso"),
    PauseReason.LUNCH: marked("almuerzo"),
    PauseReason.MEETING: marked("reunión"),
    PauseReason.TRAINING: marked("capacitación"),
    PauseReason.OTHER_WORK: marked("otro trabajo"),
    PauseReason.NO_ANSWER: marked("no contestó"),
}
_MEANT = {"yes": marked("sí"), "no": marked("no"), "human": marked("hablar con una persona")}
# what an agent may choose
CHOSEN_PAUSES = tuple(reason for reason in PAUSES if reason is not PauseReason.NO_ANSWER)
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


def hour(when: datetime) -> str:
    return when.astimezone(ZoneInfo(_country().zone)).strftime("%H:%M")


def ago(when: datetime, now: datetime) -> str:
    return format_timedelta(when - now, add_direction=True, locale=get_locale())


def services(value: str) -> str:
    return spoken.services(value, chosen()) or str(gettext("sin decidir"))


def asked(lead: Any) -> str:
    """What the person asked for, of a lead's row."""
    wishes = []
    if lead.interested:
        wishes.append(gettext("participar (%(services)s)", services=services(lead.services)))
    if language_of(lead.locale) != language_of(_country().locale):
        named = script_words.language(lead.locale)
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


def institution() -> str:
    """Who calls, as people know it."""
    return _country().institution


def result(code: LeadResult) -> str:
    return str(gettext(LeadResult(code).label))


def role(code: Role) -> str:
    return str(gettext(_ROLES[code]))


def agent_state(standing: Standing) -> str:
    """`en pausa: almuerzo`; of somebody who is not at work, `fuera de turno`."""
    if standing.state is None:
        return str(gettext("fuera de turno"))
    told = gettext(_AGENT_STATES[standing.state][0])
    if standing.reason is None:
        return str(told)
    return f"{told}: {gettext(PAUSES[standing.reason])}"


def agent_colour(standing: Standing) -> str:
    return _AGENT_STATES[standing.state][1] if standing.state else ""


def agent_state_name(state: AgentState) -> str:
    return str(gettext(_AGENT_STATES[state][0]))


def serves(agent: Any) -> str:
    """`Danlí, Choluteca; inglés`: whom an agent talks with; "" is everybody."""
    towns = ", ".join(sorted(map(place, agent.municipalities or ())))
    spoken_there = ", ".join(sorted(map(script_words.language, agent.languages or ())))
    return "; ".join(filter(None, (towns, spoken_there)))


def pause(reason: PauseReason) -> str:
    return str(gettext(PAUSES[reason]))


def lasting(seconds: float) -> str:
    """`1:05` hours and minutes; `0:00` for less."""
    return f"{int(seconds) // 3600}:{int(seconds) % 3600 // 60:02}"


def local_input(when: datetime) -> str:
    """A moment as a field of a form has it."""
    return when.astimezone(ZoneInfo(_country().zone)).strftime("%Y-%m-%dT%H:%M")


def age(within: timedelta | None) -> str:
    if within is None:
        return str(gettext("más"))
    hours = int(within.total_seconds() // 3600)
    if hours < 24:
        return str(gettext("hasta %(num)s h", num=hours))
    return str(gettext("hasta %(num)s d", num=hours // 24))


def answer(said: Exchange) -> str:
    """`1 (sí)`: the words or the key, and what we took it for."""
    if not said.reply:
        return str(gettext("(no dijo nada)"))
    meant = gettext(_MEANT[said.intent]) if said.intent in _MEANT else ""
    if said.intent == "answer" and said.value:
        known = said.value in _country().places
        meant = place(said.value) if known else spoken.services(said.value, chosen())
    return f"{said.reply} ({meant})" if meant and meant != said.reply else said.reply


def agent_call(call: Any) -> str:
    """What came of a call of an agent's."""
    if call.transfer_id:
        return str(gettext("se le comunicó con la persona"))
    if call.result == CarrierResult.COMPLETED:
        minutes = lasting((call.seconds or 0) * 60)  # minutes and seconds
        return str(gettext("llamó y le contestaron (%(minutes)s)", minutes=minutes))
    return str(gettext("llamó y no le contestaron"))


def _country() -> CountryPack:
    return load_country(system_of().settings.country)
