"""What the report's codes are called in Spanish."""

from collections.abc import Mapping

from flows.spoken import SERVICES
from outreach.rules.dispositions import Disposition
from outreach.rules.states import LeadResult

STEPS: Mapping[str, str] = {
    "rows": "Filas del archivo",
    "people": "Personas en el registro",
    "eligible": "Elegibles",
    "drawn": "Sorteadas",
    "released": "Liberadas para contacto",
    "attempted": "Con algún intento",
    "contacted": "Contestó alguien",
    "identified": "Identidad confirmada",
    "validated": "Validadas",
    "interested": "Interesadas",
    "lead": "Derivadas a un agente",
    "lead_taken": "Tomadas por un agente",
    "lead_closed": "Atención concluida",
}

SHORT_STEPS: Mapping[str, str] = {
    "drawn": "Sor\N{SOFT HYPHEN}teadas",
    "released": "Libe\N{SOFT HYPHEN}radas",
    "attempted": "Inten\N{SOFT HYPHEN}tadas",
    "contacted": "Contac\N{SOFT HYPHEN}tadas",
    "identified": "Identi\N{SOFT HYPHEN}ficadas",
    "validated": "Vali\N{SOFT HYPHEN}dadas",
    "interested": "Intere\N{SOFT HYPHEN}sadas",
    "lead": "Deri\N{SOFT HYPHEN}vadas",
}

LOSSES: Mapping[str, str] = {
    "row_merged": "Fila repetida de la misma persona",
    "row_rejected": "Fila sin datos suficientes",
    "missing_name": "Sin nombre",
    "no_usable_phone": "Sin número utilizable",
    "underage": "Menor de edad",
    "outside_municipalities": "Fuera de los municipios",
    "foreign_phone_only": "Solo números extranjeros",
    "not_drawn": "No sorteadas",
    "not_released": "En reserva, sin liberar",
    "not_interested": "No desea participar",
    "opted_out_later": "Pidió después no ser contactada",
    "no_lead": "Sin derivación",
    "lead_waiting": "En espera de un agente",
    "lead_with_agent": "En atención por un agente",
    "never_dialled": "Todavía sin resultado",
}

STANDINGS: Mapping[str, str] = {
    "interested": "Validada, desea participar",
    "not_interested": "Validada, no desea participar",
    "agent_wanted": "Confirmada, pidió hablar con un agente",
    "partial": "Entrevista parcial",
    "refused": "Rechazó o pidió no ser contactada",
    "not_eligible": "No elegible",
    "unavailable": "Fallecida, ausente u otro impedimento",
    "identified_only": "Identificada, sin terminar",
    "not_identified": "Contestó alguien, sin identificarse",
    "no_usable_number": "Sin número que sirva",
    "not_reached": "Nunca contestó nadie",
    "not_attempted": "Liberada, todavía sin resultado",
    "not_released": "En reserva, sin liberar",
}

PROMISES: Mapping[str, str] = {
    "inside_hours": "Ningún contacto fuera del horario",
    "not_on_holidays": "Ningún contacto en feriado o día cerrado",
    "nothing_after_opt_out": "Ningún contacto después de pedir que no se llame más",
    "nothing_after_final": "Ningún contacto después de un resultado definitivo",
    "one_call_per_number": "Nunca dos llamadas a la vez a un mismo número",
    "one_call_per_person": "Nunca dos llamadas a la vez a una misma persona",
    "within_the_limit": "Nadie llamado más veces de lo permitido",
    "only_the_drawn": "Solo personas elegibles, sorteadas y liberadas",
    "only_their_numbers": "Solo números que el registro da a la persona",
    "one_disposition": "Cada intento terminado tiene un único resultado",
    "nobody_forgotten": "Nadie sin resultado final ni próximo contacto",
    "every_yes_has_a_lead": "Toda persona interesada tiene quien la atienda",
    "local_hours_known": "Cada llamada tiene su hora local",
    "dispositions_agree": "El resultado de cada persona es el de sus intentos",
    "validated_by_interview": "Toda validación descansa en una entrevista completa",
}

CLASSES: Mapping[str, str] = {
    "I": "Entrevista completa",
    "P": "Entrevista parcial",
    "R": "Rechazo o interrupción",
    "NC": "Sin contacto con la persona",
    "O": "Otro impedimento",
    "UH": "Elegibilidad desconocida: no se sabe si el número llega a alguien",
    "UO": "Elegibilidad desconocida: hay o hubo alguien",
    "NE": "No elegible",
}

RATES: Mapping[str, str] = {
    "RR1": "Respuesta: completas entre todas, desconocidas incluidas",
    "RR2": "Respuesta: completas y parciales entre todas",
    "RR3": "Respuesta: completas; desconocidas ponderadas con e",
    "RR4": "Respuesta: completas y parciales; desconocidas ponderadas con e",
    "RR5": "Respuesta: completas entre las elegibles conocidas",
    "RR6": "Respuesta: completas y parciales entre las elegibles conocidas",
    "COOP1": "Cooperación: completas entre las contactadas",
    "COOP2": "Cooperación: completas y parciales entre las contactadas",
    "COOP3": "Cooperación: completas entre las que podían responder",
    "COOP4": "Cooperación: completas y parciales entre las que podían responder",
    "REF1": "Rechazo entre todas, desconocidas incluidas",
    "REF2": "Rechazo; desconocidas ponderadas con e",
    "REF3": "Rechazo entre las elegibles conocidas",
    "CON1": "Contacto entre todas, desconocidas incluidas",
    "CON2": "Contacto; desconocidas ponderadas con e",
    "CON3": "Contacto entre las elegibles conocidas",
}

WEEKDAYS = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")

CAMPAIGN_STATES: Mapping[str, str] = {
    "draft": "en borrador",
    "drawn": "sorteada, sin iniciar",
    "running": "en curso",
    "paused": "en pausa",
    "stopped": "detenida",
    "done": "concluida",
}

OTHERS: Mapping[str, str] = {
    # media and directions
    "voice": "Llamada",
    "text": "Mensaje de texto",
    # leads
    "open": "En espera",
    "taken": "En atención",
    "closed": "Concluida",
    **{code: name.capitalize() for code, name in SERVICES.items()},
    **{result.value: result.label for result in LeadResult},
    # attempts
    "planned": "Previstos",
    "dialling": "Marcando",
    "under_way": "En curso",
    "ended": "Terminados",
    "dropped": "Previstos y ya no necesarios",
    # people
    "F": "Mujeres",
    "M": "Hombres",
    "unknown": "Sin dato",
    # questions of the script
    "identity": "¿Hablo con la persona?",
    "birth_year": "Año de nacimiento",
    "municipality": "Municipio",
    "consent": "Consentimiento",
    "interest": "¿Desea participar?",
    "services": "¿En qué?",
    "callback_time": "¿Cuándo llamar?",
    "handover": "¿Agente ahora u otro día?",
    # messages at the carrier
    "claimed": "Por enviar",
    "queued": "En cola",
    "sent": "Enviado",
    "delivered": "Entregado",
    "undelivered": "No entregado",
    "failed": "Fallido",
}


def loss(code: str) -> str:
    """Why people did not reach a step: a reason of ours, or what their attempts amount to."""
    if code in LOSSES:
        return LOSSES[code]
    return Disposition(code).label if code in set(Disposition) else plain(code)


def other(code: str) -> str:
    """The name of anything else."""
    return OTHERS.get(code) or plain(code)


def plain(code: str) -> str:
    """A code that has no name, shown as it is."""
    return code.replace("_", " ").capitalize()
