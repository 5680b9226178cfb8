"""Measures the draw: a country's registry frozen, drawn to the last person, and written.

    python -m benchmarks.draw [--people 1000000] [--size N] [--rules-only]

Prints the time of each part and the peak of memory. Unless told otherwise, the people stand in a
SQLite registry of invented rows, one number in 20 shared, and what is measured is what the
commands do: frame and commitment; draw with two arms, cases in the database, files; verification.
"""

import argparse
import hashlib
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from benchmarks.population import DOCUMENT, KEY, TOWNS, a_campaign, opened
from benchmarks.timing import timed
from flows.script import load_script
from outreach import scripts
from outreach.clock import ManualClock
from outreach.collector import resting
from outreach.draws import drawing, files, freezing, verifying
from outreach.rules import sampling
from outreach.rules.arms import Arm
from outreach.rules.frames import FrameMember, frame_of, frame_sha256
from outreach.rules.sampling import Terms
from outreach.rules.seeds import Sealed
from outreach.settings import Settings
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System

NOW = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)
SEED = "a sealed seed of the benchmark, 0123456789"
PLACES = sorted(TOWNS)


def rules_only(people: int, size: int) -> None:
    rng = random.Random(1)
    with timed("(making the people)"):
        members = [
            FrameMember(case, f"{rng.choice(PLACES)}/{rng.choice('FMM')}", case)
            for case in (f"retornados-{number:07}" for number in range(people))
        ]
    with timed("the draw"), resting():
        frame = frame_of(("municipality", "sex"), members)
        sha256 = frame_sha256(frame)
        arms = Arm("control", 1), Arm("notice", 1)
        drawn = sampling.draw(frame, SEED, Terms(size, 250, arms))
        assignment = drawing.assignment_sha256(drawn)
    print(f"frame {sha256[:16]}…, assignment {assignment[:16]}…")


def whole(people: int, size: int, folder: Path) -> None:
    store = opened(f"sqlite:///{folder}/draw.db")
    with timed("(filling the registry)"):
        fill(store, people, size)
    system = System(_settings(), store, ManualClock(NOW))
    sealed = Sealed(hashlib.sha256(SEED.encode()).hexdigest())
    with timed("flask sample freeze"):
        freezing.freeze(system, "picc", source=sealed, actor="benchmark", now=NOW)
    with timed("flask sample draw"):
        done = drawing.draw(system, "picc", seed=SEED, actor="benchmark", now=NOW)
        files.write_files(system, "picc", folder / "files", done.draw)
    del done
    with timed("flask sample verify"):
        assert verifying.verify(system, "picc").findings == []
    store.close()


def _settings() -> Settings:
    return Settings(
        _env_file=None, public_base_url="https://convoca.example.org", secret_key="s",
        data_keys=KEY, index_key="index", carrier="rehearsal", carrier_account="AC0",
        carrier_token="t", carrier_base_url="http://127.0.0.1:9",
    )  # fmt: skip


def fill(store: Store, people: int, size: int) -> None:
    """A list of this many people, and a campaign to draw from it."""
    tables.metadata.create_all(store.engine)
    document = {**DOCUMENT, "sample": size, "draw": {"arms": {"control": 1, "notice": 1}}}
    with store.transaction() as connection:
        scripts.keep(connection, load_script("retornados"), NOW)
        a_campaign(connection, document, NOW, state="draft")
        rows = _people(people, "+50499999999")
        while some := list(islice(rows, 20_000)):
            for at, table in enumerate((tables.people, tables.list_members, tables.phones)):
                connection.execute(insert(table), [row[at] for row in some])


def _people(people: int, sealed: str) -> Iterator[tuple[dict[str, Any], ...]]:
    rng = random.Random(1)
    for number in range(1, people + 1):
        shared = number - 1 if number % 20 == 0 else number
        shares = number % 20 in (0, 19)  # the others' names are not looked at
        yield (
            {"id": number, "case_code": f"retornados-{number:07}",
             "name_sealed": f"Persona {number}" if shares else None, "birth_year": 1990,
             "sex": rng.choice("FMM"), "municipality": rng.choice(PLACES),
             "returned_on": date(2024, 5, 1), "locale": "es-HN", "created_at": NOW},
            {"list_id": 1, "person_id": number, "eligible": True},
            {"person_id": number, "rank": 1, "number_sealed": sealed,
             "number_hash": f"n{shared}", "country": "HN", "kind": "mobile"},
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--size", type=int, help="people to draw; all of them by default")
    parser.add_argument("--rules-only", action="store_true", help="without a database")
    options = parser.parse_args()
    size = options.size or options.people
    if options.rules_only:
        rules_only(options.people, size)
        return
    with tempfile.TemporaryDirectory() as folder:
        whole(options.people, size, Path(folder))


if __name__ == "__main__":
    main()
