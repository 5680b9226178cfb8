"""Says a contact protocol in plain words, one sentence for each rule.

The sentences are Spanish and marked for the catalogues; who shows them hands over how to say them.
"""

from collections.abc import Sequence
from datetime import timedelta

from flows.marking import Say, in_spanish, marked
from flows.medium import Medium
from outreach.rules.policy import CAP_DAYS, After, Following, Part, Policy, Turn, wait_in_words

_DAY = timedelta(days=1)
_RESULTS = {
    "no_answer": marked("No contesta"),
    "busy": marked("Ocupado, ya sin más reintentos seguidos"),
    "machine": marked("Buzón de voz"),
    "rejected": marked("Rechazó la llamada"),
    "unreachable": marked("Sin conexión ni noticia del final"),
    "invalid": marked("Número no válido o equivocado"),
    "hung_up": marked("Colgó sin identificarse"),
    "unverified": marked("Identidad no comprobada"),
    "broke_off": marked("Colgó ya identificada"),
    "not_here": marked("No estaba y no se dijo a qué hora está"),
    "later": marked("Pidió otro momento sin decir la hora"),
    "partial": marked("Se identificó y no respondió si le interesa"),
}
_PARTS = {
    Part.OTHER: marked("otra parte del día"),
    Part.SAME: marked("la misma parte del día"),
    Part.ANY: marked("cualquier parte del día"),
}
_NUMBERS = {Turn.NEXT: marked("al número que sigue"), Turn.SAME: marked("al mismo número")}
# one of it, and several
_CALLS = marked("%(n)s llamada"), marked("%(n)s llamadas")
_DAYS = marked("%(n)s día"), marked("%(n)s días")
_ATTEMPTS = marked("%(n)s intento"), marked("%(n)s intentos")
_TIMES = marked("%(n)s vez"), marked("%(n)s veces")
_APPOINTMENTS = marked("%(n)s cita"), marked("%(n)s citas")
_RESULTS_SO = marked("%(n)s resultado"), marked("%(n)s resultados")


def explain(policy: Policy, say: Say = in_spanish) -> list[str]:
    """The rules of a policy, one sentence each."""
    return [
        *_about_pace(policy, say),
        *_about_results(policy, say),
        *_about_endings(policy, say),
        *_about_texts(policy, say),
        *_about_machines(policy, say),
        *_about_carrying_on(policy, say),
        *_always(policy, say),
    ]


def _about_pace(policy: Policy, _: Say) -> list[str]:
    if not policy.max_voice_attempts:
        return [_("No se hacen llamadas.")]
    return [
        _(
            "Hasta %(calls)s por persona, repartidas en %(days)s como mínimo; la primera, en "
            "cuanto se libera el caso.",
            calls=_many(policy.max_voice_attempts, _CALLS, _),
            days=_many(policy.min_days, _DAYS, _),
        ),
        _(
            "Como máximo %(attempts)s por día a una persona, contando todas las campañas, "
            "salvo ocupado y citas.",
            attempts=_many(policy.max_per_day, _ATTEMPTS, _),
        ),
        _(
            "Contando todas las campañas, en %(days)s días no más de %(calls)s a una persona "
            "ni más de %(number)s a un número, salvo citas.",
            days=CAP_DAYS,
            calls=_many(policy.max_calls_to_person_a_month, _CALLS, _),
            number=policy.max_calls_to_number_a_month,
        ),
        _(
            "Se procura llamar al menos %(mornings)s por la mañana, %(evenings)s entre semana "
            "al final de la tarde y %(weekends)s en fin de semana.",
            mornings=_many(policy.mornings, _TIMES, _),
            evenings=policy.evenings,
            weekends=policy.weekends,
        ),
        _("Los números de la persona se prueban por turno, empezando por el principal."),
        _about_households(policy, _),
    ]


def _about_households(policy: Policy, _: Say) -> str:
    if policy.household_same_day:
        return _(
            "A un número que comparten varias personas se le puede llamar por más de una el día."
        )
    return _(
        "A un número que comparten varias personas no se le llama el mismo día por dos de "
        "ellas, salvo citas."
    )


def _about_results(policy: Policy, _: Say) -> list[str]:
    if not policy.max_voice_attempts:
        return []
    waits = _(" y a los ").join(f"{minutes} min" for minutes in policy.busy_wait_minutes)
    busy = [_("Ocupado: otra vez a los %(waits)s, al mismo número.", waits=waits)] if waits else []
    return [*busy, *_table(policy.after, _)]


def _table(after: After, say: Say) -> list[str]:
    """A sentence for each way of going on, with all the results that lead to it."""
    alike: dict[Following, list[str]] = {}
    for result, said in _RESULTS.items():
        alike.setdefault(getattr(after, result), []).append(say(said))
    return [f"{_either(results, say)}: {_then(rule, say)}." for rule, results in alike.items()]


def _then(rule: Following, _: Say) -> str:
    day = _("al día siguiente, ") if rule.soon else ""
    text = ""
    if rule.medium is Medium.TEXT:
        text = _("primero un mensaje que dice quién llamó y a qué número llamar; después, ")
    when = _(
        "%(part)s, %(wait)s después como mínimo, %(number)s",
        part=_(_PARTS[rule.part]),
        wait=_length(rule.wait, _),
        number=_(_NUMBERS[rule.number]),
    )
    return f"{text}{day}{when}"


