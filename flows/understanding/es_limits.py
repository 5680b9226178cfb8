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
    *"mas mensaje llamada don por_favor pues otra_vez de_nuevo a_mi a_este_numero "
    "a_este_telefono aqui ya solo "
    "mejor hombre vos fijese mire nada mensajes llamadas cosas a_llamar gracias vez al_telefono "
    "que_sea usted ustedes".split()
)
_WHOM = r"al? (?:mi |el |la |esa |ese |su |los |las |esos |mis )?(?:pobre )?[a-z]+ "
_BUSY = "".join(
    (
        any_of("que", "que ahora", "es que", "porque", "por que") + "?",
        any_of("ahorita", "ahora") + "?",
        any_of("estoy", "ando", "voy"),
        f"(?:{any_of('ocupado', 'ocupada', 'en', 'bien ocupado')}|[a-z]+(?:ando|iendo) )",
    )
)
_ANOTHER_NUMBER = (
    any_of("a este", "a ese", "a este numero", "a este telefono", "por aqui", "por este", "aqui")
    + any_of("que", "porque", "este", "celular", "numero", "ya que", "telefono")
    + "+"
    + any_of("es", "no es", "lo", "celular es", "numero es", "no lo", "ya no")
    + r"(?!de nadie )"
)
_NOT_YOU = any_of(
    *"usted_que usted_porque un_robot una_maquina una_grabacion la_maquina la_grabacion el_robot "
    "esa_maquina ese_robot con_maquina con_maquinas con_robot con_robots con_grabacion "
    "al_numero_viejo al_viejo al_numero_anterior al_anterior con_grabaciones con_la_maquina "
    "con_esa_maquina maquinas robots".split()
)
_CANNOT = any_of("que", "porque", "es que") + any_of(
    "no se leer", "no leo", "no veo", "no los veo", "no los leo", "no los miro", "no tengo saldo",
    "no tengo internet", "no tengo whatsapp", "no me llegan", "no me entran", "no oigo",
)  # fmt: skip
_PLACE = (
    any_of("en")
    + any_of("el", "la", "mi", "los", "las", "pleno", "plena", "medio")
    + "?"
    + (any_of(*"turno misa clase clases iglesia culto bus escuela reunion trabajo hora".split()))
)
_CALL_ME = re.compile(
    r"(?<![^ ])(?<!no )(?<!ni )(?:yam|mark|eskrib|busk|abl|timbr)[a-z]*(?<!r)(?:me|nos|nme) "
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
    r"|(?:a mi )?(?:yam|eskrib|mark|mand)[a-z]*(?:me|nle|le|enlo|elo|ela|en|e) "
)
_AFTER = re.compile(
    f"{_FILLER}*?(?:{_WHOM})?{_FILLER}*?(?:{any_of(*_WHEN)}|{_BUSY}|{_I_CALL}|{_RATHER}"
    f"|{_ANOTHER_NUMBER}|{_NOT_YOU}|{_PLACE}|{_CANNOT})"
)
_BEFORE = re.compile(
    r"(?<![^ ])" + any_of("de noche", *(set(_WHEN) - _LOOSE)) + r"(?:las |los )?(?:[a-z0-9]+ )?"
    + any_of("que", "por favor", "mejor", "eso si") + r"*\Z"
    r"|(?<![^ ])(?:si|kuando) (?:es|son|fuera|solo es|no ai|no tienen|no es) (?:[^ ]+ ){1,5}\Z"
)  # fmt: skip
_UNLESS = re.compile(
    any_of("por gusto", "de balde", "por babosadas")
    + "|" + any_of("si") + any_of("no hay", "es", "son", "no tienen", "solo es", "no es")
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


_WHILE = re.compile(
    r"(?<![^ ])(?:kuando|mientras) (?:yo |me |nos )?(?:estoi|ando|duermo|trabajo|komo|estamos) "
    r"(?:[^ ]+ ){0,3}\Z"
)
_INSTEAD = re.compile(  # another number, another person, another mind
    r"(?<![^ ])(?<!no )(?<!ni )(?:yam|mark|busk|eskrib|us)(?:e|en|a|an|es) "
    r"(?:a |al |el |ese |este |mi )*(?:otro|nuebo|mi) "
    r"|(?<![^ ])abl(?:e|en|eme|a) konmigo|(?<!no )(?<!porke )ke a mi \Z"
    r"|(?<![^ ])kambie de (?:opinion|idea|pareser)"
)
_CONTRAST = re.compile(r"(?<![^ ])(?:al|en|el|los|las|por|de) (?:[^ ]+ ){1,4}si \Z")  # "al "
"fijo sí"
_EARLIER = re.compile(r"(?<![^ ])antes (?:ke |por fabor )*\Z")
_ONWARD = re.compile(r"adelante |(?<![^ ])las |(?<![^ ])si \Z")
_CHANNEL = re.compile(
    r"(?<![^ ])"
    + any_of("solo", "solamente", "mejor", "unicamente", "nomas", "prefiero", "pero")
    + "+(?:"
    + any_of("por", "al", "con", "un", "en")
    + ")*"
    + any_of(
        "mensaje", "mensajes", "whatsapp", "texto", "correo", "llamada", "llamadas", "escrito"
    )
    + r"|(?<![^ ])(?<!no )(?:pero |yo )+si (?:me )?(?:kiero|interesa|gustaria|deseo|boi|partisip)"
    + r"|(?<![^ ])(?<!no )kiero (?:el|un|partisipar|apuntarme|estudiar|trabajar) (?!fabor)"
    + r"|(?<![^ ])(?<!no )kiero ke (?:me|nos) (?:yam|mark|eskrib|mand)"
    + r"|(?<![^ ])si kiero (?:el|la|un|una|partisipar|apuntarme|estar|seguir|entrar) "
)


def limited(text: str, start: int, end: int) -> bool:
    """Whether the refusal at this span of folded text leaves a way to reach the person."""
    if _ABSOLUTE.search(text) or _NEVER_LAST.search(text):
        return False
    if _AFTER.match(text, end) or _BEFORE.search(text[:start]) or _UNLESS.match(text, end):
        return True
    if _CONTRAST.search(text, end):
        return True
    if _EARLIER.search(text[:start]) and _ONWARD.search(text, end):
        return True
    if _INSTEAD.search(text) or _WHILE.search(text[:start]):
        return True
    # whoever is told to call, or hears of a wish to take part, is not told to stop
    return bool(_CALL_ME.search(text, end) or _CHANNEL.search(text, end))
