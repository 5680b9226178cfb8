"""What people say, as a speech recogniser would write it down or as they would type it."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rehearsal import rates
from rehearsal.population import plain

UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés "
    "veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
TENS = "_ _ _ treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
SLIPS = {  # homophones a recogniser takes for each other
    "voy": "boy",
    "a ver": "haber",
    "hay": "ahí",
    "ahí": "hay",
    "vaya": "valla",
    "vez": "ves",
    "sí": "si",
    "él": "el",
    "más": "mas",
    "está": "esta",
    "hablo": "ablo",
    "llame": "yame",
    "casa": "caza",
    "haya": "halla",
}
TYPED = (
    (r"\bque\b", "q"),
    (r"\bporque\b", "xq"),
    (r"\bpor favor\b", "xfa"),
    (r"\bestá\b", "ta"),
    (r"\bquien\b|\bquién\b", "kien"),
    (r"\bpara\b", "pa"),
    (r"\btambién\b", "tb"),
    (r"\baquí\b", "aki"),
    (r"\bno\b", "nop"),
)
TAILS = ("", "", "", "", "!!", " 👍", " 🙏", " gracias", "..", " jeje")
DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
HOURS = (
    ("en la mañana", 9),
    ("a las nueve de la mañana", 9),
    ("a las diez", 10),
    ("al mediodía", 12),
    ("a la una", 13),
    ("en la tarde", 15),
    ("a las cuatro de la tarde", 16),
    ("después de las cinco", 17),
    ("a las seis", 18),
    ("en la noche", 19),
    ("tipo siete de la noche", 19),
    ("", 17),
)


def in_words(number: int) -> str:
    """0..2099 in Spanish words: `mil novecientos ochenta y cinco`."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        head = "mil" if thousands == 1 else f"{UNITS[thousands]} mil"
        return f"{head} {in_words(rest)}" if rest else head
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = "novecientos" if hundreds == 9 else "ciento"
        return f"{head} {in_words(rest)}" if rest else head
    if number < 30:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    return f"{TENS[tens]} y {UNITS[unit]}" if unit else TENS[tens]


@dataclass(frozen=True, slots=True)
class When:
    """A time somebody proposes: how they put it, and when it is in local time."""

    words: str
    local: datetime


def propose(local_now: datetime, rng: random.Random) -> When:
    """A day and an hour in the coming week, as people say them."""
    words, hour = rng.choice(HOURS)
    kind = rng.random()
    if kind < 0.2 and local_now.hour < 16:
        day, days = "hoy", 0
        words, hour = rng.choice((("en la noche", 19), ("a las seis", 18), ("más tarde", 18)))
    elif kind < 0.6:
        day, days = "mañana", 1
    elif kind < 0.7:
        day, days = "pasado mañana", 2
    else:
        days = rng.randrange(2, 8)
        day = "el " + DAYS[(local_now.weekday() + days) % 7]
    at = (local_now + timedelta(days=days)).replace(hour=hour, minute=0, second=0, microsecond=0)
    return When(f"{day} {words}".strip(), at)


@cache
def corpus() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The sentences of utterances.yaml by question and intent."""
    text = Path(__file__).with_name("utterances.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(text)
    return loaded


def pick(question: str, intent: str, rng: random.Random, written: bool) -> str:
    """A sentence for the intent, from the question's own list or the one for any question."""
    lists: Mapping[str, Any] = corpus().get(question, {})
    if intent not in lists:
        lists = corpus()["any"]
    choices = lists[intent]
    extra = lists.get(intent + "_text", ()) if written else ()
    if extra and rng.random() < 0.5:
        choices = extra
    chosen: str = rng.choice(choices)
    return chosen


def spoken(sentence: str, rng: random.Random) -> str:
    """As a recogniser writes it: lower case, no punctuation, sometimes a homophone slip."""
    text = re.sub(r"[¿?¡!.,;:\"…]", "", sentence.lower())
    text = re.sub(r"\d+", lambda found: in_words(int(found.group()) % 2100), text)
    if rng.random() < rates.SLIP:
        for right, wrong in SLIPS.items():
            if re.search(rf"\b{right}\b", text):
                return re.sub(rf"\b{right}\b", wrong, text, count=1)
    return text


def typed(sentence: str, rng: random.Random) -> str:
    """As people type it: few accents and marks, abbreviations, now and then an emoji."""
    style = rng.random()
    if style < 0.15 or len(sentence) < 5:
        return sentence
    text = re.sub(r"[¿¡.]", "", sentence)
    if style > 0.5:
        for pattern, short in TYPED:
            if rng.random() < 0.4:
                text = re.sub(pattern, short, text)
    if style > 0.3:
        text = "".join(c if c == "ñ" else plain(c) for c in text)
    return text + rng.choice(TAILS)
