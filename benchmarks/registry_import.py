"""Measures the import of a registry: seconds and peak memory, at one size or several.

    python -m benchmarks.registry_import [--rows 12000 120000] [--url postgresql://…] [--json]

The rows are those of the sample, repeated with other documents, names and numbers untouched; so
every size has the same share of each fault. Each size runs in a process of its own, because a
process's peak of memory never falls. With --url the database must be empty, and takes one size.
"""

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.population import opened
from benchmarks.timing import peak_mb
from outreach.registry import import_registry
from outreach.store import tables

SAMPLE = Path(__file__).parents[1] / "samples" / "retornados_muestra.csv"
DOCUMENT = 1  # its column


def write(path: Path, rows: int) -> None:
    """A registry of so many rows. In the nth copy the serial of a document gets n added."""
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        header, *people = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(rows):
            copy, place = divmod(number, len(people))
            row = list(people[place])
            digits = "".join(filter(str.isdigit, row[DOCUMENT]))
            if copy and digits.strip("0"):
                row[DOCUMENT] = str((int(digits) + copy * 7_919) % 10**13).zfill(len(digits))
            writer.writerow(row)


def measure(path: Path, url: str) -> dict[str, float]:
    """Imports the file into an empty database. Seconds, processor time and peak in MB of this
    process and of the one that reads; the process's peak before."""
    store = opened(url)
    tables.metadata.create_all(store.engine)
    before = round(peak_mb())
    began = time.perf_counter()
    done = import_registry(
        store, path, list_name="banco", country_code="hn", as_of=date(2026, 11, 2),
        is_sample=True, now=datetime(2026, 11, 2, 16, tzinfo=UTC),
    )  # fmt: skip
    seconds = time.perf_counter() - began
    store.close()
    own = resource.getrusage(resource.RUSAGE_SELF)
    others = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "rows": done.counts["source_rows"],
        "eligible": done.counts["eligible"],
        "seconds": round(seconds, 2),
        "cpu": round(own.ru_utime + own.ru_stime, 1),
        "cpu_of_reader": round(others.ru_utime + others.ru_stime, 1),
        "mb_before": before,
        "mb_peak": round(peak_mb()),
        "mb_of_reader": round(others.ru_maxrss / 1024),
    }


def _one(rows: int, url: str | None) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "registry.csv"
        write(path, rows)
        return measure(path, url or f"sqlite:///{folder}/bench.db")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[12_000])
    parser.add_argument("--url")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if len(options.rows) > 1:
        for rows in options.rows:
            url = ["--url", options.url] if options.url else []
            subprocess.run(
                [sys.executable, "-m", "benchmarks.registry_import", "--rows", str(rows), *url,
                 *(["--json"] if options.json else [])],
                check=True,
            )  # fmt: skip
        return
    figures = _one(options.rows[0], options.url)
    print(
        json.dumps(figures) if options.json else "  ".join(f"{k} {v}" for k, v in figures.items())
    )


if __name__ == "__main__":
    main()
