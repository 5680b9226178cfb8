"""Measures one step of the conversation: state read, reply understood, turn made, state written.

Run: python -m benchmarks.engine [rounds]. Prints microseconds a step: median, mean and 99th
percentile.
"""

import statistics
import sys
import time
from datetime import date, datetime
from datetime import time as clock
from zoneinfo import ZoneInfo

from flows.engine import begin, resume
from flows.medium import Medium
from flows.script import Script, load_script
from flows.turn import Context, Person, State
from flows.understanding.heard import Reply

# what is said, and how sure the recogniser is of it: once we have to ask back
REPLIES = (
    ("ya no me estén llamando a este número", 0.3),
    ("no no es así", 0.9),
    ("cómo no con él habla", 0.9),
    ("y para qué quiere saber eso", 0.9),
    ("mil novecientos noventa", 0.9),
    ("sí claro con gusto", 0.9),
    ("no ahora vivo en tegus", 0.9),
    ("sí claro con gusto", 0.9),
    ("algo de capacitación y también que me ayuden a encontrar empleo", 0.9),
    ("el jueves a las tres de la tarde", 0.9),
)


def opening(day: date) -> tuple[clock, clock] | None:
    return None if day.weekday() == 6 else (clock(8), clock(20))


def conversation(script: Script, context: Context) -> list[float]:
    """Seconds of each step of one conversation, which has to end as interested."""
    stored = begin(script, context, Medium.VOICE).state.to_json()
    taken = []
    for words, sure in REPLIES:
        start = time.perf_counter()
        turn = resume(
            script, State.from_json(stored), Reply(words=words, confidence=sure), context
        )
        stored = turn.state.to_json()
        taken.append(time.perf_counter() - start)
    assert turn.outcome == "interested", turn
    return taken


def main(rounds: int) -> None:
    script = load_script("retornados")
    now = datetime(2026, 11, 3, 10, 0, tzinfo=ZoneInfo("America/Tegucigalpa"))
    context = Context(Person("Ana Mejía", 1990, "danli", "es-HN"), now, opening)
    conversation(script, context)
    taken = [step for _ in range(rounds) for step in conversation(script, context)]
    cuts = statistics.quantiles(taken, n=100)
    print(
        f"engine step, {len(taken)} steps of {len(REPLIES)} kinds: "
        f"median {statistics.median(taken) * 1e6:.0f} µs, "
        f"mean {statistics.fmean(taken) * 1e6:.0f} µs, p99 {cuts[98] * 1e6:.0f} µs"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