def _about_endings(policy: Policy, _: Say) -> list[str]:
    return [
        _(
            "Cita acordada, o la hora a la que dijeron que estaría: va antes que todo lo "
            "demás y nunca antes de la hora; hasta %(appointments)s por persona.",
            appointments=_many(policy.max_appointment_attempts, _APPOINTMENTS, _),
        ),
        _(
            "Cita a la que nadie contesta: a la misma parte del día, %(days)s después.",
            days=_many(policy.broken_appointment_wait_days, _DAYS, _),
        ),
        _(
            "Nos llamó, y la campaña devuelve las llamadas: a los %(minutes)s min, o al abrir "
            "el horario; hasta %(times)s.",
            minutes=policy.ring_back_minutes,
            times=_many(policy.max_ring_backs, _TIMES, _),
        ),
        _(
            "Si cuelga ya identificada %(times)s, se toma como rechazo.",
            times=_many(policy.broke_offs_to_stop, _TIMES, _),
        ),
        *_about_faults(policy, _),
    ]


def _about_faults(policy: Policy, _: Say) -> list[str]:
    return [
        _(
            "Un número equivocado no se vuelve a usar; uno no válido se descarta a "
            "%(results)s así, y uno donde no se comprobó la identidad, a %(times)s.",
            results=_many(policy.invalid_results_to_drop, _RESULTS_SO, _),
            times=_many(policy.unverified_to_drop, _TIMES, _),
        ),
        _(
            "Falla nuestra: no gasta un intento; se repite a los %(minutes)s min, cada vez "
            "más espaciado, y a las %(faults)s fallas se deja.",
            minutes=policy.fault_wait_minutes,
            faults=policy.max_faults,
        ),
    ]


def _about_texts(policy: Policy, _: Say) -> list[str]:
    sentences = [*_about_pre_notice(policy, _), *_about_missed_calls(policy, _)]
    if not policy.text_after_voice_attempts:
        return sentences or [_("No se envían mensajes de texto.")]
    after = ", ".join(str(number) for number in policy.text_after_voice_attempts)
    return [
        *sentences,
        _(
            "Mensaje de texto después de estas cantidades de llamadas: %(after)s. No cuenta "
            "como llamada, y se espera respuesta %(hours)s h antes de volver a llamar.",
            after=after,
            hours=policy.text_reply_hours,
        ),
    ]


def _about_pre_notice(policy: Policy, _: Say) -> list[str]:
    if not (policy.pre_notice or policy.pre_notice_arms):
        return []
    whom = _("A todas las personas")
    if not policy.pre_notice:
        arms = _either(policy.pre_notice_arms, _)
        whom = _("A las personas del grupo %(arms)s del experimento", arms=arms)
    return [
        _(
            "%(whom)s se les avisa antes con un mensaje de texto; la primera llamada, "
            "%(hours)s h después como mínimo.",
            whom=whom,
            hours=policy.pre_notice_hours,
        )
    ]


def _about_missed_calls(policy: Policy, _: Say) -> list[str]:
    rules = (getattr(policy.after, result) for result in _RESULTS)
    if not any(rule.medium is Medium.TEXT for rule in rules) or not policy.max_missed_call_texts:
        return []
    return [
        _(
            "El mensaje sobre la llamada perdida sale %(minutes)s min después, dice quién "
            "llamó y a qué número llamar, y nada de qué se trata; hasta %(texts)s por persona.",
            minutes=policy.missed_call_text_minutes,
            texts=policy.max_missed_call_texts,
        )
    ]


def _about_machines(policy: Policy, _: Say) -> list[str]:
    if not policy.max_voicemails:
        return [_("En un buzón de voz no se deja nada.")]
    return [
        _(
            "En un buzón de voz se deja un mensaje neutral, que no dice a quién se busca ni "
            "para qué; hasta %(times)s por persona.",
            times=_many(policy.max_voicemails, _TIMES, _),
        )
    ]


def _about_carrying_on(policy: Policy, _: Say) -> list[str]:
    if not policy.carry_on_days:
        return [_("Una conversación que se cortó empieza otra vez desde el principio.")]
    return [
        _(
            "Una conversación que se cortó con la persona ya identificada sigue donde quedó, "
            "por llamada o por mensaje, después de comprobar otra vez la identidad; pasados "
            "%(days)s, "
            "empieza desde el principio.",
            days=_many(policy.carry_on_days, _DAYS, _),
        )
    ]


def _always(policy: Policy, _: Say) -> list[str]:
    return [
        _("Rechazo o baja: no se contacta más a la persona, por ningún medio y a ningún número."),
        _(
            "Nunca fuera del horario ni en feriado, ni cuando la persona pidió que no la "
            "llamen («en la mañana no»); se comprueba otra vez al momento de marcar."
        ),
        _(
            "Nunca dos intentos a la vez al mismo número; si la línea está en uso, otro "
            "número o %(minutes)s min después.",
            minutes=policy.line_wait_minutes,
        ),
    ]


def _length(wait: timedelta, say: Say) -> str:
    return _many(wait.days, _DAYS, say) if wait and not wait % _DAY else wait_in_words(wait)


def _either(words: Sequence[str], _: Say) -> str:
    first, *others = words
    rest = [word[:1].lower() + word[1:] for word in others]
    return first if not rest else f"{', '.join([first, *rest[:-1]])}{_(' o ')}{rest[-1]}"


def _many(number: int, forms: tuple[str, str], say: Say) -> str:
    return say(forms[0] if number == 1 else forms[1], n=number)
