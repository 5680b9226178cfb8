"""Compares what chance has made: the drawn with those who were not, and the arms; as the draw's
own comparison does."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.rules.commitments import read_commitment
from outreach.rules.frames import read_frame
from outreach.store import draws, frames
from outreach.store.database import Connection

if TYPE_CHECKING:
    from outreach.draws.comparing import Balance

LARGEST = 200_000  # people of the frame; beyond, `flask sample balance` takes its time
REPETITIONS = 200
_SEED = 1  # the p of a report does not change from one day to the next


@dataclass(frozen=True, slots=True)
class Side:
    """A covariate in one group; None where nothing is known or all are alike. `difference` is to
    the first group: raw where the covariate is binary, else over the SD of all people."""

    group: str
    n: int
    mean: float | None
    sd: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class BalanceLine:
    covariate: str
    binary: bool
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class BalanceTable:
    """Every covariate in every group, the first being the one that the others are compared to;
    `p` of one test over all of them, by randomisation inference over `repetitions`."""

    groups: tuple[str, ...]
    lines: tuple[BalanceLine, ...]
    p: float
    repetitions: int


@dataclass(frozen=True, slots=True)
class Balances:
    """`draw` and `arms` are None where there is nothing to compare; `too_large`: where it would
    take too long for a report."""

    draw: BalanceTable | None
    arms: BalanceTable | None
    too_large: bool


def balances(connection: Connection, campaign_id: int, frame_size: int) -> Balances:
    """Both comparisons of a campaign that was frozen and drawn."""
    frozen = frames.frozen(connection, campaign_id)
    drawn = draws.of(connection, campaign_id)
    if frozen is None or drawn is None or frame_size > LARGEST:
        return Balances(None, None, frame_size > LARGEST)
    # numpy and all that compares are loaded for this alone
    from outreach.draws.comparing import arms_against_the_first, drawn_against_others

    commitment, frame = read_commitment(frozen.commitment), read_frame(frozen.frame)
    how = {"repetitions": REPETITIONS, "seed": _SEED}
    of_draw = of_arms = None
    if drawn.size < frame_size:
        of_draw = _table(drawn_against_others(connection, campaign_id, frame, **how))
    if commitment.terms.arms:
        of_arms = _table(arms_against_the_first(connection, campaign_id, commitment, **how))
    return Balances(of_draw, of_arms, too_large=False)


def _table(balance: "Balance") -> BalanceTable:
    lines = tuple(
        BalanceLine(
            line.covariate,
            line.binary,
            tuple(
                Side(c.group, c.n, c.mean, c.sd, c.difference if line.binary else c.standardised)
                for c in line.cells
            ),
        )
        for line in balance.lines
    )
    return BalanceTable(balance.groups, lines, balance.test.p, balance.test.repetitions)
