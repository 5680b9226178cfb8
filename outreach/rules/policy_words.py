"""Says a contact protocol in plain Spanish, one sentence for each rule, for operators."""

from collections.abc import Sequence
from datetime import timedelta

from flows.medium import Medium
from outreach.rules.policy import CAP_DAYS, After, Following, Part, Policy, Turn, wait_in_words

_DAY = timedelta(days=1)
_RESULTS = {
    "no_answer": "No contesta",
    "busy": "Ocupado, ya sin más reintentos seguidos",
    "machine": "Buzón de voz",
    "rejected": "Rechazó la llamada",
    "unreachable": "Sin conexión ni noticia del final",
    "invalid": "Número no válido o equivocado",
    "hung_up": "Colgó sin identificarse",
    "unverified": "Identidad no comprobada",
    "broke_off": "Colgó ya identificada",
    "not_here": "No estaba y no se dijo a qué hora está",
    "later": "Pidió otro momento sin decir la hora",
    "partial": "Se identificó y no respondió si le interesa",
}
_PARTS = {
    Part.OTHER: "otra parte del día",
    Part.SAME: "la misma parte del día",
    Part.ANY: "cualquier parte del día",
}
_NUMBERS = {Turn.NEXT: "al número que sigue", Turn.SAME: "al mismo número"}


def explain(policy: Policy) -> list[str]:
    """The rules of a policy in plain Spanish, one sentence each."""
    return [
        *_about_pace(policy),
        *_about_results(policy),
        *_about_endings(policy),
        *_about_texts(policy),
        *_about_machines(policy),
        *_about_carrying_on(policy),
        *_always(policy),
    ]


def _about_pace(policy: Policy) -> list[str]:
    if not policy.max_voice_attempts:
        return ["No se hacen llamadas."]
    return [
        f"Hasta {_many(policy.max_voice_attempts, 'llamada')} por persona, repartidas en "
        f"{_many(policy.min_days, 'día')} como mínimo; la primera, en cuanto se libera el caso.",
        f"Como máximo {_many(policy.max_per_day, 'intento')} por día a una persona, contando "
        "todas las campañas, salvo ocupado y citas.",
        f"Contando todas las campañas, en {CAP_DAYS} días no más de "
        f"{_many(policy.max_calls_to_person_a_month, 'llamada')} a una persona ni más de "
        f"{policy.max_calls_to_number_a_month} a un número, salvo citas.",
        f"Se procura llamar al menos {_many(policy.mornings, 'vez', 'veces')} por la mañana, "
        f"{policy.evenings} entre semana al final de la tarde y {policy.weekends} en fin de "
        "semana.",
        "Los números de la persona se prueban por turno, empezando por el principal.",
        _about_households(policy),
    ]


def _about_households(policy: Policy) -> str:
    if policy.household_same_day:
        return (
            "A un número que comparten varias personas se le puede llamar por más de una el día."
        )
    return (
        "A un número que comparten varias personas no se le llama el mismo día por dos de ellas, "
        "salvo citas."
    )


def _about_results(policy: Policy) -> list[str]:
    waits = " y a los ".join(f"{minutes} min" for minutes in policy.busy_wait_minutes)
    busy = [f"Ocupado: otra vez a los {waits}, al mismo número."] if waits else []
    if not policy.max_voice_attempts:
        return []
    return [*busy, *_table(policy.after)]


def _table(after: After) -> list[str]:
    """A sentence for each way of going on, with all the results that lead to it."""
    alike: dict[Following, list[str]] = {}
    for result, said in _RESULTS.items():
        alike.setdefault(getattr(after, result), []).append(said)
    return [f"{_either(results)}: {_then(rule)}." for rule, results in alike.items()]


def _then(rule: Following) -> str:
    day = "al día siguiente, " if rule.soon else ""
    text = ""
    if rule.medium is Medium.TEXT:
        text = "primero un mensaje que dice quién llamó y a qué número llamar; después, "
    return (
        f"{text}{day}{_PARTS[rule.part]}, {_length(rule.wait)} después como mínimo, "
        f"{_NUMBERS[rule.number]}"
    )


