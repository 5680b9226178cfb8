"""The short rehearsal with faults: 100 people, each fault once. `make faults` is the long one.

It is drawn from a seed of its own, so that what it found can be played again:
`python -m tests.faults.run --people 100 --rows 600 --days 3 --once --seed …`.
"""

import os
import time
from pathlib import Path

import pytest
from rich.console import Console

from tests.faults.chaos import FAULTS
from tests.faults.run import Outcome, rehearse

PEOPLE = 100


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What came of a rehearsal; it leaves what it wrote where pytest keeps its folders."""
    folder: Path = tmp_path_factory.mktemp("faults") / "run"
    seed = int(os.environ.get("SEED", time.time()))
    with (folder.parent / "output.txt").open("w") as output:
        console = Console(file=output, width=120)
        console.print(f"seed {seed}")
        return rehearse(
            PEOPLE, seed, folder, console, days=3, rows=600, once=True, between=(0.2, 0.7)
        )


def test_no_promise_is_broken_whatever_fails(outcome: Outcome) -> None:
    """Database and the network's own book, compared row by row."""
    broken = {f.promise: f.breaches for f in outcome.findings if f.breaches}
    assert broken == {}


def test_there_was_something_to_compare(outcome: Outcome) -> None:
    """A rehearsal in which nobody was called would keep every promise."""
    compared = {finding.promise: finding.compared for finding in outcome.findings}
    assert compared["people called twice in one attempt"] > PEOPLE
    assert compared["people without an outcome or a next time"] == PEOPLE


def test_each_fault_happened(outcome: Outcome) -> None:
    """And nothing fell over that was not pushed."""
    assert outcome.happened == dict.fromkeys(FAULTS, 1)
    assert outcome.crashes == []
