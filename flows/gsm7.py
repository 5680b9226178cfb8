"""Counts what a text costs: the letters of GSM-7, segments, and letters folded to fit.

Source: 3GPP TS 23.038, basic character set and its extension table. A text whose letters are all
in GSM-7 has 160 of them in one segment and 153 in each of several; one foreign letter makes it
UCS-2 with 70 and 67.
"""

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # each counts as two
_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\xa0": " "}


def foreign_letters(text: str) -> str:
    """The distinct letters of `text` that GSM-7 lacks, in order of appearance."""
    return "".join(dict.fromkeys(c for c in text if c not in BASIC and c not in EXTENDED))


def fold(text: str) -> str:
    """`text` with every foreign letter replaced by its plain one (á → a), or left as it is."""
    return "".join(c if c in BASIC or c in EXTENDED else _plain(c) for c in text)


def segments(text: str) -> int:
    """Segments that the carrier bills for `text`; an empty text is one."""
    if foreign_letters(text):
        units = len(text.encode("utf-16-be")) // 2
        return 1 if units <= 70 else -(-units // 67)
    units = len(text) + sum(c in EXTENDED for c in text)
    return 1 if units <= 160 else -(-units // 153)


def _plain(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    plain = unicodedata.normalize("NFKD", letter)[0]
    return plain if plain in BASIC else letter
