"""`make faults`: a rehearsal in which everything fails, and what became of our promises.

Prints what happened and a table of the promises; ends with 1 when one of them was broken.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from rich.console import Console
from rich.table import Table

from rehearsal.demo import BEGINS, REGISTRY, ROOT
from tests.faults.audit import Finding, audit
from tests.faults.chaos import Chaos
from tests.faults.office import Office

SECONDS_BETWEEN = (0.5, 4.0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened in a run, and what the comparison found."""

    findings: list[Finding]
    happened: dict[str, int]
    crashes: list[str]
    seconds: float

    @property
    def broken(self) -> bool:
        return any(finding.breaches for finding in self.findings)


def rehearse(
    people: int,
    seed: int,
    folder: Path,
    console: Console,
    *,
    days: float = 21,
    rows: int | None = None,
    once: bool = False,
    between: tuple[float, float] = SECONDS_BETWEEN,
) -> Outcome:
    """One rehearsal with faults, of the first `rows` of the sample registry; every fault `once`,
    or again and again."""
    began = time.monotonic()
    folder.parent.mkdir(parents=True, exist_ok=True)
    registry = _beginning_of(REGISTRY, rows, folder.parent) if rows else REGISTRY
    office = Office(people, seed, folder, registry)
    try:
        office.set_up(console)
        office.start()
        chaos = Chaos(office, seed, between)
        until = datetime.fromisoformat(BEGINS) + timedelta(days=days)
        (chaos.each_once if once else chaos.at_random)(until)
        office.settle()
        findings = audit(office.records())
    finally:
        office.close()
    return Outcome(findings, dict(chaos.happened), office.crashes, time.monotonic() - began)


def _beginning_of(registry: Path, rows: int, folder: Path) -> Path:
    part = folder / "registry.csv"
    with registry.open(encoding="utf-8") as whole:
        part.write_text("".join(islice(whole, rows + 1)), encoding="utf-8")
    return part.resolve()


def show(console: Console, outcome: Outcome) -> None:
    happened = Table("what went wrong", title="Faults", title_justify="left")
    happened.add_column("times", justify="right")
    for name, times in sorted(outcome.happened.items()):
        happened.add_row(name, str(times))
    for name in sorted(set(outcome.crashes)):
        happened.add_row(f"{name} ended by itself", str(outcome.crashes.count(name)))
    console.print(happened)
    promises = Table(
        "promise", title="Our records against the network's book", title_justify="left"
    )
    promises.add_column("compared", justify="right")
    promises.add_column("broken", justify="right")
    for finding in outcome.findings:
        style = "red" if finding.breaches else None
        broken = str(len(finding.breaches))
        promises.add_row(f"0 {finding.promise}", str(finding.compared), broken, style=style)
    console.print(promises)
    for finding in outcome.findings:
        for breach in finding.breaches[:20]:
            console.print(f"[red]{finding.promise}[/red]: {breach}")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("tests.faults.run", description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--days", type=float, default=21)
    parser.add_argument("--folder", type=Path, default=Path("var/faults"))
    parser.add_argument("--once", action="store_true", help="each fault once")
    parser.add_argument("--rows", type=int, help="of the registry; all of them")
    settings = parser.parse_args(arguments)
    console = Console()
    os.chdir(ROOT)
    console.print(f"{settings.people} people, seed {settings.seed}")
    outcome = rehearse(
        settings.people, settings.seed, settings.folder, console,
        days=settings.days, rows=settings.rows, once=settings.once,
    )  # fmt: skip
    show(console, outcome)
    console.print(f"seed {settings.seed}, {outcome.seconds:.0f} s")
    return 1 if outcome.broken else 0


if __name__ == "__main__":
    sys.exit(main())
