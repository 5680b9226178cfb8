"""The contact protocol of a campaign as data (method.md §2), and the same in plain words."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Minutes = Annotated[int, Field(ge=1, le=24 * 60)]
Count = Annotated[int, Field(ge=0, le=20)]


class Policy(BaseModel):
    """How often, how far apart and by which medium a person is sought. Units are in the names.

    What is not here is not a setting: an opt-out and a refusal are final at once and on every
    medium, nobody is contacted outside hours, an agreed time is never anticipated.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_voice_attempts: int = Field(default=7, ge=0, le=20)
    min_days: int = Field(default=14, ge=0, le=90)  # between the first and the last attempt
    max_per_day: int = Field(default=1, ge=1, le=3)  # besides busy and appointments
    mornings: Count = 1  # attempts wanted in each part of the week
    evenings: Count = 2
    weekends: Count = 2

    busy_wait_minutes: tuple[Minutes, ...] = Field(default=(15, 60), max_length=4)
    no_answer_wait_hours: int = Field(default=3, ge=1, le=72)
    broke_off_wait_days: int = Field(default=7, ge=1, le=30)
    broke_offs_to_stop: int = Field(default=2, ge=1, le=5)
    fault_wait_minutes: Minutes = 30  # doubled each time in a row, up to a day
    max_faults: int = Field(default=20, ge=1, le=100)
    line_wait_minutes: Minutes = 5  # while another attempt to the number is under way

    invalid_results_to_drop: int = Field(default=2, ge=1, le=5)
    unverified_to_drop: int = Field(default=2, ge=1, le=5)  # nobody may guess a birth year at will

    max_appointment_attempts: int = Field(default=3, ge=1, le=10)
    broken_appointment_wait_days: int = Field(default=7, ge=1, le=30)

    ring_back_minutes: Minutes = 2  # after a call of theirs that we did not take
    max_ring_backs: int = Field(default=5, ge=0, le=20)

    text_after_voice_attempts: tuple[Count, ...] = Field(default=(2, 5), max_length=5)
    text_reply_hours: int = Field(default=24, ge=1, le=168)  # no call before it is over
    missed_call_text_minutes: Minutes | None = None  # after a call that nobody took; else a day
    carry_on_days: int = Field(default=30, ge=0, le=365)  # an unfinished conversation; 0: never

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if list(self.text_after_voice_attempts) != sorted(self.text_after_voice_attempts):
            raise ValueError("text_after_voice_attempts must be in ascending order")
        return self


def explain(policy: Policy) -> list[str]:
    """The rules of a policy in plain Spanish, one sentence each, for operators."""
    return [
        *_about_pace(policy),
        *_about_results(policy),
        *_about_texts(policy),
        *_about_carrying_on(policy),
        *_always(),
    ]


def _about_pace(policy: Policy) -> list[str]:
    if not policy.max_voice_attempts:
        return ["No se hacen llamadas."]
    return [
        f"Hasta {_many(policy.max_voice_attempts, 'llamada')} por persona, repartidas en "
        f"{_many(policy.min_days, 'día')} como mínimo; la primera, en cuanto se libera el caso.",
        f"Como máximo {_many(policy.max_per_day, 'intento')} por día, salvo ocupado y citas.",
        f"Se procura llamar al menos {_many(policy.mornings, 'vez', 'veces')} por la mañana, "
        f"{policy.evenings} entre semana al final de la tarde y {policy.weekends} en fin de "
        "semana.",
        "Los números de la persona se prueban por turno, empezando por el principal.",
    ]


def _about_results(policy: Policy) -> list[str]:
    waits = " y a los ".join(f"{minutes} min" for minutes in policy.busy_wait_minutes)
    busy = f"otra vez a los {waits}; después," if waits else "se trata"
    return [
        f"Ocupado: {busy} como si no contestara.",
        f"No contesta, buzón o rechazada: otra parte del día, {policy.no_answer_wait_hours} h "
        "después como mínimo, y por lo común otro día.",
        "No estaba o no podía hablar: a la hora que dijo; si no dijo hora, al día siguiente en "
        "otra parte del día.",
        "Cita acordada: va antes que todo lo demás y nunca antes de la hora; hasta "
        f"{_many(policy.max_appointment_attempts, 'cita')} por persona.",
        "Cita a la que nadie contesta: a la misma parte del día, "
        f"{_many(policy.broken_appointment_wait_days, 'día')} después.",
        f"Nos llamó, y la campaña devuelve las llamadas: a los {policy.ring_back_minutes} min, o "
        f"al abrir el horario; hasta {_many(policy.max_ring_backs, 'vez', 'veces')}.",
        f"Colgó ya identificada: {_many(policy.broke_off_wait_days, 'día')} después; si ocurre "
        f"{_many(policy.broke_offs_to_stop, 'vez', 'veces')}, se toma como rechazo.",
        "Número equivocado: ese número no se vuelve a usar. Número no válido: se descarta a "
        f"{_many(policy.invalid_results_to_drop, 'resultado')} así.",
        f"Identidad no comprobada {_many(policy.unverified_to_drop, 'vez', 'veces')}: ese número "
        "no se vuelve a usar.",
        f"Falla nuestra: no gasta un intento; se repite a los {policy.fault_wait_minutes} min, "
        f"cada vez más espaciado, y a las {policy.max_faults} fallas se deja.",
    ]


def _about_texts(policy: Policy) -> list[str]:
    if not policy.text_after_voice_attempts:
        return ["No se envían mensajes de texto."]
    after = ", ".join(str(number) for number in policy.text_after_voice_attempts)
    told = [
        f"Mensaje de texto después de estas cantidades de llamadas: {after}. No cuenta como "
        f"llamada, y se espera respuesta {policy.text_reply_hours} h antes de volver a llamar."
    ]
    if policy.missed_call_text_minutes:
        told.append(
            "Si esa llamada nadie la contestó, el mensaje sale el mismo día, "
            f"{policy.missed_call_text_minutes} min después."
        )
    return told


def _about_carrying_on(policy: Policy) -> list[str]:
    if not policy.carry_on_days:
        return ["Una conversación que se cortó empieza otra vez desde el principio."]
    return [
        "Una conversación que se cortó con la persona ya identificada sigue donde quedó, por "
        "llamada o por mensaje, después de comprobar otra vez la identidad; pasados "
        f"{_many(policy.carry_on_days, 'día')}, empieza desde el principio."
    ]


def _always() -> list[str]:
    return [
        "Rechazo o baja: no se contacta más a la persona, por ningún medio y a ningún número.",
        "Nunca fuera del horario ni en feriado; se comprueba otra vez al momento de marcar.",
        "Nunca dos intentos a la vez al mismo número.",
    ]


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
