"""Decides whether a wording reveals the programme, fits two text segments, and can be filled."""

import re
import string
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from flows.gsm7 import fold, foreign_letters, segments
from flows.medium import Medium
from flows.messages import wording_context
from flows.spoken import said
from flows.translations import catalogues, translation

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


class WordingFault(StrEnum):
    TOO_LONG = "too_long"
    FOREIGN_LETTERS = "foreign_letters"
    PLACEHOLDER = "placeholder"
    EMPTY = "empty"
    UNTRANSLATED = "untranslated"


Fault = tuple[WordingFault, str]


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
    stems = "|".join(re.escape(_plain(stem)) for stem in script.secrets)
    secret = re.compile(rf"\b(?:{stems})") if stems else None
    return frozenset(
        name
        for name, wording in script.wordings.items()
        if wording.reveals
        or (secret and any(secret.search(_plain(v)) for v in _versions(script, name, wording)))
    )


def _versions(script: "Script", name: str, wording: "Wording") -> Iterator[str]:
    for medium, own in ((Medium.VOICE, wording.voice), (Medium.TEXT, wording.text)):
        if own:
            yield own
            context = wording_context(script, name, medium)
            yield from (translation(context, own, locale) or "" for locale in catalogues())


def faults(script: "Script") -> Iterator[Fault]:
    """What is wrong with the wordings themselves, wherever they are said."""
    for name, wording in script.wordings.items():
        if not wording.voice and not wording.text:
            yield WordingFault.EMPTY, f"wording '{name}' says nothing"
        for template in filter(None, (wording.voice, wording.text)):
            yield from _unfilled(name, template)
        if wording.text:
            yield from costs(f"text of '{name}'", wording.text, script.locale)


def _unfilled(name: str, template: str) -> Iterator[Fault]:
    try:
        names = placeholders(template)
    except ValueError as error:
        yield WordingFault.PLACEHOLDER, f"wording '{name}': {error}"
        return
    for each in names:
        if each not in _TYPICAL:
            known = ", ".join(_TYPICAL)
            yield WordingFault.PLACEHOLDER, f"wording '{name}': '{{{each}}}' is none of {known}"


def costs(what: str, text: str, locale: str) -> Iterator[Fault]:
    """Whether a text costs more than it may; `what` names it."""
    full = filled(text, locale)
    if letters := foreign_letters(text):
        dear = f"{what} has {' '.join(letters)}, which cost {segments(full)} segments"
        yield WordingFault.FOREIGN_LETTERS, f"{dear}; write: {fold(text)}"
    if (count := segments(fold(full))) > MOST_SEGMENTS:
        yield (
            WordingFault.TOO_LONG,
            f"{what} takes {count} segments ({len(full)} letters when filled)",
        )


def _plain(text: str) -> str:
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))
