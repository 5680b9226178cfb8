"""The datum that was asked for: read from the reply, and weighed against rules that apply too."""

from flows.understanding import places, services, times, years
from flows.understanding.heard import Heard, Intent, Question
from flows.understanding.normalise import Utterance
from flows.understanding.patterns import Hit

ASKED = frozenset(
    {Question.BIRTH_YEAR, Question.MUNICIPALITY, Question.SERVICES, Question.CALLBACK_TIME}
)


def read(said: Utterance, question: Question) -> Heard | None:
    """The datum as an answer; None where none was given."""
    words = said.raw.strip()
    if question is Question.BIRTH_YEAR:
        datum = years.read(said)
        if datum is None:
            return None
        quoted = " ".join(dict.fromkeys(said.sources[datum.start : datum.end]))
        return Heard(Intent.ANSWER, datum.value, "years", quoted)
    if question is Question.MUNICIPALITY:
        place = places.read(said)
        if place == places.ABROAD:
            return Heard(Intent.AWAY, rule="places.abroad", words=words, confidence=0.9)
        return Heard(Intent.ANSWER, place, "places", words) if place else None
    if question is Question.SERVICES:
        kinds = services.read(said)
        return Heard(Intent.ANSWER, kinds, "services", words) if kinds else None
    when = times.read(said)
    return Heard(Intent.ANSWER, when.value, "times", words) if when.named else None


def outweighs(said: Utterance, question: Question, hit: Hit) -> bool:
    """Whether the datum explains the words better than the rule that applies."""
    intent, rule = hit.rule.intent, hit.rule.name
    if question is Question.BIRTH_YEAR and intent in (Intent.LATER, Intent.NOT_HERE):
        return _only_in_passing(hit) and years.read(said) is not None
    if question is Question.MUNICIPALITY and intent is Intent.LATER:
        place = places.read(said)
        return bool(place) and (rule != "later.call_me" or not times.read(said).named)
    if question is Question.MUNICIPALITY and intent in (Intent.AWAY, Intent.NOT_HERE):
        place = places.read(said)
        of_another = hit.words.casefold().startswith(("se ", "él"))
        of_another = of_another or said.sources[0].casefold() in ("él", "ella")
        return place not in ("", places.ABROAD) and not of_another
    if question is Question.SERVICES:
        if intent is Intent.LANGUAGE:
            return said.core.strip() == "ingles"
        return rule == "later.not_now" and bool(services.read(said))
    return question is Question.CALLBACK_TIME and rule == "later.vague" and times.read(said).named


def _only_in_passing(hit: Hit) -> bool:
    """*déjeme ver la tarjeta*, *ese es mi hermano*: said on the way to the year."""
    asides = ("later.not_now", "later.think", "later.busy")
    return hit.rule.name in asides or hit.words.casefold().startswith("es mi")
