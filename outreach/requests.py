"""Who rang us and wants to be called by a person: listed for whoever calls back, and seen to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outreach import audit
from outreach.actors import Actor
from outreach.audit import Action
from outreach.errors import NotFound
from outreach.store import requests as rows
from outreach.store.database import Connection
from outreach.system import System

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the requests, oldest first. `following` is what to ask the next page after; None on
    the last one."""

    rows: tuple[Any, ...]
    following: int | None


def waiting(system: System, actor: Actor, now: datetime) -> list[Any]:
    """Requests that nobody has seen to, oldest first, with the number to ring."""
    with system.store.transaction() as connection:
        found = rows.waiting(connection)
        _record(connection, actor, found, now)
    return found


def page(
    system: System, actor: Actor, now: datetime, *, after: int = 0, size: int = A_PAGE
) -> Page:
    """The page of them behind the request numbered `after`. What is closed meanwhile moves
    nothing: no request is shown twice or passed over."""
    with system.store.transaction() as connection:
        found = rows.waiting(connection, after=after, most=size + 1)
        shown = tuple(found[:size])
        _record(connection, actor, shown, now)
    return Page(shown, shown[-1].id if len(found) > size else None)


def _record(connection: Connection, actor: Actor, shown: Sequence[Any], now: datetime) -> None:
    people = {row.person_id for row in shown if row.person_id is not None}
    audit.record(connection, actor, Action.REQUESTS_LISTED, people=people, now=now)


def close(system: System, request_id: int, actor: Actor, now: datetime) -> None:
    """Somebody has seen to it. Raises NotFound where it does not exist or was closed before."""
    with system.store.transaction() as connection:
        if not rows.close(connection, request_id, now):
            raise NotFound("no hay ningún pedido %(request)s sin atender", request=request_id)
        subject = f"request {request_id}"
        audit.record(connection, actor, Action.REQUEST_CLOSED, subject=subject, now=now)
