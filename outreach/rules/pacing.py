"""Decides how many calls may start now, and predicts how long whoever is put through will wait.

Units: arrivals per minute, times in minutes, load in erlangs (arrivals per minute times handling
minutes), agents in persons. Formulas: method.md §4.
"""

from dataclasses import dataclass
from math import exp, expm1, inf, isfinite, lgamma, log

ABANDONED_AT_MOST = 0.03  # of the transfers accepted (FTC safe harbour; our aim is below 0.01)
ABANDONED_OF_AT_LEAST = 20  # transfers: a share of fewer says nothing
ANSWERED_WITHIN_MINUTES = 20 / 60
ANSWERED_AT_LEAST = 0.80
_NEGLIGIBLE = 1e-18  # of the likeliest state


@dataclass(frozen=True, slots=True)
class Queue:
    """What a waiting line for agents does in the long run.

    `waits` is the probability that a caller has to wait at all, `abandons` that one hangs up
    before an agent answers; `mean_wait_minutes` is over all callers, those who hang up included;
    `mean_waiting` is how many wait; `occupancy` the share of the agents' time spent on calls.
    """

    arrivals_per_minute: float
    handle_minutes: float
    patience_minutes: float
    agents: int
    waits: float
    abandons: float
    mean_wait_minutes: float
    mean_waiting: float
    occupancy: float

    def waits_longer(self, minutes: float) -> float:
        """Probability that a caller who does not give up waits longer than this.

        The wait offered in M/M/n+M has, after time x, the density of waiting at all times
        exp(a/t (1 - exp(-t x)) - n m x), with a, m and t the rates of arrival, of handling and
        of impatience (Zeltyn and Mandelbaum 2005); its integral is summed as a series.
        """
        if minutes < 0 or self.waits == 0:
            return 1.0 if minutes < 0 else 0.0
        capacity = self.agents / self.handle_minutes
        if self.patience_minutes == inf:
            spare = capacity - self.arrivals_per_minute
            return self.waits * exp(-spare * minutes) if spare > 0 else 1.0
        shape = capacity * self.patience_minutes
        scale = self.arrivals_per_minute * self.patience_minutes
        passed = -expm1(-minutes / self.patience_minutes)
        exponent = scale * passed - capacity * minutes
        tail = _log_series(shape, scale * (1 - passed)) - _log_series(shape, scale)
        return self.waits * min(1.0, exp(min(0.0, exponent + tail)))

    def acceptable(self) -> bool:
        """Whether callers may be put through: few hang up, and most are answered soon."""
        soon = 1 - self.waits_longer(ANSWERED_WITHIN_MINUTES)
        return self.abandons <= ABANDONED_AT_MOST and soon >= ANSWERED_AT_LEAST


@dataclass(frozen=True, slots=True)
class Desk:
    """The agents of a campaign at one moment, and what was asked of them lately.

    `on_duty` are free, called, talking or noting down; `free` those whom a call may be offered to;
    `waiting` the people put through already whom nobody has answered. `asked` and `abandoned` are
    transfers of the last `minutes`; `handle_minutes` is what one takes an agent, notes included,
    and `patience_minutes` how long people wait on average before they hang up.
    """

    on_duty: int
    free: int
    waiting: int = 0
    asked: int = 0
    abandoned: int = 0
    minutes: float = 60.0
    handle_minutes: float = 8.0
    patience_minutes: float = 2.0

    @property
    def line(self) -> Queue:
        """The line that these people and these agents make in the long run."""
        arrivals = self.asked / self.minutes
        return erlang_a(arrivals, self.handle_minutes, self.patience_minutes, self.on_duty)


def may_offer(desk: Desk) -> bool:
    """Whether one person more may be offered to talk with an agent at once.

    Only while an agent is free for each who waits, this person included (progressive: nobody is
    put into a line on the hope that somebody hangs up); while at least 80 in 100 would be answered
    within 20 s; and while no more than 3 in 100 of those put through lately have hung up.
    """
    if desk.free <= desk.waiting:
        return False
    if desk.line.waits_longer(ANSWERED_WITHIN_MINUTES) > 1 - ANSWERED_AT_LEAST:
        return False
    few = desk.asked < ABANDONED_OF_AT_LEAST
    return few or desk.abandoned <= ABANDONED_AT_MOST * desk.asked


def calls_for_agents(
    desk: Desk, lines: int, transfers_per_call: float, call_minutes: float
) -> int:
    """How many calls may be under way at once so that agents keep up with who wants one now.

    For a campaign that paces its calls by its agents: the most, up to `lines`, at which the line
    for agents stays acceptable. `transfers_per_call` is the share of calls that end with a person
    put through, `call_minutes` how long a call lasts, those that nobody takes included. 0 without
    an agent on duty.
    """
    if desk.on_duty == 0:
        return 0
    if not transfers_per_call > 0:
        return lines
    most, too_many = 0, lines + 1
    while too_many - most > 1:
        calls = (most + too_many) // 2
        arrivals = calls / call_minutes * transfers_per_call
        line = erlang_a(arrivals, desk.handle_minutes, desk.patience_minutes, desk.on_duty)
        most, too_many = (calls, too_many) if line.acceptable() else (most, calls)
    return max(1, most)


