"""Decides whether a wording reveals the programme, fits two text segments, and can be filled."""

import re
import string
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.documents import Place
from flows.gsm7 import fold, foreign_letters, segments
from flows.medium import Medium
from flows.messages import locales_of, translated
from flows.spoken import said
from flows.understanding.normalise import plain

if TYPE_CHECKING:
    from flows.script import Script
    from flows.steps import Wording

MOST_SEGMENTS = 2
# long but ordinary values, to measure what a text will cost once it is filled
_TYPICAL = {
    "name": "María Fernanda Rodríguez Zelaya",
    "municipality": "San Pedro Sula",
    "services": "training|employment|entrepreneurship",
    "appointment": "2026-09-30T12:30-06:00",
    "callback_number": "+504 2222-2222",
}

FILLED = tuple(_TYPICAL)  # what may stand in braces


class WordingFault(StrEnum):
    TOO_LONG = "too_long"
    FOREIGN_LETTERS = "foreign_letters"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    UNTRANSLATED = "untranslated"


Fault = tuple[WordingFault, Place, str]
"""A fault of a wording, where in the script it is, and what is wrong."""


def placeholders(template: str) -> tuple[str, ...]:
    """The names in braces, each once. Raises ValueError for braces that do not match."""
    names = (name for _, name, _, _ in string.Formatter().parse(template) if name is not None)
    return tuple(dict.fromkeys(names))


def filled(text: str, locale: str = "es") -> str:
    """A text with ordinary values in it, in the letters of GSM-7 where there are any."""
    for name, value in _TYPICAL.items():
        text = text.replace(f"{{{name}}}", fold(said(name, value, Medium.TEXT, locale)))
    return text


@lru_cache(maxsize=64)
def revealing(script: "Script") -> frozenset[str]:
    """The wordings by which a stranger would learn of the programme.

    Those that are marked so, and those with a word that begins with one of the secret stems, in
    the script or in any translation.
    """
    return frozenset(
        name
        for name, wording in script.wordings.items()
        if wording.reveals
        or any(secret_words(script, each) for each in _versions(script, name, wording))
    )


def secret_words(script: "Script", text: str) -> tuple[str, ...]:
    """The words of a text that begin with one of the script's secret stems, each once."""
    found = _secret(script.secrets)
    words = found.findall(plain(text)) if found else ()
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=64)
def _secret(secrets: tuple[str, ...]) -> "re.Pattern[str] | None":
    stems = "|".join(re.escape(plain(stem)) for stem in secrets)
    return re.compile(rf"\b(?:{stems})\w*") if stems else None


def _versions(script: "Script", name: str, wording: "Wording") -> Iterator[str]:
    for medium, own in ((Medium.VOICE, wording.voice), (Medium.TEXT, wording.text)):
        if own:
            yield own
            for locale in locales_of(script, name):
                yield translated(script, name, medium, locale) or ""


def faults(script: "Script") -> Iterator[Fault]:
    """What is wrong with the wordings themselves, wherever they are said."""
    for name, wording in script.wordings.items():
        if not wording.voice and not wording.text:
            yield WordingFault.EMPTY, ("wordings", name), f"wording '{name}' says nothing"
        for medium, template in (("voice", wording.voice), ("text", wording.text)):
            if template:
                yield from _unfilled(name, ("wordings", name, medium), template)
        if wording.text:
            place = ("wordings", name, "text")
            yield from costs(f"text of '{name}'", wording.text, script.locale, place)


def _unfilled(name: str, place: Place, template: str) -> Iterator[Fault]:
    try:
        names = placeholders(template)
    except ValueError as error:
        yield WordingFault.PLACEHOLDER, place, f"wording '{name}': {error}"
        return
    for each in names:
        if each not in _TYPICAL:
            known = ", ".join(_TYPICAL)
            what = f"wording '{name}': '{{{each}}}' is none of {known}"
            yield WordingFault.PLACEHOLDER, place, what


def costs(what: str, text: str, locale: str, place: Place) -> Iterator[Fault]:
    """Whether a text costs more than it may; `what` names it, and `place` is in the script."""
    full = filled(text, locale)
    cost = segments(fold(full))
    if letters := foreign_letters(text):
        dear = f"which cost {segments(full)} segments instead of {cost}; write: {fold(text)}"
        yield WordingFault.FOREIGN_LETTERS, place, f"{what} has {' '.join(letters)}, {dear}"
    if cost > MOST_SEGMENTS:
        long = f"{what} takes {cost} segments ({len(full)} letters when filled)"
        yield WordingFault.TOO_LONG, place, f"{long}; {MOST_SEGMENTS} are allowed"
