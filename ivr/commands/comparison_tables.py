"""Writes the comparisons of a draw as CSV."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.draws.comparing import Balance, Effect


def balance_csv(balance: "Balance") -> str:
    """A row for each covariate and group."""
    rows = [
        (
            line.covariate, "binary" if line.binary else "number", cell.group, cell.n,
            _number(cell.mean), _number(cell.sd), _number(cell.difference),
            _number(cell.standardised),
        )
        for line in balance.lines
        for cell in line.cells
    ]  # fmt: skip
    header = ("covariate", "kind", "group", "n", "mean", "sd", "difference", "standardised")
    return _csv(header, rows)


def effects_csv(effects: Iterable["Effect"]) -> str:
    """A row for each outcome and arm; the first arm is what the others are compared to."""
    rows = [
        (
            each.outcome, each.arm, each.people, each.count,
            _number(each.count / each.people if each.people else None),
            *(
                (_number(each.inference.statistic), _number(each.inference.p),
                 "exact" if each.inference.exact else "simulated", each.inference.assignments)
                if each.inference
                else ("", "", "", "")
            ),
        )
        for each in effects
    ]  # fmt: skip
    header = (
        "outcome", "arm", "people", "count", "share", "difference", "p", "method", "assignments",
    )  # fmt: skip
    return _csv(header, rows)


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"
