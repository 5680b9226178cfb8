"""What the report's codes are called, in Spanish; catalogues have it in other languages."""

from collections.abc import Mapping

from flows.marking import marked
from outreach.rules.dispositions import Disposition
from outreach.rules.states import LeadResult

STEPS: Mapping[str, str] = {
    "rows": marked("Filas del archivo"),
    "people": marked("Personas en el registro"),
    "eligible": marked("Elegibles"),
    "drawn": marked("Sorteadas"),
    "released": marked("Liberadas para contacto"),
    "attempted": marked("Con algún intento"),
    "contacted": marked("Contestó alguien"),
    "identified": marked("Identidad confirmada"),
    "validated": marked("Validadas"),
    "interested": marked("Interesadas"),
    "lead": marked("Derivadas a un agente"),
    "agent_reached": marked("Atendidas por un agente"),
    "enrolled": marked("Inscritas"),
}

SHORT_STEPS: Mapping[str, str] = {
    "drawn": marked("Sorteadas"),
    "released": marked("Liberadas"),
    "attempted": marked("Intentadas"),
    "contacted": marked("Contactadas"),
    "identified": marked("Identificadas"),
    "validated": marked("Validadas"),
    "interested": marked("Interesadas"),
    "lead": marked("Derivadas"),
    "agent_reached": marked("Atendidas"),
    "enrolled": marked("Inscritas"),
}

LOSSES: Mapping[str, str] = {
    "row_merged": marked("Fila repetida de la misma persona"),
    "row_rejected": marked("Fila sin datos suficientes"),
    "missing_name": marked("Sin nombre"),
    "no_usable_phone": marked("Sin número utilizable"),
    "underage": marked("Menor de edad"),
    "outside_municipalities": marked("Fuera de los municipios"),
    "foreign_phone_only": marked("Solo números extranjeros"),
    "not_drawn": marked("No sorteadas"),
    "not_released": marked("En reserva, sin liberar"),
    "not_interested": marked("No desea participar"),
    "opted_out_later": marked("Pidió después no ser contactada"),
    "no_lead": marked("Sin derivación"),
    "lead_waiting": marked("En espera de un agente"),
    "lead_with_agent": marked("Con un agente, todavía sin resultado"),
    "lead_refused": marked("Ya no le interesa"),
    "lead_without_result": marked("Cerrada sin resultado"),
    "never_dialled": marked("Todavía sin resultado"),
}

STANDINGS: Mapping[str, str] = {
    "interested": marked("Validada, desea participar"),
    "not_interested": marked("Validada, no desea participar"),
    "agent_wanted": marked("Confirmada, pidió hablar con un agente"),
    "partial": marked("Entrevista parcial"),
    "refused": marked("Rechazó o pidió no ser contactada"),
    "not_eligible": marked("No elegible"),
    "unavailable": marked("Fallecida, ausente u otro impedimento"),
    "identified_only": marked("Identificada, sin terminar"),
    "not_identified": marked("Contestó alguien, sin identificarse"),
    "no_usable_number": marked("Sin número que sirva"),
    "not_reached": marked("Nunca contestó nadie"),
    "not_attempted": marked("Liberada, todavía sin resultado"),
    "not_released": marked("En reserva, sin liberar"),
}

PROMISES: Mapping[str, str] = {
    "inside_hours": marked("Ningún contacto fuera del horario"),
    "not_on_holidays": marked("Ningún contacto en feriado o día cerrado"),
    "nothing_after_opt_out": marked("Ningún contacto después de pedir que no se llame más"),
    "nothing_after_final": marked("Ningún contacto después de un resultado definitivo"),
    "one_call_per_number": marked("Nunca dos llamadas a la vez a un mismo número"),
    "one_call_per_person": marked("Nunca dos llamadas a la vez a una misma persona"),
    "within_the_limit": marked("Nadie llamado más veces de lo permitido"),
    "only_the_drawn": marked("Solo personas elegibles, sorteadas y liberadas"),
    "only_their_numbers": marked("Solo números que el registro da a la persona"),
    "one_disposition": marked("Cada intento terminado tiene un único resultado"),
    "nobody_forgotten": marked("Nadie sin resultado final ni próximo contacto"),
    "every_yes_has_a_lead": marked("Toda persona interesada tiene quien la atienda"),
    "local_hours_known": marked("Cada llamada tiene su hora local"),
    "dispositions_agree": marked("El resultado de cada persona es el de sus intentos"),
    "validated_by_interview": marked("Toda validación descansa en una entrevista completa"),
}

