"""Reads clock times: *a las cinco y media de la tarde*, *4:30 pm*, *de 2 a 4*, *un cuarto para las
tres*, with what stands before them (*después de*, *antes de*, *a partir de*)."""

import re

from flows.understanding import numbers, quarters
from flows.understanding.mentions import Kind, Mention
from flows.understanding.normalise import folded

_NOON = frozenset({folded("mediodia"), folded("medio"), folded("noon")})
_THE = frozenset({"las", "la", "los"})
_ABOUT = frozenset(folded(w) for w in "tipo como sobre eso around about at cerca".split())


_ROUGHLY = frozenset(folded(w) for w in "tipo at around about".split())


def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    phrases = (tuple(folded(phrase).split()) for phrase in text.split(", "))
    return tuple(sorted(phrases, key=len, reverse=True))


_AFTER = _phrases(
    "despues de, a partir de, desde, pasadas, pasada, luego de, mas de, pasando, after, "
    "despuesito de, despues, pasado de, from, arriba de, mas tarde de, later than, despues del, "
    "pasado el, despuesito"
)
_BEFORE = _phrases(
    "antes de, hasta, before, antesito de, antes, until, mas temprano de, antes del, antes de el"
)
_ONWARD = [
    list(p) for p in _phrases("en adelante, para adelante, para arriba, en delante, onwards")
]
_OUT = frozenset(folded(w) for w in "salgo salimos desocupo llego vengo regreso termino".split())
_IN = frozenset(folded(w) for w in "entro entramos empiezo".split())
_HALF = {
    phrase: half
    for phrases, half in (
        ("am, a m, de la manana, de la madrugada, de la mananita, in the morning, en la manana, "
         "por la manana", "am"),
        ("pm, p m, de la tarde, de la tardecita, in the afternoon, en la tarde, por la tarde, "
         "in the evening", "pm"),
        ("de la noche, de la nochecita, at night, en la noche, por la noche, tonight", "evening"),
        ("del dia, del mediodia, del medio dia, de mediodia", "day"),
    )
    for phrase in _phrases(phrases)
}  # fmt: skip
_DIGITAL = re.compile(r"(\d{1,2})[:.](\d{2})")
_RANGE = re.compile(r"(\d{1,2})-(\d{1,2})")
_TAILS = _phrases("horas, en punto, o clock, oclock")
_MINUTES = {folded("media"): 30, folded("cuarto"): 15}
_OPENERS = ("de", "entre", "desde", folded("between"), "from")
_TO = frozenset({"a", "i", folded("hasta"), "to", "and", "al"})
Read = tuple[tuple[int, int], int, bool]  # (hour, minute), index after, certain to be a time


def at(words: list[str], start: int) -> Mention | None:
    """The clock time that begins at `start`, if any."""
    word = words[start]
    if not (word[0].isdigit() or word in _STARTS):
        return None
    if words[max(0, start - 1) : start] == ["el"] and words[start] not in _NOON:
        return None  # "el dieciocho" is a day, whatever follows
    relation, begin = _relation(words, start)
    ranged = _between(words, start) if relation in ("", "after") else None
    if ranged is not None:
        return ranged
    if begin > start and words[begin - 1] in ("del", "el") and not _NOON & {*words[begin:][:1]}:
        return None
    read = quarters.read(words, begin) or _time(words, begin, bool(relation))
    if read is None or not (read[2] or relation):
        return None
    clock, end, _ = read
    half, end = _half(words, end)
    if words[end : end + 2] in _ONWARD:
        relation, end = "after", end + 2
    if not relation and _OUT.intersection(words[end : end + 2]):
        relation = "after"  # "a las seis me desocupo"
    kind, relation = _reason(words, start, relation)
    return Mention(kind, relation or "at", start, end, first=clock, half=half)


def _relation(words: list[str], at: int) -> tuple[str, int]:
    for relation, phrases in (("after", _AFTER), ("before", _BEFORE)):
        for phrase in phrases:
            if tuple(words[at : at + len(phrase)]) == phrase:
                if words[at + len(phrase) : at + len(phrase) + 1] == ["el"]:
                    return relation, at + len(phrase) + 1
                return relation, at + len(phrase)
    return "", at


def _reason(words: list[str], start: int, relation: str) -> tuple[Kind, str]:
    before = words[max(0, start - 4) : start]
    if not relation and _OUT.intersection(before):
        return Kind.REASON, "after"
    if not relation and _IN.intersection(before):
        return Kind.REASON, "before"
    if relation == "before" and folded("trabajo") in before[-2:]:
        return Kind.REASON, "after"
    return Kind.CLOCK, relation


