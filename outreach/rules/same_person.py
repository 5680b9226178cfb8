"""Decides which two entries of a registry are so alike that somebody should look at them.

The import knows people again by their document, and then they are one. Everything less sure is
only proposed: two entries with nearly the same name, and the same birth date or a number in
common, unless something known of them contradicts it.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_set_ratio, token_sort_ratio

from flows.understanding.normalise import plain

ALIKE = 86.0  # of 100: Zelaya and Selaya are, Ana López and Ana Gómez are not
MISTYPED = 2  # digits of a document that may differ, or be swapped, in one and the same
_SHORTEST = 3  # letters of a word that tells names apart
_SMALL_WORDS = {"de", "del", "la", "las", "los", "y"}


class Why(StrEnum):
    """What two entries have in common besides the name. Values are stored: never rename."""

    BIRTH_DATE = "birth_date"
    NUMBER = "number"
    BOTH = "both"


class Verdict(StrEnum):
    """What became of two such entries. Values are stored: never rename."""

    SAME = "same"
    DIFFERENT = "different"
    VOID = "void"  # nobody's decision: one of the two turned out to be a third one's


DECISIONS = (Verdict.SAME, Verdict.DIFFERENT)  # that somebody who looks may take


class Traits(NamedTuple):
    """What is known of an entry; None is not known. `numbers` are compared, not shown."""

    name: str | None
    birth_date: str | None  # ISO
    document: str | None  # digits
    numbers: frozenset[str]


class Likeness(NamedTuple):
    """How alike the names are, 0 to 100, and what else is the same."""

    score: float
    why: Why


def likeness(one: Traits, other: Traits) -> Likeness | None:
    """How alike these entries are; None where nobody needs to look at them."""
    born = _agree(one.birth_date, other.birth_date)
    rung = bool(one.numbers & other.numbers)
    if not (born or rung) or _contradict(one, other, rung=rung):
        return None
    score = _names_alike(one.name, other.name)
    if score < ALIKE:
        return None
    return Likeness(score, Why.BOTH if born and rung else Why.BIRTH_DATE if born else Why.NUMBER)


def _agree(mine: str | None, theirs: str | None) -> bool:
    return mine is not None and mine == theirs


def _contradict(one: Traits, other: Traits, *, rung: bool) -> bool:
    """Two documents that are no slip of the hand, or two birth dates: father and son."""
    if one.document and other.document:
        if OSA.distance(one.document, other.document) > MISTYPED:
            return True
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        return not rung or OSA.distance(one.birth_date, other.birth_date) > 1
    return False


def _names_alike(mine: str | None, theirs: str | None) -> float:
    """Words in any order; a second name or surname that one of them lacks counts a little."""
    one, other = _words(mine or ""), _words(theirs or "")
    if min(len(one), len(other)) < 2:
        return 0.0
    left, right = " ".join(one), " ".join(other)
    return float(max(token_sort_ratio(left, right), token_set_ratio(left, right) - 4))


def keys(name: str | None, birth_date: str | None) -> Iterator[tuple[str, str, str]]:
    """What entries that may be of one person have in common: the birth date and two words.

    Words are compared as they sound, so that spelling does not part them.
    """
    if birth_date is None or name is None:
        return
    sounds = sorted({sound(word) for word in _words(name)})
    for one, other in combinations(sounds, 2):
        yield birth_date, one, other


def _words(name: str) -> list[str]:
    return [w for w in _plain(name).split() if len(w) >= _SHORTEST and w not in _SMALL_WORDS]


@lru_cache(maxsize=65_536)
def _plain(name: str) -> str:
    return plain(name).replace("-", " ")


_SOUNDS = (
    (re.compile(r"h"), ""),
    (re.compile(r"qu(?=[ei])|k"), "c"),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"g(?=[eiy])|x"), "j"),
    (re.compile(r"ll"), "y"),
    (re.compile(r"y(?=\b)|y(?![aeiou])"), "i"),
    (re.compile(r"v"), "b"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=.)[aeiou]"), ""),
)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """How a word sounds in Honduras, roughly: first letter and consonants, b for v, s for z."""
    for pattern, becomes in _SOUNDS:
        word = pattern.sub(becomes, word)
    return word
