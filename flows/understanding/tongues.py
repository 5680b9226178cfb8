"""Whether somebody of whom nothing is known writes English: by the small words of a language."""

import re

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENGLISH = frozenset(
    """
    a about again all am an and any anymore are ask at call called calling can come could did do
    does don't dont english for from get give got had has have hello hey hi how i i'm im if in is
    it it's its job know list me message missed my name need never not number of off on phone
    please remove send sent should speak stop take text thank thanks that the there they this to
    today tomorrow want was we what what's when where which who who's why will with work would
    yes you you're your
    """.split()
)
_BOTH = frozenset({"a", "me", "no", "has", "come", "its", "of", "are", "hi", "stop", "ok"})
_ENOUGH = 0.6  # of the words; names and what both languages have leave some unknown


def is_english(words: str) -> bool:
    """Whether most of the words are English; never for a name alone, or a keyword."""
    said = _WORDS.findall(words.casefold())
    known = [word for word in said if word in _ENGLISH]
    return any(word not in _BOTH for word in known) and len(known) >= _ENOUGH * len(said)
