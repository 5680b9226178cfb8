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