def _time(words: list[str], at: int, eased: bool) -> Read | None:
    """An hour with its minutes. `eased` accepts a bare number, as after *después de*."""
    certain = False
    if words[at : at + 1] == ["a"]:
        at += 1
        eased = False
    while at < len(words) and words[at] in _ABOUT | {"de"} and at + 1 < len(words):
        certain = certain or words[at] in _ROUGHLY
        at += 1
        if words[at : at + 1] == ["a"]:
            at += 1
    if at < len(words) and words[at] in _THE:
        certain, at = words[at] == "las" or words[at + 1 : at + 2] in (["una"], ["1"]), at + 1
    if at >= len(words):
        return None
    if words[at] in (folded("mediodia"), folded("noon")):
        return (12, 0), at + 1, eased
    if words[at : at + 2] == [folded("medio"), folded("dia")]:
        return (12, 0), at + 2, eased
    digital = _DIGITAL.fullmatch(words[at])
    if digital:
        clock = int(digital[1]), int(digital[2])
        return (clock, at + 1, True) if clock[0] <= 24 and clock[1] < 60 else None
    return _hour(words, at, certain or eased)


def _hour(words: list[str], at: int, certain: bool) -> Read | None:
    joined = words[at] if at < len(words) else ""
    if len(joined) in (3, 4) and joined.isdecimal() and int(joined[-2:]) < 60:
        half = bool(_half(words, at + 1)[0])
        if (certain or half) and int(joined[:-2]) <= 24:
            return (int(joined[:-2]), int(joined[-2:])), at + 1, True
    read = numbers.number(words, at)
    if read is None or not 0 <= read[0] <= 24 or (joined == "un"):
        return None
    hour, end = read
    minute, after = _minutes(words, end, certain)
    certain = certain or (after == end + 2 and words[end] == "i" and minute in (15, 30))
    end = after
    alone = at == 0 and end == len(words) and hour <= 12
    said = bool(_half(words, end)[0])
    for tail in _TAILS:
        if tuple(words[end : end + len(tail)]) == tail:
            said, end = True, end + len(tail)
    return (hour, minute), end, certain or said or alone


def _minutes(words: list[str], end: int, certain: bool) -> tuple[int, int]:
    and_then = words[end : end + 1] == ["i"]
    at = end + 1 if and_then else end
    word = words[at] if at < len(words) else ""
    if and_then and word in _MINUTES:
        return _MINUTES[word], at + 1
    if word == folded("media") and not and_then:
        return 30, at + 1
    read = numbers.number(words, at)
    follows = words[read[1] : read[1] + 1] if read else []
    told = bool(read and _half(words, read[1])[0])
    if read and 10 <= read[0] < 60 and (certain or and_then or told) and follows != ["de"]:
        return read[0], read[1] + (follows == ["minutos"])
    if read and 10 <= read[0] < 60 and certain and words[read[1] : read[1] + 2] == ["de", "la"]:
        return read[0], read[1]
    return 0, end


def _between(words: list[str], at: int) -> Mention | None:
    """*de 2 a 4*, *entre las dos y las cuatro*, *8 a 12*, *2-4*."""
    if _RANGE.fullmatch(words[at]):
        return _written_range(words, at)
    opened = words[at] in _OPENERS
    begin = at + 1 if opened else at
    named = words[begin : begin + 1] == ["las"] or words[begin : begin + 2] == ["la", "una"]
    first = _time(words, begin, True) if opened or named or words[at][0].isdigit() else None
    bare = numbers.number(words, begin)
    if opened and words[at] in ("entre", _OPENERS[3]) and bare and words[bare[1] : bare[1] +
    1] in (
        ["i"], ["and"]
    ):  # fmt: skip
        first = (bare[0], 0), bare[1], True  # "entre diez y once": no minutes
    if first is None:
        return None
    half_first, middle = _half(words, first[1])
    joins = _TO if opened and words[at] in ("entre", _OPENERS[3]) else _TO - {"i"}
    second = _time(words, middle + 1, True) if {*words[middle : middle + 1]} & joins else None
    if second is None or first[0] == second[0]:
        return None
    half, end = _half(words, second[1])
    if not (opened or named or half) and len(words) > 5:
        return None
    if half_first and half and half_first != half:
        from_, to = _fixed(first[0], half_first), _fixed(second[0], half)
        return Mention(Kind.CLOCK, "between", at, end, from_, to, "fixed")
    return Mention(Kind.CLOCK, "between", at, end, first[0], second[0], half or half_first)


def _written_range(words: list[str], at: int) -> Mention | None:
    first, second = (int(part) for part in words[at].split("-"))
    if not (first <= 12 and 0 < second <= 24 and first != second):
        return None
    half, end = _half(words, at + 1)
    if second > 12 or half or len(words) <= 4:
        return Mention(Kind.CLOCK, "between", at, end, (first, 0), (second, 0), half)
    return None


def _fixed(clock: tuple[int, int], half: str) -> tuple[int, int]:
    """A 24-hour clock."""
    hour, minute = clock
    return (hour + 12 if half in ("pm", "evening") and hour < 12 else hour), minute


def _half(words: list[str], at: int) -> tuple[str, int]:
    for phrase, half in _HALF.items():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return half, at + len(phrase)
    return "", at


_STARTS = frozenset(
    {"a", "las", "la", "de", "entre", "un", folded("between"), "faltando"}
    | {phrase[0] for phrase in (*_AFTER, *_BEFORE)}
    | _ABOUT
    | {folded("mediodia")}
    | quarters.STARTS
    | {w for table in (numbers.UNITS, numbers.TEENS, numbers.TENS) for w in table}
)
