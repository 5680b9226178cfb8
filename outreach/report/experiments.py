"""Compares the arms of a campaign by intention to treat: everybody counts as they were drawn."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from outreach.report.statistics.proportions import (
    Comparison,
    Interval,
    difference,
    risk_ratio,
    wilson,
)
from outreach.rules.randomisation import Block, exact_p
from outreach.store import report_people as queries
from outreach.store.database import AnyRow, Connection

OUTCOMES = ("contacted", "identified", "validated", "interested")
CONTROLS = ("control", "none", "usual")  # an arm so named is what the others are compared with


@dataclass(frozen=True, slots=True)
class Arm:
    """Everybody released who was assigned to it, whatever became of the assignment; how many
    reached each outcome, and the interval of their share."""

    code: str
    people: int
    outcomes: dict[str, int]
    intervals: dict[str, Interval | None]


@dataclass(frozen=True, slots=True)
class Contrast:
    """One arm against the reference in one outcome. `p` is of randomisation inference, exact."""

    outcome: str
    arm: str
    difference: Comparison
    ratio: Comparison
    p: float | None


@dataclass(frozen=True, slots=True)
class Experiments:
    """No arms: no experiment. `reference` is the arm that the others are compared with."""

    reference: str | None
    arms: tuple[Arm, ...]
    blocks: int
    contrasts: tuple[Contrast, ...]


def experiments(connection: Connection, declared: Sequence[str]) -> Experiments:
    """The arms of the campaign as they were drawn, within replicate and stratum.

    `declared` are its arms in the order in which they were committed to: the first one is the
    reference, unless one is called a control.
    """
    return compared(queries.blocks(connection), declared)


def compared(rows: Sequence[AnyRow], declared: Sequence[str] = ()) -> Experiments:
    """`rows` have arm, replicate, stratum, total and a count for each outcome."""
    present = {row.arm for row in rows}
    order = [arm for arm in declared if arm in present]
    arms = tuple(_arm(code, rows) for code in (*order, *sorted(present - set(order))))
    places = {(row.replicate, row.stratum) for row in rows}
    if len(arms) < 2:
        return Experiments(None, arms, len(places), ())
    reference = next((arm for arm in arms if arm.code.lower() in CONTROLS), arms[0])
    contrasts = tuple(
        _contrast(outcome, arm, reference, rows)
        for arm in arms
        if arm is not reference
        for outcome in OUTCOMES
    )
    return Experiments(reference.code, arms, len(places), contrasts)


def _arm(code: str, rows: Iterable[AnyRow]) -> Arm:
    own = [row for row in rows if row.arm == code]
    people = sum(row.total for row in own)
    counts = {name: sum(getattr(row, name) for row in own) for name in OUTCOMES}
    intervals = {name: wilson(count, people) for name, count in counts.items()}
    return Arm(code=code, people=people, outcomes=counts, intervals=intervals)


def _contrast(outcome: str, arm: Arm, reference: Arm, rows: Sequence[AnyRow]) -> Contrast:
    counts = (
        arm.outcomes[outcome], arm.people, reference.outcomes[outcome], reference.people
    )  # fmt: skip
    return Contrast(
        outcome=outcome,
        arm=arm.code,
        difference=difference(*counts),
        ratio=risk_ratio(*counts),
        p=exact_p(_blocks(outcome, arm.code, reference.code, rows)),
    )


def _blocks(outcome: str, arm: str, reference: str, rows: Sequence[AnyRow]) -> list[Block]:
    """Given who is in either arm, each split of a block between the two was equally likely."""
    people: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        if row.arm in (arm, reference):
            counts = people[row.replicate, row.stratum]
            other = int(row.arm == reference)
            counts[other] += row.total
            counts[2 + other] += getattr(row, outcome)
    return [Block(*counts) for counts in people.values()]
