"""Figures of a wording as it is typed: its length, its segments, how long it is spoken."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.gsm7 import fold, foreign_letters, segments
from flows.medium import Medium
from flows.rewording import Slot
from flows.wording_checks import MOST_SEGMENTS, filled, secret_words

if TYPE_CHECKING:
    from flows.script import Script

_LETTERS_A_SECOND = 14  # of an ordinary synthetic voice in Spanish, pauses included


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the words with ordinary values in them. `segments` are of a text, `seconds` of speech;
    `foreign` are letters that make segments short, and `secret` words that tell what it is about.
    """

    letters: int
    segments: int
    most_segments: int
    seconds: int
    foreign: str
    folded: str
    secret: tuple[str, ...]


def figures(script: "Script", slot: Slot, words: str) -> Figures:
    """Never raises, whatever the words."""
    full = filled(words, slot.locale or script.locale)
    is_text = slot.medium is Medium.TEXT
    foreign = foreign_letters(words) if is_text else ""
    return Figures(
        letters=len(full),
        segments=segments(full) if is_text and words else 0,
        most_segments=MOST_SEGMENTS,
        seconds=0 if is_text else -(-len(full) // _LETTERS_A_SECOND),
        foreign=foreign,
        folded=fold(words) if foreign else "",
        secret=secret_words(script, words),
    )
