"""Calls a second, limited across all processes."""

import time

from limits import RateLimitItemPerSecond
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

_PATIENCE_SECONDS = 60.0


class CallsPerSecond:
    """Lets at most `rate` calls a second through, counted in Redis for all workers together.

    A rate below 1 is counted over as many seconds as one call needs.
    """

    def __init__(self, redis_url: str, rate: float) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(redis_url))
        amount, seconds = (round(rate), 1) if rate >= 1 else (1, round(1 / rate))
        self._limit = RateLimitItemPerSecond(amount, seconds)

    def wait(self) -> None:
        """Returns when the next call may be placed."""
        give_up = time.monotonic() + _PATIENCE_SECONDS
        while not self._limiter.hit(self._limit, "calls"):
            if time.monotonic() > give_up:
                return
            reset = self._limiter.get_window_stats(self._limit, "calls").reset_time
            time.sleep(min(max(reset - time.time(), 0.005), 0.25))
