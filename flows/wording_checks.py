"""Decides whether a wording reveals the programme, fits two text segments, and can be filled."""

import re
import string
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from flows.gsm7 import fold, foreign_letters, segments

if TYPE_CHECKING:
    from flows.script import Script

MOST_SEGMENTS = 2
# long but ordinary values, to measure what a text will cost once it is filled
_TYPICAL = {
    "name": "María Fernanda Rodríguez Zelaya",
    "municipality": "San Pedro Sula",
    "services": "formación, empleo y emprendimiento",
    "appointment": "el mié 30 sep a las 12:30 pm",
    "callback_number": "+504 2222-2222",
}


class WordingFault(StrEnum):
    TOO_LONG = "too_long"
    FOREIGN_LETTERS = "foreign_letters"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"


def placeholders(template: str) -> tuple[str, ...]:
    """The names in braces, each once. Raises ValueError for braces that do not match."""
    names = (name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    return tuple(dict.fromkeys(names))


def revealing(script: "Script") -> frozenset[str]:
    """The wordings by which a stranger would learn of the programme.

    Those that are marked so, and those with a word that begins with one of the secret stems.
    """
    stems = "|".join(re.escape(_plain(stem)) for stem in script.secrets)
    secret = re.compile(rf"\b(?:{stems})") if stems else None
    return frozenset(
        name
        for name, wording in script.wordings.items()
        if wording.reveals
        or (secret and secret.search(_plain(f"{wording.voice or ''} {wording.text or ''}")))
    )


def faults(script: "Script") -> Iterator[tuple[WordingFault, str]]:
    """What is wrong with the wordings themselves, wherever they are said."""
    for name, wording in script.wordings.items():
        if not wording.voice and not wording.text:
            yield WordingFault.EMPTY, f"wording '{name}' says nothing"
        for template in filter(None, (wording.voice, wording.text)):
            yield from _unfilled(name, template)
        if wording.text:
            yield from _costly(name, wording.text)


def _unfilled(name: str, template: str) -> Iterator[tuple[WordingFault, str]]:
    try:
        names = placeholders(template)
    except ValueError as error:
        yield WordingFault.PLACEHOLDER, f"wording '{name}': {error}"
        return
    for each in names:
        if each not in _TYPICAL:
            known = ", ".join(_TYPICAL)
            yield WordingFault.PLACEHOLDER, f"wording '{name}': '{{{each}}}' is none of {known}"


def _costly(name: str, text: str) -> Iterator[tuple[WordingFault, str]]:
    filled = text
    for each, value in _TYPICAL.items():
        filled = filled.replace(f"{{{each}}}", fold(value))
    if letters := foreign_letters(text):
        what = f"text of '{name}' has {' '.join(letters)}, which cost {segments(filled)} segments"
        yield WordingFault.FOREIGN_LETTERS, f"{what}; write: {fold(text)}"
    if (count := segments(fold(filled))) > MOST_SEGMENTS:
        what = f"text of '{name}' takes {count} segments ({len(filled)} letters when filled)"
        yield WordingFault.TOO_LONG, what


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
