"""Writes a dataset as CSV, and as Stata files with labels: as many as its size asks for."""

import csv
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from outreach.research.codebook import Dataset, Kind, Variable
from outreach.research.records import Row

ROWS = 250_000  # of one Stata file; it is made in memory


class Names:
    """The values of the variables that have no list of their own, as they are met."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], dict[str, int]] = {}

    def number(self, dataset: str, variable: str, value: str) -> int:
        known = self._of.setdefault((dataset, variable), {})
        return known.setdefault(value, len(known) + 1)

    def of(self, dataset: str, variable: str) -> dict[str, int]:
        return self._of.get((dataset, variable), {})


def write(folder: Path, dataset: Dataset, rows: Iterable[Row], names: Names) -> tuple[int, int]:
    """Writes the dataset's files into the folder; how many rows and how many Stata files."""
    count = parts = 0
    source = iter(rows)
    with (folder / f"{dataset.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([variable.name for variable in dataset.variables])
        while some := list(islice(source, ROWS)):
            writer.writerows([_written(value) for value in row] for row in some)
            parts += 1
            _stata(folder / f"{dataset.name}-{parts}.dta", dataset, some, names)
            count += len(some)
    if not parts:
        parts = 1
        _stata(folder / f"{dataset.name}-1.dta", dataset, [], names)
    if parts == 1:
        (folder / f"{dataset.name}-1.dta").rename(folder / f"{dataset.name}.dta")
    return count, parts


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    return "" if value is None else value


def _stata(path: Path, dataset: Dataset, rows: Sequence[Row], names: Names) -> None:
    import pandas
    import pyreadstat

    columns: Sequence[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [
        () for _ in dataset.variables
    ]
    numbered = [
        _numbered(dataset.name, variable, values, names)
        for variable, values in zip(dataset.variables, columns, strict=True)
    ]
    frame = pandas.DataFrame(
        {v.name: values for v, values in zip(dataset.variables, numbered, strict=True)}
    )
    pyreadstat.write_dta(
        frame,
        path,
        file_label=dataset.label[:80],
        column_labels={v.name: v.label for v in dataset.variables},
        variable_value_labels=_labels(dataset, names),
    )


def _numbered(
    dataset: str, variable: Variable, values: Sequence[Any], names: Names
) -> Sequence[Any]:
    """The values as Stata has them: codes as numbers, which the labels name."""
    import numpy as np

    if variable.kind is Kind.KEY:
        return ["" if value is None else value for value in values]
    if variable.kind is Kind.CODE:
        places = {code: number for number, code in enumerate(variable.codes, 1)}
        values = [None if value is None else places[value] for value in values]
    elif variable.kind is Kind.NAME:
        values = [
            None if value is None else names.number(dataset, variable.name, str(value))
            for value in values
        ]
    numbers: Sequence[Any] = np.array(
        [np.nan if value is None else value for value in values], np.float64
    ).tolist()
    return numbers


def _labels(dataset: Dataset, names: Names) -> dict[str, dict[int | float, str]]:
    labels: dict[str, dict[int | float, str]] = {}
    for variable in dataset.variables:
        if variable.kind is Kind.CODE:
            labels[variable.name] = dict(enumerate(variable.codes.values(), 1))
        elif variable.kind is Kind.FLAG:
            labels[variable.name] = {0: "no", 1: "yes"}
        elif variable.kind is Kind.NAME:
            met = names.of(dataset.name, variable.name)
            if met:
                labels[variable.name] = {number: name for name, number in met.items()}
    return labels
