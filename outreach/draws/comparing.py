"""Compares what chance has made: the drawn with those who were not, and the arms."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from outreach.errors import NotAllowed
from outreach.rules.arms import rotation
from outreach.rules.balance import (
    Covariate,
    Line,
    Omnibus,
    Redraw,
    balance_table,
    dummies,
    omnibus,
    redrawn_within,
)
from outreach.rules.commitments import Commitment, read_commitment
from outreach.rules.frames import UNKNOWN, Frame, read_frame
from outreach.rules.randomisation import Design, Inference, Labels, difference_in_means, infer
from outreach.store import campaigns, draws, frames
from outreach.store.database import AnyRow, Connection
from outreach.system import System

OUTCOMES = ("identified", "validated", "interested", "opted_out")


@dataclass(frozen=True, slots=True)
class Balance:
    """A table, the first of its groups being the one that the others are compared to."""

    groups: tuple[str, ...]
    lines: Sequence[Line]
    test: Omnibus


@dataclass(frozen=True, slots=True)
class Effect:
    """An outcome in an arm, among all who were assigned to it and released (intention to treat).
    `inference` is of the difference to the first arm; None for the first itself."""

    outcome: str
    arm: str
    people: int
    count: int
    inference: Inference | None


@dataclass(frozen=True, slots=True)
class _Arms:
    """The drawn units, block by block: how they were dealt, and who belongs to which."""

    names: tuple[str, ...]
    design: Design
    assigned: Labels
    unit_of: NDArray[np.int64]  # of each person of `people`
    people: Sequence[AnyRow]


def balance_of_draw(system: System, name: str, *, repetitions: int, seed: int) -> Balance:
    """The drawn against those of the frame who were not. Raises NotAllowed before the draw."""
    with system.store.snapshot() as connection:
        campaign_id, _, frame = _drawn(connection, name)
        return drawn_against_others(
            connection, campaign_id, frame, repetitions=repetitions, seed=seed
        )


def drawn_against_others(
    connection: Connection, campaign_id: int, frame: Frame, *, repetitions: int, seed: int
) -> Balance:
    known = {row.case_code: row for row in frames.covariates(connection, campaign_id)}
    chosen = {row.case_code for row in draws.drawn(connection, campaign_id)}
    heads = [(member.case_id, member.stratum) for member in frame.units]
    number = {case_id: at for at, (case_id, _) in enumerate(heads)}
    people = [member for member in frame.members if member.case_id in known]
    labels = np.array([0 if member.case_id in chosen else 1 for member in people])
    unit_of = np.array([number[member.cluster] for member in people])
    drawn = Counter(stratum for case_id, stratum in heads if case_id in chosen)
    redraw = redrawn_within([stratum for _, stratum in heads], drawn)
    covariates = _covariates([known[member.case_id] for member in people])
    return _balance(
        ("drawn", "not_drawn"), covariates, labels,
        lambda generator: redraw(generator)[unit_of], repetitions, seed,
    )  # fmt: skip


def balance_of_arms(system: System, name: str, *, repetitions: int, seed: int) -> Balance:
    """The arms against the first of them, all who were drawn. Raises NotAllowed without arms."""
    with system.store.snapshot() as connection:
        campaign_id, commitment, _ = _drawn(connection, name)
        return arms_against_the_first(
            connection, campaign_id, commitment, repetitions=repetitions, seed=seed
        )


def arms_against_the_first(
    connection: Connection,
    campaign_id: int,
    commitment: Commitment,
    *,
    repetitions: int,
    seed: int,
) -> Balance:
    arms = _arms(connection, campaign_id, commitment)
    known = {row.case_code: row for row in frames.covariates(connection, campaign_id)}
    covariates = _covariates([known[person.case_code] for person in arms.people])
    return _balance(
        arms.names, covariates, arms.assigned[arms.unit_of],
        lambda generator: arms.design.random(generator)[arms.unit_of], repetitions, seed,
    )  # fmt: skip


def _balance(
    groups: tuple[str, ...],
    covariates: Sequence[Covariate],
    labels: Labels,
    redraw: Redraw,
    repetitions: int,
    seed: int,
) -> Balance:
    test = omnibus(covariates, labels, redraw, repetitions=repetitions, seed=seed)
    return Balance(groups, balance_table(covariates, groups, labels), test)


def effects(system: System, name: str, *, repetitions: int, seed: int) -> list[Effect]:
    """What became of the released people, by the arm they were assigned to."""
    with system.store.snapshot() as connection:
        campaign_id, commitment, _ = _drawn(connection, name)
        arms = _arms(connection, campaign_id, commitment)
    released = _numbers([float(person.released_at is not None) for person in arms.people])
    people = _summed(arms, released)
    found = []
    for outcome in OUTCOMES:
        had = (
            _numbers([float(bool(getattr(person, outcome))) for person in arms.people]) * released
        )
        totals = _summed(arms, had)
        for arm, arm_name in enumerate(arms.names):
            mine = arms.assigned == arm
            inference = None
            if arm:
                statistic = difference_in_means(totals, people, arm, 0)
                inference = infer(
                    arms.design, arms.assigned, statistic, repetitions=repetitions, seed=seed
                )
            counts = int(people[mine].sum()), int(totals[mine].sum())
            found.append(Effect(outcome, arm_name, *counts, inference))
    return found


def _drawn(connection: Connection, name: str) -> tuple[int, Commitment, Frame]:
    campaign = campaigns.named(connection, name)
    frozen = frames.frozen(connection, campaign.id)
    if frozen is None or draws.of(connection, campaign.id) is None:
        raise NotAllowed("'%(name)s' was not drawn yet", name=name)
    return campaign.id, read_commitment(frozen.commitment), read_frame(frozen.frame)


def _arms(connection: Connection, campaign_id: int, commitment: Commitment) -> _Arms:
    arms = commitment.terms.arms
    if not arms:
        raise NotAllowed("this campaign has no arms")
    names = tuple(arm.name for arm in arms)
    people = list(draws.drawn(connection, campaign_id))
    # people of one cluster have one order key
    unit = {row.order_key: (row.replicate, row.stratum, row.order_key, row.arm) for row in people}
    units = sorted(unit.values())
    blocks = Counter((replicate, stratum) for replicate, stratum, _, _ in units)
    number = {order_key: at for at, (_, _, order_key, _) in enumerate(units)}
    return _Arms(
        names=names,
        design=Design(
            np.array([names.index(card) for card in rotation(arms)]),
            tuple(blocks[place] for place in sorted(blocks)),
        ),
        assigned=np.array([names.index(arm) for _, _, _, arm in units]),
        unit_of=np.array([number[person.order_key] for person in people]),
        people=people,
    )


def _covariates(people: Sequence[AnyRow]) -> list[Covariate]:
    """What was known of these people before the draw."""
    return [
        *dummies("municipality", [row.municipality or UNKNOWN for row in people]),
        *dummies("sex", [row.sex or UNKNOWN for row in people]),
        Covariate("birth_year", _numbers([row.birth_year for row in people])),
        Covariate(
            "return_year", _numbers([row.returned_on and row.returned_on.year for row in people])
        ),
        Covariate("phones", _numbers([row.phones for row in people])),
    ]


def _numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _summed(arms: _Arms, of_people: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each unit, the sum over its people."""
    sums = np.bincount(arms.unit_of, weights=of_people, minlength=arms.design.units)
    return sums.astype(np.float64)
