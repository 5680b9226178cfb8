"""How the console speaks of campaigns: states, what happened, what a start waits for, alarms."""

from typing import Any

from flask_babel import format_decimal, format_percent, gettext

from flows.marking import marked
from outreach.rules.alarms import Alarm
from outreach.rules.rehearsing import Lack
from outreach.rules.states import CampaignState

# state → (words, colour of its tag)
_STATES = {
    CampaignState.DRAFT: (marked("sin sortear"), ""),
    CampaignState.DRAWN: (marked("sorteada"), "blue"),
    CampaignState.RUNNING: (marked("en marcha"), "green"),
    CampaignState.PAUSED: (marked("en pausa"), "yellow"),
    CampaignState.STOPPED: (marked("parada"), "red"),
    CampaignState.DONE: (marked("terminada"), ""),
}
_EVENTS = {
    "created": marked("creada"),
    "frozen": marked("marco congelado y publicado"),
    "drawn": marked("sorteada"),
    "rehearsal": marked("ensayo empezado"),
    "rehearsal_seen": marked("ensayo revisado"),
    "started": marked("empezada"),
    "paused": marked("puesta en pausa"),
    "running": marked("reanudada"),
    "stopped": marked("parada"),
    "done": marked("terminada"),
    "released": marked("réplicas liberadas"),
    "script": marked("guion cambiado"),
    "texts_stopped": marked("mensajes detenidos"),
    "texts_allowed": marked("mensajes permitidos otra vez"),
    "carrier_spared": marked("pausa por fallos de la red telefónica"),
    "carrier_well": marked("la red telefónica responde otra vez"),
}
_ACTORS = {
    "clock": marked("el reloj del sistema"),
    "carrier": marked("la red telefónica"),
    "command": marked("un comando en el servidor"),
}
_LACKS = {
    Lack.NONE_YET: marked("Falta ensayarla."),
    Lack.UNDER_WAY: marked("El ensayo está en curso."),
    Lack.FAILED: marked("El ensayo falló: hay que repetirlo."),
    Lack.OTHER_SCRIPT: marked("El guion cambió después del ensayo: hay que repetirlo."),
    Lack.NOT_LOOKED_AT: marked("Falta que alguien revise el ensayo."),
}
_ALARMS = {
    Alarm.CLOCK: marked("El reloj del sistema no da señales: no sale ninguna llamada."),
    Alarm.COMPLAINTS: marked("Hay quejas esta semana."),
    Alarm.OPT_OUTS: marked("Demasiadas personas piden que no se les contacte."),
    Alarm.CARRIER: marked("La red telefónica falla demasiado."),
    Alarm.LATE: marked("Hay intentos que ya tocaban y esperan."),
}
# codes of outreach/report's promises → what was not kept
_PROMISES = {
    "inside_hours": marked("se contactó fuera de horario"),
    "not_on_holidays": marked("se contactó en feriado"),
    "nothing_after_opt_out": marked("se contactó después de una baja"),
    "nothing_after_final": marked("se contactó a quien ya había terminado"),
    "one_call_per_number": marked("dos llamadas a la vez a un número"),
    "one_call_per_person": marked("dos llamadas a la vez a una persona"),
    "within_the_limit": marked("más intentos de los permitidos"),
}


def say(text: str, /, **values: Any) -> str:
    """What is marked elsewhere, in the language of the page."""
    return str(gettext(text, **values))


def state(code: CampaignState) -> tuple[str, str]:
    """The words for a state and the colour of its tag."""
    words, colour = _STATES[CampaignState(code)]
    return str(gettext(words)), colour


def event(code: str) -> str:
    return str(gettext(_EVENTS[code])) if code in _EVENTS else code.replace("_", " ")


def actor(name: str) -> str:
    return str(gettext(_ACTORS[name])) if name in _ACTORS else name


def told(detail: Any) -> str:
    """What stands beside an event in the log: reasons, names, numbers of ours."""
    known = detail or {}
    parts = [str(known[key]) for key in ("why", "name", "reason") if known.get(key)]
    if "replicates" in known:
        parts.append(", ".join(map(str, known["replicates"])))
    if "version" in known:
        parts.append(str(gettext("versión %(version)s", version=known["version"])))
    return " · ".join(parts)


def lack(code: Lack) -> str:
    return str(gettext(_LACKS[code]))


def alarm(code: Alarm) -> str:
    return str(gettext(_ALARMS[code]))


def promise(code: str) -> str:
    return str(gettext(_PROMISES[code])) if code in _PROMISES else code.replace("_", " ")


def number(value: float, digits: int = 0) -> str:
    """`4,000`, as the reader's language writes it."""
    return str(format_decimal(round(value, digits)))


def share(part: float, whole: float) -> str:
    """`12 %`; nothing of nothing is a dash."""
    return str(format_percent(part / whole)) if whole else "–"
