"""How long one reply takes to be understood, over all labelled replies; run it with python -m.

    python -m benchmarks.understanding [ROUNDS]

Prints the median, mean and 99th percentile in microseconds. The first round, in which every
word is new, is shown apart: a conversation meets a mixture of both. Goal: a mean below 300 µs.
"""

import csv
import statistics
import sys
import time
from pathlib import Path

from flows.understanding import Question, understand

ROOT = Path(__file__).parents[1]
FILES = (ROOT / "samples" / "utterances.csv", *(ROOT / "tests/flows/understanding").glob("*.csv"))


def replies() -> list[tuple[Question, str]]:
    found = []
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as file:
            found += [(Question(row["question"]), row["text"]) for row in csv.DictReader(file)]
    return found


def measure(said: list[tuple[Question, str]]) -> list[float]:
    """Microseconds of each reply."""
    taken = []
    for question, text in said:
        begun = time.perf_counter()
        understand(question, text)
        taken.append((time.perf_counter() - begun) * 1e6)
    return taken


def show(name: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    middle, mean = statistics.median(ordered), statistics.fmean(ordered)
    slow = ordered[int(len(ordered) * 0.99)]
    print(
        f"{name:<22}{len(ordered):>7} replies   "
        f"median {middle:6.0f} µs   mean {mean:6.0f} µs   p99 {slow:6.0f} µs"
    )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    said = replies()
    begun = time.perf_counter()
    understand(Question.IDENTITY, "sí")
    print(f"compiling the rules   {(time.perf_counter() - begun) * 1e3:7.0f} ms, once per process")
    show("every word new", measure(said))
    show("words met before", [taken for _ in range(rounds) for taken in measure(said)])


if __name__ == "__main__":
    main()