def calls_to_start(
    under_way: int, lines: int, due: int | None = None, starts_allowed: int | None = None
) -> int:
    """How many of the due calls may start now: progressive, never more than there are lines.

    `lines` is how many calls may be under way at once and `under_way` how many are, dialling
    included; `due` how many wait and `starts_allowed` what the carrier's rate leaves for this
    moment (None: as many as there are lines). Never negative, whatever comes in.
    """
    limits = [limit for limit in (due, starts_allowed) if limit is not None]
    return max(0, min(lines - under_way, *limits) if limits else lines - under_way)


def erlang_b(load: float, agents: int) -> float:
    """Probability that a call finds all agents busy when nobody may wait. `load` in erlangs.

    Raises ValueError for a load that is negative or not finite, or agents below zero.
    """
    _check(load, agents)
    blocked = 1.0
    for agent in range(1, agents + 1):
        blocked = load * blocked / (agent + load * blocked)
    return blocked


def erlang_c(load: float, agents: int) -> float:
    """Probability that a call has to wait when everybody waits for ever. `load` in erlangs.

    1 when the load is as large as the number of agents or larger: the line only grows. Raises as
    `erlang_b`.
    """
    blocked = erlang_b(load, agents)
    if load >= agents:
        return 1.0 if load > 0 or agents == 0 else 0.0
    return blocked / (1 - load / agents * (1 - blocked))


def erlang_a(
    arrivals_per_minute: float, handle_minutes: float, patience_minutes: float, agents: int
) -> Queue:
    """The line of M/M/n+M: callers hang up after an exponential patience with this mean.

    `patience_minutes` may be infinite, which is Erlang C. Exact: the stationary distribution is
    summed outwards from its likeliest state, so no size overflows. Raises ValueError for negative
    arrivals or agents, and for times that are not above zero.
    """
    if not handle_minutes > 0 or not isfinite(handle_minutes) or not patience_minutes > 0:
        raise ValueError("handling and patience must take more than no time")
    load = arrivals_per_minute * handle_minutes
    _check(load, agents)
    if load == 0:
        waits, waiting, busy = 0.0 if agents else 1.0, 0.0, 0.0
    elif patience_minutes == inf:
        waits = erlang_c(load, agents)
        waiting = waits * load / (agents - load) if load < agents else inf
        busy = min(load, float(agents))
    else:
        waits, waiting, busy = _stationary(load, handle_minutes / patience_minutes, agents)
    return Queue(
        arrivals_per_minute,
        handle_minutes,
        patience_minutes,
        agents,
        waits=waits,
        abandons=max(0.0, 1 - busy / load) if load and patience_minutes < inf else 0.0,
        mean_wait_minutes=waiting / arrivals_per_minute if load else 0.0,
        mean_waiting=waiting,
        occupancy=busy / agents if agents else 0.0,
    )


def _stationary(load: float, impatience: float, agents: int) -> tuple[float, float, float]:
    """P(all busy), mean number waiting, mean number busy. `impatience` per handling time."""

    def leaving(state: int) -> float:
        return min(state, agents) + max(state - agents, 0) * impatience

    likeliest = int(load) if load < agents else agents + int((load - agents) / impatience)
    total = waits = waiting = busy = 0.0

    def count(state: int, weight: float) -> None:
        nonlocal total, waits, waiting, busy
        total += weight
        busy += weight * min(state, agents)
        if state >= agents:
            waits += weight
            waiting += weight * (state - agents)

    state, weight = likeliest, 1.0
    while weight > _NEGLIGIBLE:
        count(state, weight)
        state += 1
        weight *= load / leaving(state)
    state, weight = likeliest, 1.0
    while state > 0 and weight > _NEGLIGIBLE:
        weight *= leaving(state) / load
        state -= 1
        count(state, weight)
    return waits / total, waiting / total, busy / total


def _log_series(shape: float, scale: float) -> float:
    """Log of the sum over k of scale^k / ((shape+1)...(shape+k)), from its largest term outwards.

    Times the mean time between the agents' answers it is the integral from 0 of
    exp(a/t (1 - exp(-t x)) - n m x), with shape n m / t and scale a / t.
    """
    if scale == 0:
        return 0.0
    largest = max(0, int(scale - shape))
    total, index, term = 0.0, largest, 1.0
    while term > _NEGLIGIBLE:
        total += term
        index += 1
        term *= scale / (shape + index)
    index, term = largest, 1.0
    while index > 0 and term > _NEGLIGIBLE:
        term *= (shape + index) / scale
        index -= 1
        total += term
    log_largest = largest * log(scale) - lgamma(shape + largest + 1) + lgamma(shape + 1)
    return log(total) + log_largest


def _check(load: float, agents: int) -> None:
    if not 0 <= load < inf:
        raise ValueError(f"a load of {load!r} erlangs is not possible")
    if agents < 0:
        raise ValueError(f"there cannot be {agents} agents")
