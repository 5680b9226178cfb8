"""Times, numbers and names are said the way people say them, in Spanish and in English."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.gsm7 import fold, foreign_letters
from flows.medium import Medium
from flows.moments import said as moment_said
from flows.names import LONGEST_NAME, shortened
from flows.spoken import said

DAY = datetime(2024, 1, 1)  # noqa: DTZ001 – only its clock is said


@pytest.mark.parametrize(
    ("moment", "spanish", "english"),
    [
        ("2024-03-05T15:00", "el martes 5 de marzo a las tres de la tarde",
         "on Tuesday, March 5th, at three in the afternoon"),
        ("2026-05-01T10:00", "el viernes primero de mayo a las diez de la mañana",
         "on Friday, May 1st, at ten in the morning"),
        ("2026-11-02T13:01", "el lunes 2 de noviembre a la una y uno de la tarde",
         "on Monday, November 2nd, at one oh one in the afternoon"),
        ("2026-11-03T09:10", "el martes 3 de noviembre a las nueve y diez de la mañana",
         "on Tuesday, November 3rd, at nine ten in the morning"),
        ("2026-03-10T08:45", "el martes 10 de marzo a las ocho y cuarenta y cinco de la mañana",
         "on Tuesday, March 10th, at eight forty-five in the morning"),
        ("2026-11-11T16:00", "el miércoles 11 de noviembre a las cuatro de la tarde",
         "on Wednesday, November 11th, at four in the afternoon"),
        ("2026-11-12T18:15", "el jueves 12 de noviembre a las seis y cuarto de la tarde",
         "on Thursday, November 12th, at six fifteen in the evening"),
        ("2026-11-21T19:22", "el sábado 21 de noviembre a las siete y veintidós de la noche",
         "on Saturday, November 21st, at seven twenty-two in the evening"),
        ("2026-11-22T12:00", "el domingo 22 de noviembre a las doce del mediodía",
         "on Sunday, November 22nd, at noon"),
        ("2026-11-23T12:30", "el lunes 23 de noviembre a las doce y media de la tarde",
         "on Monday, November 23rd, at twelve thirty in the afternoon"),
        ("2026-11-24T00:00", "el martes 24 de noviembre a las doce de la noche",
         "on Tuesday, November 24th, at midnight"),
        ("2026-11-25T01:30", "el miércoles 25 de noviembre a la una y media de la madrugada",
         "on Wednesday, November 25th, at one thirty in the morning"),
    ],
)  # fmt: skip
def test_a_moment_is_spoken_in_full(moment: str, spanish: str, english: str) -> None:
    """Hours and minutes in words, the part of the day, the first of a month by its name."""
    assert said("appointment", f"{moment}-06:00", Medium.VOICE, "es-HN") == spanish
    assert said("appointment", f"{moment}-06:00", Medium.VOICE, "en-US") == english


@pytest.mark.parametrize(
    ("moment", "spanish", "english"),
    [
        ("2024-03-05T15:00", "el mar 5 mar a las 3 pm", "on Tue Mar 5 at 3 pm"),
        ("2026-11-07T13:30", "el sáb 7 nov a la 1:30 pm", "on Sat Nov 7 at 1:30 pm"),
        ("2026-11-07T00:05", "el sáb 7 nov a las 12:05 am", "on Sat Nov 7 at 12:05 am"),
    ],
)
def test_a_moment_is_written_short(moment: str, spanish: str, english: str) -> None:
    """A text has little room."""
    assert said("appointment", f"{moment}-06:00", Medium.TEXT, "es-HN") == spanish
    assert said("appointment", f"{moment}-06:00", Medium.TEXT, "en") == english


@settings(deadline=None)  # the first loads the names of days and months
@given(st.integers(0, 366 * 24 * 60), st.sampled_from(["es", "en", "cab", "miq"]))
def test_every_minute_of_a_year_can_be_said(minutes: int, language: str) -> None:
    """Without a digit but the day's on the phone, and in letters that cost nothing in a text."""
    when = DAY + timedelta(minutes=minutes)
    spoken = moment_said(when, Medium.VOICE, language)
    assert sum(letter.isdigit() for letter in spoken) <= 2
    assert "  " not in spoken
    assert foreign_letters(fold(moment_said(when, Medium.TEXT, language))) == ""


def test_a_value_that_is_no_moment_is_said_as_it_is() -> None:
    """Somebody is on the line: nothing may fail."""
    assert said("appointment", "", Medium.VOICE, "es-HN") == ""
    assert said("appointment", "mañana", Medium.TEXT, "es-HN") == "mañana"


@pytest.mark.parametrize(
    ("codes", "spanish", "english"),
    [
        ("", "", ""),
        ("employment", "empleo", "employment"),
        ("training|employment", "formación y empleo", "training and employment"),
        ("training|employment|entrepreneurship", "formación, empleo y emprendimiento",
         "training, employment, and starting a business"),
    ],
)  # fmt: skip
def test_services_are_listed_as_people_list_them(codes: str, spanish: str, english: str) -> None:
    """With an *and* before the last; in a language without names for them, in Spanish."""
    assert said("services", codes, Medium.VOICE, "es-HN") == spanish
    assert said("services", codes, Medium.VOICE, "en") == english
    assert said("services", codes, Medium.VOICE, "miq") == spanish


def test_a_number_to_ring_is_spoken_as_people_give_it() -> None:
    """Without the country's code: in pairs in Spanish, digit by digit in English."""
    number = "+504 2200-0135"
    spoken = said("callback_number", number, Medium.VOICE, "es-HN")
    assert spoken == "veintidós, cero cero, cero uno, treinta y cinco"
    english = said("callback_number", number, Medium.VOICE, "en")
    assert english == "two two zero zero zero one three five"
    assert said("callback_number", number, Medium.TEXT, "es-HN") == number
    assert said("callback_number", "123", Medium.VOICE, "es-HN") == "123"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fredy Nelson Medina Zúniga", "Fredy Nelson Medina Zúniga"),
        ("  Ana \n Paz ", "Ana Paz"),
        ("María de los Ángeles Rodríguez de la Cruz", "María de los Ángeles Rodríguez"),
        ("José Francisco Hernández Montoya Rodríguez", "José Francisco Hernández Montoya"),
        ("A" * 60, "A" * 40),
        ("", ""),
    ],
)
def test_a_long_name_is_said_up_to_a_whole_word(name: str, short: str) -> None:
    """Nobody is called by half a word, nor as somebody *de la*."""
    assert shortened(name) == short
    assert len(short) <= LONGEST_NAME
