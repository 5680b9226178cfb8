"""The small language in which rules are written, and the index that finds which could apply.

A pattern is a row of elements separated by spaces, matched against whole folded words:

    no            the word            a|b           either word
    por_favor     words in a row      llam*         begins so, *aba ends so
    <relative>    any of a class      [me|nos]      may be there
    [me|nos]*     any number of them  [me|nos]+     one or more of them
    ..  ...       up to two, up to six words of any kind
    *             any one word
    !a|b          not followed by     ~a|b          not preceded by
    ^  $          the reply's beginning, end (courtesies aside)

Each pattern is indexed by the words of its rarest required element, so that a reply is tested
only against the few patterns that share a word with it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from flows.understanding.heard import Intent, Question
from flows.understanding.normalise import Utterance, plain, sound

Classes = Mapping[str, Sequence[str]]

_GAPS = {"..": r"(?:[^ ]+ ){0,2}?", "...": r"(?:[^ ]+ ){0,6}?"}
_COMMON = frozenset(
    sound(w)
    for w in (
        "no me nos le les lo la los las el ella se te que de del a al en y o un una por para con "
        "es esta este ya si mi su yo tu pero mas muy i you the to is do it my ni lo he not dont"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of a rule table.

    `patterns` decide unless one of `unless` is found too. `only` restricts the questions.
    `limitable` rules do not hold where the words set a limit ("no me llamen en la mañana"),
    `negatable` ones right behind a *no*.
    """

    name: str
    intent: Intent
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()
    value: str = ""
    only: frozenset[Question] = frozenset()
    limitable: bool = False
    negatable: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that applies, and the person's words that it rests on."""

    rule: Rule
    words: str


@dataclass(slots=True)
class Pattern:
    """A pattern ready for matching; `anchored` ones are matched without courtesies.

    The regular expression is compiled when a reply first needs it: most of a thousand patterns
    are never needed by one conversation, and compiling all takes half a second.
    """

    source: str
    words: "Vocabulary"
    triggers: frozenset[str]
    anchored: bool
    also: tuple[frozenset[str], ...] = ()  # of each of these, a word has to be there too
    _compiled: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        if self._compiled is None:
            pieces = (_piece(element, self.words) for element in self.source.split())
            self._compiled = re.compile("".join((r"(?<![^ ])", *pieces)))
        return self._compiled


def _any_of(words: set[str]) -> str:
    """A regular expression for any of the words; what they begin with alike is written once.

    The forms of a verb are many and begin alike: so the expression is a fraction as long, and
    compiled in a fraction of the time.
    """
    tails: dict[str, set[str]] = {}
    for word in words - {""}:
        tails.setdefault(word[0], set()).add(word[1:])
    branches = []
    for first, rest in sorted(tails.items()):
        piece = "[^ ]*" if first == "*" else first
        while len(rest) == 1 and (tail := next(iter(rest))):
            piece += "[^ ]*" if tail[0] == "*" else tail[0]
            rest = {tail[1:]}
        branches.append(piece + (_any_of(rest) if rest != {""} else ""))
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in words else joined


class Vocabulary:
    """Classes of words, folded once for all the patterns that name them."""

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._expanded: dict[str, list[str]] = {}
        self._joined: dict[str, str] = {}

    def expand(self, element: str) -> list[str]:
        """The folded words an element stands for; raises KeyError for an unknown class."""
        words = self._expanded.get(element)
        if words is None:
            words = [word for part in element.split("|") for word in self._part(part)]
            self._expanded[element] = words
        return words

    def alternatives(self, element: str) -> str:
        """A regular expression for any of them, the longer first."""
        joined = self._joined.get(element)
        if joined is None:
            joined = _any_of(set(self.expand(element)))
            self._joined[element] = joined
        return joined

    def _part(self, part: str) -> list[str]:
        if not part.startswith("<"):
            return [_fold(part)]
        if part not in self._expanded:
            self._expanded[part] = [_fold(word) for word in self._classes[part[1:-1]]]
        return self._expanded[part]


def compile_pattern(source: str, words: Vocabulary) -> Pattern:
    """Make one pattern ready; raises KeyError for an unknown class, ValueError for a slip."""
    required = [needed for element in source.split() if (needed := _required(element, words))]
    required.sort(key=_rank)
    first, *others = [_triggers(needed) for needed in required] or [frozenset[str]()]
    return Pattern(source, words, first, "^" in source or "$" in source, tuple(others))


_WORD = r"(?:<\w+>|\*?[\w']+\*?|\*)"
_ELEMENT = re.compile(rf"[!~]?{_WORD}(?:\|{_WORD})*|\[{_WORD}(?:\|{_WORD})*\][*+]?|\^|\$|\.\.+")


