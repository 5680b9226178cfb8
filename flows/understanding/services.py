"""Reads which of training, employment and entrepreneurship a person wants.

Each mention has a kind, a stretch of words and a weight: *un curso de soldadura* names training,
*soldadura* alone suggests it, and a bare trade gives way to anything said outright. What is
named only to be refused, or because the person has it already, is left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.understanding import services_words as table
from flows.understanding.heard import Intent
from flows.understanding.normalise import Utterance, sound
from flows.understanding.patterns import Rule, RuleBook

TRAINING, EMPLOYMENT, BUSINESS = "training", "employment", "entrepreneurship"
ALL = frozenset({TRAINING, EMPLOYMENT, BUSINESS})
_ORDER = (TRAINING, EMPLOYMENT, BUSINESS)
_NO = frozenset(
    sound(w)
    for w in "cancele cancelen quite quiteme elimine elimineme borre borreme quitele "
    "saquele borrele no ni sin menos "
    "basta excepto salvo not tampoco ninguna ninguno except but without "
    "neither dont".split()
)
_BUT = frozenset(
    sound(w) for w in "pero mejor sino porque prefiero quisiera busco si que y sea".split()
)


_CORRECTING = frozenset(sound(w) for w in "digo perdon mentira corrijo dicho wait sorry".split())
_RATHER = sound("mejor")
_REGRETTED = frozenset(
    sound(w) for w in "queria pensaba decia pedi cancelen cancele habia dije puse".split()
)
_ARTICLES = frozenset({"el", "la", "los", "las", "lo", "eso", "ese", "esa", "un", "una"})
_WANTING = frozenset(sound(w) for w in "quiero interesa gusta deseo busco necesito voy".split())


@dataclass(frozen=True, slots=True)
class Mention:
    kinds: frozenset[str]
    start: int
    end: int
    weight: int


def _rule(kind: str, weight: int, patterns: Sequence[str]) -> Rule:
    return Rule(f"services.{kind}", Intent.ANSWER, tuple(patterns), value=kind, confidence=weight)


_CLASSES = {
    "trade": table.TRADES,
    "job": table.JOBS,
    "shop": table.SHOPS,
    "want": table.WANT,
    "start": table.START,
}
_BOOK = RuleBook.of([_rule(kind, weight, rows) for kind, weight, rows in table.MENTIONS], _CLASSES)
WORDS = _BOOK.words  # never taken for a misspelling


def read(said: Utterance) -> str:
    """The sorted kinds joined by `|`, or nothing."""
    mentions = _since_correction(said, _mentions(said))
    mentions = [m for m in mentions if not _stands_for(said, m, mentions)]
    wanted = [m for m in mentions if not _refused(said, m, mentions)]
    refused = [m for m in mentions if m not in wanted]
    if any(m.kinds == ALL for m in wanted):
        strong = [m for m in refused if m.kinds != ALL]
        left = ALL.difference(*(m.kinds for m in strong)) if strong else ALL
        return "|".join(sorted(left))
    if not wanted:
        return ""
    best = max(m.weight for m in wanted)
    sure = [m for m in wanted if m.weight == best or m.weight >= 2]
    return "|".join(sorted(frozenset().union(*(m.kinds for m in sure))))


def _mentions(said: Utterance) -> list[Mention]:
    found: list[Mention] = _choices(said)
    for rule, match, trimmed in _BOOK.matches(said):
        shift = said.text.find(said.core) if trimmed else 0
        start = said.text.count(" ", 0, match.start() + shift)
        end = said.text.count(" ", 0, match.end() + shift)
        kinds = frozenset(rule.value.split("+"))
        found.append(Mention(kinds, start, end, int(rule.confidence)))
    found.sort(key=lambda m: (m.start, m.start - m.end))
    kept: list[Mention] = []
    for mention in found:
        inside = [k for k in kept if k.start <= mention.start and mention.end <= k.end]
        if not inside or (mention.weight >= 2 and all(0 < k.weight < 3 for k in inside)):
            kept.append(mention)
    return [m for m in kept if m.weight > 0 and m.kinds]


def _stands_for(said: Utterance, mention: Mention, mentions: list[Mention]) -> bool:
    """*lo que sea con tal de trabajar*: anything at all, of what is named behind."""
    if mention.kinds != ALL or said.words[mention.end : mention.end + 2] != ["kon", "tal"]:
        return False
    return any(later.start > mention.end for later in mentions)


def _since_correction(said: Utterance, mentions: list[Mention]) -> list[Mention]:
    """*emprendimiento, digo, empleo*: what is named after the last correction, if anything is."""
    for later in reversed(mentions):
        earlier = [m for m in mentions if m.end <= later.start]
        if not earlier:
            break
        start = max(m.end for m in earlier)
        between = said.words[start : later.start]
        regretted = _REGRETTED.intersection(said.words[: earlier[-1].end])
        if _CORRECTING.intersection(between) or (_RATHER in between and (
            regretted or {"pero", "no"}.intersection(between)
        )):  # fmt: skip
            return [m for m in mentions if m.start >= later.start]
    return mentions


def _choices(said: Utterance) -> list[Mention]:
    """Digits, and the words for them, in the order of the question."""
    found = []
    for at, word in enumerate(said.words):
        if word in table.ORDINALS and not _counts_something(said.words, at):
            kinds = frozenset(_ORDER[number - 1] for number in table.ORDINALS[word])
            found.append(Mention(kinds, at, at + 1, 3))
        elif word[0].isdigit():
            picked = [int(ch) for ch in word if ch in "123"]
            if picked and all(ch in "123-./:" for ch in word):
                kinds = frozenset(_ORDER[number - 1] for number in picked)
                found.append(Mention(kinds, at, at + 1, 3))
    return found


def _counts_something(words: list[str], at: int) -> bool:
    """*dos hijos*, *un curso*: a number that counts, and no choice."""
    if words[at] not in table.CARDINALS:
        return False
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    joined = {
        "i",
        "o",
        "por",
        "porfa",
        "opsion",
        "numero",
        "number",
        "grasias",
        "one",
        "and",
        "",
        "or",
    }
    return not (after in joined and (before in joined or before in table.BEFORE_CHOICE))


def _refused(said: Utterance, mention: Mention, mentions: list[Mention]) -> bool:
    """Whether what stands behind or before a mention takes it back."""
    after = said.words[mention.end : mention.end + 2]
    if len(after) == 2 and after[0] in ("no", "tampoko", "ninguna", "ninguno"):
        nxt = next((m for m in mentions if m.start > mention.end), None)
        return nxt is None or not _wants_ahead(said.words[mention.end + 1 : nxt.start])
    if after[:1] in (["ninguna"], ["ninguno"]):
        return True
    if mention.kinds == {EMPLOYMENT} and _has_it(said, mention):
        return True
    return _refused_before(said, mention, mentions)


def _refused_before(said: Utterance, mention: Mention, mentions: list[Mention]) -> bool:
    """*no quiero estudiar*, *tengo trabajo*: the nearest word before it that decides."""
    at = mention.start - 1
    while at >= 0 and mention.start - at <= 6:
        if any(m.start <= at < m.end and m is not mention for m in mentions):
            return _joined(said.words, at, mention) and _refused_by(said, at, mentions, mention)
        word = said.words[at]
        if word == "no" and _only(said.words, at):
            return False
        if word in _NO and not _postposed(said.words, at, mention, mentions):
            return not _harmless(said.words, at)
        has = word in table.HAVE and said.words[at - 1 : at] != ["no"]
        if has and mention.kinds == {EMPLOYMENT}:
            return True
        if word in table.PAST and mention.weight < 3:
            return True
        if word in _BUT or at in said.breaks:
            return False
        at -= 1
    return False


def _only(words: list[str], at: int) -> bool:
    """*no más el empleo*: this and nothing else; *ya no más cursos* is no more of it."""
    follows = words[at + 2] if at + 2 < len(words) else ""
    return words[at + 1 : at + 2] == ["mas"] and follows in _ARTICLES and "ya" not in words[:at]


def _has_it(said: Utterance, mention: Mention) -> bool:
    """*trabajo ya tengo*: what is there already is not asked for."""
    if mention.end - 1 in said.breaks:
        return False
    words = said.words
    after = [word for word in words[mention.end : mention.end + 2] if word not in ("ya", "yo")]
    return after[:1] == ["tengo"] and words[mention.start - 1 : mention.start] != ["no"]


def _postposed(words: list[str], at: int, mention: Mention, mentions: list[Mention]) -> bool:
    """*estudiar no, trabajar sí*: the *no* belongs to what stands before it."""
    follows = any(m.end == at for m in mentions)
    return words[at] == "no" and follows and not _wants_ahead(words[at + 1 : mention.start])


def _wants_ahead(between: list[str]) -> bool:
    """*trabajo, no quiero estudiar*: the *no* belongs to what follows it."""
    return len(between) <= 3 and bool(_WANTING.intersection(between))


def _joined(words: list[str], at: int, mention: Mention) -> bool:
    return any(word in ("i", "ni", "o") for word in words[at + 1 : mention.start])


def _refused_by(said: Utterance, at: int, mentions: list[Mention], mention: Mention) -> bool:
    other = next(m for m in mentions if m.start <= at < m.end and m is not mention)
    return "ni" in said.words[at + 1 : mention.start] or (
        other.start < mention.start and _refused(said, other, mentions)
    )


def _harmless(words: list[str], at: int) -> bool:
    """*no tengo trabajo*, *no hallo empleo*: the lack of it is why they want it."""
    corrected = words[at + 1] in _CORRECTING or words[at + 1] == _RATHER
    return corrected or any(word in table.LACK for word in words[at + 1 : at + 4])
