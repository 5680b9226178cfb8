"""Reads a year of birth, or an age, out of what was said.

Two digits 60-99 are 19NN and 00-09 are 20NN. From 10 to 59 they are a year only when said like
one ("nací en el cincuenta y ocho"), otherwise an age.
"""

import re
from dataclasses import dataclass

from flows.understanding import numbers
from flows.understanding.normalise import Utterance, folded

FIRST, LAST = 1915, 2012  # years in which somebody who is called may have been born
YOUNGEST, OLDEST = 10, 99

_AGE_AFTER = frozenset({"anos", "ano", "anios", "abriles", "years", "anitos"})
_AGE_BEFORE = frozenset(
    folded(w) for w in "tengo tiene cumpli cumplidos cumplir cumplo tener edad im am aged".split()
)
_FUTURE = frozenset({folded("cumplir"), folded("completar"), folded("cumplo")})
_COMING = frozenset(folded(w) for w in "cumplo voy cumplire".split())
_SINCE = frozenset(folded(w) for w in "hace llevo estuve viví trabaje pase desde tuve".split())
_BORN = frozenset(
    folded(w) for w in "naci nacido nacida nacimiento nacio nasi born birth nasci".split()
)
_YEARLIKE = frozenset(folded(w) for w in "del el ano year in".split()) | _BORN
_SKIP = frozenset(folded(w) for w in "los las como unos ya apenas los casi yo".split())
_NOT_THIS = frozenset({"del", "en", "el"})
_DIGITS = re.compile(r"\d+")
_AND = ([folded("y")], ["and"])


@dataclass(frozen=True, slots=True)
class Datum:
    """A candidate: its value and the span of words it was read from."""

    value: str
    start: int
    end: int
    born: bool = False
    nearly: bool = False


def read(said: Utterance) -> Datum | None:
    """The year or age the reply comes down to; the last correction wins."""
    found = [datum for datum in _scan(said.words) if not _denied(said, datum)] or []
    years = [d for d in found if not d.value.startswith("age:") and not d.nearly]
    born = [datum for datum in years if datum.born]
    reached = [datum for datum in found if not datum.nearly]
    corrected = [datum for datum in years if _corrects(said, datum)]
    for group in (corrected, born, years, reached, found):
        if group:
            return group[-1]
    return None


def _denied(said: Utterance, datum: Datum) -> bool:
    """*no del 85 sino del 86*: the year is named in order to be excluded."""
    at = _led_in(said.words, datum)
    behind_no = at >= 2 and said.words[at - 1] == "no"
    return at < datum.start and behind_no and at - 1 not in said.breaks


def _corrects(said: Utterance, datum: Datum) -> bool:
    """*en el ochenta, no, en el noventa*: with a pause, the *no* takes back what came before."""
    at = _led_in(said.words, datum)
    return at >= 2 and said.words[at - 1] == "no" and at - 1 in said.breaks


def _led_in(words: list[str], datum: Datum) -> int:
    """Where *del*, *en el* before the datum begin."""
    at = datum.start
    while at > 0 and words[at - 1] in _NOT_THIS:
        at -= 1
    return at


def _scan(words: list[str]) -> list[Datum]:
    found: list[Datum] = []
    at, born = 0, False
    while at < len(words):
        born = born or words[at] in _BORN
        datum = _at(words, at)
        if datum is None:
            at += 1
            continue
        if datum.value:
            found.append(Datum(datum.value, datum.start, datum.end, born, datum.nearly))
            born = born and datum.value.startswith("age:")
        at = datum.end
    return found


def _at(words: list[str], at: int) -> Datum | None:
    """What the word at `at` begins; an empty value is a number to be skipped."""
    if words[at][0].isdigit():
        return _digits(words, at)
    year = _year_in_words(words, at)
    if year is not None:
        return Datum(_year(year[0]), at, year[1])
    read = numbers.below_hundred(words, at)
    if words[at] in numbers.ZERO and at + 1 < len(words) and words[at + 1] in numbers.UNITS:
        return Datum(_short(numbers.UNITS[words[at + 1]]), at, at + 2)
    if read is None or (words[at] in ("un", "una") and read[1] == at + 1):
        return None
    return _two_digits(words, at, read[0], read[1])


def _year(year: int) -> str:
    return str(year) if FIRST <= year <= LAST else ""


def _digits(words: list[str], at: int) -> Datum:
    parts = _DIGITS.findall(words[at])
    years = [int(part) for part in parts if len(part) == 4 and FIRST <= int(part) <= LAST]
    if years:
        return Datum(str(years[-1]), at, at + 1)
    if len(parts) == 3 and len(parts[2]) <= 2:  # 15/08/98
        return Datum(_short(int(parts[2])), at, at + 1)
    if len(parts) == 1:
        return _run_of_digits(words, at, parts[0])
    return Datum("", at, at + 1)


