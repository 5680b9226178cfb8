"""Makes refusals and limits in every form of the verb, for the tests of opt-outs."""

from collections.abc import Iterator
from itertools import product

# usted, ustedes, tú, vos, infinitive, gerund
VERBS = (
    ("llame", "llamen", "llames", "llamés", "llamar", "llamando"),
    ("marque", "marquen", "marques", "marqués", "marcar", "marcando"),
    ("escriba", "escriban", "escribas", "escribás", "escribir", "escribiendo"),
    ("moleste", "molesten", "molestes", "molestés", "molestar", "molestando"),
    ("contacte", "contacten", "contactes", "contactés", "contactar", "contactando"),
    ("busque", "busquen", "busques", "busqués", "buscar", "buscando"),
)
_REFUSALS = (
    "no {c} {f} más",
    "ya no {c} {f}",
    "no {c} {f} nunca",
    "nunca más {c} {f}",
    "no {c} {f} otra vez",
    "no quiero que {c} {f}",
    "le dije que no {c} {f}",
    "jamás {c} {f}",
    "no {c} {f}",
)
_AGAIN = ("vuelva", "vuelvan", "vuelvas", "volvás")
_STOP = ("deje", "dejen", "dejá", "dejes")
_KEEP = ("siga", "sigan", "sigas", "esté", "estén", "ande")
_REMOVE = ("quite", "quiten", "borre", "borren", "saque", "saquen", "elimine", "eliminá")

LIMITS = (
    "en la mañana",
    "por la tarde",
    "de noche",
    "tan temprano",
    "tan tarde",
    "hoy",
    "ahorita",
    "a esta hora",
    "los domingos",
    "el lunes",
    "los lunes en la mañana",
    "antes de las nueve",
    "después de las ocho de la noche",
    "entre semana",
    "cuando estoy trabajando",
    "en horas de trabajo",
    "al trabajo",
    "a mediodía",
    "de madrugada",
    "a cada rato",
    "más temprano de las diez",
    "a las seis de la mañana",
    "mañana",
)
_BOUNDED = (
    "no me llame",
    "no me llamen",
    "no me llamés",
    "no me marque",
    "no me escriban",
    "no me vuelvan a llamar",
    "ya no me llamen",
    "no quiero que me llamen",
    "dejen de llamarme",
    "no me estén llamando",
    "que no me llamen",
    "no me molesten",
)


def opt_outs() -> Iterator[str]:
    """Refusals of all further contact."""
    for *forms, infinitive, gerund in VERBS:
        for clitic, form, refusal in product(("me", "nos"), forms, _REFUSALS):
            yield refusal.format(c=clitic, f=form)
        for again in _AGAIN:
            yield f"no me {again} a {infinitive}"
            yield f"no quiero que me {again} a {infinitive}"
        for stop in _STOP:
            yield f"{stop} de {infinitive}me"
            yield f"ya {stop} de estar {gerund}"
        for keep in _KEEP:
            yield f"no me {keep} {gerund}"
    for remove in _REMOVE:
        yield f"{remove} mi número"
        yield f"quiero que me {remove} de la lista"


def limits() -> Iterator[str]:
    """Refusals bounded to a time or a place, alone and with another time offered."""
    for refusal, limit in product(_BOUNDED, LIMITS):
        yield f"{refusal} {limit}"
        yield f"{refusal} {limit} mejor el viernes"


# usted, ustedes, tú and vos with the person behind; then the infinitive
_TAKE_ME_OFF = (
    "sáqueme", "sáquenme", "sácame", "sacame", "bórreme", "bórrenme", "bórrame", "borrame",
    "quíteme", "quítenme", "quitame", "elimíneme", "elimínenme", "táchenme", "táchame",
)  # fmt: skip
_FROM = ("de la lista", "de esos listados", "de su base", "de ahí", "de donde me tengan", "ya")
_ASK_OFF = ("quiero que me {f}", "me pueden {i} de la lista", "ya les dije que me {p}")
_OFF = (
    ("saquen", "sacar", "sacaran"),
    ("borren", "borrar", "borraran"),
    ("quiten", "quitar", "quitaran"),
    ("eliminen", "eliminar", "eliminaran"),
)
_IF = ("si me vuelven a llamar", "si siguen llamando", "si me marcan otra vez", "si insisten")
_THREATS = (
    "los voy a denunciar",
    "voy a poner la denuncia",
    "los bloqueo",
    "voy con la policía",
    "los reporto",
    "los meto a bloqueados",
    "le paso el número a la fiscalía",
)
_STAY = (
    "no {c} quiten de la lista",
    "no {c} borren",
    "no {c} vayan a sacar de la lista",
    "no {c} saquen del programa",
    "por favor no dejen de llamar{c}",
    "no deje de llamar{c}",
    "no vayan a dejar de escribir{c}",
    "no se olviden de llamar{c}",
)
_ENGLISH_VERBS = ("call", "text", "contact", "message", "bother")
_ENGLISH_LIMITS = (
    "in the morning", "at night", "on sundays", "at work", "before nine", "after eight",
    "right now", "today", "so early", "while i'm working", "during the week until six",
)  # fmt: skip


def removals() -> Iterator[str]:
    """Wishes to be taken off, in every form, and threats that say the same."""
    for order, source in product(_TAKE_ME_OFF, _FROM):
        yield f"{order} {source}"
    for asked, (present, infinitive, past) in product(_ASK_OFF, _OFF):
        yield asked.format(f=present, i=infinitive, p=past)
    for condition, threat in product(_IF, _THREATS):
        yield f"{condition} {threat}"
        yield f"{threat} {condition}"


def wishes_to_stay() -> Iterator[str]:
    """Refusals to be dropped: a negation of what would be an opt-out."""
    for stay, clitic in product(_STAY, ("me", "nos")):
        yield stay.format(c=clitic)
        yield f"sí me interesa {stay.format(c=clitic)}"


def english_opt_outs() -> Iterator[str]:
    """The same in English."""
    for verb in _ENGLISH_VERBS:
        yield from (f"don't {verb} me anymore", f"never {verb} me again", f"do not {verb} me")
        yield from (
            f"please stop {verb.removesuffix('e')}ing me",
            f"i don't want you to {verb} me again",
        )


def english_limits() -> Iterator[str]:
    """English refusals bounded to a time or a place."""
    for verb, limit in product(_ENGLISH_VERBS, _ENGLISH_LIMITS):
        yield f"don't {verb} me {limit}"
        yield f"please don't {verb} me {limit} ok"
