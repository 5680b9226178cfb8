"""People recognise the question in the words said, and answer it truthfully in their own."""

import random
import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from rehearsal.listeners import Machine, OnThePhone
from rehearsal.listening import Asked, key_for, understand
from rehearsal.people import Attitude, Character, Line, Role, local
from rehearsal.respondents import Respondent, Saying, write
from rehearsal.twiml_player import Prompt
from rehearsal.utterances import corpus, in_words, pick, propose, spoken, typed

NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
IDENTITY = "Muy buenas. ¿Hablo con Ana Ruiz? O marque 1 si es usted; 2 si no es usted."
YEAR = "¿En qué año nació? Dígalo o marque los cuatro números del año."
INTEREST = "¿Le interesa participar en el programa? Marque 1 para sí, 2 para no."


def character(**changes: object) -> Character:
    facts: dict[str, object] = {
        "name": "Ana Ruiz Mejía",
        "birth_year": 1985,
        "recorded_municipality": "Danlí",
        "municipality": "Danlí",
        "gone": "",
        "language": "es",
        "attitude": Attitude.INTERESTED,
        "services": ("employment",),
        "job": "home",
        "wariness": 1.0,
        "suspicious": False,
        "presses_keys": False,
        "agent_now": True,
        "hangs_up_early": 0.0,
        "hangs_up_later": 0.0,
        "hangs_up_on_machine": 0.0,
        "texts": 0.0,
    }
    return Character(**{**facts, **changes})  # type: ignore[arg-type]


def respondent(
    number: int, who: Character, role: Role = Role.HOLDER, written: bool = False
) -> Respondent:
    line = Line("+50499000000", "in_service", (who,), False, False)
    return Respondent(line, role, who, random.Random(number), NOW, 2026, written)


def sayings(text: str, who: Character, role: Role = Role.HOLDER) -> list[Saying]:
    """What 300 such people say to one question."""
    said = [respondent(number, who, role).answer(text) for number in range(300)]
    return [saying for saying in said if saying is not None]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (IDENTITY, Asked.IDENTITY),
        ("¿Se encuentra doña Ana por ahí?", Asked.IDENTITY),
        (YEAR, Asked.BIRTH_YEAR),
        ("Dígame por favor su año de nacimiento.", Asked.BIRTH_YEAR),
        ("¿Todavía vive en Danlí?", Asked.STILL_THERE),
        ("¿En qué municipio vive ahora?", Asked.MUNICIPALITY),
        ("Participar es gratis. ¿Está de acuerdo en seguir?", Asked.CONSENT),
        (INTEREST, Asked.INTEREST),
        ("¿En qué le gustaría participar: formación, empleo o emprendimiento?", Asked.SERVICES),
        ("¿Le comunico ahora con una persona, o le llamamos otro día?", Asked.HANDOVER),
        ("¿Qué día y a qué hora le podemos llamar?", Asked.CALLBACK_TIME),
        ("Entendí que vive en Danlí. ¿Es así?", Asked.CONFIRMATION),
        ("¿Nos puede comunicar con Ana?", Asked.FETCH),
        ("¿Le puede dar un recado?", Asked.LEAVE_WORD),
        ("Muchas gracias y que le vaya muy bien.", Asked.NOTHING),
    ],
)
def test_a_person_recognises_the_question_however_it_is_put(text: str, asked: Asked) -> None:
    """They know no step names: they listen to the words, and mostly to the last question."""
    assert understand(text).asked is asked


def test_keys_are_learnt_from_the_words_that_offer_them() -> None:
    """Before or after the digit, with the verb or without."""
    keys = understand("¿Es usted Ana? Responda 1 si; 2 no soy yo; 3 numero equivocado").keys
    assert set(keys) == {"1", "2", "3"}
    assert key_for("wrong_number", keys) == "3"
    offered = understand("¿Qué prefiere? Para formación, marque 1. Para empleo, marque 2.").keys
    assert (key_for("training", offered), key_for("employment", offered)) == ("1", "2")


def test_the_person_asked_for_says_yes_and_a_stranger_that_it_is_the_wrong_number() -> None:
    """Most of the time: some ask who it is, are busy, or say nothing that makes sense."""
    holder = Counter(s.intent for s in sayings(IDENTITY, character()))
    stranger = Counter(s.intent for s in sayings(IDENTITY, character(), Role.STRANGER))
    relative = Counter(s.intent for s in sayings(IDENTITY, character(), Role.RELATIVE))
    assert holder.most_common(1)[0][0] == "yes"
    assert stranger.most_common(1)[0][0] == "wrong_number"
    assert relative.most_common(1)[0][0] == "not_here"
    gone = Counter(s.intent for s in sayings(IDENTITY, character(gone="deceased"), Role.RELATIVE))
    assert gone.most_common(1)[0][0] == "deceased"


def test_somebody_elses_name_is_not_ones_own() -> None:
    """Who lives there and is asked for another resident says that this one is not there."""
    ana, luis = character(), character(name="Luis Paz")
    line = Line("+50499000000", "in_service", (ana, luis), False, False)
    said: Counter[str] = Counter()
    for number in range(200):
        rng = random.Random(number)
        answer = Respondent(line, Role.HOLDER, luis, rng, NOW, 2026).answer(IDENTITY)
        said[answer.intent if answer else ""] += 1
    assert said.most_common(1)[0][0] == "not_here"
    assert "yes" not in said


