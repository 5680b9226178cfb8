"""Finds the days, parts of the day and clock times that a reply mentions."""

from enum import Enum, auto
from typing import NamedTuple

from flows.understanding import numbers
from flows.understanding.normalise import folded


class Kind(Enum):
    DAY = auto()
    PART = auto()
    CLOCK = auto()
    REASON = auto()  # "salgo a las cinco": only used when no time is asked for outright


class Mention(NamedTuple):
    """`value` is a day, a part of the day, or a relation (at, after, before, between).

    Hours and minutes are as said; `half` is am, pm or a part of the day said with them.
    """

    kind: Kind
    value: str
    start: int
    end: int
    first: tuple[int, int] = (0, 0)
    second: tuple[int, int] = (0, 0)
    half: str = ""
    part: str = ""


def _fold_keys(table: dict[str, str]) -> dict[tuple[str, ...], str]:
    return {
        tuple(folded(phrase).split()): value
        for phrases, value in table.items()
        for phrase in phrases.split(", ")
    }


DAYS = _fold_keys(
    {
        "hoy, hoy mismo, hoy dia, today": "today",
        "right now, now, de una vez, ya, ahora mismo, ahorita mismo, ahorita, ya mismo": "now",
        "manana, tomorrow, el dia de manana": "tomorrow",
        "pasado manana, pasado, dentro de dos dias, en dos dias, day after tomorrow, "
        "the day after tomorrow": "day_after_tomorrow",
        "lunes, monday, mondays": "monday",
        "martes, tuesday, tuesdays": "tuesday",
        "miercoles, mircoles, miercole, mierc, mierco, wednesday, wednesdays": "wednesday",
        "jueves, thursday, thursdays, jueve": "thursday",
        "viernes, friday, fridays, vierne": "friday",
        "sabado, sabados, saturday, saturdays": "saturday",
        "domingo, domingos, sunday, sundays": "sunday",
        "fin de semana, fines de semana, weekend, weekends, sabado o domingo, sabado y domingo, "
        "sabados y domingos, sabados o domingos, sabado domingo, sabado o el domingo, sabado y el "
        "domingo, domingo o sabado, sabado o domingos": "weekend",
        "cualquier dia, cualquier dia de la semana, cualquier otro dia, cualquiera dia, todos "
        "los dias, todo los dias, "
        "el dia que sea, el dia que quiera, el dia que guste, el dia que pueda, cuando quiera, "
        "cuando quieran, cuando guste, cuando gusten, cuando usted guste, cuando usted quiera, "
        "cuando pueda, cuando puedan, cuando usted pueda, cuando sea, cuando le parezca, cuando "
        "desee, cuando deseen, "
        "cuando usted diga, cuando ustedes quieran, cuando ustedes gusten, cuando ustedes puedan, "
        "cuando usted desee, cuando le quede mejor, cuando les quede bien, cuando le convenga, "
        "a cualquier hora, cualquier hora, a la hora que sea, a la hora que quiera, a la hora "
        "que quieran, "
        "a la hora que guste, a la hora que pueda, a toda hora, todo el dia, todo dia, en "
        "cualquier momento, "
        "cualquier momento, a la hora que usted quiera, la hora que sea, entre semana, "
        "en la semana, dias de semana, de lunes a viernes, de lunes a sabado, lunes a viernes, "
        "de lunes a domingo, a la que sea, me da igual, da igual, any time, anytime, any day, "
        "whenever, every day, weekdays, el que sea, cuando me llame, cuando ustedes digan, "
        "cualquiera esta bien, de dia, siempre estoy": "any",
        "esta tarde, this afternoon": "today/afternoon",
        "esta noche, tonight, this evening": "today/evening",
        "esta manana, this morning": "today/morning",
        "ahora en la tarde, ahora por la tarde, ahora a la tarde": "today/afternoon",
        "ahora en la noche, ahora por la noche, ahora a la noche": "today/evening",
        "ahora en la manana": "today/morning",
        "ahora al mediodia": "today/noon",
    }
)
PARTS = _fold_keys(
    {
        "la manana, la mananita, las mananas, la madrugada, la mananitas, temprano, tempranito, "
        "temprana, "
        "a primera hora, primera hora, bien temprano, tempranitito, de madrugada, mananita, "
        "mejor de manana, solo de manana, de mananita, cualquier manana, "
        "morning, "
        "the morning, mornings, early": "morning",
        "mediodia, medio dia, el mediodia, hora de almuerzo, la hora de almuerzo, "
        "la hora del almuerzo, hora del almuerzo, a la hora de comida, "
        "noon, lunch time, lunchtime, midday": "noon",
        "la tarde, la tardecita, las tardes, la tardesita, tardecita, de tarde, cualquier tarde, "
        "despues de "
        "almuerzo, "
        "despues del almuerzo, despues de almorzar, el atardecer, afternoon, the afternoon, "
        "afternoons, "
        "after lunch": "afternoon",
        "la noche, la nochecita, las noches, de noche, nochecita, cualquier noche, la tarde "
        "noche, el anochecer, "
        "saliendo del trabajo, "
        "despues del trabajo, al salir del trabajo, despues de cena, despues de la cena, despues "
        "de cenar, "
        "cuando salga del trabajo, cuando salgo del trabajo, despues de trabajar, "
        "evening, the evening, night, at night, evenings, after work, when i get off work, when i "
        "get off, when i get out of work, after i get off, when i get home, after dinner, "
        "late in the day": "evening",
    }
)
_TARDE = {folded("tarde"): "afternoon", folded("noche"): "evening"}
_ONLY = frozenset(folded(w) for w in "solo mejor nomas solamente prefiero".split())
_BUSY = frozenset(
    folded(w)
    for w in "trabajo trabajamos trabajando laboro ocupado ocupada clases estudio duermo "
    "acuesto levanto madrugo".split()
)
_FIRST = frozenset(key[0] for key in (*DAYS, *PARTS))
_LONGEST = max(len(key) for key in (*DAYS, *PARTS))


