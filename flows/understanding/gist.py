"""A reply reduced to what bears on further contact: who shall stop, or go on, doing what to whom.

Each word that matters becomes a mark – a negation, a verb of contact in its mood, a removal, a
threat, a limit, another person – and all others are dropped, so that *no quiero que me anden
llamando* and *no deseo que me estén texteando* are one gist. Marks are made from stems and
endings, in Spanish and English, never from whole phrases.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from flows.understanding import en_words, es_words
from flows.understanding.normalise import Utterance, folded, sound

MOST = 60  # words that are looked at
_GOOD = frozenset({"buenas", "buenos", "buena", "good"})  # no limit: *buenas tardes*
_GAP = 4  # words that mean nothing here before the thread is taken to be lost
_LONGEST = 4  # marks read together


def _folded(words: str) -> frozenset[str]:
    return frozenset(folded(word) for word in words.split())


# the stem, and its verbs' conjugation: *llam-ar*, *escrib-ir*
_CONTACT = (
    "llam marc escrib molest contact comunic texte timbr fastidi hostig acos jorob chingu chin "
    "inquiet telefon mensaje joda jod frieg freg insist hable habl mand envi busc persig perseg "
    "incomod repic moleste marque marq llamme importun estorb perturb asedi acech atosig agobi "
    "atorment puy jering"
).split()
_MOODS = (
    r"(?P<ger>(?:ando|iendo)(?:me|nos|le|les|lo|la)?)",
    r"(?P<inf>[aei]r(?:me|nos|le|les|lo|la|los|las|se|te|mela|melo)?)",
    r"(?P<past>aron|ieron|aba|aban|ia|ian|[ai]d[oa]s?|aste|io)",
    r"(?P<ask>(?:en|e|es|an|a|as|i|emos)(?:me|nos|nme|los|las|melo|mela|le|les))",
    r"(?P<will>[aei]r(?:an|a|as|e|emos|ia|ian))",
    r"(?P<que>ue|uen|ues|e|en|es|eis|ara|aran|aras|iera|ieran|ieras)",
    r"(?P<does>a|an|o|as|amos|imos)",
)
_ENGLISH_CONTACT = (
    *("call phone ring text message contact bother disturb write email harass annoy pester spam "
    "hassle bug reach communicate").split(),
)  # fmt: skip

_WORDS: dict[str, str] = {
    "not": "no ni tampoco sin dont not cant wont doesnt didnt shouldnt nadie ningun ninguna "
    "ninguno nome nop nobody",
    "never": "nunca jamas never ever cero zero",
    "nothing": "nada nothing none",
    "more": "mas vuelva vuelvan vuelvas volvas volver volvieran volviera vuelven vuelve "
    "siga sigan "
    "sigas siguen sigue seguir nuevo otra again anymore more keep further continuen continue "
    "ande anden andes estar andar estarme esten",
    "stop": "deje dejen deja dejes dejar dejaran dejenme dejeme dejame dejenos dejense "
    "dejese pare "
    "paren parar parenle parele parale parenla cese cesen cesar suspenda suspendan basta "
    "termine terminen corte corten cortala cortela cortenla cancele cancelen acabe acaben "
    "finalice finalicen evite eviten abstenganse abstengase abstenerse abstener abstengan detenga "
    "detengan ahorrense ahorrese frenen frene paremos dejarme dejarnos dejarla dejarlo dejenla "
    "dejela dejenlo dejelo dejala dejalo stop quit cease enough suficiente bastante dejense "
    "stopping halt alto",
    "forbid": "prohibo prohibido prohibimos prohibe autorizo autorice permito permiso "
    "permisos consentimiento autorizacion autorizado autoricen privacidad consent permission "
    "privacy allowed authorize derecho respeten respete respect revoke revoco retiro cancelo "
    "suspendo",
    "accept": "acepto acepta aceptamos acepte",
    "make": "haga hagan hagas haz hacer hacen hagame haganme hacerme",
    "off": "baja desuscribir desuscribirme unsubscribe optout opt desafiliar desafiliarme "
    "desinscribir desapunteme desapuntenme desapuntar stopall salirme salgo salir detener "
    "eliminacion supresion cancelacion suscripcion desuscribanme desafiliacion retirarme",
    "data": "numero telefono contacto nombre datos informacion celular linea chip numeros "
    "contactos num cel tel number info data name phone details",
    "list": "lista listas listado listados base bases registro registros sistema sistemas archivo "
    "archivos agenda agendas directorio list lists database system records roster file files",
    "there": "ahi aqui alli here there casa donde",
    "court": "policia fiscalia abogado abogada conatel spam acoso hostigamiento dpi posta juzgado "
    "ley police cops lawyer harassment scam legal demanda denuncia denuncias queja bloqueados "
    "derechos cyber autoridades authorities complaint charges",
    "peace": "paz tranquilo tranquila tranquilos tranquilas quieto quieta alone peace",
    "fed_up": "harto harta hartos hartas cansado cansada cansados aburrido aburrida aburren "
    "aburre hartaron harte canse cansaron podrido molesta coronilla colmo sick tired fed "
    "aguanto soporto aguantamos soportamos hartado cansando aburriendo hartando tortura abuso "
    "cansan hartan llamadera llamadero molestadera "
    "molestia jodedera fregadera insistencia",
    "forget": "olvidense olvidese olvidate olviden olvide olvides olvidar olvidenme olvideme "
    "pierda pierdan pierdanse perder existo existe existimos bote boten botar rompa rompan "
    "queme quemen lose forget burn mori morimos muerto desaparezcan desaparezca",
    "go": "larguense largo vayanse vayase adios chao cuelgo colgar bye fuck hell mierda metanse "
    "metase carajo diablo screw lost jodanse",
    "message": "llamada llamadas mensaje mensajes mensajito mensajitos texto textos sms correo "
    "correos whatsapp publicidad propaganda comunicacion comunicaciones notificacion "
    "notificaciones msj msjs calls messages texts emails communication communications cosas "
    "avisos llamaditas robocalls recordatorios grabacion grabaciones encuestas promociones",
    "want": "quiero queremos deseo deseamos quisiera gustaria prefiero preferiria necesito pido "
    "exijo ruego agradezco agradeceria solicito want wish wanna like need please ojala",
    "interest": "interesa interesado interesada participar apunteme apuntenme inscribirme "
    "interested curso empleo trabajo chamba oportunidad ayuda capacitacion",
    "limit": "hora horas manana mananas tarde tardes noche noches lunes martes miercoles jueves "
    "viernes sabado sabados domingo domingos temprano antes despues mientras cuando hoy ahorita "
    "ahora seguido rato mediodia madrugada semana morning mornings night nights sunday sundays "
    "saturday when while before after until today now early late evening afternoon tonight "
    "weekends tomorrow then trabajando turno misa reunion dia dias momento work",
    "other": "otro otros mejor viejo anterior solo solamente instead rather sino other old unless "
    "only equivocado repetido",
    "him": "el ella ellos lo la los le les him her them his vecino vecina senor senora gente",
    "me": "me nos mi mis conmigo nosotros yo m my us i nuestro mio mia",
    "you": "usted ustedes su sus vos you your guys yall people te se",
    "this": "esto eso este ese esta esa estas esos this that it",
    "told": "dije dijimos dicho digo decir decirles repito told tell said asked aviso advertencia "
    "ultima last veces times",
    "but": "pero aunque but porque because",
    "yes": "si claro sip yes ok simon dale",
    "ask": "quien como cual cuanto cuanta cuantas quienes why who how what",
    "had": "habia habian han ha hubiera fue fueron estaba tenia iba iban pense crei pensaba "
    "thought was were had did havent hasnt",
    "let": "dejo dejan dejaron puedo puede pueden podria vaya vayan vayas let can could would "
    "will",
    "see": "ver pensar pensarlo terminar hablar consultar pregunte preguntar think see",
    "doubt": "duda dudas pobreza situacion deudas apuros pais calle musica cita",
}
_ACTS = (
    r"(?P<remove>(?:borr|kit|sak|elimin|tach|retir|desapunt|kansel|anul|remuev|remob|desinskrib|"
    r"esklu|rai|suprim|depur|desbinkul|desafili|desuskrib)(?:[aeiou]|[aeiou]n|[aeiou]s|[aei]r|"
    "uir|ando)?"
    r"(?:me|nos|lo|la|los|las|nme|se|le|ra|ran)*|(?:delet|remob|eras|kansel|drop)(?:e|ed|in|"
    "ing)?)",
    r"(?P<threat>(?:blok|denuns|demand|report)[a-z]*|sue|suin|suing|kejo|kejar[a-z]*)",
)


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for name, words in _WORDS.items():
        for word in _folded(words):
            table.setdefault(word, name)
    for name in es_words.CLASSES["relative"]:
        table.setdefault(folded(name), "him")
    for name in en_words.CLASSES["kin"]:
        table.setdefault(folded(name), "him")
    for verb in _ENGLISH_CONTACT:
        for form, mood in (
            (verb, "inf"), (en_words.ing(verb), "ger"), (en_words.past(verb), "past"),
        ):  # fmt: skip
            table.setdefault(folded(form), f"call.{mood}")
    return table


_TABLE = _table()
_CONTACTING = re.compile(
    f"(?:{'|'.join(sorted({sound(stem) for stem in _CONTACT}))})(?:{'|'.join(_MOODS)})"
)
_ACTING = re.compile("|".join(_ACTS))


@lru_cache(maxsize=32_768)
def mark(word: str) -> str:
    """What a folded word does to the question of further contact; empty for most words."""
    known = _TABLE.get(word)
    if known:
        return known
    contact = _CONTACTING.fullmatch(word)
    if contact:
        return f"call.{contact.lastgroup}"
    act = _ACTING.fullmatch(word)
    return act.lastgroup or "" if act else ""


def of(said: Utterance) -> list[str]:
    """The marks of a reply in the order of its words; `_` where the thread is lost."""
    gist, empty = ["^"], 0
    for at, word in enumerate(said.words[:MOST]):
        greeting = at and said.words[at - 1] in _GOOD
        name = "" if greeting else mark(word)
        if not name:
            empty += 1
            continue
        if empty >= _GAP:
            gist.append("_")
        empty = 0
        if name == "call.que" and said.sources[at].casefold().endswith("é"):
            name = "call.past"
        gist.append(name)
    if said.asks:
        gist.append("?")
    gist.append("$")
    return gist


def runs(marks: list[str]) -> Iterable[str]:
    """Marks read together, up to four in a row."""
    for length in range(1, _LONGEST + 1):
        for at in range(len(marks) - length + 1):
            yield "+".join(marks[at : at + length])
