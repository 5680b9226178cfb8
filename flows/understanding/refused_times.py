"""Reads when somebody does not want to be called: `any;morning`, `sunday;any`, joined by `|`.

Only what holds for good is a limit: *no me llamen en la mañana*, *los domingos no*; not *hoy no*,
nor *mañana en la tarde no puedo*. The grammar is that of flows.limits.
"""

import re

from flows.limits import merged
from flows.understanding import mentions, times
from flows.understanding.heard import Intent, Question
from flows.understanding.mentions import Kind, Mention
from flows.understanding.normalise import Utterance, any_of, folded

_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday weekend".split())
# somebody speaks of calls and messages, and not of what to do in the mornings
_CONTACT = tuple(
    folded(stem)
    for stem in (
        "llam marqu marc escrib molest mand contact timbr text call phone writ ring".split()
    )
)
_ASKED_WHEN = frozenset({Question.CALLBACK_TIME, Question.HANDOVER})
_PLURAL = frozenset(folded(w) for w in "los todos sabados domingos fines".split())
_EARLY = frozenset(folded(w) for w in "temprano tempranito early".split())
_AT_WORK = re.compile(
    any_of(
        *"hora_de_trabajo horas_de_trabajo horario_de_trabajo horas_laborales horario_laboral "
        "work_hours working_hours business_hours".split()
    )
)
_WORK = "weekdays;between:08:00-17:00"
_BEFORE_TEN = "before:10:00"


def read(said: Utterance, question: Question, intent: Intent) -> str:
    """The limits that a reply sets; "" for none. An opt-out needs none."""
    if intent is Intent.OPT_OUT or times.NO.isdisjoint(said.words):
        return ""
    speaks_of_calls = any(word.startswith(_CONTACT) for word in said.words)
    if not speaks_of_calls and question not in _ASKED_WHEN:
        return ""
    found, refused = times.refused(said)
    limits = [_limit(said, mention, found) for mention in refused]
    if speaks_of_calls and _AT_WORK.search(said.text):
        limits.append(_WORK)
    return merged("|".join(limits))


def _limit(said: Utterance, mention: Mention, found: list[Mention]) -> str:
    """One limit, or "" where the mention is of one day only, or of no time of the day."""
    day = mention if mention.kind is Kind.DAY else _beside(mention, found, Kind.DAY)
    if day is not None and not _for_good(said, day):
        return ""
    days = day.value if day is not None else "any"
    if mention.kind is Kind.DAY:
        part = _beside(mention, found, Kind.PART)
        return "" if part is not None else f"{days};any"
    time = _time(said, mention, found)
    return f"{days};{time}" if time else ""


def _time(said: Utterance, mention: Mention, found: list[Mention]) -> str:
    if mention.kind is Kind.PART:
        early = _EARLY.intersection(said.words[mention.start : mention.end])
        return _BEFORE_TEN if early else mention.value
    if mention.kind is not Kind.CLOCK or mention.value == "at":
        return ""  # a single hour is what they are doing then, and not when they can never be rung
    part = _beside(mention, found, Kind.PART)
    return mentions.clock_value(mention, part.value if part else "")


def _for_good(said: Utterance, day: Mention) -> bool:
    """*los lunes*, *sundays*: every one of them, and not the next."""
    if day.value not in _WEEKDAYS:
        return False
    around = said.words[max(0, day.start - 1) : day.end]
    english = any(word.endswith(("days", "dais", "weekends")) for word in around)
    return english or not _PLURAL.isdisjoint(around)


def _beside(mention: Mention, found: list[Mention], kind: Kind) -> Mention | None:
    """The mention of this kind that adjoins: *mañana | en la tarde*, *los lunes | temprano*."""
    return next(
        (
            other
            for other in found
            if other.kind is kind
            and other is not mention
            and max(mention.start - other.end, other.start - mention.end) <= 1
        ),
        None,
    )
