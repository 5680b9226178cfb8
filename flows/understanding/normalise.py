"""Turns a reply as typed or recognised into the folded words that every rule is written in.

Folding keeps what is heard and drops how it is spelt: case, accents, doubled letters, silent h,
b/v, c/s/z, ll/y, q/k. *Haya*, *allá* and *halla* become one word, and so do *sii*, *Sí* and
*si*. Patterns are folded in the same way when they are compiled, so they are written in ordinary
Spanish.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from flows.understanding.shorthand import COURTESIES, EMOJI, SHORTHAND

LONGEST = 4000  # characters read of a reply; a text message has at most 1600

_TOKEN = re.compile(
    r"\d+(?:[:./-]\d+)*|[^\W\d_]+(?:['’`´][^\W\d_]+)*|[?]|[,.;:!…\n]+"
    r"|#(?!\w)|[\U0001F300-\U0001FAFF\u2600-\u27BF]"
)
_INITIALS = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.\s?){2,}(?:[^\W\d_](?![^\W_]))?|(?<=\d)\s?[ap]\.\s?m\b|"
    r"(?<=\w)\s[ap]\sm\b",
    re.IGNORECASE,
)
_SPELLING = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"([a-z])\1{2,}", r"\1\1"),
        (r"^([aeious])\1", r"\1"),
        (r"ck", "k"),
        (r"(?<!c)h", ""),
        (r"gu(?=[ei])", "G"),
        (r"g(?=[ei])", "j"),
        (r"G", "g"),
        (r"qu(?=[aeio])|qu$|q", "k"),
        (r"[sx]c(?=[ei])", "s"),
        (r"c(?=[ei])", "s"),
        (r"c(?!h)", "k"),
        (r"z", "s"),
        (r"x(?=[^aeiou])", "s"),
        (r"v", "b"),
        (r"ll(?=[aeiou])", "y"),
        (r"y$|y(?=[^aeiou])", "i"),
        (r"n(?=[bp])", "m"),
        (r"([a-qs-z])\1+", r"\1"),
        (r"rr$|^rr", "r"),
    )
)


def plain(text: str) -> str:
    """Lower case without accents; ñ becomes n."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in apart if not unicodedata.combining(ch))


@lru_cache(maxsize=32_768)
def sound(word: str) -> str:
    """The folded form of one plain word, without expanding shorthand."""
    for pattern, replacement in _SPELLING:
        word = pattern.sub(replacement, word)
    return word


# a pronoun that a recogniser, or a thumb, has joined to the verb of contact behind it
_JOINED = re.compile(
    r"(ya|no|ni)?(me|nos|le|les|lo|la)?"
    r"((?:l?l|y)am(?:en?|es|ar|ando)|mar(?:ken?|quen?|car|cando)|escri(?:ba[ns]?|bir|biendo)|"
    r"molest(?:en?|es|ar|ando)|bus(?:quen?|ques|car|cando))"
)


def _apart(word: str) -> str:
    """*mellamen* is *me llamen*, *nollame* is *no llame*."""
    joined = _JOINED.fullmatch(word)
    return " ".join(filter(None, joined.groups())) if joined else word


@lru_cache(maxsize=32_768)
def fold(token: str) -> tuple[str, ...]:
    """The folded words one token stands for: shorthand may stand for several."""
    if token[0].isdigit():
        return (token,)
    word = re.sub(r"['’`´]", "", plain(token))
    short = re.sub(r"(.)\1+", r"\1", word)
    spelt = SHORTHAND.get(word) or SHORTHAND.get(short) or _apart(word)
    return tuple(folded for part in spelt.split() if (folded := sound(part)))


@lru_cache(maxsize=8192)
def folded(phrase: str) -> str:
    """A phrase of a table as it looks in an utterance."""
    return " ".join(sound(word) for word in plain(phrase).split())


def any_of(*phrases: str) -> str:
    """A regular expression for any of the phrases, each with the space that follows it."""
    words = sorted({folded(p.replace("_", " ")) for p in phrases}, key=len, reverse=True)
    return "(?:" + "|".join(f"{re.escape(word)} " for word in words) + ")"


_COURTEOUS = frozenset(folded(phrase) for phrase in COURTESIES)
_LONGEST_COURTESY = max(len(phrase.split()) for phrase in _COURTEOUS)


@dataclass(slots=True)
class Utterance:
    """A reply in folded words.

    `text` has every word followed by one space; `core` is the same without courtesies at either
    end. `breaks` are the indexes of words followed by punctuation.
    """

    raw: str
    words: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    asks: bool = False
    text: str = ""
    core: str = ""

    def join(self) -> None:
        """Write `text` and `core` anew from the words."""
        self.text = "".join(f"{word} " for word in self.words)
        first, last = _trim(self.words)
        self.core = "".join(f"{word} " for word in self.words[first:last])

    def quote(self, start: int, end: int) -> str:
        """The person's own words behind a span of `text`."""
        first = self.text.count(" ", 0, start)
        last = first + max(self.text.count(" ", start, end), 1)
        shown: list[str] = []
        for source in self.sources[first:last]:
            if not shown or shown[-1] is not source:
                shown.append(source)
        return " ".join(shown)


def _join(initials: re.Match[str]) -> str:
    """*S.P.S.* and *p. m.* without their points."""
    return " " + re.sub(r"[.\s]", "", initials[0]) + " "


def normalise(raw: str) -> Utterance:
    """Read a reply of any length and any characters."""
    said = Utterance(raw)
    text = _INITIALS.sub(_join, unicodedata.normalize("NFKC", raw[:LONGEST]))
    for token in _TOKEN.findall(text):
        _take(said, token)
    said.join()
    return said


def _take(said: Utterance, piece: str) -> None:
    if piece in EMOJI:
        said.words.append(EMOJI[piece])
        said.sources.append(piece)
    elif piece[0].isalnum():
        for word in fold(piece):
            said.words.append(word)
            said.sources.append(piece)
    else:
        said.asks = said.asks or piece == "?"
        if said.words:
            said.breaks.add(len(said.words) - 1)


def _trim(words: list[str]) -> tuple[int, int]:
    first, last = 0, len(words)
    while first < last and (size := _courtesy(words, first, last, front=True)):
        first += size
    while last > first and (size := _courtesy(words, first, last, front=False)):
        last -= size
    return (first, last) if first < last else (0, len(words))


def _courtesy(words: list[str], first: int, last: int, *, front: bool) -> int:
    for size in range(min(_LONGEST_COURTESY, last - first), 0, -1):
        part = words[first : first + size] if front else words[last - size : last]
        if " ".join(part) in _COURTEOUS:
            return size
    return 0