CLASSES: Mapping[str, str] = {
    "I": marked("Entrevista completa"),
    "P": marked("Entrevista parcial"),
    "R": marked("Rechazo o interrupción"),
    "NC": marked("Sin contacto con la persona"),
    "O": marked("Otro impedimento"),
    "UH": marked("Elegibilidad desconocida: no se sabe si el número llega a alguien"),
    "UO": marked("Elegibilidad desconocida: hay o hubo alguien"),
    "NE": marked("No elegible"),
}

RATES: Mapping[str, str] = {
    "RR1": marked("Respuesta: completas entre todas, desconocidas incluidas"),
    "RR2": marked("Respuesta: completas y parciales entre todas"),
    "RR3": marked("Respuesta: completas; desconocidas ponderadas con e"),
    "RR4": marked("Respuesta: completas y parciales; desconocidas ponderadas con e"),
    "RR5": marked("Respuesta: completas entre las elegibles conocidas"),
    "RR6": marked("Respuesta: completas y parciales entre las elegibles conocidas"),
    "COOP1": marked("Cooperación: completas entre las contactadas"),
    "COOP2": marked("Cooperación: completas y parciales entre las contactadas"),
    "COOP3": marked("Cooperación: completas entre las que podían responder"),
    "COOP4": marked("Cooperación: completas y parciales entre las que podían responder"),
    "REF1": marked("Rechazo entre todas, desconocidas incluidas"),
    "REF2": marked("Rechazo; desconocidas ponderadas con e"),
    "REF3": marked("Rechazo entre las elegibles conocidas"),
    "CON1": marked("Contacto entre todas, desconocidas incluidas"),
    "CON2": marked("Contacto; desconocidas ponderadas con e"),
    "CON3": marked("Contacto entre las elegibles conocidas"),
}

WEEKDAYS = (
    marked("Lunes"),
    marked("Martes"),
    marked("Miércoles"),
    marked("Jueves"),
    marked("Viernes"),
    marked("Sábado"),
    marked("Domingo"),
)

CAMPAIGN_STATES: Mapping[str, str] = {
    "draft": marked("en borrador"),
    "drawn": marked("sorteada, sin iniciar"),
    "running": marked("en curso"),
    "paused": marked("en pausa"),
    "stopped": marked("detenida"),
    "done": marked("concluida"),
}

