"""Reads clock times told from the next or the last hour: *un cuarto para las tres*, *half past
nine*, *las cinco menos diez*, *twenty to six*."""

from flows.understanding import numbers
from flows.understanding.normalise import folded

_QUARTER = frozenset({folded("cuarto"), folded("quarter")})
_HALF = frozenset({folded("half")})
_TO = frozenset({folded("para"), "to", "til", "till"})
_PAST = frozenset({folded("past"), folded("after")})
_LESS = folded("menos")
_THE = (["las"], ["la"])
_OPENERS = frozenset({"un", "a", folded("faltando"), folded("faltan"), folded("falta")})
STARTS = _QUARTER | _HALF | (_OPENERS - {"a"})
Read = tuple[tuple[int, int], int, bool]  # (hour, minute), index after, certain to be a time


def read(words: list[str], at: int) -> Read | None:
    """The clock time that begins at `at`, if it is told this way."""
    return _minutes_first(words, at) or _hour_first(words, at)


def _minutes_first(words: list[str], at: int) -> Read | None:
    while words[at : at + 1] and words[at] in _OPENERS:
        at += 1
    minutes, at = _minutes(words, at)
    word = words[at] if at < len(words) else ""
    if not 1 <= minutes <= 30 or (word not in _TO and word not in _PAST):
        return None
    spanish = word == folded("para")
    if spanish and words[at + 1 : at + 2] not in (["las"], ["la"]):
        return None
    hour = numbers.number(words, at + 2 if spanish else at + 1)
    if hour is None or not 1 <= hour[0] <= 12:
        return None
    if word in _PAST:
        return (hour[0], minutes), hour[1], True
    return ((hour[0] - 1) or 12, 60 - minutes), hour[1], True


def _hour_first(words: list[str], at: int) -> Read | None:
    if words[at : at + 1] not in _THE:
        return None
    hour = numbers.number(words, at + 1)
    if hour is None or not 1 <= hour[0] <= 12 or words[hour[1] : hour[1] + 1] != [_LESS]:
        return None
    minutes, end = _minutes(words, hour[1] + 1)
    return (((hour[0] - 1) or 12, 60 - minutes), end, True) if minutes else None


def _minutes(words: list[str], at: int) -> tuple[int, int]:
    word = words[at] if at < len(words) else ""
    if word in _QUARTER:
        return 15, at + 1
    if word in _HALF:
        return 30, at + 1
    return numbers.number(words, at) or (0, at)
