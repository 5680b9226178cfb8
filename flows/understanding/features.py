"""What is noticed of a reply when its evidence is weighed: words, neighbours, stems, classes.

A class of words (<relative>, <abroad>, a number …) is noticed besides the word itself, so that
what was learned of *mi cuñado* holds for *mi yerno*; the first four letters stand for a verb in
any of its forms; and what follows a *no* is noticed as denied.
"""

from flows.understanding import en_words, es_words, numbers
from flows.understanding.heard import Question
from flows.understanding.normalise import Utterance, folded

MOST = 60  # words that are looked at: a rant is no clearer for its length
_STEM = 4
_NAMED = (
    "call", "again", "keep", "to_call", "calling", "call_me", "remove", "remove_me", "remove_him",
    "list", "number", "a_call", "relative", "abroad", "home", "go", "person", "machine",
)  # fmt: skip
_ENGLISH = ("contact", "contacting", "kin", "human", "bot")
_NO = frozenset(folded(w) for w in "no ni nunca jamas sin dont not never cant".split())
_REACH = 5  # words a *no* reaches ahead


def _classes() -> dict[str, str]:
    of: dict[str, str] = {}
    for table, names in ((es_words.CLASSES, _NAMED), (en_words.CLASSES, _ENGLISH)):
        for name in names:
            for member in table[name]:
                word = folded(member.replace("_", " "))
                if " " not in word:
                    of.setdefault(word, f"<{name}>")
    for words in (numbers.UNITS, numbers.TEENS, numbers.TENS, numbers.MIL):
        for word in words:
            of.setdefault(word, "<number>")
    return of


_CLASS = _classes()


def asked_of(question: Question) -> str:
    """The question as a mark on what is noticed; every plain yes/no question is one."""
    return "int" if question is Question.YES_NO else question.value[:3]


def notice(said: Utterance, question: Question) -> list[str]:
    """Everything noticed of a reply, in the order of its words."""
    words = ["^", *said.words[:MOST], "$"]
    asked = asked_of(question)
    noticed = [f"{asked}?"]
    if said.asks:
        noticed.append("?")
    seen = [_seen(word) for word in words]
    last, denied = len(words) - 1, 0
    for at, word in enumerate(words):
        noticed += (word, f"{asked}:{word}")
        kind = seen[at]
        if kind != word:
            noticed += (kind, f"{asked}:{kind}")
        if len(word) > _STEM + 1:
            noticed.append(f"{word[:_STEM]}*")
        if at < last:
            noticed += _pair(words, seen, at, at + 1, " ")
        if at + 1 < last:
            noticed += _pair(words, seen, at, at + 2, " _ ")
        if word in _NO:
            denied = _REACH
        elif denied:
            noticed.append(f"no:{word}")
            denied = 0 if at - 1 in said.breaks else denied - 1
    return noticed


def _seen(word: str) -> str:
    if word[0].isdigit():
        return "<digits>"
    return _CLASS.get(word, word)


def _pair(words: list[str], seen: list[str], a: int, b: int, between: str) -> tuple[str, ...]:
    pair = words[a] + between + words[b]
    kinds = seen[a] + between + seen[b]
    return (pair,) if kinds == pair else (pair, kinds)
