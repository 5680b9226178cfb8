"""What a person makes of the words they hear or read: which question it was, which keys work."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rehearsal.population import plain


class Asked(StrEnum):
    """The questions people recognise. The values name the lists of utterances.yaml."""

    IDENTITY = "identity"
    BIRTH_YEAR = "birth_year"
    STILL_THERE = "still_there"
    MUNICIPALITY = "municipality"
    CONSENT = "consent"
    INTEREST = "interest"
    SERVICES = "services"
    HANDOVER = "handover"
    CALLBACK_TIME = "callback_time"
    CONFIRMATION = "confirmation"
    FETCH = "fetch"
    LEAVE_WORD = "leave_word"
    NAME = "name"  # who is it that rings or writes
    RECEPTION = "reception"  # shall a person call
    WAITING = "waiting"  # for an agent: nothing is asked, though a key would leave
    OTHER = "other"
    NOTHING = "nothing"


PATTERNS = (  # the first that fits decides; accents and case are already gone
    (Asked.WAITING, r"espere (en la linea|un momento)"),
    (Asked.NAME, r"con quien (hablamos|hablo|tengo el gusto)|su nombre y (su )?apellido"),
    (Asked.RECEPTION, r"quiere que le llame una persona"),
    (
        Asked.CONFIRMATION,
        r"es asi\b|(es|esta) correcto|es cierto|entendi bien|le entendi|verdad$|"
        r"^le (queda bien|llamamos)",
    ),
    (
        Asked.FETCH,
        r"puede (comunicar|pasar)|(comunicarnos|pasarnos) con|comunica\w* con \w+ \w+|"
        r"pasar\w* (al telefono|(este|el) (mensaje|telefono))",
    ),
    (
        Asked.HANDOVER,
        r"(agente|persona|companer\w+|asesor\w*|alguien|comuni\w+|pas\w+|llam\w+)\b.*\b"
        r"(ahora|ahorita)\b|(ahora|ahorita)\b.*\b(otro dia|despues|mas tarde|otro momento)",
    ),
    (
        Asked.CALLBACK_TIME,
        r"(que|cual) (otro )?(dia|hora|momento)|^cuando\b(?!.*naci)|mejor (dia|hora|momento)|"
        r"en la (manana|tarde|noche)",
    ),
    (Asked.BIRTH_YEAR, r"\bano\b.*\bnaci|\bnaci\w*\b.*\bano\b|cuando nacio|ano de nacimiento"),
    (
        Asked.STILL_THERE,
        r"(todavia|aun|sigue|siempre|actualmente|ahora)\b.*\b(vive|viviendo|reside)|"
        r"(vive|reside)\w*( usted)? (todavia|aun|siempre|actualmente|ahora|en)\b",
    ),
    (Asked.MUNICIPALITY, r"(que|cual)\b.*\b(municipio|ciudad|lugar)|donde\b.*\b(vive|reside)"),
    (
        Asked.SERVICES,
        r"^\W*(en|a|de)? ?(que|cual|cuales)\b.*\b(interesa|gustaria|prefiere|servicio|area|busca)|"
        r"(formacion|empleo|emprendimiento|negocio)\b.* o\b.*\b(emprendimiento|negocio|empleo|"
        r"formacion)",
    ),
    (
        Asked.INTEREST,
        r"(le|te) interesa|interesad|(quiere|gustaria|desea|quisiera) (participar|saber|recibir|"
        r"conocer|inscribir|aprovechar|formar)",
    ),
    (
        Asked.CONSENT,
        r"de acuerdo|acepta|autoriza|permite|podemos (seguir|continuar|hacer)|seguimos|"
        r"(desea|quiere|puede) (seguir|continuar|contestar|responder)|continuamos|puedo",
    ),
    (Asked.SERVICES, r"(curso|formacion)\w*\b.*\bempleo\b.*\b(negocio|empren)"),
    (Asked.IDENTITY, r"hablo con|es usted|usted es|se encuentra|comunico con|hablar con|busco"),
    (Asked.LEAVE_WORD, r"recado|avisar|decirle|razon|mensaje"),
)
ENGLISH = re.compile(r"\b(you|your|that|the)\b")
SPANISH = re.compile(r"\b(que|de|la|el|por|le|su|usted|digame|disculpe|gracias)\b")
ENGLISH_PATTERNS = (
    (Asked.WAITING, r"stay on the line|please wait"),
    (Asked.FETCH, r"on the phone|come to the phone|pass this message|\blet \w+.* know"),
    (Asked.HANDOVER, r"talk now|right now|a person now"),
    (Asked.CALLBACK_TIME, r"(what|which)( other)? day|^when can we|in the (morning|evening)"),
    (Asked.CONFIRMATION, r"call you\b(?!.*another day)|did i|understood|correct"),
    (Asked.BIRTH_YEAR, r"you were born|were you born"),
    (Asked.MUNICIPALITY, r"which municipality do|the municipality where"),
    (Asked.STILL_THERE, r"do you (still )?live in"),
    (Asked.SERVICES, r"interests you|take part in$|courses, "),
    (Asked.INTEREST, r"take part"),
    (Asked.CONSENT, r"ask you|go on|questions"),
    (Asked.IDENTITY, r"speaking with|are you|is that you|looking for"),
    (Asked.LEAVE_WORD, r"message"),
)
NOT_OPEN = re.compile(r"(en|a) (que|cual)\b|donde\b")  # "¿en qué municipio vive?" names none
NUMBERS = {"uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6"}
PRESS = r"(?:marque|marca|oprima|presione|pulse|digite|responda|escriba|conteste)"
DIGIT = r"(?:el |la tecla |con |con el )?(\d|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b"
REASON_FIRST = re.compile(rf"([^.;:?,]+),? {PRESS} {DIGIT}")
KEY_FIRST = re.compile(rf"{PRESS} {DIGIT},? ((?:si|para|por|en|es)\b[^.;:?,]*)")
REASON_THEN_BARE = re.compile(r"(?:^|[;.,] ?(?:y |o )?)((?:si|para) [^.;:?,]+), (\d)\b")
BARE_THEN_REASON = re.compile(r"(?:^|[\s;.,(])(\d)(?: ?[=:)]| para| si|,)? ([a-z][^.;:?,\d]*)")


@dataclass(frozen=True, slots=True)
class Understood:
    """The question, its own sentence (plain), and what each key that was offered stands for."""

    asked: Asked
    sentence: str
    keys: Mapping[str, str]
    english: bool = False


@lru_cache(maxsize=8192)
def understand(text: str) -> Understood:
    """What was asked in these words. A text without any question asks nothing."""
    heard = " ".join(plain(text).split())
    if ENGLISH.search(heard):
        heard = _own_part(heard)
        if ENGLISH.search(heard):
            return _in_english(heard)
    keys = offered_keys(heard)
    questions = [q.strip() for q in re.findall(r"(?:¿|^|[.!:] )([^¿?]*)\?", heard)]
    for sentence in reversed(questions):
        asked = _kind(sentence)
        if asked is not Asked.OTHER:
            return Understood(asked, sentence, keys)
    asks = bool(keys) or re.search(rf"{PRESS}|\bdigame|\bdiga\b|\bindique|nos falta", heard)
    if asks:
        return Understood(_kind(heard), heard, keys)
    if questions:
        return Understood(Asked.OTHER, questions[-1], keys)
    return Understood(Asked.NOTHING, heard, keys)


def _own_part(heard: str) -> str:
    """Where the same is said in two languages, what comes in the one it begins with."""
    sentences = re.split(r"(?<=[.?!:]) ", heard)
    if not SPANISH.search(sentences[0]):
        return heard
    return " ".join(each for each in sentences if not ENGLISH.search(each))


def _in_english(heard: str) -> Understood:
    """Whoever is asked in English answers in words."""
    questions = [q.strip() for q in re.findall(r"(?:^|[.!:] )([^?.!]*)\?", heard)]
    asks = re.search(r"\b(press|reply|say|write|tell me|key in|still need)\b", heard)
    for sentence in (*reversed(questions), *([heard] if asks else ())):
        for asked, pattern in ENGLISH_PATTERNS:
            if re.search(pattern, sentence):
                return Understood(asked, sentence, {}, english=True)
    return Understood(Asked.OTHER if questions else Asked.NOTHING, heard, {}, english=True)


def _kind(sentence: str) -> Asked:
    for asked, pattern in PATTERNS:
        if re.search(pattern, sentence):
            if asked is Asked.STILL_THERE and NOT_OPEN.search(sentence):
                return Asked.MUNICIPALITY
            return asked
    return Asked.OTHER


def offered_keys(heard: str) -> dict[str, str]:
    """Each key and the words it was offered with, from a plain text."""
    keys: dict[str, str] = {}
    found = [(key, reason) for reason, key in REASON_FIRST.findall(heard)]
    found += KEY_FIRST.findall(heard)
    found += [(key, reason) for reason, key in REASON_THEN_BARE.findall(heard)]
    found += BARE_THEN_REASON.findall(heard)
    for key, reason in found:
        words = re.sub(r"^(o|y|u)\b ?", "", reason.strip())
        if len(words) > 1:
            keys.setdefault(NUMBERS.get(key, key), words)
    return keys


MEANINGS = {  # the words by which a person finds the key for what they mean
    "yes": r"\bsi$|\bsi es\b|es usted|soy yo|de acuerdo|acepta|interesa|asi es|correcto|"
    r"continuar|seguir|todavia|\bsi\b(?! (no|puede|es otra))",
    "no": r"\bno\b|otra persona|otro lugar|se mudo|cambio",
    "not_here": r"avisar|otra persona|no esta|conoce|familiar|puede",
    "wrong_number": r"equivocad|no (lo|la) conoce|no conoce",
    "opt_out": r"no (recibir|volver|le llam|lo llam|la llam)|no .*\bllam|mas llamadas|baja",
    "human": r"persona|agente|asesor|companer",
    "later": r"otro dia|otro momento|mas tarde|despues|no puede",
    "now": r"ahora",
    "morning": r"en la manana|^manana",
    "afternoon": r"tarde",
    "evening": r"noche",
    "repeat": r"repetir|escuchar|oir",
    "who": r"quien|llama de",
    "training": r"formacion|curso|capacita",
    "employment": r"empleo|trabajo",
    "entrepreneurship": r"emprend|negocio",
}


def key_for(meaning: str, keys: Mapping[str, str]) -> str:
    """The key that was offered for a meaning, or an empty string."""
    pattern = MEANINGS.get(meaning)
    if pattern:
        for key, reason in keys.items():
            if re.search(pattern, reason):
                return key
    return ""
