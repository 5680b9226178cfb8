"""Learns how much each word speaks for each intent, from all labelled replies; run with -m.

    python -m benchmarks.evidence           write flows/understanding/evidence.tsv
    python -m benchmarks.evidence --folds   say how well it reads replies left out of the learning

A softmax regression over what `features.py` notices, by AdaGrad in a fixed order: the same
replies give the same file. Everything noticed only once is left out, and weights are rounded
to quarters.
"""

import csv
import math
import random
import sys
from collections import Counter
from pathlib import Path

from flows.understanding.evidence import FILE, STEP, ZERO
from flows.understanding.features import notice
from flows.understanding.heard import Intent, Question
from flows.understanding.normalise import normalise

ROOT = Path(__file__).parents[1]
REPLIES = (
    ROOT / "samples" / "utterances.csv",
    *sorted((ROOT / "tests/flows/understanding").glob("*.csv")),
)
ROUNDS, PACE, SEED = 10, 0.1, 1
INTENTS = tuple(intent for intent in Intent if intent is not Intent.SILENCE)
Row = tuple[list[str], int]


def labelled() -> list[Row]:
    """What is noticed of each labelled reply, and the number of its intent."""
    rows = []
    for path in REPLIES:
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file):
                noticed = notice(normalise(line["text"]), Question(line["question"]))
                rows.append((sorted(set(noticed)), INTENTS.index(Intent(line["intent"]))))
    return rows


def learn(rows: list[Row]) -> dict[str, list[float]]:
    """Weights by feature, one for each intent."""
    times = Counter(name for noticed, _ in rows for name in noticed)
    rows = [([n for n in noticed if times[n] > 1], intent) for noticed, intent in rows]
    weights = {name: [0.0] * len(INTENTS) for noticed, _ in rows for name in noticed}
    grown = {name: [1e-8] * len(INTENTS) for name in weights}
    order = random.Random(SEED)
    for _ in range(ROUNDS):
        order.shuffle(rows)
        for noticed, intent in rows:
            errors = _errors(weights, noticed, intent)
            for name in noticed:
                _step(weights[name], grown[name], errors)
    return weights


def _errors(weights: dict[str, list[float]], noticed: list[str], intent: int) -> list[float]:
    sums = [sum(column) for column in zip(*(weights[n] for n in noticed), strict=True)]
    most = max(sums)
    shares = [math.exp(value - most) for value in sums]
    total = sum(shares)
    return [share / total - (number == intent) for number, share in enumerate(shares)]


def _step(weight: list[float], grown: list[float], errors: list[float]) -> None:
    for number, error in enumerate(errors):
        if abs(error) > 1e-3:
            error += 1e-5 * weight[number]
            grown[number] += error * error
            weight[number] -= PACE * error / math.sqrt(grown[number])


def rounded(weights: dict[str, list[float]]) -> dict[str, str]:
    """Each row as letters; rows of nothing but zeros are left out."""
    table = {}
    for name in sorted(weights):
        steps = [max(-12, min(13, round(value / STEP))) for value in weights[name]]
        if any(steps):
            table[name] = "".join(chr(ZERO + step) for step in steps)
    return table


def read(table: dict[str, str], noticed: list[str]) -> int:
    """The number of the intent that weighs most."""
    rows = [[ord(letter) - ZERO for letter in table[name]] for name in noticed if name in table]
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0]
    return sums.index(max(sums))


def left_out(rows: list[Row], folds: int = 5) -> float:
    """The share of replies read right by weights learned from the others."""
    rows = list(rows)
    random.Random(SEED).shuffle(rows)
    right = 0
    for fold in range(folds):
        table = rounded(learn([row for n, row in enumerate(rows) if n % folds != fold]))
        right += sum(read(table, noticed) == intent for noticed, intent in rows[fold::folds])
    return right / len(rows)


def main() -> None:
    rows = labelled()
    if "--folds" in sys.argv:
        print(f"{len(rows)} replies, each read by the other four fifths: {left_out(rows):.1%}")
        return
    table = rounded(learn(rows))
    header = "feature\t" + ",".join(intent.value for intent in INTENTS)
    lines = [header, *(f"{name}\t{letters}" for name, letters in table.items())]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} replies, {len(table)} features written to {FILE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
