"""Randomisation inference for two arms that were drawn within blocks: the exact p.

Under the sharp null hypothesis that the arm changes nothing for anybody, the successes of a block
are fixed and those that fall into an arm are hypergeometric; over all blocks they are the sum of
independent hypergeometrics, whose distribution is their convolution. So every assignment that the
draw could have made is counted, and none has to be simulated.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


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
    import numpy as np

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
    import numpy as np
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
    import numpy as np
    from scipy.signal import fftconvolve

    if min(len(one), len(other)) < 64:
        return np.convolve(one, other)
    return np.maximum(fftconvolve(one, other), 0.0)
