"""Learns what speaks for a wish for silence; run with -m.

    python -m benchmarks.silence            write flows/understanding/silence.tsv
    python -m benchmarks.silence --batches  say how well each batch is read by all the others

A logistic regression by AdaGrad in a fixed order, over labelled replies and a grammar of
phrasings (tests/flows/understanding/phrasings.py): the same replies give the same file.
"""

import csv
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.evidence import REPLIES
from flows.understanding import gist, silence, spelling
from flows.understanding.heard import Intent
from flows.understanding.normalise import normalise
from flows.understanding.reply import KNOWN
from tests.flows.understanding import generated, phrasings

OWN = Path(__file__).parents[1] / "tests/flows/understanding/silence"
ROUNDS, SETTLED, PACE, FADE, SEED, OF_EACH_FRAME = 12, 4, 0.15, 1e-4, 1, 8
DEARER = 2.0  # to miss a wish for silence is worse than to ask once in vain
Row = tuple[list[str], bool]


def row(text: str, asked: bool) -> Row:
    said = spelling.mend(normalise(text), KNOWN)
    return sorted(set(silence.notice(said, gist.of(said)))), asked


def batches() -> dict[str, list[Row]]:
    """The labelled replies of each file, and what the grammar makes."""
    found = {}
    for path in REPLIES:
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem] = [
                row(line["text"], line["intent"] == Intent.OPT_OUT)
                for line in csv.DictReader(file)
            ]
    for path in sorted(OWN.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.stem] = [row(line, path.stem == "asked") for line in lines]
    found["grammar"] = [
        *(row(text, asked=True) for text in phrasings.silence(OF_EACH_FRAME)),
        *(row(text, asked=True) for text in [*generated.opt_outs(), *generated.removals()][::9]),
        *(row(text, asked=False) for text in phrasings.innocent(OF_EACH_FRAME)),
        *(row(text, asked=False) for text in generated.limits() if len(text) % 5 == 0),
        *(row(text, asked=False) for text in [*generated.wishes_to_stay()][::2]),
        *(row(text, asked=False) for text in [*generated.english_limits()][::4]),
    ]
    return found


def learn(rows: list[Row]) -> dict[str, int]:
    """Weights in whole steps; what is noticed only once is left out."""
    times = Counter(name for noticed, _ in rows for name in noticed)
    rows = [([name for name in noticed if times[name] > 1], asked) for noticed, asked in rows]
    weights: dict[str, float] = defaultdict(float)
    grown: dict[str, float] = defaultdict(lambda: 1e-8)
    order = random.Random(SEED)
    later: dict[str, float] = defaultdict(float)  # the mean of the later rounds is calmer
    for turn in range(ROUNDS):
        order.shuffle(rows)
        for noticed, asked in rows:
            error = 1 / (1 + math.exp(-sum(weights[name] for name in noticed))) - asked
            if abs(error) < 1e-3:
                continue
            error *= DEARER if asked else 1.0
            for name in noticed:
                slope = error + FADE * weights[name]
                grown[name] += slope * slope
                weights[name] -= PACE * slope / math.sqrt(grown[name])
        if turn >= SETTLED:
            for name, weight in weights.items():
                later[name] += weight / (ROUNDS - SETTLED)
    steps = {name: round(later[name] / silence.STEP) for name in sorted(later)}
    return {name: step for name, step in steps.items() if step}


def read(table: dict[str, int], noticed: list[str]) -> float:
    return silence.STEP * sum(table.get(name, 0) for name in noticed)


def left_out(found: dict[str, list[Row]]) -> None:
    """Print what is found, and falsely found, in each batch by weights learned from the others."""
    for batch, rows in found.items():
        table = learn([row for name, others in found.items() if name != batch for row in others])
        heard = [(read(table, noticed) > silence.ASKED, asked) for noticed, asked in rows]
        asked, false = sum(a for _, a in heard), sum(h and not a for h, a in heard)
        right = sum(h and a for h, a in heard)
        print(
            f"{batch:<18} found {right:>3} of {asked:>3}   false {false:>2} of {len(rows) - asked}"
        )


def main() -> None:
    found = batches()
    if "--batches" in sys.argv:
        left_out(found)
        return
    table = learn([row for rows in found.values() for row in rows])
    lines = (f"{name}\t{step}" for name, step in table.items())
    silence.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(table)} weights written to {silence.FILE.name}")


if __name__ == "__main__":
    main()
