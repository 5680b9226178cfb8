"""What one reply comes down to: the order in which rules, readers and yes/no are asked.

The precedence is the field's: deceased, opt-out, away, wrong number, not here, a person, later,
and then the rest. Recorded greetings come before all, since nobody said them.
"""

import re
from dataclasses import replace

from flows.medium import Medium
from flows.understanding import (
    en,
    en_limits,
    es,
    es_limits,
    guesses,
    places,
    services,
    spelling,
    times,
    years,
    yes_no,
)
from flows.understanding.heard import Heard, Intent, Question
from flows.understanding.normalise import Utterance, normalise
from flows.understanding.patterns import Hit, Rule, RuleBook, quote

BOOK = RuleBook.of((*es.RULES, *en.RULES), {**es.CLASSES, **en.CLASSES})
_KNOWN = BOOK.words | yes_no.WORDS | services.WORDS
_PRECEDENCE = (
    Intent.VOICEMAIL,
    Intent.DECEASED,
    Intent.OPT_OUT,
    Intent.AWAY,
    Intent.WRONG_NUMBER,
    Intent.NOT_HERE,
    Intent.HUMAN,
    Intent.LATER,
    Intent.LANGUAGE,
)
_DATUM = frozenset(
    {Question.BIRTH_YEAR, Question.MUNICIPALITY, Question.SERVICES, Question.CALLBACK_TIME}
)
_ABROAD = Rule("away.abroad", Intent.AWAY, (), confidence=0.8)
_BOUNDED = Rule("later.another_time", Intent.LATER, (), confidence=0.8)
_OWNER = re.compile(r"\bes de?\b|\bde mi\b|\bd mi\b")
_NEGATED = re.compile(
    r"(?<![^ ])(?:no|(?<!ni )nunka) "
    r"(?:me |nos |lo |la |le |les |se |bayan? a |bayas a |por fabor |olbiden? de |kiero ke )*\Z"
)
_ORDER = re.compile(r"[a-z]{3,}(?<!r)(?:me|nos|nse|se) ")
_AGAIN = ("repit", "repet", "otra", "nuebamente", "entend", "entiend", "kapt", "eskuch", "oi")
_AGREEING = frozenset({"si", "klaro", "simon", "yes", "dale", "sip", "kabal"})
_ARTICLES = (" el ", " la ", " los ", " a ")
_POLITE = ("me puede", "me podria", "me pueden", "me podrian")
_ASKING = frozenset({"kien", "kienes", "kuanto", "kuanta", "donde", "kuando", "en"})
_NOW = frozenset(
    {"aora", "aorita", "paseme", "pasame", "now", "ya", "komunikeme", "inmediatamente"}
)


def understand(
    question: Question, words: str, *, medium: Medium = Medium.VOICE, locale: str = "es-HN"
) -> Heard:
    """What the words mean as a reply to the question.

    Never raises, whatever the words. The same words mean the same in every medium and in every
    Spanish of Central America: both arguments are part of the interface so that a country pack
    may differ.
    """
    del medium, locale
    if not words.strip():
        return Heard(Intent.SILENCE, rule="silence")
    said = spelling.mend(normalise(words), _KNOWN)
    if not said.words:
        return Heard(Intent.UNCLEAR, rule="no_words", words=words.strip()[:40])
    hits, bounded = _hits(said, question)
    if bounded:
        _hear_out(said, question, hits)
    if Intent.AWAY not in hits and _left(said, question, hits):
        hits[Intent.AWAY] = Hit(_ABROAD, said.raw.strip())
    for intent in _PRECEDENCE:
        if intent in hits and not _outweighed(said, question, intent, hits):
            return _heard(said, hits[intent])
    return _rest(said, question, hits)


def _hits(said: Utterance, question: Question) -> tuple[dict[Intent, Hit], bool]:
    """The first rule of each intent that applies; whether a limit bounded an opt-out."""
    first: dict[Intent, Hit] = {}
    bounded = False
    for rule, match, trimmed in BOOK.matches(said, question):
        if rule.intent in first:
            continue
        shift = said.text.find(said.core) if trimmed else 0
        span = match.start() + shift, match.end() + shift
        if rule.limitable and _bounded(said, rule, span):
            bounded = True
            continue
        if rule.negatable and _negated(said, match, span[0]):
            continue
        if rule.name == "later.call_me" and match[0].endswith(_ARTICLES):
            if not times.read(said).named:
                continue  # "mándenme la información"
        first[rule.intent] = Hit(rule, quote(said, match, trimmed))
    return first, bounded


