"""Weighs the words of a reply where no rule speaks outright: a second opinion, never a first.

`evidence.tsv` holds, for everything `features.py` notices, how much it speaks for each intent.
The weights were learned from the labelled replies (python -m benchmarks.evidence writes them);
they are added up, nothing more, so that every verdict can be traced to the words behind it.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flows.understanding.features import asked_of, notice
from flows.understanding.heard import Intent, Question
from flows.understanding.normalise import Utterance

FILE = Path(__file__).with_suffix(".tsv")
ZERO, STEP = ord("m"), 0.25  # a weight is one letter: m is 0, n is +0.25, l is -0.25 …
Weights = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What all the words together speak for, each intent with its sum."""

    intents: tuple[Intent, ...]
    sums: tuple[int, ...]

    def likeliest(self, without: Intent | None = None) -> tuple[Intent, float]:
        """The intent that weighs most and its probability (0..1), one left out of the question."""
        weighed = [
            (total, intent)
            for total, intent in zip(self.sums, self.intents, strict=True)
            if intent is not without
        ]
        most, intent = max(weighed)
        return intent, 1 / sum(math.exp((total - most) * STEP) for total, _ in weighed)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Intent, ...], Weights]:
    header, *lines = FILE.read_text(encoding="utf-8").splitlines()
    intents = tuple(Intent(name) for name in header.split("\t")[1].split(","))
    weights = {}
    for line in lines:
        feature, letters = line.split("\t")
        weights[feature] = tuple(ord(letter) - ZERO for letter in letters)
    return intents, weights


def weigh(said: Utterance, question: Question) -> Opinion:
    """What the words speak for, all together."""
    intents, weights = _table()
    rows = [row for name in {*notice(said, question)} if (row := weights.get(name))]
    return Opinion(intents, tuple(map(sum, zip(*rows, strict=True))) or (0,) * len(intents))


def deciding(said: Utterance, question: Question, intent: Intent) -> str:
    """The person's words that speak most for an intent, in the order they were said."""
    intents, weights = _table()
    column = intents.index(intent)
    asked = asked_of(question)
    scored = []
    for at, word in enumerate(said.words):
        names = (word, f"{asked}:{word}", f"{word[:4]}*", f"no:{word}")
        weight = sum(weights[name][column] for name in names if name in weights)
        if weight > 0:
            scored.append((weight, at))
    best = sorted(at for _, at in sorted(scored, reverse=True)[:4])
    return " ".join(dict.fromkeys(said.sources[at] for at in best))