def test_the_year_told_is_the_year_of_birth() -> None:
    """In four digits, two, or as an age: never another one."""
    told = [s.sentence for s in sayings(YEAR, character()) if s.intent == "answer"]
    assert len(told) > 200
    assert all(re.search(r"1985|ochenta y cinco|41", sentence) for sentence in told)


def test_attitude_decides_the_answer_to_the_offer() -> None:
    """The interested say yes, the others no, the wavering name another time."""
    for attitude, intent in (
        ("interested", "yes"),
        ("not_interested", "no"),
        ("wavering", "waver"),
    ):
        said = Counter(s.intent for s in sayings(INTEREST, character(attitude=Attitude(attitude))))
        assert said[intent] > 0.8 * said.total()


def test_who_named_another_time_is_remembered_to_have_done_so() -> None:
    """The line keeps the agreed time, in the future and in the daytime."""
    somebody = respondent(1, character())
    said = [somebody.answer("¿Qué día y a qué hora le podemos llamar?") for _ in range(5)]
    assert any(s and s.intent == "answer" for s in said)
    assert somebody.line.agreed is not None
    assert somebody.line.agreed > local(NOW)
    assert 7 <= somebody.line.agreed.hour <= 21


def test_a_second_asking_gets_another_wording() -> None:
    """People do not repeat themselves word for word for ever."""
    patient = respondent(4, character())
    words = {s.sentence for s in (patient.answer(YEAR) for _ in range(12)) if s}
    assert len(words) > 3


def test_some_press_keys_and_others_speak() -> None:
    """Who is of the key-pressing kind uses the keypad where it is offered."""
    prompt = Prompt(IDENTITY, 5.0, 5.0, takes_keys=True, takes_speech=True, keys=1)
    by_key: Counter[str] = Counter()
    by_voice: Counter[str] = Counter()
    for number in range(200):
        for counter, presses in ((by_key, True), (by_voice, False)):
            on = OnThePhone(respondent(number, character(presses_keys=presses)))
            reaction = on.hear(prompt)
            if reaction:
                counter["key" if reaction.keys else "words"] += 1
    assert by_key["key"] > by_key["words"]
    assert by_voice["key"] == 0 < by_voice["words"]


def test_the_impatient_hang_up_in_the_middle_of_the_words() -> None:
    """With a high hazard nobody hears a minute of announcement to its end."""
    hasty = character(hangs_up_early=0.5)
    for number in range(50):
        reaction = OnThePhone(respondent(number, hasty)).hear(Prompt("Buenas " * 100, 60.0))
        assert reaction is not None
        assert reaction.hangs_up
        assert 0 < reaction.after < 60


def test_a_machine_speaks_its_greeting_once_and_is_gone_in_the_end() -> None:
    """A script that listens hears the recording, then silence, then the end of the line."""
    machine = Machine("Deje su mensaje después del tono.", random.Random(1))
    prompt = Prompt(IDENTITY, 5.0, 5.0, takes_keys=True, takes_speech=True)
    heard = [machine.hear(prompt) for _ in range(8)]
    assert heard[0] is not None
    assert heard[0].words == "deje su mensaje después del tono"
    assert any(reaction is not None and reaction.hangs_up for reaction in heard[1:])


def test_a_text_asking_nothing_gets_no_reply() -> None:
    """People do not answer a goodbye."""
    writer = respondent(1, character(), written=True)
    assert write(writer, "Muchas gracias, saludos.") is None


def test_every_list_of_utterances_is_varied() -> None:
    """Fifteen sentences at least for each question and intent, none of them twice."""
    for question, intents in corpus().items():
        for intent, sentences in intents.items():
            assert len(set(sentences)) == len(sentences), (question, intent)
            extra = intent.endswith("_text") or intent == "again"
            of_services = question == "services" and intent != "answer"
            if not extra and not of_services:
                assert len(sentences) >= 15, (question, intent)


def test_speech_is_written_as_a_recogniser_writes_it() -> None:
    """Lower case, no punctuation, numbers as words."""
    rng = random.Random(1)
    for question, intents in corpus().items():
        for intent in intents:
            if intent.endswith("_text"):
                continue
            for _ in range(10):
                text = spoken(pick(question, intent, rng, False).replace("{year}", "1985"), rng)
                assert text == text.lower()
                assert not re.search(r"[¿?¡!.,;:\d]", text)


def test_typing_keeps_the_meaning_of_digits_and_short_answers() -> None:
    """Accents and marks may go, numbers do not."""
    rng = random.Random(2)
    assert all("1985" in typed("Nací en 1985", rng) for _ in range(100))
    assert typed("Sí", rng) == "Sí"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1985, "mil novecientos ochenta y cinco"),
        (2001, "dos mil uno"),
        (2000, "dos mil"),
        (1970, "mil novecientos setenta"),
        (1929, "mil novecientos veintinueve"),
        (41, "cuarenta y uno"),
    ],
)
def test_numbers_are_said_in_words(number: int, words: str) -> None:
    """Years and ages, as people say them."""
    assert in_words(number) == words


def test_a_proposed_time_is_what_its_words_say() -> None:
    """The promise that is kept is the one that was spoken."""
    here = local(NOW)
    for number in range(200):
        when = propose(here, random.Random(number))
        if when.words.startswith("mañana"):
            assert (when.local.date() - here.date()).days == 1
        if "seis" in when.words:
            assert when.local.hour == 18
        assert when.local > here