def _hear_out(said: Utterance, question: Question, hits: dict[Intent, Hit]) -> None:
    """*no me llame a este, es de mi hermano; llámeme el martes*: reasons, and another time."""
    owner = hits.get(Intent.NOT_HERE)
    if owner and _OWNER.search(owner.words.casefold()):
        del hits[Intent.NOT_HERE]
    if question not in _DATUM and Intent.LATER not in hits and times.read(said).named:
        hits[Intent.LATER] = Hit(_BOUNDED, said.raw.strip())
    busy = hits.get(Intent.LATER)
    if busy and question in _DATUM and busy.rule.name == "later.busy":
        del hits[Intent.LATER]


def _negated(said: Utterance, match: re.Match[str], start: int) -> bool:
    """*no me borren*, but not *no, bórrenme*: the *no* has to run on into the match."""
    no = _NEGATED.search(said.text[:start])
    order = _ORDER.match(match[0])  # Spanish denies no command with a clitic behind it
    if no is None or order or match[0].startswith(_POLITE):
        return False
    first, last = said.text.count(" ", 0, no.start()), said.text.count(" ", 0, start)
    return said.breaks.isdisjoint(range(first, last))


def _bounded(said: Utterance, rule: Rule, span: tuple[int, int]) -> bool:
    if rule.name.startswith("en."):
        return en_limits.limited(said.text, *span)
    return es_limits.limited(said.text, *span) or _past(said, *span)


def _past(said: Utterance, start: int, end: int) -> bool:
    """*no llamé*, *dejé de buscar*: the accent tells what I did from what you shall not do."""
    first, last = said.text.count(" ", 0, start), said.text.count(" ", 0, end)
    return any(
        source.endswith("é") and source.casefold() != "esté" for source in said.sources[first:last]
    )


def _left(said: Utterance, question: Question, hits: dict[Intent, Hit]) -> bool:
    """*está preso en Texas*: not here, and abroad."""
    absent = question is Question.IDENTITY or Intent.NOT_HERE in hits
    return absent and question is not Question.MUNICIPALITY and places.abroad_now(said)


def _heard(said: Utterance, hit: Hit) -> Heard:
    value = hit.rule.value
    if hit.rule.intent is Intent.LATER:
        when = times.read(said)
        value = when.value if when.named else ""
    return Heard(hit.rule.intent, value, hit.rule.name, hit.words, hit.rule.confidence)


def _outweighed(
    said: Utterance, question: Question, intent: Intent, hits: dict[Intent, Hit]
) -> bool:
    """Where the datum that was asked for explains the words better than the rule does."""
    if question is Question.BIRTH_YEAR and intent in (Intent.LATER, Intent.NOT_HERE):
        return _only_in_passing(hits[intent]) and years.read(said) is not None
    if question is Question.MUNICIPALITY and intent is Intent.LATER:
        place = places.read(said)
        return bool(place) and (
            hits[intent].rule.name != "later.call_me" or not times.read(said).named
        )
    if question is Question.MUNICIPALITY and intent in (Intent.AWAY, Intent.NOT_HERE):
        place = places.read(said)
        return place not in ("", places.ABROAD) and not hits[intent].words.startswith(
            ("se ", "él")
        )
    if question is Question.SERVICES:
        if intent is Intent.LANGUAGE:
            return said.core.strip() == "ingles"
        return hits[intent].rule.name == "later.not_now" and bool(services.read(said))
    if question is Question.CALLBACK_TIME and hits[intent].rule.name == "later.vague":
        return times.read(said).named
    return False


def _only_in_passing(hit: Hit) -> bool:
    """*déjeme ver la tarjeta*, *ese es mi hermano*: said on the way to the year."""
    asides = ("later.not_now", "later.think", "later.busy")
    return hit.rule.name in asides or hit.words.casefold().startswith("es mi")


def _rest(said: Utterance, question: Question, hits: dict[Intent, Hit]) -> Heard:
    leaning = yes_no.lean(said, question)
    if question is Question.HANDOVER:
        handed = _handover(said, leaning)
        if handed is not None:
            return handed
    if question in _DATUM:
        answer = _answer(said, question, leaning, hits)
        if answer is not None:
            return answer
    if Intent.NO in hits:
        return _heard(said, hits[Intent.NO])
    return _yes_or_no(said, question, leaning, hits)