def _run_of_digits(words: list[str], at: int, digits: str) -> Datum:
    if len(digits) == 13:  # an identity number: municipality, year of birth, sequence
        return Datum(_year(int(digits[4:8])), at, at + 1)
    if len(digits) == 8:
        return Datum(_year(int(digits[4:])) or _year(int(digits[:4])), at, at + 1)
    if len(digits) == 1 and [len(w) for w in words[at : at + 4]] == [1, 1, 1, 1]:
        run = "".join(words[at : at + 4])
        if run.isdecimal() and _year(int(run)):
            return Datum(run, at, at + 4)
    if len(digits) == 2:
        after = words[at + 1] if at + 1 < len(words) else ""
        if digits in ("19", "20") and after.isdecimal() and len(after) == 2:
            return Datum(_year(int(digits + after)), at, at + 2)
        return _two_digits(words, at, int(digits), at + 1)
    return Datum("", at, at + 1)


def _short(two: int) -> str:
    return _year(1900 + two if two > 12 else 2000 + two)


def _two_digits(words: list[str], at: int, value: int, end: int) -> Datum:
    """A number below 100: an age, a short year, a day of the month, or none of these."""
    after = words[end] if end < len(words) else ""
    back = at - 1
    while back >= 0 and words[back] in _SKIP:
        back -= 1
    before = words[back] if back >= 0 else ""
    if after in _AGE_AFTER or before in _AGE_BEFORE:
        since = before in _SINCE and not _BORN & set(words[:at])
        coming = before in _FUTURE and words[back - 1 : back] != ["de"]
        age = value - 1 if coming else value
        fits = YOUNGEST <= age <= OLDEST and not since
        nearly = words[max(0, back - 1) : back + 1] in (["boi", "para"], ["boi", "por"])
        return Datum(f"age:{age}" if fits else "", at, end, nearly=nearly)
    written = words[at].isdecimal() and len(words[at]) == 2
    if value >= 60 or (value <= 9 and (written or words[at] in numbers.ZERO)):
        return Datum(_short(value), at, end, nearly=_coming(words, end))
    if _is_day(words, at, after) or value <= 9:
        return Datum("", at, end)
    if before in _YEARLIKE and (value >= 30 or value <= 12 or before == "del"):
        return Datum(_short(value), at, end)
    nearly = words[max(0, at - 2) : at] in (["boi", "para"], ["boi", "por"])
    nearly = nearly or _coming(words, end)
    return Datum(f"age:{value}" if value >= YOUNGEST else "", at, end, nearly=nearly)


def _coming(words: list[str], end: int) -> bool:
    """*los treinta y dos los cumplo en diciembre*: not reached yet."""
    return words[end : end + 1] == ["los"] and bool(_COMING.intersection(words[end : end + 3]))


def _is_day(words: list[str], at: int, after: str) -> bool:
    months = {*words[at + 1 : at + 5]} & numbers.MONTHS.keys()
    return bool(months) or after in ("de", "del", "por")


def _year_in_words(words: list[str], at: int) -> tuple[int, int] | None:
    """*mil novecientos ochenta y siete*, *dos mil tres*, *diecinueve ochenta*, *uno nueve…*."""
    if words[at] in numbers.MIL:
        return _thousand(words, at, 1000, at + 1)
    first = numbers.below_hundred(words, at)
    if first is None:
        return None
    value, end = first
    if value == 2 and end < len(words) and words[end] in numbers.MIL:
        return _thousand(words, at, 2000, end + 1)
    if value == 1 and end < len(words) and words[end] in numbers.MIL:
        return _thousand(words, at, 1000, end + 1)
    if value in (19, 20) and end == at + 1:
        rest = numbers.number(words, end)
        if rest is not None and (rest[0] >= 10 or words[end] in numbers.ZERO):
            if words[end] in numbers.ZERO and rest[1] < len(words):
                rest = numbers.number(words, rest[1]) or rest
            return value * 100 + rest[0], rest[1]
    spelt = [numbers.UNITS.get(w, 0 if w in numbers.ZERO else -1) for w in words[at : at + 4]]
    if len(spelt) == 4 and min(spelt) >= 0 and spelt[0] in (1, 2):
        return int("".join(map(str, spelt))), at + 4
    return None


def _thousand(words: list[str], at: int, base: int, end: int) -> tuple[int, int]:
    if end < len(words) and words[end] in numbers.HUNDREDS:
        base += numbers.HUNDREDS[words[end]]
        end += 1
    rest = numbers.number(words, end + 1 if words[end : end + 1] in _AND else end)
    return (base, end) if rest is None else (base + rest[0], rest[1])
