"""Decides between yes and no from every sign of either in a reply.

Idioms are read whole first (*cómo no* is a yes, *no hay problema* no refusal). Then a refusal
beats a mere courtesy (*está bien*, *ok*), an explicit yes after a hesitating *no* wins (*no pues
sí*), and a refusal after a yes wins (*sí, pero no me interesa*).
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from flows.understanding import en_words, en_yes_no, es_no, es_yes
from flows.understanding.heard import Intent, Question
from flows.understanding.normalise import Utterance
from flows.understanding.patterns import Rule, RuleBook


class Sign(IntEnum):
    """How strongly a stretch of words speaks for yes or no."""

    NO = -3  # no quiero, no me interesa
    BARE_NO = -2  # no
    NEUTRAL = 0  # no hay nada aquí, no tenga pena
    COURTESY = 1  # ok, bueno, está bien
    BARE_YES = 2  # sí, claro
    YES = 3  # sí quiero, apúnteme, soy yo
    SURE = 4  # cómo no, por qué no: a yes that contains a no


class Found(NamedTuple):
    """A stretch of a reply, from `start` to `end` of its folded text, that is a sign."""

    sign: Sign
    start: int
    end: int
    name: str
    said: Utterance

    @property
    def words(self) -> str:
        return self.said.quote(self.start, self.end)  # few are ever asked for


@dataclass(frozen=True, slots=True)
class Leaning:
    """Yes, no or neither (None), with the deciding words."""

    intent: Intent | None
    rule: str = ""
    words: str = ""
    confidence: float = 1.0
    sign: Sign = Sign.NEUTRAL

    @property
    def firm(self) -> bool:
        """Whether it was said outright, not by a bare word or a courtesy."""
        return self.sign >= Sign.YES or self.sign == Sign.NO


_SIGNS = {sign.name: sign for sign in Sign}
_BOOK = RuleBook.of(
    [
        Rule(f"{sign.lower()}.{name}", Intent.YES, patterns, value=sign, only=only, unless=unless)
        for sign, name, only, patterns, unless in (*es_yes.SIGNS, *es_no.SIGNS, *en_yes_no.SIGNS)
    ],
    {**en_words.CLASSES, **es_yes.CLASSES},
)
WORDS = _BOOK.words  # never taken for a misspelling


def lean(said: Utterance, question: Question) -> Leaning:
    """Which way the reply leans, for any question that yes or no may answer."""
    signs = _signs(said, question)
    refusals = [s for s in signs if s.sign < 0]
    consents = [s for s in signs if s.sign > 0]
    if not refusals and not consents:
        return Leaning(None)
    if not refusals:
        return _leaning(Intent.YES, max(consents, key=lambda s: s.sign))
    if not consents:
        return _leaning(Intent.NO, min(refusals, key=lambda s: s.sign))
    return _conflict(said, question, refusals, consents)


def _leaning(intent: Intent, found: Found, confidence: float = 1.0) -> Leaning:
    return Leaning(intent, found.name, found.words, confidence, found.sign)


def _conflict(
    said: Utterance, question: Question, refusals: list[Found], consents: list[Found]
) -> Leaning:
    """A refusal wins over what came before it; an outright yes over a bare *no* before it."""
    firm = [s for s in refusals if s.sign == Sign.NO]
    sure = [s for s in consents if s.sign >= Sign.YES]
    known = question is Question.IDENTITY  # "soy yo pero no oigo": who it is stands
    if firm and known and sure and _says_so(firm[-1], sure[-1]):
        return _leaning(Intent.YES, sure[-1], 0.7)
    if firm:
        if sure and sure[-1].start > firm[-1].start and _insists(sure[-1]):
            return _leaning(Intent.YES, sure[-1], 0.7)
        return _leaning(Intent.NO, firm[-1], 0.8)
    last_no, last_yes = refusals[-1], consents[-1]
    if sure and _of_another_matter(said, sure[-1], last_no, but=known):
        return _leaning(Intent.YES, sure[-1], 0.7)
    if sure and (sure[-1].start > last_no.start or sure[-1].sign == Sign.SURE):
        return _leaning(Intent.YES, sure[-1], 0.8)
    plain_yes = last_yes.words.casefold().startswith(("sí", "si", "yes"))
    if last_yes.start > last_no.start and last_yes.sign >= Sign.BARE_YES and plain_yes:
        return _leaning(Intent.YES, last_yes, 0.8)
    return _leaning(Intent.NO, last_no, 0.8)


def _says_so(no: Found, yes: Found) -> bool:
    """*no, no es mi hermano el que habla, yo soy*: what was denied is not who it is, and no more
    in *sí soy pero no doy datos*."""
    if yes.name != "yes.me" or not no.name.endswith("claro_que_no"):
        return False
    return yes.start > no.start or "pero" in no.words.casefold()


def _insists(yes: Found) -> bool:
    """*que sí quiero*, *apúnteme*: a yes that takes back a refusal, as *quiero* alone does not."""
    return (
        yes.name.endswith((".enrol", ".but_that"))
        or yes.words.casefold().startswith(("sí", "si ", "claro", "yo s"))
        or "que sí" in yes.words.casefold()
    )


def _of_another_matter(said: Utterance, yes: Found, no: Found, *, but: bool) -> bool:
    """*soy yo, es que aquí no hay luz*: a bare *no* that runs on, behind an outright yes."""
    runs_on = len(said.text[no.end :].split()) >= 2
    return (
        yes.end <= no.start and runs_on and (but or "pero " not in said.text[yes.end : no.start])
    )


def _signs(said: Utterance, question: Question) -> list[Found]:
    found = [
        Found(_SIGNS[rule.value], match.start() + shift, match.end() + shift, rule.name, said)
        for rule, match, trimmed in _BOOK.matches(said, question)
        for shift in (said.text.find(said.core) if trimmed else 0,)
    ]
    found = [s for s in found if not (s.name == "neutral.condition" and "í" in s.words.casefold())]
    found.sort(key=lambda s: (s.start, -s.end, -abs(s.sign)))
    kept: list[Found] = []
    for sign in found:
        if kept and sign.start < kept[-1].end:
            continue
        if kept and sign.sign == Sign.YES and _denied(said, kept[-1], sign):
            sign = Found(Sign.NO, kept[-1].start, sign.end, "no.denied", said)
            kept.pop()
        kept.append(sign)
    return kept


def _denied(said: Utterance, before: Found, sign: Found) -> bool:
    """*no mire, no ... me sirve*: what is wanted stands right behind a *no* that denies it."""
    if before.sign not in (Sign.NO, Sign.BARE_NO) or not said.text[: before.end].endswith("no "):
        return False
    if sign.name.endswith((".enrol", ".me")):
        return False
    between = said.text[before.end : sign.start].split()
    last = said.text.count(" ", 0, before.end) - 1
    first_word = said.text[sign.start : sign.end].split()[0]
    affirmed = first_word in ("si", "claro", "klaro", "pues", "yo") or {
        "si",
        "pero",
        "klaro",
    } & set(between)
    return len(between) <= 3 and not affirmed and last not in said.breaks