def _answer(
    said: Utterance, question: Question, leaning: yes_no.Leaning, hits: dict[Intent, Hit]
) -> Heard | None:
    """The datum asked for, if it was given."""
    if question is Question.BIRTH_YEAR:
        datum = years.read(said)
        return _datum(said, datum.value, "years", datum.start, datum.end) if datum else None
    if question is Question.MUNICIPALITY:
        place = places.read(said)
        if place == places.ABROAD:
            return Heard(Intent.AWAY, rule="places.abroad", words=said.raw.strip(), confidence=0.9)
        return Heard(Intent.ANSWER, place, "places", said.raw.strip()) if place else None
    if question is Question.SERVICES:
        if (Intent.WHO in hits and said.words[0] in _ASKING) or (
            Intent.REPEAT in hits and _asked_again(said)
        ):
            return None
        kinds = services.read(said)
        return Heard(Intent.ANSWER, kinds, "services", said.raw.strip()) if kinds else None
    when = times.read(said)
    if when.named or (
        (when.free or when.now) and Intent.NO not in hits and leaning.intent is not Intent.NO
    ):
        return Heard(Intent.ANSWER, when.value, "times", said.raw.strip())
    if when.limited and Intent.UNCLEAR not in hits:
        return Heard(Intent.LATER, rule="times.limited", words=said.raw.strip(), confidence=0.8)
    return None


def _datum(said: Utterance, value: str, rule: str, start: int, end: int) -> Heard:
    quoted = " ".join(dict.fromkeys(said.sources[start:end]))
    return Heard(Intent.ANSWER, value, rule, quoted)


def _handover(said: Utterance, leaning: yes_no.Leaning) -> Heard | None:
    if said.core in ("1 ", "2 "):
        intent = Intent.HUMAN if said.core == "1 " else Intent.LATER
        return Heard(intent, rule="handover.digit", words=said.raw.strip())
    when = times.read(said)
    now = _NOW.intersection(said.words)
    if now and (not when.named or when.value == "today;any") and leaning.intent is not Intent.NO:
        return Heard(Intent.HUMAN, rule="handover.now", words=" ".join(sorted(now)))
    if when.named or when.free:
        return Heard(Intent.LATER, when.value if when.named else "", "handover.time", said.raw)
    return None


def _yes_or_no(
    said: Utterance, question: Question, leaning: yes_no.Leaning, hits: dict[Intent, Hit]
) -> Heard:
    firm = leaning.firm
    says_yes = leaning.intent is Intent.YES
    if leaning.intent and firm and (says_yes or Intent.REPEAT not in hits):
        if not (says_yes and Intent.UNCLEAR in hits and "pero" not in said.words):
            return _leaning(leaning)
    if says_yes and _agrees_first(said, leaning) and Intent.WHO in hits:
        return _leaning(leaning)
    if says_yes and question is Question.IDENTITY and leaning.sign >= yes_no.Sign.BARE_YES:
        return _leaning(leaning)
    order = (Intent.REPEAT, Intent.WHO) if _asked_again(said) else (Intent.WHO, Intent.REPEAT)
    for intent in (*order, Intent.UNCLEAR):
        if intent in hits and not _only_greets(said, intent, leaning):
            return _heard(said, hits[intent])
    if leaning.intent:
        return _leaning(leaning)
    when = times.read(said)
    if when.named and question is not Question.BIRTH_YEAR:
        return Heard(Intent.LATER, when.value, "later.time", said.raw.strip(), 0.8)
    if when.limited:
        return Heard(Intent.LATER, "", "later.limit", said.raw.strip(), 0.7)
    guess = guesses.guess(said, question)
    if guess is not None:
        return guess
    return Heard(Intent.UNCLEAR, rule="nothing", words=said.raw.strip()[:80], confidence=0.5)


def _agrees_first(said: Utterance, leaning: yes_no.Leaning) -> bool:
    """*sí claro, ¿cuándo empieza?*: the question takes nothing back."""
    first = said.core.split()[0]
    return first in _AGREEING and leaning.sign >= yes_no.Sign.BARE_YES and "pero" not in said.words


def _asked_again(said: Utterance) -> bool:
    return any(word.startswith(_AGAIN) for word in said.words)


def _only_greets(said: Utterance, intent: Intent, leaning: yes_no.Leaning) -> bool:
    """*ok?*: a question mark after a word of consent asks nothing."""
    return intent is Intent.REPEAT and leaning.intent is Intent.YES and len(said.words) == 1


def _leaning(leaning: yes_no.Leaning) -> Heard:
    heard = Heard(leaning.intent or Intent.UNCLEAR, "", leaning.rule, leaning.words)
    return replace(heard, confidence=leaning.confidence)
