"""Reads numbers out of folded words: digits, Spanish and English number words."""

from functools import lru_cache

from flows.understanding.normalise import folded, sound

_UNITS = {
    1: "un uno una one", 2: "dos two", 3: "tres three", 4: "cuatro four", 5: "cinco five",
    6: "seis six", 7: "siete seven", 8: "ocho eight", 9: "nueve nine",
}  # fmt: skip
_TEENS = {
    10: "diez ten", 11: "once eleven", 12: "doce twelve", 13: "trece thirteen",
    14: "catorce fourteen", 15: "quince fifteen", 16: "dieciseis sixteen",
    17: "diecisiete seventeen", 18: "dieciocho eighteen", 19: "diecinueve nineteen",
    21: "veintiuno veintiun veintiuna", 22: "veintidos", 23: "veintitres", 24: "veinticuatro",
    25: "veinticinco", 26: "veintiseis", 27: "veintisiete", 28: "veintiocho", 29: "veintinueve",
}  # fmt: skip
_TENS = {
    20: "veinte twenty", 30: "treinta thirty", 40: "cuarenta forty fourty", 50: "cincuenta fifty",
    60: "sesenta sixty", 70: "setenta seventy", 80: "ochenta eighty", 90: "noventa ninety",
}  # fmt: skip
_HUNDREDS = {100: "cien ciento", 900: "novecientos novecientas nuevecientos nuevesientos"}


def _words(table: dict[int, str]) -> dict[str, int]:
    return {sound(word): number for number, words in table.items() for word in words.split()}


UNITS = _words(_UNITS)
TEENS = _words(_TEENS)
TENS = _words(_TENS)
HUNDREDS = _words(_HUNDREDS)
MIL = frozenset({sound("mil"), sound("thousand")})
ZERO = frozenset({sound("cero"), sound("zero"), "oh"})
_AND = sound("y")


@lru_cache(maxsize=4096)
def _fused(word: str) -> int | None:
    """*ochentaicinco*, *noventicinco*, *treintaycuatro*: tens and unit in one word."""
    for tens, value in TENS.items():
        stem = tens[:-1]
        if word.startswith(stem) and len(word) > len(tens):
            rest = word[len(stem) :].lstrip("aei").removeprefix(_AND)
            if rest in UNITS:
                return value + UNITS[rest]
    return None


def below_hundred(words: list[str], at: int) -> tuple[int, int] | None:
    """(number, index after it) of a number from 0 to 99 in words; None if there is none."""
    word = words[at] if at < len(words) else ""
    if word in ZERO:
        return 0, at + 1
    if word in UNITS:
        return UNITS[word], at + 1
    if word in TEENS:
        return TEENS[word], at + 1
    if word in TENS:
        value, after = TENS[word], at + 1
        if after < len(words) and words[after] == _AND:
            after += 1
        unit = words[after] if after < len(words) else ""
        if unit in UNITS:
            return value + UNITS[unit], after + 1
        if len(unit) == 1 and unit in "123456789":
            return value + int(unit), after + 1
        return value, at + 1
    fused = _fused(word)
    return None if fused is None else (fused, at + 1)


def number(words: list[str], at: int) -> tuple[int, int] | None:
    """(number, index after it) of a number from 0 to 99, in words or in one or two digits."""
    word = words[at] if at < len(words) else ""
    if word.isdecimal():
        return (int(word), at + 1) if len(word) <= 2 else None
    return below_hundred(words, at)


ORDINALS = {
    sound(word): number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
}
_TENTH = {sound("thirtieth"): 30, sound("twentieth"): 20}


def ordinal(words: list[str], at: int) -> tuple[int, int] | None:
    """An English day of the month: *fifteenth*, *twenty first*, *thirtieth*, *4th*."""
    word = words[at] if at < len(words) else ""
    if word in ORDINALS or word in _TENTH:
        return ORDINALS.get(word) or _TENTH[word], at + 1
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in TENS and after in ORDINALS:
        return TENS[word] + ORDINALS[after], at + 2
    if word.isdecimal() and after in _ENDINGS:
        return int(word), at + 2
    return None


_ENDINGS = frozenset(sound(ending) for ending in ("st", "nd", "rd", "th"))

MONTHS = {
    folded(name): month
    for month, names in enumerate(
        (
            "enero january", "febrero february", "marzo march", "abril april", "mayo may",
            "junio june", "julio july", "agosto august",
            "septiembre setiembre september", "octubre october",
            "noviembre november", "diciembre december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