def read(words: list[str]) -> list[Mention]:
    """Every mention, from left to right, without overlaps."""
    from flows.understanding import clocks

    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = clocks.at(words, at) or _date(words, at) or _phrase(words, at, found)
        if mention is None:
            at += 1
            continue
        if not _busy(words, mention):
            found.append(mention)
        at = max(mention.end, at + 1)
    return found


def _busy(words: list[str], mention: Mention) -> bool:
    """*trabajo de lunes a sábado*, *trabajo de 8 a 5*: when they cannot, not when they can."""
    before = words[max(0, mention.start - 2) : mention.start]
    if mention.kind is Kind.PART:
        return bool(_BUSY.intersection(before[-1:]))
    ranged = mention.value in ("any", "between")
    return ranged and bool(_BUSY.intersection(before))


def _phrase(words: list[str], at: int, found: list[Mention]) -> Mention | None:
    word = words[at]
    if word in _FIRST:
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            key = tuple(words[at : at + size])
            if key in DAYS and not _is_no_day(words, at, size, len(words)):
                day, _, part = DAYS[key].partition("/")
                return Mention(Kind.DAY, day, at, at + size, part=part)
            if key in PARTS and not (word == folded("temprano") and words[at - 1 : at] == ["mas"]):
                return Mention(Kind.PART, PARTS[key], at, at + size)
    if (
        word in _TARDE
        and (at == 0 or (found and found[-1].end == at) or words[at - 1] in _ONLY)
        and not (at == 0 and len(words) > 3)
    ):
        return Mention(Kind.PART, _TARDE[word], at, at + 1)
    if word == folded("ahora") and at + 1 == len(words):
        return Mention(Kind.DAY, "now", at, at + 1)
    return None


