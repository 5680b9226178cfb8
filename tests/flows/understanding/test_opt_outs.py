"""Opt-outs in every form of the verb, and everything that resembles one and is none."""

import pytest

from flows.understanding import Intent, Question, understand
from tests.flows.understanding.generated import (
    english_limits,
    english_opt_outs,
    limits,
    opt_outs,
    removals,
    wishes_to_stay,
)

QUESTIONS = (Question.IDENTITY, Question.INTEREST, Question.CALLBACK_TIME, Question.BIRTH_YEAR)

INNOCENT = (
    "no llamé porque no tenía saldo",
    "dejé de buscar trabajo porque no hallo nada",
    "no me han llamado todavía",
    "por qué no me llama más tarde",
    "prefiero no hablar de eso",
    "no quiero molestar a nadie",
    "el bachillerato quiero sacarlo",
    "no me manden a estudiar lejos",
    "no me quiten de la lista",
    "no me borren que yo sí quiero",
    "me sacaron de la lista la vez pasada",
    "a mí se me bloqueó el teléfono",
    "ya puse la denuncia porque me asaltaron",
    "no es molestia",
    "no se moleste gracias",
    "no me hable en inglés",
    "quiero salir adelante",
    "quiero salir de esta situación",
    "por favor no dejen de llamarme",
    "baje el volumen",
    "la última vez que me llamaron no contesté",
    "no quiero que me busquen trabajo quiero un curso",
    "ya no me llamaron la vez pasada",
    "no me llamo josé",
    "no me llame usted yo le llamo",
    "no me llame escríbame",
    "no llame a mi esposa llámeme a mí",
    "no me llamen si no es para trabajo",
    "don't call me in the morning",
    "no me llama la atención",
    "no me llame por la noche",
    "llámeme otro día no hoy",
    "no me llamen los fines de semana",
    "no me marque tan seguido",
    "mejor no me llame escríbame por whatsapp",
    "no me llame ahorita que estoy ocupada",
    "no me llamen antes de las ocho",
    "no se le olvide llamarme",
    "no vaya a dejar de llamarme",
    "no me deje fuera de la lista",
    "no me vayan a quitar",
    "no me borre el mensaje",
    "me bloquearon la cuenta del banco",
    "tengo una denuncia en la policía por robo",
    "yo trabajo en la policía",
    "no me mande a otro lado",
    "no me manden lejos",
    "ya no me llamaron la última vez",
    "nadie me ha llamado",
    "nunca me llaman de ningún lado",
    "no me llaman la atención los cursos",
    "no quiero llamar mucho la atención",
    "no me molesta",
    "no es molestia para nada",
    "si no me llaman yo les llamo",
    "cuando me llamen no me llamen al otro número",
    "a mí nadie me llama para darme trabajo",
    "déjeme pensarlo tranquilo",
    "déjeme terminar de comer",
    "deje que le pregunte a mi mujer",
    "quiero salir de la pobreza",
    "sáqueme de una duda",
    "quíteme una duda",
    "no me hable tan rápido",
    "no hable tan recio",
    "no me hable de usted",
    "no me escriban en mayúsculas",
    "baje la voz",
    "el alto comisionado",
    "pare un momento",
    "espere pare que no le oigo",
    "fin de mes",
    "no llamen a mi mamá que está enferma llámenme a mí",
    "no me llamen al fijo al celular sí",
    "no me llamen a la hora de misa",
    "hoy no me llame",
    "don't call before ten",
    "don't call me tonight",
    "call me but not in the morning",
    "don't stop calling me",
    "no me diga que no hay cupo",
    "no me cancele la cita",
    "no quiero cancelar",
    "me quiero salir del trabajo",
    "no me saquen del programa",
    "borré su mensaje sin querer",
    "no vuelvo a equivocarme",
    "que no se corte la llamada",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_of_all_contact_is_an_opt_out_in_every_form(question: Question) -> None:
    """Usted, ustedes, tú and vos; infinitive and gerund; six verbs: not one is missed."""
    missed = [text for text in opt_outs() if understand(question, text).intent != Intent.OPT_OUT]
    assert not missed


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_limit_is_never_an_opt_out(question: Question) -> None:
    """Whoever names an hour, a day or a place still wants to be reached."""
    false = [text for text in limits() if understand(question, text).intent == Intent.OPT_OUT]
    assert not false


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_wish_to_be_removed_and_a_threat_are_opt_outs_in_every_form(question: Question) -> None:
    """Commands with the person behind them, wishes, and threats before or after a condition."""
    missed = [text for text in removals() if understand(question, text).intent != Intent.OPT_OUT]
    assert not missed


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_wish_to_stay_is_never_an_opt_out(question: Question) -> None:
    """*no dejen de llamarme* and *no me borren* ask for the contrary of silence."""
    false = [t for t in wishes_to_stay() if understand(question, t).intent == Intent.OPT_OUT]
    assert not false


@pytest.mark.parametrize("question", QUESTIONS)
def test_english_opt_outs_are_found_and_english_limits_are_none(question: Question) -> None:
    """Five verbs, five ways to refuse, eleven limits."""
    missed = [t for t in english_opt_outs() if understand(question, t).intent != Intent.OPT_OUT]
    false = [t for t in english_limits() if understand(question, t).intent == Intent.OPT_OUT]
    assert not missed + false


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_resembles_an_opt_out_is_none(text: str) -> None:
    """The past, thanks, fears of being left out and other channels end nothing."""
    for question in Question:
        assert understand(question, text).intent != Intent.OPT_OUT


@pytest.mark.parametrize(
    "text",
    [
        "no me interesa porque no tengo tiempo",
        "no gracias no hay problema",
        "no gracias está bien así",
        "ya no quiero ir quiero quedarme aquí",
        "me gustaría pero no puedo",
        "sí le entiendo pero no quiero",
        "claro que no",
        "bueno pero yo no quiero nada",
        "no creo que me interese",
        "sí gracias pero no",
        "ok no gracias",
        "no mire a mí eso no me sirve",
        "no gracias yo estoy bien",
        "claro pero no para mí",
        "dele gracias pero no",
        "sí quisiera pero tengo que trabajar",
        "antes sí me interesaba ya no",
        "sí me interesaba pero ya conseguí",
        "está bien pero no cuente conmigo",
        "no me apunte",
        "qué me va a interesar",
        "qué voy a querer yo eso",
        "ni que estuviera loco",
        "si no me interesa",
        "sí, no me interesa",
        "no, está bien",
        "no, claro",
        "de acuerdo pero no",
    ],
)
def test_consent_is_never_made_of_a_refusal(text: str) -> None:
    """Courtesy around a no leaves it a no."""
    assert understand(Question.INTEREST, text).intent is Intent.NO


def test_an_opt_out_says_which_words_it_rests_on() -> None:
    """The transcript can show the rule and the person's own words."""
    heard = understand(Question.INTEREST, "Mire, ya no me LLAMEN más, por favor")
    assert heard.rule == "opt_out.no_call"
    assert "LLAMEN" in heard.words
