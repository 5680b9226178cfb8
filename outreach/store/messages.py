"""Queries on texts. An inbound text is inserted by the carrier's id of it, so only once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, exists, insert, select, update

from outreach.store.database import AnyRow
from outreach.store.insertion import insert_one
from outreach.store.tables import messages


def add_outbound(connection: Connection, **values: Any) -> None:
    connection.execute(insert(messages).values(inbound=False, **values))


def add_inbound(
    connection: Connection, *, sid: str, channel: str, number_hash: str, body: str, now: datetime
) -> bool:
    """Records a text that came in; False when it had come before."""
    row = {
        "sid": sid,
        "inbound": True,
        "channel": channel,
        "number_hash": number_hash,
        "body": body,
        "status": "received",
        "at": now,
    }
    return insert_one(connection, messages, row) is not None


def reply_to(connection: Connection, sid: str) -> str | None:
    return connection.scalar(select(messages.c.reply).where(messages.c.sid == sid))


def last_before(
    connection: Connection, number_hash: str, sid: str, since: datetime
) -> AnyRow | None:
    """The text of this number before the one called `sid`, since then and outside any
    conversation: (sid, reply)."""
    return connection.execute(
        select(messages.c.sid, messages.c.reply)
        .where(
            messages.c.number_hash == number_hash,
            messages.c.inbound,
            messages.c.attempt_id.is_(None),
            messages.c.sid != sid,
            messages.c.at >= since,
        )
        .order_by(messages.c.at.desc(), messages.c.id.desc())
        .limit(1)
    ).one_or_none()


def has_written(connection: Connection, number_hash: str, channel: str, since: datetime) -> bool:
    """Whether a text of this number came in by this channel since then."""
    mine = (messages.c.number_hash == number_hash, messages.c.channel == channel)
    came = exists().where(*mine, messages.c.inbound, messages.c.at >= since)
    return bool(connection.scalar(select(came)))


def answered(connection: Connection, sid: str, **values: Any) -> None:
    connection.execute(update(messages).where(messages.c.sid == sid).values(**values))


def claim_reply(connection: Connection, sid: str) -> bool:
    """Whether the reply to this text is the caller's to send: true once."""
    claimed = connection.execute(
        update(messages)
        .where(messages.c.sid == sid, messages.c.inbound, messages.c.status == "received")
        .values(status="answered")
    )
    return claimed.rowcount == 1


def set_status_of(connection: Connection, sid: str, status: str, error_code: str | None) -> bool:
    """Of a text that an agent wrote, which is no attempt; False when there is none."""
    own = (messages.c.sid == sid, messages.c.attempt_id.is_(None), messages.c.inbound.is_(False))
    changed = connection.execute(
        update(messages).where(*own).values(status=status, error_code=error_code)
    )
    return changed.rowcount == 1


def written_to(connection: Connection, case_id: int) -> Sequence[AnyRow]:
    """What agents wrote to the person of a case and what the person wrote, the latest first."""
    mine = (messages.c.case_id == case_id, messages.c.attempt_id.is_(None))
    return connection.execute(
        select(messages.c.at, messages.c.inbound, messages.c.body, messages.c.status)
        .where(*mine)
        .order_by(messages.c.at.desc())
        .limit(20)
    ).all()


def set_status(
    connection: Connection, attempt_id: int, status: str, error_code: str | None
) -> None:
    connection.execute(
        update(messages)
        .where(messages.c.attempt_id == attempt_id, messages.c.inbound.is_(False))
        .values(status=status, error_code=error_code)
    )
