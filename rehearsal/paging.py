"""Lists of calls and messages: filtered, and a page at a time, as Twilio gives them out."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from rehearsal.resources import ApiError, Call, Message

COMPARE: Mapping[str, Callable[[datetime, datetime], bool]] = {
    "": lambda at, day: at.date() == day.date(),
    "<": lambda at, day: at <= day,
    ">": lambda at, day: at >= day,
}
Resource = TypeVar("Resource", Call, Message)


def page_of(
    name: str,
    every: list[Resource],
    query: Mapping[str, str],
    times: Mapping[str, Callable[[Resource], datetime | None]],
    path: str,
) -> dict[str, Any]:
    """One page of resources, newest first, and where the others are.

    `times` are the filters by time: their name, and the time of a resource that they look at.
    `path` is that of the account.
    """
    size = max(1, min(int(query.get("PageSize", "50")), 1000))
    page = max(0, int(query.get("Page", "0")))
    found = list(filter(_filter(query, times), every))
    found.sort(key=lambda r: (r.created, r.sid), reverse=True)
    shown = found[page * size : (page + 1) * size]
    address = f"{path}/{name.title()}.json"
    kept = {k: v for k, v in query.items() if k not in ("Page", "PageSize", "PageToken")}

    def uri(number: int) -> str:
        return f"{address}?{urlencode({**kept, 'PageSize': size, 'Page': number})}"

    return {
        name: [resource.as_json() for resource in shown],
        "page": page,
        "page_size": size,
        "start": page * size,
        "end": page * size + max(len(shown) - 1, 0),
        "uri": uri(page),
        "first_page_uri": uri(0),
        "previous_page_uri": uri(page - 1) if page else None,
        "next_page_uri": uri(page + 1) if (page + 1) * size < len(found) else None,
    }


def _filter(
    query: Mapping[str, str], times: Mapping[str, Callable[[Resource], datetime | None]]
) -> Callable[[Resource], bool]:
    """Whether a resource is asked for; the query is read once for all of them."""
    to, sender, status = query.get("To"), query.get("From"), query.get("Status")
    limits = [
        (time_of, fits, _moment(given))
        for name, time_of in times.items()
        for sign, fits in COMPARE.items()
        if (given := query.get(name + sign))
    ]

    def fits(resource: Resource) -> bool:
        return (
            (not to or to == resource.to)
            and (not sender or sender == resource.sender)
            and (not status or status == resource.status)
            and all((at := time_of(resource)) and fit(at, day) for time_of, fit, day in limits)
        )

    return fits


def _moment(text: str) -> datetime:
    """A query's date or time: ISO 8601 or RFC 2822; a bare date is its first moment, UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            raise ApiError(400, 20001, f"{text} is not a date") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