OTHERS: Mapping[str, str] = {
    # media and directions
    "voice": marked("Llamada"),
    "text": marked("Mensaje de texto"),
    # leads
    "open": marked("En espera"),
    "taken": marked("En atención"),
    "closed": marked("Concluida"),
    "training": marked("Formación"),
    "employment": marked("Empleo"),
    "entrepreneurship": marked("Emprendimiento"),
    **{result.value: result.label for result in LeadResult},
    # attempts
    "planned": marked("Previstos"),
    "dialling": marked("Marcando"),
    "under_way": marked("En curso"),
    "ended": marked("Terminados"),
    "dropped": marked("Previstos y ya no necesarios"),
    # people
    "F": marked("Mujeres"),
    "M": marked("Hombres"),
    "unknown": marked("Sin dato"),
    # questions of the script
    "identity": marked("¿Hablo con la persona?"),
    "birth_year": marked("Año de nacimiento"),
    "municipality": marked("Municipio"),
    "consent": marked("Consentimiento"),
    "interest": marked("¿Desea participar?"),
    "services": marked("¿En qué?"),
    "callback_time": marked("¿Cuándo llamar?"),
    "handover": marked("¿Agente ahora u otro día?"),
    "somebody_else": marked("¿Puede comunicarnos con la persona?"),
    "birth_year_2": marked("Año de nacimiento, otra vez"),
    "still_there": marked("¿Vive todavía ahí?"),
    "where": marked("¿Dónde vive?"),
    "when": marked("¿Cuándo le llama un agente?"),
    "when_found": marked("¿Cuándo se encuentra a la persona?"),
    "read_back": marked("¿Es correcta la hora?"),
    "offer": marked("Se le propone otra hora"),
    "opt_out_of": marked("¿Para quién es la baja?"),
    # messages at the carrier
    "claimed": marked("Por enviar"),
    "queued": marked("En cola"),
    "sent": marked("Enviado"),
    "delivered": marked("Entregado"),
    "undelivered": marked("No entregado"),
    "failed": marked("Fallido"),
}


OUTCOMES: Mapping[str, str] = {
    "contacted": marked("Contestó alguien"),
    "identified": marked("Identidad confirmada"),
    "validated": marked("Validada"),
    "interested": marked("Interesada"),
}

DIVISIONS: Mapping[str, str] = {
    "municipality": marked("Municipio"),
    "sex": marked("Sexo"),
    "age": marked("Edad"),
    "return_year": marked("Año de retorno"),
}

GROUPS: Mapping[str, str] = {
    "drawn": marked("Sorteadas"),
    "not_drawn": marked("No sorteadas"),
}

COVARIATES: Mapping[str, str] = {
    "municipality": marked("Municipio"),
    "sex": marked("Sexo"),
    "birth_year": marked("Año de nacimiento"),
    "return_year": marked("Año de retorno"),
    "phones": marked("Cantidad de números"),
}

UNITS: Mapping[str, str] = {
    "attempt": marked("Por intento"),
    "contacted": marked("Por persona contactada"),
    "validated": marked("Por persona validada"),
    "enrolled": marked("Por persona inscrita"),
}

PARTS: Mapping[str, str] = {
    "evening": marked("Días de semana desde las 17 h"),
    "weekend": marked("Fin de semana"),
}

VERDICTS: Mapping[str, str] = {
    "human": marked("Persona"),
    "machine": marked("Buzón o contestador"),
    "fax": marked("Fax o módem"),
    "unknown": marked("No supo"),
}

HEARD: Mapping[str, str] = {
    "human": marked("Persona"),
    "machine": marked("Buzón o contestador"),
    "recording": marked("Grabación de la red"),
    "fax": marked("Fax o módem"),
    "silence": marked("Silencio"),
    "unclear": marked("No se distingue"),
}

OPT_OUTS: Mapping[str, str] = {
    "asked": marked("Lo pidió al teléfono o por mensaje"),
    "letter": marked("Lo pidió por escrito"),
    "agent": marked("Lo dijo a un agente"),
    "complaint": marked("Queja"),
    "blocked": marked("Bloqueó nuestros mensajes"),
}

TARIFF: Mapping[str, str] = {
    "call_minute": marked("Minuto de llamada"),
    "text_segment": marked("Segmento de mensaje"),
}


def loss(code: str) -> str:
    """Why people did not reach a step: a reason of ours, or what their attempts amount to."""
    if code in LOSSES:
        return LOSSES[code]
    if code in set(LeadResult):
        return LeadResult(code).label
    return Disposition(code).label if code in set(Disposition) else plain(code)


def other(code: str) -> str:
    """The name of anything else."""
    return OTHERS.get(code) or plain(code)


def plain(code: str) -> str:
    """A code that has no name, shown as it is."""
    return code.replace("_", " ").capitalize()
