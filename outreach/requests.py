"""Who rang us and wants to be called by a person: listed for whoever calls back, and seen to."""

from datetime import datetime
from typing import Any

from outreach import audit
from outreach.actors import Actor
from outreach.audit import Action
from outreach.errors import NotFound
from outreach.store import requests as rows
from outreach.system import System


def waiting(system: System, actor: Actor, now: datetime) -> list[Any]:
    """Requests that nobody has seen to, oldest first, with the number to ring."""
    with system.store.transaction() as connection:
        found = rows.waiting(connection)
        people = {row.person_id for row in found if row.person_id is not None}
        audit.record(connection, actor, Action.REQUESTS_LISTED, people=people, now=now)
    return found


def close(system: System, request_id: int, actor: Actor, now: datetime) -> None:
    """Somebody has seen to it. Raises NotFound where it does not exist or was closed before."""
    with system.store.transaction() as connection:
        if not rows.close(connection, request_id, now):
            raise NotFound(f"no hay ningún pedido {request_id} sin atender")
        subject = f"request {request_id}"
        audit.record(connection, actor, Action.REQUEST_CLOSED, subject=subject, now=now)
