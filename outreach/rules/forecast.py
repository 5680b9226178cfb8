"""Decides how many more replicates the target needs, from how the released people turned out.

Discrete competing risks by attempt: of those who came to their k-th attempt, a share was validated
by it and a share was closed for another reason. What an open case will still bring, and what a
fresh one will, is the sum over the attempts left of the chance to come so far and be validated
then. Until enough is known, each share leans on the planned yield, as if `_LEAN` people had been
seen. At most as many replicates as are released already are released at once, so that a forecast
from few people cannot release them all.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_LEAN = 50.0
_Z = 1.2816  # 80 %


@dataclass(frozen=True, slots=True)
class Standing:
    """So many released people who had this many attempts and are validated, closed, or open."""

    attempts: int
    validated: bool
    closed: bool
    people: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected: validated people when all that is released is worked through, the yield
    of a fresh case, and how many replicates to release now."""

    validated: int
    expected: float
    fresh_yield: float
    replicates: int


def forecast(
    standings: Sequence[Standing],
    *,
    target: int,
    planned_yield: float,
    max_attempts: int,
    released: int,
    waiting: Sequence[int],
) -> Forecast:
    """How many of the waiting replicates (people in each, in order) the target needs now.

    `released` is how many replicates are released already.
    """
    last = max(1, max_attempts)
    validating, closing = _hazards(standings, planned_yield, last)
    ahead = _yield_ahead(validating, closing)
    validated = sum(s.people for s in standings if s.validated)
    still_open = sum(n * ahead[k] for k, n in _still_open(standings, last).items())
    expected = validated + still_open
    wanted, so_far = 0, expected
    while so_far < target and wanted < min(len(waiting), max(1, released)):
        so_far += waiting[wanted] * ahead[0]
        wanted += 1
    return Forecast(validated, expected, ahead[0], wanted)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many people will be validated of those who are released, with an 80 % interval."""

    low: float
    expected: float
    high: float


def outlook(standings: Sequence[Standing], *, planned_yield: float, max_attempts: int) -> Outlook:
    """What the released people will come to.

    Its variance is that of each open case's chance, and that of the chances themselves, which are
    shares of the people seen at the same attempt; the latter are added as if they erred together.
    """
    last = max(1, max_attempts)
    validating, closing = _hazards(standings, planned_yield, last)
    ahead = _yield_ahead(validating, closing)
    expected = float(sum(s.people for s in standings if s.validated))
    by_chance = of_shares = 0.0
    for attempts, people in _still_open(standings, last).items():
        chance = ahead[attempts]
        spread = chance * (1 - chance)
        seen = sum(s.people for s in standings if min(s.attempts, last) > attempts) + _LEAN
        expected += people * chance
        by_chance += people * spread
        of_shares += people * math.sqrt(spread / seen)
    error = _Z * math.sqrt(by_chance + of_shares**2)
    least = sum(s.people for s in standings if s.validated)
    most = least + sum(_still_open(standings, last).values())
    return Outlook(max(least, expected - error), expected, min(most, expected + error))


def _still_open(standings: Sequence[Standing], last: int) -> Mapping[int, int]:
    """People who are neither validated nor closed, by the attempts they had."""
    found: dict[int, int] = {}
    for standing in standings:
        if not standing.validated and not standing.closed:
            attempts = min(standing.attempts, last)
            found[attempts] = found.get(attempts, 0) + standing.people
    return found


def _hazards(
    standings: Sequence[Standing], planned_yield: float, last: int
) -> tuple[list[float], list[float]]:
    """For each attempt from the first: the shares that it validated, and closed otherwise."""
    planned = 1 - math.pow(1 - planned_yield, 1 / last)
    validating, closing = [], []
    for attempt in range(1, last + 1):
        at_risk, ended = 0, {True: 0, False: 0}
        for standing in standings:
            reached = min(standing.attempts, last)
            if reached < attempt:
                continue
            at_risk += standing.people
            if reached == attempt and (standing.validated or standing.closed):
                ended[standing.validated] += standing.people
        seen = at_risk + _LEAN
        validating.append((ended[True] + _LEAN * planned) / seen)
        closing.append(ended[False] / seen)
    return validating, closing


def _yield_ahead(validating: Sequence[float], closing: Sequence[float]) -> Mapping[int, float]:
    """Attempts made → the chance of being validated by one of those left."""
    ahead = {len(validating): 0.0}
    for attempt in range(len(validating), 0, -1):
        validated, closed = validating[attempt - 1], closing[attempt - 1]
        goes_on = max(0.0, 1 - validated - closed)
        ahead[attempt - 1] = validated + goes_on * ahead[attempt]
    return ahead
