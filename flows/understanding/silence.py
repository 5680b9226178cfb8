"""Whether a reply asks for silence, weighed from its gist and its words: evidence for an opt-out.

`silence.tsv` holds how much each thing noticed speaks for or against it, learned by
`python -m benchmarks.silence` from labelled replies and a grammar of phrasings. What the rules
have not thought of is heard so – with a confidence that makes the dialogue ask once – and an
opt-out of the rules that all else speaks against is none.
"""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from flows.understanding import gist
from flows.understanding.features import MOST
from flows.understanding.normalise import Utterance

FILE = Path(__file__).with_suffix(".tsv")
STEP = 0.25  # weights are whole numbers of this logit
ASKED, ASKED_DESPITE_A_LIMIT, DOUBTED, DENIED = 0.0, 4.0, 0.0, -8.0
_IDLE = frozenset(
    {"^", "$", "_", "?", "yes", "not", "nothing", "me", "this", "him", "limit", "other", "had",
     "let", "see", "ask", "but", "interest", "want", "doubt", "there", "accept", "make"}
)  # fmt: skip
MILD = 1.0  # the logit that a reply has to make up for in which nothing speaks against contact
# whoever asks for silence says no, stop, take me off, or threatens; *que me llamen* does not
_AGAINST = frozenset(
    {"not", "never", "nothing", "stop", "forbid", "off", "remove", "threat", "court", "peace",
     "fed_up", "forget", "go", "told"}
)  # fmt: skip


def notice(said: Utterance, marks: list[str]) -> list[str]:
    """Everything that is weighed: words, neighbours, and marks read together."""
    words = ["^", *said.words[:MOST], "$"]
    noticed = [*words, *gist.runs(marks)]
    noticed += map(" ".join, pairwise(words))
    noticed += (f"{first} _ {third}" for first, third in zip(words, words[2:], strict=False))
    return noticed


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return {name: int(weight) for name, weight in (line.split("\t") for line in lines)}


def weigh(said: Utterance) -> float | None:
    """The logit of its asking for silence; None where nothing bears on it."""
    marks = gist.of(said)
    if _IDLE.issuperset(marks):
        return None
    table = _table()
    weight = STEP * sum(table.get(name, 0) for name in {*notice(said, marks)})
    return weight - MILD if _AGAINST.isdisjoint(marks) else weight


def deciding(said: Utterance) -> str:
    """The person's words that bear on it."""
    words = [s for w, s in zip(said.words, said.sources, strict=False) if gist.mark(w)]
    return " ".join(words[:12])
