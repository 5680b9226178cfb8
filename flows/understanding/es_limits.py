"""Whether a refusal to be called is bounded to a time, a place or a channel.

*No me llamen en la mañana*, *los domingos no me llamen*, *no me llame, escríbame*: somebody who
says so still wants to be reached. *Ni de día ni de noche* and *nunca más* bound nothing.
"""

import re

from flows.understanding.es_words import CLASSES
from flows.understanding.normalise import any_of

_WHEN = CLASSES["when"]
_LOOSE = {"si_no", "sino", "tanto", "hasta", "ahora", "tarde", "entre", "cuando", "mientras"}
_FILLER = any_of(
    *"mas por_favor pues otra_vez de_nuevo a_mi a_este_numero a_este_telefono aqui ya solo "
    "mejor hombre vos fijese mire nada mensajes llamadas a_llamar gracias vez al_telefono "
    "que_sea usted ustedes".split()
)
_BUSY = "".join(
    (
        any_of("que", "que ahora", "es que", "porque", "por que") + "?",
        any_of("ahorita", "ahora") + "?",
        any_of("estoy", "ando", "voy"),
        any_of("ocupado", "ocupada", "trabajando", "manejando", "en", "bien ocupado"),
    )
)
_I_CALL = "".join(
    (
        any_of("que", "yo", "mejor", "despues", "ya") + "*",
        any_of("le", "les", "lo", "los", "la", "te"),
        any_of("llamo", "marco", "aviso", "busco", "escribo"),
    )
)
_RATHER = (
    any_of("mejor", "solo", "sino que") + r"+(?:eskrib|mand|yam|mark)"
    r"|(?:a mi )?(?:yam|eskrib|mark|mand)[a-z]*(?:me|nle|le|enlo|elo|ela) "
)
_AFTER = re.compile(f"{_FILLER}*?(?:{any_of(*_WHEN)}|{_BUSY}|{_I_CALL}|{_RATHER})")
_BEFORE = re.compile(
    any_of(*(set(_WHEN) - _LOOSE)) + r"(?:las |los )?(?:[a-z0-9]+ )?"
    + any_of("que", "por favor", "mejor", "eso si") + r"*\Z"
)  # fmt: skip
_ABSOLUTE = re.compile(
    r"(?<![^ ])"
    + any_of(
        *"nunca_mas jamas ni_nunca o_nunca ninguna_hora ningun_dia en_la_vida nunca_jamas "
        "manana_tarde_y_noche ni_manana_ni para_siempre ni_de_dia ni_de_noche dia_y_noche "
        "ni_hoy_ni".split()
    )
)
_NEVER_LAST = re.compile(
    r"(?<![^ ])nunka "
    + any_of("me oyo", "por favor", "gracias", "oyo", "entiende", "bueno")
    + r"*\Z"
)


def limited(text: str, start: int, end: int) -> bool:
    """Whether the refusal at this span of folded text leaves a way to reach the person."""
    if _ABSOLUTE.search(text) or _NEVER_LAST.search(text):
        return False
    return bool(_AFTER.match(text, end) or _BEFORE.search(text[:start]))