def _is_no_day(words: list[str], at: int, size: int, total: int) -> bool:
    """*ya* and *pasado* are days only on their own; *no le oí* only sounds like *hoy*."""
    word = " ".join(words[at : at + size])
    if word == folded("hoy") and words[at - 1 : at] in (
        [w] for w in ("le", "lo", "la", "te", "les")
    ):
        return True
    if word in ("ya", "now", folded("pasado"), folded("de una vez")):
        return total > size
    return False


def _date(words: list[str], at: int) -> Mention | None:
    """*el quince de agosto*, *15/8*, *agosto 15*, *el 15* (a day of whichever month)."""
    word = words[at]
    if word[0].isdigit():
        parts = word.replace("-", "/").split("/")
        if len(parts) in (2, 3) and all(p.isdecimal() for p in parts):
            return _dated(int(parts[0]), int(parts[1]), at, at + 1)
    if word in numbers.MONTHS:
        after = at + 2 if words[at + 1 : at + 2] in (["the"], ["el"]) else at + 1
        read = numbers.ordinal(words, after) or numbers.number(words, after)
        return _dated(read[0], numbers.MONTHS[word], at, read[1]) if read else None
    day = (1, at + 1) if word in _FIRST_OF else _day_number(words, at)
    if day is None:
        return None
    after = day[1]
    if words[after : after + 1] in (["de"], ["of"]) and after + 1 < len(words):
        after += 1
    if after < len(words) and words[after] in numbers.MONTHS:
        return _dated(day[0], numbers.MONTHS[words[after]], at, after + 1)
    before = words[at - 1] if at else ""
    if before in _THE_DAY and 1 <= day[0] <= 31 and words[day[1] : day[1] + 1] != ["de"]:
        return Mention(Kind.DAY, f"date:---{day[0]:02d}", at, day[1])
    return None


def _day_number(words: list[str], at: int) -> tuple[int, int] | None:
    return numbers.ordinal(words, at) or numbers.number(words, at)


_THE_DAY = frozenset({"el", "dia", folded("the")})
_FIRST_OF = frozenset({folded("primero"), folded("primer")})


def _dated(day: int, month: int, start: int, end: int) -> Mention | None:
    if 1 <= day <= 31 and 1 <= month <= 12:
        return Mention(Kind.DAY, f"date:--{month:02d}-{day:02d}", start, end)
    return None


def opposite(mention: Mention) -> Mention | None:
    """*no antes de las nueve* is after nine; None when nothing is left of a denied mention."""
    turned = {"after": "before", "before": "after"}.get(mention.value)
    if turned is None or mention.kind is not Kind.CLOCK:
        return None
    # nobody has to say that a call at five in the morning is too early
    early = turned == "after" and not mention.half and 5 <= mention.first[0] <= 7
    return mention._replace(value=turned, half="am" if early else mention.half)


def clock_value(mention: Mention, part: str) -> str:
    """The clock time in the grammar of values, once the part of the day is known."""
    half = mention.half or part
    first = _hour(mention.first, half)
    if mention.value == "at":
        return first
    if mention.value != "between":
        return f"{mention.value}:{first}"
    second = _hour(mention.second, half)
    if first >= second:
        early = _hour(mention.first, "am")
        first, second = (early, second) if early < second else (first, _hour(mention.second, "pm"))
    return f"between:{first}-{second}"


def _hour(clock: tuple[int, int], half: str) -> str:
    hour, minute = clock
    if hour > 12:
        pass
    elif half in ("am", "morning", "night12") and hour == 12:
        hour = 0
    elif half in ("pm", "afternoon") and hour < 12:
        hour += 12
    elif half == "evening":
        hour = 0 if hour == 12 else hour + 12 if hour >= 4 else hour
    elif (half in ("noon", "day") and hour <= 3) or (not half and 1 <= hour <= 7):
        hour += 12
    return f"{hour % 24:02d}:{minute:02d}"
