"""Reads a day and a time of day: `day;time`, as docs/understanding.md defines them.

Mentions are collected from left to right (times_words.py reads each); what is named only to be
excluded is dropped ("el lunes no", "no me llamen en la mañana"), the last of several wins, the
first of two joined by *o*, and the more exact time wins over the part of the day.
"""

from dataclasses import dataclass

from flows.understanding import mentions
from flows.understanding.mentions import Kind, Mention
from flows.understanding.normalise import Utterance, folded

_BREAK = frozenset(
    folded(w)
    for w in "pero mejor sino porque llameme llamame llamenme marqueme escribame solo si but "
    "pongame poneme ponganme ponga pongala apunteme apunte anoteme anote dejelo dejela cambiela "
    "cambielo cambie pase pasela paselo".split()
)
NO = frozenset({"no", "ni", "menos", "ecepto", folded("excepto"), folded("salvo"), "not", "dont",
                 folded("nunca"), folded("evite"), "deje", "dejen",
                 *map(folded, "quite quiteme quitame quiten borre borreme cancele canceleme "
                 "cancelen olvide olvidese olvidate elimine tache".split())})  # fmt: skip
_LEAVE = frozenset({"deje", "dejen", "dejar"})
_HARMLESS = tuple(
    tuple(folded(w).split())
    for w in (
        "hay problema", "importa", "tenga pena", "se preocupe", "perdon", "mentira", "espere",
        "mejor", "digo", "disculpe", "pues", "me acuerdo", "hay pena", "problem", "es problema",
        "senor", "senora", "gracias", "mire", "fijese", "puedo antes", "mas", "tengo problema",
        "sea malo", "corrijo", "sorry", "wait",
    )
)  # fmt: skip
_AFTERTHOUGHT = frozenset(
    folded(w)
    for w in "puedo se podria puede trabajo estoy tengo me mejor ni porque que hay el la "
    "los las en por tampoco perdon mentira digo llame llamen espere sale da va i a".split()
)
_OR = frozenset({"o", "u", "or", "i", "and"})


@dataclass(frozen=True, slots=True)
class When:
    """`named` is whether a day or a time of day was said at all, `limited` whether one was
    excluded; `free` that any time will do, `now` that only this moment was named."""

    day: str = "any"
    time: str = "any"
    named: bool = False
    free: bool = False
    now: bool = False
    limited: bool = False

    @property
    def value(self) -> str:
        return f"{self.day};{self.time}"


def read(said: Utterance) -> When:
    found = mentions.read(said.words)
    if not found:
        return When()
    kept, dropped = _without_excluded(said, found)
    days = [m for m in kept if m.kind is Kind.DAY and m.value != "now"]
    now = len(days) < sum(m.kind is Kind.DAY for m in kept)
    parts = [m for m in kept if m.kind is Kind.PART]
    clocks = [m for m in kept if m.kind is Kind.CLOCK]
    reasons = [m for m in kept if m.kind is Kind.REASON]
    day = _pick(said.words, [m for m in days if m.value != "any"]) or _pick(said.words, days)
    part = _pick(said.words, parts)
    clock = _pick(said.words, clocks) or (None if part else _pick(said.words, reasons))
    if part is None and day is not None and day.part:
        part = day._replace(value=day.part)
    time = mentions.clock_value(clock, part.value if part else "") if clock else ""
    if now and not (day or clock or part):
        return When(day="today", now=True, limited=bool(dropped))
    return When(
        day=day.value if day else "any",
        time=time or (part.value if part else "any"),
        named=bool(clock or part or (day and day.value != "any")),
        free=bool(day and day.value == "any"),
        limited=bool(dropped),
    )


def _pick(words: list[str], group: list[Mention]) -> Mention | None:
    """The last one, or the first of those joined to it by *o*."""
    if not group:
        return None
    at = len(group) - 1
    while at > 0:
        between = words[group[at - 1].end : group[at].start]
        if len(between) > 4 or not _OR.intersection(between):
            break
        at -= 1
    return group[at]


