"""Queries on attempts of which nothing was heard for too long."""

from datetime import datetime

from sqlalchemy import Connection, select

from flows.medium import Medium
from outreach.rules.states import AttemptState
from outreach.store.predicates import RUNNING, holds
from outreach.store.tables import attempts

_running = holds(RUNNING, attempts)


def without_sid(connection: Connection, claimed_before: datetime) -> list[int]:
    """Claimed long ago, and we do not know whether the carrier ever heard of them."""
    return list(
        connection.scalars(
            select(attempts.c.id).where(
                _running,
                attempts.c.state == AttemptState.DIALLING,
                attempts.c.claimed_at < claimed_before,
            )
        )
    )


def silent_since(connection: Connection, medium: Medium, placed_before: datetime) -> list[int]:
    """Placed long ago and still open: a callback was lost, or a text got no reply."""
    return list(
        connection.scalars(
            select(attempts.c.id).where(
                _running,
                attempts.c.state == AttemptState.UNDER_WAY,
                attempts.c.medium == medium,
                attempts.c.placed_at < placed_before,
            )
        )
    )


def unreported_texts(connection: Connection, placed_before: datetime) -> list[int]:
    """Texts that were sent long ago and of which nothing was heard since."""
    return list(
        connection.scalars(
            select(attempts.c.id).where(
                _running,
                attempts.c.state == AttemptState.UNDER_WAY.value,
                attempts.c.medium == Medium.TEXT.value,
                attempts.c.inbound.is_(False),
                attempts.c.carrier_sid.is_not(None),
                attempts.c.result.is_(None),
                attempts.c.placed_at < placed_before,
            )
        )
    )
