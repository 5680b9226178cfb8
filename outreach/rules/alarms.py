"""Decides when somebody has to look at a campaign: opt-outs, complaints, the carrier, delays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ENOUGH = 20  # of fewer people or attempts a share says nothing


class Alarm(StrEnum):
    """What is wrong."""

    OPT_OUTS = "opt_outs"
    COMPLAINTS = "complaints"
    CARRIER = "carrier"
    LATE = "late"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on it is too much: shares 0..1, a count, a time."""

    opt_outs: float
    complaints: int
    carrier_errors: float
    late: timedelta


@dataclass(frozen=True, slots=True)
class Signs:
    """What was seen: `opt_outs` and `reached` people of a day, `complaints` of a week, `failed`
    and all `ended` attempts of an hour, how long the oldest due attempt has waited, and whether
    the clock process does its rounds."""

    opt_outs: int
    reached: int
    complaints: int
    failed: int
    ended: int
    waited: timedelta
    clock_works: bool


def alarms(signs: Signs, limits: Limits) -> list[Alarm]:
    """What somebody has to look at, the most urgent first."""
    return list(_raised(signs, limits))


def _raised(signs: Signs, limits: Limits) -> Iterator[Alarm]:
    if not signs.clock_works:
        yield Alarm.CLOCK
    if signs.complaints >= limits.complaints:
        yield Alarm.COMPLAINTS
    if _is_over(signs.opt_outs, signs.reached, limits.opt_outs):
        yield Alarm.OPT_OUTS
    if _is_over(signs.failed, signs.ended, limits.carrier_errors):
        yield Alarm.CARRIER
    if signs.waited > limits.late:
        yield Alarm.LATE


def _is_over(count: int, whole: int, limit: float) -> bool:
    return max(count, whole) >= ENOUGH and count > limit * whole
