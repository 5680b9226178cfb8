"""Takes a ministry's file in by hand: sent, its columns told, foreseen, confirmed or dropped.

The file waits in the database, sealed and in parts, so that any worker on any machine can go on
with it and nothing of it lies about. It is gone once it is imported, or after a week. What a
worker does meanwhile: `upload_work`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from flows.sentences import Sentence
from outreach.actors import Actor, campaigns_of
from outreach.audit import Action, record
from outreach.countries import load_country
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.registry import spreadsheet
from outreach.registry.columns import Field, recognised
from outreach.rules.states import UploadState
from outreach.store import uploads as rows
from outreach.system import System
from outreach.upload_files import FILE, REJECTS, cell_text, chunks, safe_name

log = structlog.get_logger()

LARGEST_BYTES = spreadsheet.LARGEST_BYTES
_TOP_ROWS, _MOST_COLUMNS = 9, 60
_KEPT = timedelta(days=7)
_STUCK = timedelta(hours=1)  # a job has at most so long
_LATEST = 20

Save = Callable[[Path], None]
"""Writes what was sent to a path."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent. `top` are its first rows, the headings first; `guesses` what each
    column seems to be, and `told` what somebody said instead, None for not used."""

    id: int
    at: datetime
    file_name: str
    size: int
    state: UploadState
    moved_at: datetime
    list_name: str
    is_sample: bool
    as_of: date
    top: list[list[str]]
    columns: list[Field | None]
    foreseen: Mapping[str, Any] | None
    seconds: float | None
    error: Sentence | None
    list_id: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the file is to be read: one field or None for each column."""

    list_name: str
    is_sample: bool
    as_of: date
    columns: tuple[Field | None, ...]


def receive(system: System, save: Save, given_name: str, actor: Actor, now: datetime) -> int:
    """Takes a file in and reads its first rows; the upload's id.

    Raises BadFile where it cannot be read. What was left over for a week is forgotten meanwhile.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(given_name)
        save(path)
        spreadsheet.sha256_of(path)  # raises BadFile for an empty or far too large one
        top = [
            [cell_text(cell) for cell in row]
            for _, row in islice(spreadsheet.rows_of(path), _TOP_ROWS)
        ]
        if len(top) < 2:
            raise BadFile(
                "%(file)s: se esperaban un encabezado y al menos una persona", file=path.name
            )
        upload_id = _remember(system, path, top, actor, now)
        for number, content in enumerate(chunks(path)):
            with system.store.transaction() as connection:
                rows.add_part(connection, upload_id, FILE, number, content)
    _forget_left(system, now)
    return upload_id


def _remember(
    system: System, path: Path, top: list[list[str]], actor: Actor, now: datetime
) -> int:
    columns = [field.value if field else None for field in recognised(top[0])]
    zone = ZoneInfo(load_country(system.settings.country).zone)
    with system.store.transaction() as connection:
        upload_id = rows.add(
            connection,
            user_id=_user(actor),
            at=now,
            moved_at=now,
            file_name=path.name,
            size=path.stat().st_size,
            state=UploadState.RECEIVED,
            settings={
                "list": path.stem[:60],
                "sample": False,
                "as_of": now.astimezone(zone).date().isoformat(),
                "columns": columns,
            },
            top_sealed=json.dumps(top, ensure_ascii=False),
        )
        subject = f"upload {upload_id}"
        record(connection, actor, Action.FILE_SENT, subject=subject, now=now)
    return upload_id


def _user(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed("a file is sent by somebody who has signed in")
    return actor.user_id


def _forget_left(system: System, now: datetime) -> None:
    with system.store.transaction() as connection:
        for upload_id in rows.left_since(connection, now - _KEPT):
            rows.forget(connection, upload_id)


def latest(system: System, actor: Actor) -> list[Any]:
    """What the actor sent in lately, an admin what anybody did: (id, at, file_name, size, state,
    login)."""
    with system.store.reading() as connection:
        sender = None if campaigns_of(connection, actor) is None else actor.user_id
        return rows.latest(connection, sender, _LATEST)


def shown(system: System, upload_id: int, actor: Actor) -> Upload:
    """A file that was sent. Raises NotFound also for one that somebody else sent."""
    with system.store.reading() as connection:
        row = rows.by_id(connection, upload_id)
        admin = campaigns_of(connection, actor) is None
    if row is None or not (admin or row.user_id == actor.user_id):
        raise NotFound("there is no such upload")
    told = row.settings
    return Upload(
        id=row.id,
        at=row.at,
        file_name=row.file_name,
        size=row.size,
        state=UploadState(row.state),
        moved_at=row.moved_at,
        list_name=told["list"],
        is_sample=told["sample"],
        as_of=date.fromisoformat(told["as_of"]),
        top=[list(each)[:_MOST_COLUMNS] for each in json.loads(row.top_sealed)],
        columns=[Field(name) if name else None for name in told["columns"]],
        foreseen=json.loads(row.foreseen_sealed) if row.foreseen_sealed else None,
        seconds=row.seconds,
        error=row.error,
        list_id=row.list_id,
    )


def tell(system: System, upload_id: int, wanted: Wanted, actor: Actor, now: datetime) -> None:
    """Says how the file is to be read, and has it looked over. Raises NotAllowed once it is being
    imported, and while it is being looked over already."""
    before = shown(system, upload_id, actor)
    settings = {
        "list": wanted.list_name,
        "sample": wanted.is_sample,
        "as_of": wanted.as_of.isoformat(),
        "columns": [field.value if field else None for field in wanted.columns],
    }
    sources = [UploadState.RECEIVED, UploadState.FORESEEN, UploadState.FAILED]
    if now - before.moved_at > _STUCK:
        sources.append(UploadState.LOOKING)
    with system.store.transaction() as connection:
        cleared = {"foreseen_sealed": None, "error": None, "settings": settings}
        if not rows.move(connection, upload_id, sources, UploadState.LOOKING, now, **cleared):
            raise NotAllowed("the file is being worked on")
        rows.drop_parts(connection, upload_id, REJECTS)
    system.jobs.look_over(upload_id)


def confirm(system: System, upload_id: int, actor: Actor, now: datetime) -> None:
    """Has the file imported as it was foreseen. Raises NotAllowed in any other state."""
    before = shown(system, upload_id, actor)
    sources = [UploadState.FORESEEN]
    if now - before.moved_at > _STUCK:
        sources.append(UploadState.IMPORTING)
    with system.store.transaction() as connection:
        if not rows.move(connection, upload_id, sources, UploadState.IMPORTING, now):
            raise NotAllowed("the file was not looked over, or is being imported")
    system.jobs.import_file(upload_id)


def drop(system: System, upload_id: int, actor: Actor, now: datetime) -> None:
    """Forgets a file that is not wanted. Raises NotFound; NotAllowed while it is imported."""
    if shown(system, upload_id, actor).state is UploadState.IMPORTING:
        raise NotAllowed("the file is being imported")
    with system.store.transaction() as connection:
        rows.forget(connection, upload_id)
        subject = f"upload {upload_id}"
        record(connection, actor, Action.FILE_DROPPED, subject=subject, now=now)


def rejects(system: System, upload_id: int, actor: Actor, now: datetime) -> list[bytes]:
    """The rows that would not be drawn from, as CSV with the reason, in parts. Raises NotFound."""
    shown(system, upload_id, actor)
    with system.store.transaction() as connection:
        found = list(rows.parts(connection, upload_id, REJECTS))
        subject = f"upload {upload_id}"
        record(connection, actor, Action.FILE_READ, subject=subject, detail="rejects", now=now)
    return found
