"""Compares groups that chance has made: a table of covariates, and one test over all of them.

For each covariate and group: n, mean and SD of those for whom it is known, and the difference to
the first group. A binary covariate is compared by the raw difference; any other by the difference
over one fixed standardiser, the SD over all people, which does not depend on who was drawn.

The omnibus statistic is the sum over the groups of n_g times the squared Mahalanobis distance of
the group's mean from that of all, with the covariance of all people. Its p is by randomisation
inference: the share of fresh random assignments of the same design with one as large. A covariate
that is not known of somebody counts as the mean there, and that it is not known as one more.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Labels = NDArray[np.int64]
Redraw = Callable[[np.random.Generator], Labels]


@dataclass(frozen=True, slots=True)
class Covariate:
    """What is known of each person before the draw, in the order of the people; NaN: unknown."""

    name: str
    values: Numbers

    @property
    def binary(self) -> bool:
        return bool(np.isin(self.values[~np.isnan(self.values)], (0.0, 1.0)).all())


@dataclass(frozen=True, slots=True)
class Cell:
    """A covariate in a group. `difference` is to the first group, raw; `standardised` is over
    the SD of all people. None where nothing is known or all people are alike."""

    group: str
    n: int
    mean: float | None
    sd: float | None
    difference: float | None
    standardised: float | None


@dataclass(frozen=True, slots=True)
class Line:
    covariate: str
    binary: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Omnibus:
    """The statistic, its p, and over how many repetitions."""

    statistic: float
    p: float
    repetitions: int


def balance_table(
    covariates: Iterable[Covariate], groups: Sequence[str], labels: Labels
) -> list[Line]:
    """A line for each covariate. `labels` are indexes into `groups`, one for each person."""
    return [
        Line(each.name, each.binary, tuple(_cells(each.values, groups, labels)))
        for each in covariates
    ]


def _cells(values: Numbers, groups: Sequence[str], labels: Labels) -> list[Cell]:
    spread = _sd(values[~np.isnan(values)])
    first: float | None = None
    cells = []
    for number, group in enumerate(groups):
        known = values[(labels == number) & ~np.isnan(values)]
        mean = float(known.mean()) if known.size else None
        first = mean if number == 0 else first
        gap = None if number == 0 or mean is None or first is None else mean - first
        standardised = gap / spread if gap is not None and spread else None
        cells.append(Cell(group, int(known.size), mean, _sd(known), gap, standardised))
    return cells


def _sd(values: Numbers) -> float | None:
    return float(values.std(ddof=1)) if values.size > 1 else None


def omnibus(
    covariates: Sequence[Covariate],
    labels: Labels,
    redraw: Redraw,
    *,
    repetitions: int,
    seed: int,
) -> Omnibus:
    """Tests all covariates at once against fresh draws of the same design."""
    matrix = _whitened(covariates)
    observed = _distance(matrix, labels)
    generator = np.random.default_rng(seed)
    hits = sum(
        _distance(matrix, redraw(generator)) >= observed * (1 - 1e-9) for _ in range(repetitions)
    )
    return Omnibus(observed, (1 + hits) / (1 + repetitions), repetitions)


def _whitened(covariates: Sequence[Covariate]) -> Numbers:
    """The covariates turned so that their covariance over all people is the identity."""
    columns: list[Numbers] = []
    for each in covariates:
        unknown = np.isnan(each.values)
        mean = each.values[~unknown].mean() if not unknown.all() else 0.0
        columns.append(np.where(unknown, mean, each.values))
        if unknown.any():
            columns.append(unknown.astype(np.float64))
    matrix = np.column_stack(columns)
    matrix -= matrix.mean(axis=0)
    scale = matrix.std(axis=0)
    matrix = matrix[:, scale > 0] / scale[scale > 0]
    values, vectors = np.linalg.eigh(matrix.T @ matrix / len(matrix))
    kept = values > 1e-9  # the dummies of a field sum to one: one of them says nothing new
    whitened: Numbers = matrix @ (vectors[:, kept] / np.sqrt(values[kept]))
    return whitened


def _distance(matrix: Numbers, labels: Labels) -> float:
    sizes = np.bincount(labels)
    sums = np.array([np.bincount(labels, weights=column) for column in matrix.T])
    present = sizes > 0
    return float((sums[:, present] ** 2 / sizes[present]).sum())


def dummies(name: str, values: Sequence[str]) -> list[Covariate]:
    """A covariate for each value of a field that is not a number: `name=value`, 1 or 0."""
    found = np.array(values)
    return [
        Covariate(f"{name}={value}", (found == value).astype(np.float64))
        for value in sorted(set(values))
    ]


def redrawn_within(strata: Sequence[str], counts: Mapping[str, int]) -> Redraw:
    """Draws `counts` units of each stratum at random: label 0 for the drawn, 1 for the others.

    `strata` has the stratum of each unit.
    """
    names, of_unit = np.unique(np.array(strata), return_inverse=True)
    sizes = np.bincount(of_unit)
    begins = np.cumsum(sizes) - sizes
    wanted = np.array([counts.get(str(name), 0) for name in names])

    def redraw(generator: np.random.Generator) -> Labels:
        order = np.lexsort((generator.random(len(of_unit)), of_unit))
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return ((rank - begins[of_unit]) >= wanted[of_unit]).astype(np.int64)

    return redraw
