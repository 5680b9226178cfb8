"""Randomisation inference: what the arms would have looked like, had the dealing gone otherwise.

The design is that of `outreach.rules.arms`: within each block every order of the units is equally
likely, the cards go round in the rotation, and every card is equally likely to be the first. The
sharp null hypothesis is that the arm made no difference to anybody. A two-sided p counts the
assignments whose statistic is at least as far from zero as the one observed; exactly, weighted by
their probability, where all of them can be listed, and else p = (1 + hits) / (1 + repetitions).

Where only the number of successes in an arm counts, nothing has to be listed: under the null the
successes of a block are fixed, those that fall into an arm are hypergeometric, and over all blocks
they are the sum of independent hypergeometrics, whose distribution is their convolution. So
`exact_p` counts every assignment that the draw could have made, for millions of people too.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import factorial, prod
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the draw: how many are in the arm, how many in the other, and successes."""

    arm: int
    other: int
    arm_successes: int
    other_successes: int


def exact_p(blocks: Iterable[Block]) -> float | None:
    """The share of all assignments whose difference is at least as large as the observed one.

    The statistic is the difference of the two proportions, without regard to its sign. None
    where an arm is empty.
    """
    every = list(blocks)
    arm, other = sum(b.arm for b in every), sum(b.other for b in every)
    if not arm or not other:
        return None
    total = sum(b.arm_successes + b.other_successes for b in every)
    observed = sum(b.arm_successes for b in every)
    chances, least = _successes_in_arm(every)
    possible = least + np.arange(len(chances))
    differences = np.abs(possible / arm - (total - possible) / other)
    seen = abs(observed / arm - (total - observed) / other)
    as_large = chances[differences >= seen - 1e-12].sum()
    return float(min(1.0, max(as_large, 0.0)))


def _successes_in_arm(blocks: list[Block]) -> tuple[Any, int]:
    """Chances of each number of successes in the arm, and the least number there can be."""
    from scipy.stats import hypergeom

    kinds = Counter((b.arm, b.other, b.arm_successes + b.other_successes) for b in blocks)
    chances, fewest = [np.array([1.0])], 0
    for (arm, other, successes), times in sorted(kinds.items()):
        least, most = max(0, successes - other), min(arm, successes)
        fewest += times * least
        one = hypergeom.pmf(np.arange(least, most + 1), arm + other, successes, arm)
        chances.append(_repeated(one, times))
    while len(chances) > 1:  # in pairs of like length, so that millions of people stay quick
        chances.sort(key=len)
        chances = [_sum(*chances[at : at + 2]) for at in range(0, len(chances), 2)]
    return chances[0], fewest


def _repeated(chances: Any, times: int) -> Any:
    """The distribution of the sum of so many draws of the same kind."""
    result = None
    while times:
        if times & 1:
            result = chances if result is None else _sum(result, chances)
        times >>= 1
        if times:
            chances = _sum(chances, chances)
    return result


def _sum(one: Any, other: Any = None) -> Any:
    if other is None:
        return one
    from scipy.signal import fftconvolve

    if min(len(one), len(other)) < 64:
        return np.convolve(one, other)
    return np.maximum(fftconvolve(one, other), 0.0)