def refused(said: Utterance) -> tuple[list[Mention], list[Mention]]:
    """All mentions of a reply, and those that are named only to be refused, as they were said."""
    found = mentions.read(said.words)
    excluded, flipped, strong = _exclusions(said, found)
    if not strong and not flipped and len(excluded) == len(found):
        return found, []
    return found, [found[number] for number in sorted(excluded | flipped.keys())]


def _without_excluded(
    said: Utterance, found: list[Mention]
) -> tuple[list[Mention], list[Mention]]:
    excluded, flipped, strong = _exclusions(said, found)
    kept = [flipped.get(n, m) for n, m in enumerate(found) if n not in excluded]
    if not kept and not strong:
        return found, []
    return kept, [found[n] for n in sorted(excluded)]


def _exclusions(
    said: Utterance, found: list[Mention]
) -> tuple[set[int], dict[int, Mention], bool]:
    excluded: set[int] = set()
    flipped: dict[int, Mention] = {}
    strong = False
    for at, word in enumerate(said.words):
        if word not in NO or _cancelled(said.words, at):
            continue
        strong = strong or (word == "ni" and said.words.count("ni") > 1)
        behind = _excluded_behind(said, found, at)
        if behind is not None:
            excluded.add(behind)
            strong = True
            continue
        for number, first in _excluded_ahead(said, found, at):
            strong = strong or first.start > at + 2
            turned = mentions.opposite(first)
            if turned is not None:
                flipped[number] = turned
            else:
                excluded.add(number)
    return excluded, flipped, strong


def _excluded_behind(said: Utterance, found: list[Mention], at: int) -> int | None:
    """*el lunes no*: the index of a mention that ends where a *no* stands."""
    if said.words[at] != "no" or at - 1 in said.breaks:
        return None
    after = said.words[at + 1] if at + 1 < len(said.words) else ""
    if _harmless(said.words, at) and after not in ("mejor", "perdon", "mentira", "digo", "espere"):
        return None
    for number, mention in enumerate(found):
        if mention.end == at and (not after or after in _AFTERTHOUGHT or _starts(found, at + 1)):
            return number
        if mention.end == at and found[number + 1 :]:
            return number
    return None


def _cancelled(words: list[str], at: int) -> bool:
    """*no deje de llamarme el lunes*, *deje lo pienso*: nothing is excluded."""
    if words[at] in _LEAVE:
        return words[at + 1 : at + 2] != ["de"] or "no" in words[max(0, at - 4) : at]
    if words[max(0, at - 2) : at] == ["o", "si"]:
        return True  # "el martes, o si no el jueves"
    return words[at] == "no" and bool(_LEAVE.intersection(words[at + 1 : at + 5]))


def _starts(found: list[Mention], at: int) -> bool:
    return any(mention.start == at for mention in found)


def _harmless(words: list[str], at: int) -> bool:
    if words[at + 1 : at + 3] == ["mas", "tarde"]:
        return False  # "no más tarde de las cinco"
    return any(tuple(words[at + 1 : at + 1 + len(h)]) == h for h in _HARMLESS)


def _excluded_ahead(said: Utterance, found: list[Mention], at: int) -> list[tuple[int, Mention]]:
    """*no me llamen en la mañana*: the first mention after a *no*, with what adjoins it."""
    moment = said.words[at - 1 : at] in (["aora"], ["aorita"])
    if moment or _harmless(said.words, at) or at in said.breaks:
        return []
    out: list[tuple[int, Mention]] = []
    reach = at + (3 if said.words[at] in ("ni", "menos") else 8)
    for number, mention in enumerate(found):
        if mention.start <= at:
            continue
        if not out:
            between = said.words[at + 1 : mention.start]
            if mention.start > reach or _BREAK.intersection(between) or _broken(said, at, mention):
                return []
            if said.words[mention.end : mention.end + 1] == ["si"]:
                return []
            out.append((number, mention))
        elif out[-1][1].end - 1 in said.breaks:
            break
        elif mention.start <= out[-1][1].end + 1 and mention.kind is not out[-1][1].kind:
            if said.words[out[-1][1].end : mention.start] in ([], ["en"], ["por"], ["de"]):
                out.append((number, mention))
            break
        else:
            break
    return out


def _broken(said: Utterance, at: int, mention: Mention) -> bool:
    return any(n in said.breaks for n in range(at, mention.start))
