"""Decides whether a campaign was rehearsed well enough to start."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GIVEN_UP_AFTER = timedelta(minutes=30)  # a rehearsal takes a minute or two; its machine died


class Lack(StrEnum):
    """What a start waits for."""

    NONE_YET = "none_yet"
    UNDER_WAY = "under_way"
    FAILED = "failed"
    OTHER_SCRIPT = "other_script"  # the script was changed since
    NOT_LOOKED_AT = "not_looked_at"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The last rehearsal of a campaign. `failed`: it told why nothing came of it."""

    script_version: int
    begun_at: datetime
    ended: bool
    failed: bool
    looked_at: bool


def is_under_way(last: Rehearsed | None, now: datetime) -> bool:
    return last is not None and not last.ended and now - last.begun_at < GIVEN_UP_AFTER


def lack(last: Rehearsed | None, script_version: int, now: datetime) -> Lack | None:
    """What is missing before this campaign may start by this version of its script, or None."""
    if last is None:
        return Lack.NONE_YET
    if is_under_way(last, now):
        return Lack.UNDER_WAY
    if last.failed or not last.ended:
        return Lack.FAILED
    if last.script_version != script_version:
        return Lack.OTHER_SCRIPT
    return None if last.looked_at else Lack.NOT_LOOKED_AT