def _about_endings(policy: Policy) -> list[str]:
    return [
        "Cita acordada, o la hora a la que dijeron que estaría: va antes que todo lo demás y "
        f"nunca antes de la hora; hasta {_many(policy.max_appointment_attempts, 'cita')} por "
        "persona.",
        "Cita a la que nadie contesta: a la misma parte del día, "
        f"{_many(policy.broken_appointment_wait_days, 'día')} después.",
        f"Nos llamó, y la campaña devuelve las llamadas: a los {policy.ring_back_minutes} min, o "
        f"al abrir el horario; hasta {_many(policy.max_ring_backs, 'vez', 'veces')}.",
        f"Si cuelga ya identificada {_many(policy.broke_offs_to_stop, 'vez', 'veces')}, se toma "
        "como rechazo.",
        "Un número equivocado no se vuelve a usar; uno no válido se descarta a "
        f"{_many(policy.invalid_results_to_drop, 'resultado')} así, y uno donde no se comprobó la "
        f"identidad, a {_many(policy.unverified_to_drop, 'vez', 'veces')}.",
        f"Falla nuestra: no gasta un intento; se repite a los {policy.fault_wait_minutes} min, "
        f"cada vez más espaciado, y a las {policy.max_faults} fallas se deja.",
    ]


def _about_texts(policy: Policy) -> list[str]:
    sentences = [*_about_pre_notice(policy), *_about_missed_calls(policy)]
    if not policy.text_after_voice_attempts:
        return sentences or ["No se envían mensajes de texto."]
    after = ", ".join(str(number) for number in policy.text_after_voice_attempts)
    return [
        *sentences,
        f"Mensaje de texto después de estas cantidades de llamadas: {after}. No cuenta como "
        f"llamada, y se espera respuesta {policy.text_reply_hours} h antes de volver a llamar.",
    ]


def _about_pre_notice(policy: Policy) -> list[str]:
    if not (policy.pre_notice or policy.pre_notice_arms):
        return []
    whom = "A todas las personas"
    if not policy.pre_notice:
        whom = f"A las personas del grupo {_either(policy.pre_notice_arms)} del experimento"
    return [
        f"{whom} se les avisa antes con un mensaje de texto; la primera llamada, "
        f"{policy.pre_notice_hours} h después como mínimo."
    ]


def _about_missed_calls(policy: Policy) -> list[str]:
    rules = (getattr(policy.after, result) for result in _RESULTS)
    if not any(rule.medium is Medium.TEXT for rule in rules) or not policy.max_missed_call_texts:
        return []
    return [
        f"El mensaje sobre la llamada perdida sale {policy.missed_call_text_minutes} min después, "
        "dice quién llamó y a qué número llamar, y nada de qué se trata; hasta "
        f"{policy.max_missed_call_texts} por persona."
    ]


def _about_machines(policy: Policy) -> list[str]:
    if not policy.max_voicemails:
        return ["En un buzón de voz no se deja nada."]
    return [
        "En un buzón de voz se deja un mensaje neutral, que no dice a quién se busca ni para qué; "
        f"hasta {_many(policy.max_voicemails, 'vez', 'veces')} por persona."
    ]


def _about_carrying_on(policy: Policy) -> list[str]:
    if not policy.carry_on_days:
        return ["Una conversación que se cortó empieza otra vez desde el principio."]
    return [
        "Una conversación que se cortó con la persona ya identificada sigue donde quedó, por "
        "llamada o por mensaje, después de comprobar otra vez la identidad; pasados "
        f"{_many(policy.carry_on_days, 'día')}, empieza desde el principio."
    ]


def _always(policy: Policy) -> list[str]:
    return [
        "Rechazo o baja: no se contacta más a la persona, por ningún medio y a ningún número.",
        "Nunca fuera del horario ni en feriado, ni cuando la persona pidió que no la llamen («en "
        "la mañana no»); se comprueba otra vez al momento de marcar.",
        "Nunca dos intentos a la vez al mismo número; si la línea está en uso, otro número o "
        f"{policy.line_wait_minutes} min después.",
    ]


def _length(wait: timedelta) -> str:
    return _many(wait.days, "día") if wait and not wait % _DAY else wait_in_words(wait)


def _either(words: Sequence[str]) -> str:
    first, *rest = [
        word if n == 0 else word[:1].lower() + word[1:] for n, word in enumerate(words)
    ]
    return first if not rest else f"{', '.join([first, *rest[:-1]])} o {rest[-1]}"


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
