"""What people who speak English say once they are spoken to in it."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from rehearsal.people import Character

SENTENCES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "identity": {
        "yes": ("Yes, this is {name}", "Yes it's me", "Speaking", "That's me"),
        "not_here": ("She's not here right now", "He is at work", "They are not home"),
        "wrong_number": ("Wrong number", "You have the wrong number, nobody here by that name"),
        "deceased": ("He passed away", "She died last year"),
        "away": ("He went back to the States", "She moved to Houston"),
        "later": ("I'm busy, call me later", "Can you call me back later"),
    },
    "birth_year": {
        "answer": ("{year}", "I was born in {year}", "In {year}"),
        "no": ("I'd rather not say", "I'm not telling you that"),
    },
    "still_there": {
        "yes": ("Yes", "Yes I still live there"),
        "no": ("No, I live in {municipality} now", "No, I moved to {municipality}"),
    },
    "municipality": {"answer": ("{municipality}", "I live in {municipality}")},
    "consent": {"yes": ("Yes", "Sure", "Go ahead"), "no": ("No", "No, I don't want to")},
    "interest": {
        "yes": ("Yes", "Yes I'm interested", "Yes I would like that"),
        "no": ("No thank you", "I'm not interested"),
        "waver": ("I can't talk now, call me another day", "Call me back later"),
    },
    "services": {"answer": ("{services}", "I want {services}")},
    "handover": {"now": ("Now is fine", "I want to talk to a person now"),
                 "later": ("Another day, {when}", "Call me {when}")},
    "callback_time": {"answer": ("{when}", "You can call me {when}")},
    "confirmation": {"yes": ("Yes", "Yes, that's right"), "no": ("No", "No, that's wrong")},
    "fetch": {"yes": ("Yes, hold on", "Sure"), "not_here": ("No, not here right now",)},
    "leave_word": {"yes": ("Sure", "Yes"), "no": ("No", "No, I can't")},
    "any": {
        "who": ("Who is this", "What is this about", "Is this a scam"),
        "repeat": ("Can you repeat that", "Sorry, I didn't hear you"),
        "human": ("I want to talk to a person", "Can I speak with a real person"),
        "opt_out": ("Stop calling me", "Don't call me again", "Take me off your list"),
        "later": ("Call me later", "I can't talk right now"),
        "unclear": ("Hmm", "Hold on a second", "Well"),
    },
}  # fmt: skip
SERVICES = {"training": "training", "employment": "a job", "entrepreneurship": "my own business"}
HOURS = ((10, "at ten in the morning"), (15, "at three in the afternoon"), (17, "at 5 pm"))
UNITS = "_ one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def sentence(
    question: str, intent: str, who: Character | None, now: datetime, rng: random.Random
) -> tuple[str, datetime | None]:
    """Their words, and the local time they named in them, if any."""
    choices = SENTENCES.get(question, {}).get(intent) or SENTENCES["any"].get(intent, ("Yes",))
    if who is None:  # a stranger has none of the facts
        choices = [each for each in choices if "{" not in each] or ("Yes",)
    words, at = rng.choice(choices), None
    if "{when}" in words:
        hour, said = rng.choice(HOURS)
        at = (now + timedelta(days=1)).replace(hour=hour, minute=0, second=0, microsecond=0)
        words = words.replace("{when}", f"tomorrow {said}")
    if who is not None:
        services = " and ".join(SERVICES[each] for each in who.services)
        words = words.format(
            name=who.name.split()[0],
            year=year_in_words(who.birth_year),
            municipality=who.municipality,
            services=services,
        )
    return words, at


def year_in_words(year: int) -> str:
    """`nineteen eighty-five`, `two thousand four`."""
    century, rest = divmod(year, 100)
    if century == 20 and rest < 10:
        return f"two thousand {UNITS[rest]}" if rest else "two thousand"
    return f"{_below_100(century)} {_below_100(rest) if rest > 9 else f'oh {UNITS[rest]}'}"


def _below_100(number: int) -> str:
    if number < 20:
        return TEENS[number - 10]
    tens, units = divmod(number, 10)
    return f"{TENS[tens]} {UNITS[units]}" if units else TENS[tens]