def _required(element: str, words: Vocabulary) -> list[str]:
    """The words one of which has to be there, if an element is required and names them."""
    if not _ELEMENT.fullmatch(element):
        raise ValueError(f"no element of a pattern: {element}")
    if element in ("^", "$") or element in _GAPS:
        return []
    expanded = words.expand(_inside(element) if element[0] == "[" else element.lstrip("!~"))
    return [] if element[0] in "!~[" or any("*" in word for word in expanded) else expanded


def _inside(element: str) -> str:
    return element[1:].rstrip("*+").rstrip("]")


def _piece(element: str, words: Vocabulary) -> str:
    """The regular expression of one element."""
    if element in ("^", "$"):
        return r"\A" if element == "^" else r"\Z"
    if element in _GAPS:
        return _GAPS[element]
    if element[0] == "!":
        return f"(?!(?:{words.alternatives(element[1:])}) )"
    if element[0] == "~":
        return "".join(f"(?<!{word} )" for word in words.expand(element[1:]))
    if element[0] == "[":
        many = element[-1] if element[-1] in "*+" else "?"
        return f"(?:(?:{words.alternatives(_inside(element))}) ){many}"
    return f"(?:{words.alternatives(element)}) "


@cache
def _fold(part: str) -> str:
    text = plain(part.replace("_", " "))
    return " ".join("*".join(sound(piece) for piece in word.split("*")) for word in text.split())


def _rank(words: list[str]) -> tuple[bool, int]:
    return any(_rarest(word) in _COMMON for word in words), len(set(words))


@cache
def _rarest(phrase: str) -> str:
    return min(phrase.split(), key=lambda word: (word in _COMMON, -len(word)))


def _triggers(words: list[str]) -> frozenset[str]:
    return frozenset(_rarest(word) for word in words)


@dataclass(slots=True)
class RuleBook:
    """Rules ready to be matched; built once when the module is first used."""

    rules: tuple[Rule, ...]
    _index: dict[str, list[tuple[int, Pattern]]] = field(default_factory=dict)
    _always: list[tuple[int, Pattern]] = field(default_factory=list)
    _unless: list[tuple[Pattern, ...]] = field(default_factory=list)
    words: frozenset[str] = frozenset()  # every word that any rule names

    @classmethod
    def of(cls, rules: Iterable[Rule], classes: Classes) -> "RuleBook":
        book = cls(tuple(rules))
        vocabulary = Vocabulary(classes)
        for number, rule in enumerate(book.rules):
            book._unless.append(tuple(compile_pattern(p, vocabulary) for p in rule.unless))
            for source in rule.patterns:
                pattern = compile_pattern(source, vocabulary)
                if not pattern.triggers:
                    book._always.append((number, pattern))
                for trigger in pattern.triggers:
                    book._index.setdefault(trigger, []).append((number, pattern))
        book.words = frozenset(
            word
            for rule in book.rules
            for source in (*rule.patterns, *rule.unless)
            for element in source.split()
            for phrase in vocabulary.expand(element.strip("[]*+!~^$."))
            for word in phrase.split()
        )
        return book

    def candidates(self, said: Utterance) -> list[tuple[int, Pattern]]:
        """Patterns that share a word with the utterance, in the order of the table."""
        words = set(said.words)
        found = list(self._always)
        for word in words:
            for pair in self._index.get(word, ()):
                for others in pair[1].also:
                    if words.isdisjoint(others):
                        break
                else:
                    found.append(pair)
        found.sort(key=_number)
        return found

    def matches(
        self,
        said: Utterance,
        question: Question | None = None,
        done: Container[Intent] = frozenset(),
    ) -> Iterator[tuple[Rule, re.Match[str], bool]]:
        """Every match of every rule that may apply to the question.

        Rules of intents that are `done`, which may grow meanwhile, are passed over. Yields the
        rule, the match, and whether the match is on the trimmed `core`.
        """
        for number, pattern in self.candidates(said):
            rule = self.rules[number]
            if rule.intent in done or (rule.only and question not in rule.only):
                continue
            text = said.core if pattern.anchored else said.text
            guards = self._unless[number]
            for match in pattern.regex.finditer(text):
                if not any(found(guard, said) for guard in guards):
                    yield rule, match, pattern.anchored


def _number(pair: tuple[int, Pattern]) -> int:
    return pair[0]


def found(pattern: Pattern, said: Utterance) -> bool:
    return bool(pattern.regex.search(said.core if pattern.anchored else said.text))


def quote(said: Utterance, match: re.Match[str], trimmed: bool) -> str:
    shift = said.text.find(said.core) if trimmed else 0
    return said.quote(match.start() + shift, match.end() + shift)
