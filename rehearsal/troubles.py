"""A network with troubles: errors, too many requests, and answers that never reach who asked."""

import random
import time
from dataclasses import dataclass, field
from threading import Lock

from rehearsal.resources import ApiError


@dataclass
class Troubles:
    """Which requests to the REST API go wrong, and how. The same ones for the same seed.

    `error`: HTTP 500, half of them after what was asked has been done, as it happens in life.
    `too_many`: HTTP 429, and nothing is done. `timeout`: it is done, and the answer is held back
    for `hold_seconds`, longer than anybody waits.
    """

    seed: int = 0
    error: float = 0.0
    too_many: float = 0.0
    timeout: float = 0.0
    hold_seconds: float = 15.0
    _rng: random.Random = field(init=False, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self._rng = random.Random(f"{self.seed}:troubles")

    def before(self) -> None:
        """Raises ApiError when the request is refused before anything is done."""
        dice = self._dice()
        if dice < self.error / 2:
            raise ApiError(500, 20500, "Internal Server Error")
        if dice < self.error / 2 + self.too_many:
            raise ApiError(429, 20429, "Too Many Requests")

    def after(self) -> None:
        """What was asked is done. Raises ApiError, or holds the answer back, all the same."""
        dice = self._dice()
        if dice < self.error / 2:
            raise ApiError(500, 20500, "Internal Server Error")
        if dice < self.error / 2 + self.timeout:
            time.sleep(self.hold_seconds)

    def _dice(self) -> float:
        with self._lock:
            return self._rng.random()
