"""Randomisation inference: what the arms would have looked like, had the dealing gone otherwise.

The design is that of `outreach.rules.arms`: within each block every order of the units is equally
likely, the cards go round in the rotation, and every card is equally likely to be the first. The
sharp null hypothesis is that the arm made no difference to anybody. A two-sided p counts the
assignments whose statistic is at least as far from zero as the one observed; exactly, weighted by
their probability, where all of them can be listed, and else p = (1 + hits) / (1 + repetitions).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

ENUMERATED = 20_000  # assignments that are listed one by one at most
_TOLERANCE = 1e-9  # equal statistics that were summed in another order count as equal

Numbers = NDArray[np.float64]
Labels = NDArray[np.int64]
Statistic = Callable[[Labels], float]


@dataclass(frozen=True, slots=True)
class Design:
    """How units were dealt: the cards as arms' numbers, and the sizes of the blocks in order.

    Units stand block by block; an assignment is an array of arms' numbers, one for each unit.
    """

    cards: Labels
    block_sizes: tuple[int, ...]

    @property
    def units(self) -> int:
        return sum(self.block_sizes)

    def count(self) -> int:
        """How many assignments there are, counted once for each first card."""
        return sum(prod(map(_orders, self._blocks(start))) for start in range(len(self.cards)))

    def every(self) -> Iterator[tuple[float, Labels]]:
        """Each assignment with its probability."""
        for start in range(len(self.cards)):
            blocks = self._blocks(start)
            chance = 1 / len(self.cards) / prod(map(_orders, blocks))
            for arms in _products(blocks):
                yield chance, np.array(arms, dtype=np.int64)

    def random(self, generator: np.random.Generator) -> Labels:
        """One assignment, dealt anew."""
        start = int(generator.integers(len(self.cards)))
        line = self.cards[(start + np.arange(self.units)) % len(self.cards)]
        block = np.repeat(np.arange(len(self.block_sizes)), self.block_sizes)
        return line[np.lexsort((generator.random(self.units), block))]

    def _blocks(self, start: int) -> list[Counter[int]]:
        ends = np.cumsum((0, *self.block_sizes))
        line = self.cards[(start + np.arange(self.units)) % len(self.cards)]
        return [Counter(map(int, line[a:b])) for a, b in pairwise(ends)]


@dataclass(frozen=True, slots=True)
class Inference:
    """The observed statistic, its two-sided p, and over how many assignments; `exact` if all."""

    statistic: float
    p: float
    assignments: int
    exact: bool


def infer(
    design: Design, observed: Labels, statistic: Statistic, *, repetitions: int, seed: int
) -> Inference:
    """Tests the sharp null with this statistic (a difference: zero is none)."""
    seen = abs(statistic(observed)) - _TOLERANCE
    count = design.count() if design.units <= 64 else ENUMERATED + 1
    if count <= ENUMERATED:
        p = sum(chance for chance, arms in design.every() if abs(statistic(arms)) >= seen)
        return Inference(statistic(observed), min(p, 1.0), count, exact=True)
    generator = np.random.default_rng(seed)
    hits = sum(abs(statistic(design.random(generator))) >= seen for _ in range(repetitions))
    p = (1 + hits) / (1 + repetitions)
    return Inference(statistic(observed), p, repetitions, exact=False)


def difference_in_means(totals: Numbers, people: Numbers, arm: int, other: int) -> Statistic:
    """Mean of the people in `arm` less that in `other`, from each unit's total and people."""

    def difference(arms: Labels) -> float:
        mine, theirs = arms == arm, arms == other
        if not people[mine].sum() or not people[theirs].sum():
            return 0.0
        mean = totals[mine].sum() / people[mine].sum()
        return float(mean - totals[theirs].sum() / people[theirs].sum())

    return difference


def _orders(block: Counter[int]) -> int:
    """In how many ways these cards can be dealt to the block's units."""
    return factorial(block.total()) // prod(map(factorial, block.values()))


def _products(blocks: Sequence[Counter[int]]) -> Iterator[tuple[int, ...]]:
    if not blocks:
        yield ()
        return
    for first in _orderings(blocks[0]):
        for rest in _products(blocks[1:]):
            yield (*first, *rest)


def _orderings(cards: Counter[int]) -> Iterator[tuple[int, ...]]:
    """The distinct orders of a block's cards."""
    if not cards.total():
        yield ()
        return
    for card in sorted(card for card, left in cards.items() if left):
        for rest in _orderings(cards - Counter([card])):
            yield (card, *rest)
