"""People who speak English ask for it, and then hold the conversation in it."""

import random
from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.engine import begin, resume
from flows.medium import Medium
from flows.phrases import phrase
from flows.script import load_script
from flows.turn import Context, Outcome, Person, Turn
from flows.understanding.heard import Reply
from rehearsal.english import year_in_words
from rehearsal.listening import Asked, understand
from rehearsal.people import Attitude
from rehearsal.utterances import spoken
from tests.flows.transcripts import PLACES, opening
from tests.rehearsal.test_respondents import character, respondent

SCRIPT = load_script("retornados")
NOW = datetime(2026, 11, 3, 15, tzinfo=UTC)
PERSON = Person("Ana Ruiz Mejía", 1985, "danli", "es-HN")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Am I speaking with Ana Ruiz? Or press 1 if you are.", Asked.IDENTITY),
        ("Nice to meet you. In what year were you born? Say it.", Asked.BIRTH_YEAR),
        ("May I ask you a few questions? Press 1 for yes.", Asked.CONSENT),
        ("Do you live in Danlí? Press 1 for yes, 2 for no.", Asked.STILL_THERE),
        ("In which municipality do you live now? Say it.", Asked.MUNICIPALITY),
        ("Would you like to take part in the programme?", Asked.INTEREST),
        ("Great! What interests you most? 1, training; 2, employment.", Asked.SERVICES),
        ("Would you like to talk now? Press 1.", Asked.HANDOVER),
        ("On what day and at what time can we call you?", Asked.CALLBACK_TIME),
        ("We don't call then. Can we call you on Monday at three?", Asked.CONFIRMATION),
        ("Perfect! Somebody from the team will call you. All the best.", Asked.NOTHING),
    ],
)
def test_the_question_is_recognised_in_english(words: str, asked: Asked) -> None:
    """In the words of the script, or near them."""
    heard = understand(words)
    assert (heard.asked, heard.english) == (asked, True)


@pytest.mark.parametrize(
    ("year", "words"),
    [
        (1985, "nineteen eighty five"),
        (1990, "nineteen ninety"),
        (1913, "nineteen thirteen"),
        (1907, "nineteen oh seven"),
        (2000, "two thousand"),
        (2004, "two thousand four"),
    ],
)
def test_years_are_said_as_people_say_them(year: int, words: str) -> None:
    """Not digit by digit."""
    assert year_in_words(year) == words


def said(turn: Turn) -> str:
    state = turn.state
    return " ".join(phrase(SCRIPT, line, state.medium, state.locale) for line in turn.says)


def conversation(number: int) -> Turn:
    """How a call with somebody who speaks English and is interested ends."""
    who = character(language="en", attitude=Attitude.INTERESTED)
    person = respondent(number, who)
    here = NOW.astimezone(ZoneInfo("America/Tegucigalpa"))
    context = Context(PERSON, here, opening(), places=PLACES)
    turn = begin(SCRIPT, context, Medium.VOICE)
    while turn.expects is not None:
        saying = person.answer(said(turn))
        words = spoken(saying.sentence, random.Random(number)) if saying else ""
        turn = resume(SCRIPT, turn.state, Reply(words=words), context)
    return turn


def test_most_who_are_interested_say_so_in_english() -> None:
    """Some hang back, are busy or are not understood; nobody goes round in circles."""
    ends = [conversation(number) for number in range(60)]
    outcomes = Counter(turn.outcome for turn in ends)
    assert outcomes[Outcome.INTERESTED] > 35, outcomes
    assert all(turn.state.locale == "en" for turn in ends if turn.outcome is Outcome.INTERESTED)
