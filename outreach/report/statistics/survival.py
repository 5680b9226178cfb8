"""The product limit of Kaplan and Meier over grouped counts, with its interval (statsmodels)."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, isfinite, log

from outreach.report.statistics.proportions import Interval

Z_95 = 1.959964  # two-sided 95 % quantile of the normal distribution


@dataclass(frozen=True, slots=True)
class Reached:
    """How many would have been reached by `time`, had everybody been followed that long."""

    time: int
    at_risk: int
    events: int
    share: float
    interval: Interval | None


def product_limit(counts: Iterable[tuple[int, bool, int]]) -> tuple[Reached, ...]:
    """One line for each time at which somebody was reached.

    `counts` has (time, whether reached then, how many); whoever was not reached is censored
    after that time. The interval is Greenwood's on the scale of log(−log S), which keeps it
    within 0 and 1; there is none where everybody at risk was reached.
    """
    lines = [(time, event, count) for time, event, count in counts if count > 0]
    if not any(event for _, event, _ in lines):
        return ()
    import numpy as np
    from statsmodels.duration.survfunc import SurvfuncRight

    times, events, weights = (np.array(column) for column in zip(*lines, strict=True))
    curve = SurvfuncRight(times, events.astype(int), freq_weights=weights)
    risk, reached = curve.n_risk, curve.n_events
    # With weights statsmodels gives Tsiatis' error and leaves out the factor S, so Greenwood's sum
    # is taken from its risk sets; where all at risk were reached, it has no error.
    with np.errstate(divide="ignore"):
        spread = np.sqrt(np.cumsum(reached / (risk * (risk - reached))))
    return tuple(
        Reached(int(time), round(float(n)), round(float(d)), 1 - float(s), _interval(s, error))
        for time, n, d, s, error in zip(
            curve.surv_times, risk, reached, curve.surv_prob, spread, strict=True
        )
    )


def _interval(survival: float, relative_error: float) -> Interval | None:
    if not 0 < survival < 1 or not isfinite(relative_error):
        return None
    spread = Z_95 * relative_error / abs(log(survival))
    return Interval(float(1 - survival ** exp(-spread)), float(1 - survival ** exp(spread)))


def median_time(curve: Iterable[Reached]) -> int | None:
    """The first time by which half were reached; None where it never comes to that."""
    return next((line.time for line in curve if line.share >= 0.5), None)
