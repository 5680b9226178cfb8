"""How long things take: the median of a few rounds, a named part, the stages of something long."""

import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def rounds_ms(
    what: Callable[[], object], rounds: int, before: Callable[[], None] = lambda: None
) -> list[float]:
    """What each round took, in ms; `before` is done before each and not counted."""
    taken = []
    for _ in range(rounds):
        before()
        start = time.perf_counter()
        what()
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


def median_ms(
    what: Callable[[], object], rounds: int, before: Callable[[], None] = lambda: None
) -> float:
    return statistics.median(rounds_ms(what, rounds, before))


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Prints what this part took, and the peak of memory up to now."""
    begun, processor = time.perf_counter(), time.process_time()
    yield
    took, processor = time.perf_counter() - begun, time.process_time() - processor
    print(
        f"{what:32} {took:6.1f} s ({processor:5.1f} s of a processor)   peak {peak_mb():5.0f} MB",
        flush=True,
    )


def peak_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


class Watch:
    """Prints how long each stage took."""

    def __init__(self) -> None:
        self.stage, self.began = "", time.perf_counter()

    def __call__(self, stage: str) -> None:
        now = time.perf_counter()
        if self.stage:
            print(f"  {now - self.began:6.2f} s {self.stage}")
        self.stage, self.began = stage, now
