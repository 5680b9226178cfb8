"""What happened with a person, in words: a title for each kind of event and what belongs to it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from flask_babel import gettext

from flows.marking import marked
from flows.medium import Medium
from ivr.console import script_words, wording
from outreach.opt_outs import Reason
from outreach.rules.contact_policy import NeverReason
from outreach.rules.dispositions import Disposition
from outreach.rules.states import LeadResult
from outreach.timeline import Event, Kind

# what an operator may say; that somebody blocked us is the carrier's to say
REASONS_TO_GIVE: Mapping[str, str] = {
    Reason.ASKED: marked("lo pidió en persona o por teléfono"),
    Reason.LETTER: marked("lo pidió por escrito"),
    Reason.AGENT: marked("se lo dijo a un agente"),
    Reason.COMPLAINT: marked("se quejó"),
}
_REASONS: Mapping[str, str] = {
    **REASONS_TO_GIVE,
    Reason.BLOCKED: marked("bloqueó nuestros mensajes"),
    Reason.UNCONFIRMED: marked("tal vez lo pidió; falta confirmarlo"),
}
_CLOSED: Mapping[str, str] = {
    NeverReason.INTERVIEWED: marked("ya respondió"),
    NeverReason.OPTED_OUT: marked("pidió que no se le contacte"),
    NeverReason.REFUSED: marked("no quiso seguir"),
    NeverReason.NOT_ELIGIBLE: marked("no le corresponde el programa"),
    NeverReason.DECEASED: marked("falleció"),
    NeverReason.UNAVAILABLE: marked("no puede responder durante la campaña"),
    NeverReason.HANDED_OVER: marked("la tiene un agente"),
    NeverReason.NO_NUMBER_LEFT: marked("no queda ningún número que sirva"),
    NeverReason.ATTEMPTS_EXHAUSTED: marked("se agotaron los intentos"),
    NeverReason.NEVER_OPEN: marked("no hay hora en que se le pueda llamar"),
}
_WHY_NOT: Mapping[str, str] = {
    "missing_name": marked("sin nombre"),
    "no_usable_phone": marked("sin número que sirva"),
    "underage": marked("menor de edad"),
    "outside_municipalities": marked("fuera de los municipios"),
    "foreign_phone_only": marked("solo números de otro país"),
    "same_document": marked("mismo DNI que otra fila"),
}


class Told(NamedTuple):
    """An event in words: an icon, a title, and facts below it."""

    icon: str
    title: str
    facts: tuple[str, ...] = ()


def told(event: Event) -> Told:
    return _TELLERS[event.kind](event)


def reason(code: str) -> str:
    return str(gettext(_REASONS[code])) if code in _REASONS else code


def why_not(code: str) -> str:
    """Why somebody of a list may not be drawn, or what became of a row."""
    return str(gettext(_WHY_NOT[code])) if code in _WHY_NOT else code


def _listed(event: Event) -> Told:
    row = event.row
    facts = (gettext("puede salir en el sorteo"),)
    if not row.eligible:
        facts = (gettext("no entra en el sorteo: %(why)s", why=why_not(row.reason or "")),)
    return Told("database-import", gettext("Llegó con la lista «%(name)s»", name=row.name), facts)


def _drawn(event: Event) -> Told:
    row = event.row
    title = gettext("Salió en el sorteo, en el lugar %(place)s", place=row.position)
    facts = [gettext("probabilidad de salir: %(chance)s %%", chance=f"{row.probability:.2%}"[:-1])]
    if row.replicate:
        facts.append(gettext("réplica %(number)s", number=row.replicate))
    if row.arm:
        facts.append(gettext("grupo «%(arm)s»", arm=row.arm))
    return Told("users", title, tuple(facts))


def _released(event: Event) -> Told:
    return Told("flag", gettext("Se puede contactar desde aquí"))


def _planned(event: Event) -> Told:
    how = script_words.medium(event.row.medium)
    return Told("calendar", gettext("Siguiente intento previsto: %(how)s", how=how))


def _attempt(event: Event) -> Told:
    row = event.row
    how = wording.reached(Medium(row.medium), row.inbound)
    title = how[:1].upper() + how[1:]
    if row.disposition:
        title = f"{title}. {gettext(Disposition(row.disposition).label)}"
    else:
        title = gettext("%(what)s, en curso", what=title)
    return Told("phone" if row.medium == Medium.VOICE else "message", title, tuple(_of_call(row)))


def _of_call(row: Any) -> Iterator[str]:
    yield gettext("al número %(rank)s", rank=row.rank)
    if row.seconds:
        yield gettext("%(count)s segundos", count=row.seconds)
    if row.last_step:
        yield gettext("llegó hasta el paso %(step)s", step=row.last_step)
    if row.left_message:
        yield gettext("se dejó un mensaje en el buzón")
    if row.error_code:
        yield gettext("código del operador: %(code)s", code=row.error_code)


def _said(event: Event) -> Told:
    row = event.row
    understood = script_words.intent(row.intent)
    if row.value:
        understood = f"{understood} ({row.value})"
    facts = [gettext("en el paso %(step)s, por la regla %(rule)s", step=row.step, rule=row.rule)]
    if row.confidence is not None and row.confidence < 1:
        facts.append(
            gettext("se oyó con %(sure)s %% de seguridad", sure=round(row.confidence * 100))
        )
    return Told("message-circle", gettext("Se entendió: %(what)s", what=understood), tuple(facts))


def _consent(event: Event) -> Told:
    gave = event.row.intent == "yes"
    title = gettext("Dio su permiso para preguntar") if gave else gettext("No dio su permiso")
    return Told("check" if gave else "x", title)


def _identified(event: Event) -> Told:
    return Told("shield-lock", gettext("Confirmó quién es"))


def _validated(event: Event) -> Told:
    wants = event.row.interested
    return Told(
        "check", gettext("Quiere participar") if wants else gettext("No quiere participar")
    )


def _text_out(event: Event) -> Told:
    row = event.row
    facts = [gettext("estado: %(status)s", status=row.status)]
    if row.segments:
        facts.append(gettext("%(count)s segmentos", count=row.segments))
    return Told("message", gettext("Le escribimos"), tuple(facts))


def _text_in(event: Event) -> Told:
    return Told("message", gettext("Nos escribió"))


def _lead(event: Event) -> Told:
    row = event.row
    facts = [gettext("le interesa: %(services)s", services=wording.services(row.services))]
    if row.agreed_at:
        facts.append(gettext("se le prometió el %(moment)s", moment=wording.moment(row.agreed_at)))
    return Told("headset", gettext("Queda para un agente"), tuple(facts))


def _lead_taken(event: Event) -> Told:
    return Told("headset", gettext("Lo tomó %(agent)s", agent=event.row.agent or "–"))


def _agent_call(event: Event) -> Told:
    row = event.row
    if row.connected_at is None:
        return Told(
            "phone", gettext("Sonó el teléfono de %(agent)s; no hablaron", agent=row.agent)
        )
    facts = (gettext("%(count)s segundos", count=row.seconds),) if row.seconds else ()
    return Told("phone", gettext("Habló con %(agent)s", agent=row.agent), facts)


def _note(event: Event) -> Told:
    row = event.row
    title = gettext("Anotó %(agent)s", agent=row.agent)
    facts = (wording.result(LeadResult(row.result)),) if row.result in set(LeadResult) else ()
    return Told("message", title, facts)


def _lead_closed(event: Event) -> Told:
    row = event.row
    result = wording.result(LeadResult(row.result)) if row.result in set(LeadResult) else "–"
    return Told("check", gettext("El agente cerró: %(result)s", result=result))


def _asked(event: Event) -> Told:
    return Told("phone-call", gettext("Llamó para que le llamen"))


def _kept_out(event: Event) -> Told:
    row = event.row
    whom = gettext("a la persona") if row.person_id else gettext("a uno de sus números")
    facts = (reason(row.reason), gettext("vale para %(whom)s", whom=whom))
    return Told("ban", gettext("No contactar más"), facts)


def _closed(event: Event) -> Told:
    why = event.row.closed_why
    facts = (gettext(_CLOSED[why]),) if why in _CLOSED else ()
    return Told("flag", gettext("Se cerró el caso"), facts)


def _forgotten(event: Event) -> Told:
    return Told("trash", gettext("Se borraron sus datos"))


_TELLERS: Mapping[Kind, Callable[[Event], Told]] = {
    Kind.LISTED: _listed,
    Kind.DRAWN: _drawn,
    Kind.RELEASED: _released,
    Kind.PLANNED: _planned,
    Kind.ATTEMPT: _attempt,
    Kind.SAID: _said,
    Kind.CONSENT: _consent,
    Kind.IDENTIFIED: _identified,
    Kind.VALIDATED: _validated,
    Kind.TEXT_OUT: _text_out,
    Kind.TEXT_IN: _text_in,
    Kind.LEAD: _lead,
    Kind.LEAD_TAKEN: _lead_taken,
    Kind.AGENT_CALL: _agent_call,
    Kind.NOTE: _note,
    Kind.LEAD_CLOSED: _lead_closed,
    Kind.ASKED: _asked,
    Kind.KEPT_OUT: _kept_out,
    Kind.CLOSED: _closed,
    Kind.FORGOTTEN: _forgotten,
}
