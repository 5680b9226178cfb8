"""Decides how long a text may wait on its way, so that none arrives at night."""

from datetime import datetime, timedelta

from outreach.rules.calling_hours import CallingHours

SHORTEST = timedelta(minutes=10)  # with less left until closing, it is not sent any more


def validity(
    hours: CallingHours, now: datetime, longest: timedelta, *, can_expire: bool = True
) -> timedelta | None:
    """How long the network may try to deliver a text sent now; None: not now any more.

    Until closing at the latest, and no longer than `longest`. A carrier that cannot let a text
    expire gets it only while there is time enough for what usually delays one.
    """
    closing = _closing(hours, now)
    if closing is None:
        return None
    left = closing - now
    needed = min(longest, timedelta(hours=1)) if not can_expire else SHORTEST
    return None if left < needed else min(left, longest)


def _closing(hours: CallingHours, now: datetime) -> datetime | None:
    """When the hours that are open now end; None while they are closed."""
    local = now.astimezone(hours.zone)
    window = hours.open_on(local.date())
    if window is None or not window[0] <= local.time() < window[1]:
        return None
    return datetime.combine(local.date(), window[1], hours.zone)
