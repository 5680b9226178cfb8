"""Years, places, services and times, one hard case per line."""

import pytest

from flows.understanding import Question, understand


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (Question.BIRTH_YEAR, "no del ochenta y cinco sino del ochenta y seis", "1986"),
        (Question.BIRTH_YEAR, "uno nueve ocho cero", "1980"),
        (Question.BIRTH_YEAR, "noventicinco", "1995"),
        (Question.BIRTH_YEAR, "19 85", "1985"),
        (Question.BIRTH_YEAR, "nací en el cincuenta y ocho", "1958"),
        (Question.BIRTH_YEAR, "voy a cumplir treinta", "age:29"),
        (Question.MUNICIPALITY, "aya en seiba", "la_ceiba"),
        (Question.MUNICIPALITY, "antes en Danlí, ahora en Catacamas", "other"),
        (Question.MUNICIPALITY, "en pespire, choluteca", "other"),
        (Question.SERVICES, "ni estudiar ni negocio, trabajo", "employment"),
        (Question.SERVICES, "todas menos empleo", "entrepreneurship|training"),
        (Question.CALLBACK_TIME, "no antes de las nueve", "any;after:09:00"),
        (Question.CALLBACK_TIME, "el lunes o el martes en la tarde", "monday;afternoon"),
        (Question.CALLBACK_TIME, "de once a una", "any;between:11:00-13:00"),
        (Question.CALLBACK_TIME, "a las 12 de la noche", "any;00:00"),
        (Question.CALLBACK_TIME, "faltando diez para las cuatro", "any;15:50"),
        (Question.CALLBACK_TIME, "el 15", "date:---15;any"),
        (Question.CALLBACK_TIME, "de 8 am a 5 pm", "any;between:08:00-17:00"),
    ],
)
def test_a_datum_is_read_from_the_way_people_say_it(
    question: Question, text: str, value: str
) -> None:
    """Corrections, homophones, fused numbers, exclusions, halves of the day."""
    assert understand(question, text).value == value
