"""Which rules apply to a reply: the first of each intent, limits and negations considered."""

import re
from dataclasses import replace

from flows.understanding import en, en_limits, es, es_limits, places, silence, times
from flows.understanding.datum import ASKED
from flows.understanding.heard import Intent, Question
from flows.understanding.normalise import Utterance
from flows.understanding.patterns import Hit, Rule, RuleBook, quote

BOOK = RuleBook.of((*es.RULES, *en.RULES), {**es.CLASSES, **en.CLASSES})
_ABROAD = Rule("away.abroad", Intent.AWAY, (), confidence=0.8)
_SILENCE = Rule("opt_out.evidence", Intent.OPT_OUT, (), confidence=0.6)
_BOUNDED = Rule("later.another_time", Intent.LATER, (), confidence=0.8)
_OWNER = re.compile(r"\bes de?\b|\bde mi\b|\bd mi\b")
_NEGATED = re.compile(
    r"(?<![^ ])(?:no|(?<!ni )nunka) "
    r"(?:me |nos |lo |la |le |les |se |bayan? a |bayas a |por fabor |olbiden? de |kiero ke )*\Z"
)
_ORDER = re.compile(r"[a-z]{3,}(?<!r)(?:me|nos|nse|se) ")
_GREW_UP = frozenset({"grew", "raised", "born"})  # where, years ago
_STAY = re.compile(
    r"(?<![^ ])no (?:kiero ke )?(?:me |nos )(?:buelban? a )?(?:kit|bor|sak|elimin)[a-z]+ "
    r"(?!mas|nunka)"
)
_WILLING = re.compile(r"(?<!no )(?<![^ ])si (?:kiero|me interesa|partisip|asept)")
_ARTICLES = (" el ", " la ", " los ", " a ")
_POLITE = ("me puede", "me podria", "me pueden", "me podrian")


class Hits(dict[Intent, Hit]):
    """The first rule of each intent that applies; `bounded`: a limit bounded an opt-out."""

    bounded = False
    denied = False  # a negation took an opt-out back


def find(said: Utterance, question: Question) -> Hits:
    """Everything the rules hear in a reply."""
    hits = _hits(said, question)
    _weigh_silence(said, hits)
    if hits.bounded and Intent.OPT_OUT not in hits:
        _hear_out(said, question, hits)
    if Intent.AWAY not in hits and _left(said, question, hits):
        hits[Intent.AWAY] = Hit(_ABROAD, said.raw.strip())
    return hits


def _hits(said: Utterance, question: Question) -> Hits:
    first = Hits()
    for rule, match, trimmed in BOOK.matches(said, question, first):
        if rule.intent in first:
            continue
        shift = said.text.find(said.core) if trimmed else 0
        span = match.start() + shift, match.end() + shift
        if rule.limitable and _bounded(said, rule, span):
            first.bounded = True
            first.denied |= rule.negatable and _negated(said, match, span[0])
            continue
        if rule.negatable and _negated(said, match, span[0]):
            first.denied = True
            continue
        if rule.name == "later.call_me" and (
            match[0].endswith(_ARTICLES) or first.denied or _agrees(said, question)
        ):
            if not times.read(said).named:
                continue  # "mándenme la información", "no dejen de llamarme", "sí, llámenme"
        first[rule.intent] = Hit(rule, quote(said, match, trimmed))
    return first


def _agrees(said: Utterance, question: Question) -> bool:
    """*sí llámenme por favor*: taking part is what was asked, and no other time is named."""
    if question is not Question.INTEREST or "pero" in said.words:
        return False
    return said.core.startswith("si ") or bool(_WILLING.search(said.text))


def _weigh_silence(said: Utterance, hits: Hits) -> None:
    """Evidence finds the opt-outs no rule knows, doubts some, and denies a few."""
    hit = hits.get(Intent.OPT_OUT)
    if hit and hit.rule.name.endswith(".keyword"):
        return
    weight = silence.weigh(said)
    if weight is None:
        return
    if hit and weight < silence.DENIED:
        del hits[Intent.OPT_OUT]
    elif hit and weight < silence.DOUBTED:
        hits[Intent.OPT_OUT] = replace(hit, rule=replace(hit.rule, confidence=0.7))
    elif not hit:
        held = hits.bounded or hits.denied or _STAY.search(said.text)
        if weight > (silence.ASKED_DESPITE_A_LIMIT if held else silence.ASKED):
            hits[Intent.OPT_OUT] = Hit(_SILENCE, silence.deciding(said))


def _hear_out(said: Utterance, question: Question, hits: Hits) -> None:
    """*no me llame a este, es de mi hermano; llámeme el martes*: reasons, and another time."""
    owner = hits.get(Intent.NOT_HERE)
    if owner and _OWNER.search(owner.words.casefold()):
        del hits[Intent.NOT_HERE]
    if _WILLING.search(said.text):
        return
    if question not in ASKED and Intent.LATER not in hits and times.read(said).named:
        hits[Intent.LATER] = Hit(_BOUNDED, said.raw.strip())
    busy = hits.get(Intent.LATER)
    if busy and question in ASKED and busy.rule.name == "later.busy":
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
    sources = [source.casefold() for source in said.sources[first:last]]
    return any(source.endswith("é") and source != "esté" for source in sources)


def _left(said: Utterance, question: Question, hits: Hits) -> bool:
    """*está preso en Texas*: not here, and abroad."""
    if _GREW_UP.intersection(said.words):
        return False
    absent = question is Question.IDENTITY or Intent.NOT_HERE in hits
    return absent and question is not Question.MUNICIPALITY and places.abroad_now(said)
