"""Calls a second, limited across all processes: each call takes the next free moment in Redis."""

import time

from redis import Redis

# The next free moment of each lane lies in Redis, by the clock of Redis, so that all machines
# agree. Whoever comes takes it and moves it on by the distance between two calls: the rate is
# exact however many wait, nobody overtakes, and nobody asks twice.
_TAKE = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local free = tonumber(redis.call('GET', KEYS[1])) or 0
local mine = math.max(now, free)
if mine - now > tonumber(ARGV[2]) then return -1 end
redis.call('SET', KEYS[1], string.format('%.0f', mine + tonumber(ARGV[1])), 'PX', 3600000)
return mine - now
"""
_PATIENCE_SECONDS = 60.0


class CallsPerSecond:
    """Lets `rate` calls a second through, at even distances. A lane is the account, or one of
    our numbers; lanes do not know of each other."""

    def __init__(self, redis_url: str) -> None:
        self._take = Redis.from_url(redis_url).register_script(_TAKE)

    def wait(self, lane: str, rate: float) -> bool:
        """Returns when the next call of the lane may be placed; False, at once, when that is
        more than a minute away: then it has to be tried another time."""
        distance, patience = 1e6 / rate, _PATIENCE_SECONDS * 1e6
        keys, told = [f"convoca:lane:{lane}"], [f"{distance:.0f}", f"{patience:.0f}"]
        microseconds = int(self._take(keys=keys, args=told))
        if microseconds < 0:
            return False
        if microseconds:
            time.sleep(microseconds / 1e6)
        return True
