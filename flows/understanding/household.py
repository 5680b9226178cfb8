"""For whom an opt-out holds, in the words of somebody who was asked: the number, or one person."""

import re

from flows.understanding.heard import Heard, Intent
from flows.understanding.normalise import plain

NUMBER, PERSON = "number", "person"
_TELEPHONE = r"(?:numero|num|nro|telefono|tel|celular|cel|linea|casa|number|phone)"
_RULES = (  # the first that fits decides
    ("only_number", NUMBER, rf"\b(?:solo|solamente|only|just)\b[a-z ]{{0,14}}\b{_TELEPHONE}\b"),
    ("only_person", PERSON, r"\b(?:solo|solamente|unicamente|nada mas|only|just)\b"),
    (
        "nobody",
        NUMBER,
        r"\b(?:a )?(?:nadie|ninguno|ninguna|todos|todas|cualquiera|nobody|anyone)\b",
    ),
    ("number", NUMBER, rf"\b{_TELEPHONE}\b|\baqui\b"),
    (
        "person",
        PERSON,
        r"\ba (?:mi|el|ella|esa persona|la persona|esa|ese|don|dona)\b|\b(?:esa|la) persona\b|"
        r"\b(?:me|him|her)\b$",
    ),
)
_SOMETHING_ELSE = re.compile(r"equivoc|\bmal\b|\bwrong\b|\botro numero\b")
_COMPILED = tuple((name, value, re.compile(pattern)) for name, value, pattern in _RULES)


def read(words: str) -> Heard | None:
    """An answer of `number` or `person`; None where the words say neither."""
    said = plain(words)
    # "número equivocado" speaks of the number and answers nothing
    if _SOMETHING_ELSE.search(said):
        return None
    for name, value, pattern in _COMPILED:
        if found := pattern.search(said):
            return Heard(Intent.ANSWER, value, f"household.{name}", found[0].strip())
    return None
