"""What the codes of a script are called in the console: intents, questions, branches, problems."""

import re
from collections.abc import Mapping

from flask_babel import gettext

from flows.checks import Kind, Problem
from flows.marking import marked
from flows.medium import Medium
from flows.rewording import Slot
from flows.script import Script
from flows.turn import Outcome
from flows.understanding.heard import Intent, Question
from flows.wording_checks import FILLED
from ivr.console.script_whys import WHYS

INTENTS: Mapping[str, str] = {
    Intent.YES: marked("sí"),
    Intent.NO: marked("no"),
    Intent.ANSWER: marked("contesta lo que se pregunta"),
    Intent.LATER: marked("más tarde"),
    Intent.WHO: marked("¿quién es?, ¿de qué se trata?"),
    Intent.REPEAT: marked("repita"),
    Intent.HUMAN: marked("quiere hablar con alguien"),
    Intent.LANGUAGE: marked("pide otro idioma"),
    Intent.NOT_HERE: marked("no está"),
    Intent.WRONG_NUMBER: marked("número equivocado"),
    Intent.DECEASED: marked("falleció"),
    Intent.AWAY: marked("se fue del país"),
    Intent.OPT_OUT: marked("no quiere más llamadas"),
    Intent.VOICEMAIL: marked("es un buzón"),
    Intent.UNCLEAR: marked("no se entiende"),
    Intent.SILENCE: marked("no dice nada"),
}
QUESTIONS: Mapping[str, str] = {
    Question.IDENTITY: marked("¿Es la persona?"),
    Question.BIRTH_YEAR: marked("Año de nacimiento"),
    Question.MUNICIPALITY: marked("Municipio"),
    Question.INTEREST: marked("¿Le interesa?"),
    Question.SERVICES: marked("Servicios"),
    Question.CALLBACK_TIME: marked("Día y hora"),
    Question.YES_NO: marked("Sí o no"),
    Question.HOUSEHOLD: marked("¿Para quién vale la baja?"),
    Question.HANDOVER: marked("¿Ahora o después?"),
}
OUTCOMES: Mapping[str, str] = {
    Outcome.INTERESTED: marked("Le interesa"),
    Outcome.NOT_INTERESTED: marked("No le interesa"),
    Outcome.REFUSED: marked("No quiso seguir"),
    Outcome.OPT_OUT: marked("No contactar más"),
    Outcome.CALLBACK: marked("Se le llama otro día"),
    Outcome.NOT_HERE: marked("No estaba"),
    Outcome.WRONG_NUMBER: marked("Número equivocado"),
    Outcome.DECEASED: marked("Falleció"),
    Outcome.AWAY: marked("Se fue del país"),
    Outcome.HUMAN: marked("Pidió hablar con alguien"),
    Outcome.LANGUAGE: marked("Otro idioma"),
    Outcome.VOICEMAIL: marked("Buzón"),
    Outcome.UNVERIFIED: marked("No se comprobó quién es"),
    Outcome.UNANSWERED: marked("Sin respuesta"),
}
_KINDS: Mapping[Kind, str] = {
    Kind.DEAD_END: marked("La conversación se queda sin saber cómo seguir."),
    Kind.UNREACHABLE: marked("Nunca se llega a decir."),
    Kind.ENDLESS: marked("La conversación da vueltas sin terminar."),
    Kind.NO_WAY_OUT: marked("Una pregunta no tiene salida para algo que la gente puede decir."),
    Kind.DISCLOSURE: marked("Dice de qué se trata antes de haber comprobado quién es."),
    Kind.MISSING_WORDING: marked("Falta lo que se dice."),
    Kind.MISSING_TRANSLATION: marked("Falta la traducción; se dirá en español."),
    Kind.TOO_LONG: marked("El mensaje es demasiado largo."),
    Kind.FOREIGN_LETTERS: marked("El mensaje tiene letras que lo encarecen."),
    Kind.PLACEHOLDER: marked("Las llaves { } no son las que deben ser."),
}
_SUBJECTS: Mapping[str, str] = {
    "identified": marked("¿Ya se comprobó quién es?"),
    "agents_free": marked("¿Hay un agente libre?"),
    "number_shared": marked("¿Otras personas tienen este número?"),
    "medium": marked("¿Llamada o mensaje?"),
    "speaks": marked("¿Hablamos ese idioma?"),
    "birth_year": marked("¿El registro tiene el año de nacimiento?"),
    "municipality": marked("¿El registro tiene el municipio?"),
}
_STEP = re.compile(r"^(\S+) \((.+)\)$")
_DOES = {
    "check": marked("Compara el año con el del registro"),
    "appoint": marked("Busca una hora dentro del horario"),
    "set": marked("Anota algo y sigue"),
}
_MEDIA = {Medium.VOICE: marked("llamada"), Medium.TEXT: marked("mensaje")}
_LANGUAGES = {
    "es": marked("español"),
    "en": marked("inglés"),
    "cab": marked("garífuna"),
    "miq": marked("misquito"),
}


def intent(code: str) -> str:
    """An intent, or why a step leads on; a code that has no words here as it is."""
    name, _, denied = code.partition(", ")
    known = INTENTS.get(name) or WHYS.get(name)
    said = str(gettext(known)) if known else name
    return str(gettext("dice que no era eso: %(intent)s", intent=said)) if denied else said


def whys(codes: tuple[str, ...]) -> str:
    return " · ".join(map(intent, codes))


def question(code: str) -> str:
    return str(gettext(QUESTIONS[Question(code)]))


def outcome(code: str) -> str:
    return str(gettext(OUTCOMES[Outcome(code)]))


def subject(code: str) -> str:
    known = _SUBJECTS.get(code)
    if known:
        return str(gettext(known))
    return str(gettext("Según lo que quedó en «%(name)s»", name=code.partition(".")[2]))


def does(code: str) -> str:
    """What a step does that says nothing."""
    return str(gettext(_DOES[code]))


def medium(code: str) -> str:
    return str(gettext(_MEDIA[Medium(code)]))


def language(locale: str, own: str = "es") -> str:
    """`locale` as catalogues name it; "" is the script's own."""
    name = (locale or own).replace("-", "_").partition("_")[0]
    return str(gettext(_LANGUAGES[name])) if name in _LANGUAGES else locale


def slot(place: Slot, own: str) -> str:
    """`llamada en español`."""
    named = {"medium": medium(place.medium), "language": language(place.locale, own)}
    return str(gettext("%(medium)s en %(language)s", **named))


def problem(found: Problem) -> str:
    return str(gettext(_KINDS[found.kind]))


def expected(script: Script, found: Problem) -> str:
    """The placeholders that may stand where these stand: those of the script's own words, and in
    these any that is filled."""
    is_own = "translations" not in found.place
    names = FILLED if is_own else script.placeholders.get(found.wording, ())
    return " ".join(f"{{{name}}}" for name in names) or str(gettext("ninguna"))


def path(found: Problem) -> str:
    """The way that shows a problem: the medium, then each step with what the person said."""
    way, *steps = found.path
    told = medium(way) if way in set(Medium) else way
    return " → ".join((told, *(_STEP.sub(_step, each) for each in steps)))


def _step(found: re.Match[str]) -> str:
    return f"{found[1]} ({intent(found[2])})"
