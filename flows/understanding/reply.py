"""What one reply comes down to: the order in which rules, readers and yes/no are asked.

The precedence is the field's: deceased, opt-out, away, wrong number, not here, a person, later,
and then the rest. Recorded greetings come before all, since nobody said them.
"""

from dataclasses import replace

from flows.medium import Medium
from flows.understanding import (
    datum,
    guesses,
    hits,
    introductions,
    refused_times,
    second_opinion,
    services,
    spelling,
    times,
    yes_no,
)
from flows.understanding.heard import Heard, Intent, Question
from flows.understanding.hits import Hits
from flows.understanding.normalise import Utterance, normalise
from flows.understanding.patterns import Hit

KNOWN = hits.BOOK.words | yes_no.WORDS | services.WORDS
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
_AGAIN = (
    "repit",
    "repet",
    "otra",
    "nuebamente",
    "entend",
    "entiend",
    "kapt",
    "eskuch",
    "oi",
    "opsion",
    "alternatib",
)
_AGREEING = frozenset({"si", "klaro", "simon", "yes", "dale", "sip", "kabal"})
_ASKING = frozenset(
    {"kien", "kienes", "kuanto", "kuanta", "donde", "kuando", "en", "ke", "kual", "kuales", "komo"}
)
_WHOLE_DAY = ({"dia", "noche"}, {"manana", "tarde", "noche"})
_THUMB = "emojisi"  # says nothing of a place or a year
_PLACE_OR_YEAR = frozenset({Question.MUNICIPALITY, Question.BIRTH_YEAR})
_NOW = frozenset(
    {"aora", "aorita", "paseme", "pasame", "now", "ya", "komunikeme", "inmediatamente"}
)


def understand(
    question: Question,
    words: str,
    *,
    medium: Medium = Medium.VOICE,
    locale: str = "es-HN",
    name: str = "",
) -> Heard:
    """What the words mean as a reply to the question.

    Never raises, whatever the words. The same words mean the same in every medium and in every
    Spanish of Central America: both arguments are part of the interface so that a country pack
    may differ.
    """
    del medium, locale
    if not words.strip():
        return Heard(Intent.SILENCE, rule="silence")
    said = spelling.mend(normalise(words), KNOWN)
    if not said.words:
        return Heard(Intent.UNCLEAR, rule="no_words", words=words.strip()[:40])
    heard = second_opinion.reconsider(said, question, _decide(said, question))
    if name and question is Question.IDENTITY:
        heard = introductions.settle(said, name, KNOWN, heard)
    limit = refused_times.read(said, question, heard.intent)
    return replace(heard, limit=limit) if limit else heard


def _decide(said: Utterance, question: Question) -> Heard:
    """By the rules alone."""
    found = hits.find(said, question)
    for intent in _PRECEDENCE:
        if intent in found and not datum.outweighs(said, question, found[intent]):
            return _heard(said, found[intent])
    return _rest(said, question, found)


def _heard(said: Utterance, hit: Hit) -> Heard:
    value = hit.rule.value
    if hit.rule.intent is Intent.LATER:
        when = times.read(said)
        value = when.value if when.named else ""
    return Heard(hit.rule.intent, value, hit.rule.name, hit.words, hit.rule.confidence)


def _rest(said: Utterance, question: Question, found: Hits) -> Heard:
    leaning = yes_no.lean(said, question)
    if question is Question.HANDOVER:
        handed = _handover(said, leaning)
        if handed is not None:
            return handed
    if question in datum.ASKED:
        answer = _answer(said, question, leaning, found)
        if answer is not None:
            return answer
    if Intent.NO in found:
        return _heard(said, found[Intent.NO])
    return _yes_or_no(said, question, leaning, found)


def _answer(
    said: Utterance, question: Question, leaning: yes_no.Leaning, found: Hits
) -> Heard | None:
    """The datum asked for, if it was given."""
    if question is Question.SERVICES and (
        (Intent.WHO in found and said.words[0] in _ASKING)
        or (Intent.REPEAT in found and _asked_again(said))
    ):
        return None
    given = datum.read(said, question)
    if given is not None or question is not Question.CALLBACK_TIME:
        return given
    when = times.read(said)
    if (when.free or when.now) and Intent.NO not in found and leaning.intent is not Intent.NO:
        return Heard(Intent.ANSWER, when.value, "times", said.raw.strip())
    if when.limited and _at_no_time(said):
        return Heard(Intent.NO, rule="times.none", words=said.raw.strip())
    if when.limited and Intent.UNCLEAR not in found:
        return Heard(Intent.LATER, rule="times.limited", words=said.raw.strip(), confidence=0.8)
    return None


def _at_no_time(said: Utterance) -> bool:
    """*ni de día ni de noche*: every time is refused."""
    return said.words.count("ni") > 1 and any(day.issubset(said.words) for day in _WHOLE_DAY)


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


def _yes_or_no(said: Utterance, question: Question, leaning: yes_no.Leaning, found: Hits) -> Heard:
    if question in _PLACE_OR_YEAR and set(said.words) == {_THUMB}:
        return _nothing(said)
    if _outright(said, question, leaning, found):
        return _leaning(leaning)
    order = (Intent.REPEAT, Intent.WHO) if _asked_again(said) else (Intent.WHO, Intent.REPEAT)
    for intent in (*order, Intent.UNCLEAR):
        if intent in found and not _only_greets(said, intent, leaning):
            return _heard(said, found[intent])
    if leaning.intent and not (found.bounded and leaning.sign == yes_no.Sign.BARE_NO):
        return _leaning(leaning)
    return _by_time(said, question, found) or guesses.guess(said, question) or _nothing(said)


def _outright(said: Utterance, question: Question, leaning: yes_no.Leaning, found: Hits) -> bool:
    """Whether yes or no was said so that no question asked besides takes it back."""
    if leaning.intent is Intent.NO:
        return leaning.firm and Intent.REPEAT not in found
    if leaning.intent is not Intent.YES:
        return False
    if leaning.firm and (Intent.UNCLEAR not in found or "pero" in said.words):
        return True
    if Intent.WHO in found and _agrees_first(said, leaning):
        return True
    return question is Question.IDENTITY and leaning.sign >= yes_no.Sign.BARE_YES


def _by_time(said: Utterance, question: Question, found: Hits) -> Heard | None:
    """A day or an hour named, or refused, and nothing else."""
    when = times.read(said)
    if when.named and when.value != "today;any" and question is not Question.BIRTH_YEAR:
        return Heard(Intent.LATER, when.value, "later.time", said.raw.strip(), 0.8)
    if when.limited or found.bounded:
        return Heard(Intent.LATER, "", "later.limit", said.raw.strip(), 0.7)
    return None


def _nothing(said: Utterance) -> Heard:
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
    intent = leaning.intent or Intent.UNCLEAR
    return Heard(intent, "", leaning.rule, leaning.words, leaning.confidence)
