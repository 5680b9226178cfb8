"""Measures the report: an invented campaign of the pilot's size, its figures and its pages.

    python -m benchmarks.report [--people 9000] [--url sqlite:///…] [--out DIR] [--times 3]

Prints how long figures and files take, and the peak of memory. `--people 1000000 --url
postgresql://…` is a country, with 4.3 million attempts.
"""

import argparse
import tempfile
import time
from pathlib import Path

from benchmarks.pilot import NOW, PILOT, fill
from benchmarks.population import opened
from benchmarks.timing import Watch, peak_mb
from outreach.reports import write_report


def main() -> None:
    """Fills a fresh database, writes the report and prints what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PILOT)
    parser.add_argument("--url", help="an empty database; a temporary SQLite file by default")
    parser.add_argument("--out", type=Path, default=Path("var/benchmark-report"))
    parser.add_argument("--times", type=int, default=3, help="how often it is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        url = options.url or f"sqlite:///{directory}/report.db"
        store = opened(url)
        begun = time.perf_counter()
        fill(store, options.people)
        print(f"filled with {options.people} people in {time.perf_counter() - begun:.1f} s")
        for _ in range(options.times):
            begun, worked = time.perf_counter(), time.process_time()
            page, *_rest = write_report(store, "picc", options.out, NOW, progress=Watch())
            took, work = time.perf_counter() - begun, time.process_time() - worked
            print(f"report: {took:.2f} s ({work:.2f} s of CPU in this process) -> {page}")
        store.close()
    print(f"peak of memory {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
