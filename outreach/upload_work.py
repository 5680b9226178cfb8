"""What a worker does with a file that was sent in: looks it over, and imports it."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog

from outreach.actors import Actor
from outreach.audit import Action, record
from outreach.errors import ConvocaError
from outreach.registry import foreseeing, import_registry, recognise
from outreach.registry.columns import LEFT_OUT
from outreach.rules.states import Role, UploadState
from outreach.store import registry, users
from outreach.store import uploads as rows
from outreach.system import System
from outreach.upload_files import FILE, REJECTS, restored

log = structlog.get_logger()


def look_over(system: System, upload_id: int) -> None:
    """Finds out what would become of each row, without writing any of it where people are."""
    began = system.wall.now()
    with system.store.reading() as connection:
        row = rows.by_id(connection, upload_id)
    if row is None or row.state != UploadState.LOOKING:
        return
    told, country = _told(row), system.settings.country
    try:
        with TemporaryDirectory() as folder:
            path = restored(system, upload_id, Path(folder), row.file_name)
            found = foreseeing.foresee(
                system.store, path, **told, country_code=country, now=system.clock.now()
            )
            rejected = list(foreseeing.rejects(path, found))
    except ConvocaError as error:
        _failed(system, upload_id, UploadState.LOOKING, error)
        return
    seconds = (system.wall.now() - began).total_seconds()
    with system.store.transaction() as connection:
        for number, content in enumerate(rejected):
            rows.add_part(connection, upload_id, REJECTS, number, content)
        values = {"foreseen_sealed": json.dumps(found.told, ensure_ascii=False)}
        rows.move(
            connection, upload_id, (UploadState.LOOKING,), UploadState.FORESEEN,
            system.clock.now(), seconds=seconds, **values,
        )  # fmt: skip
    log.info("file looked over", upload=upload_id, seconds=round(seconds, 1))


def _told(row: Any) -> dict[str, Any]:
    """What the import wants to know besides the file."""
    headings, told = json.loads(row.top_sealed)[0], row.settings
    fields = [name or LEFT_OUT for name in told["columns"]]
    return {
        "list_name": told["list"],
        "is_sample": told["sample"],
        "as_of": date.fromisoformat(told["as_of"]),
        "column_map": list(zip(fields, headings, strict=False)),
    }


def _failed(system: System, upload_id: int, source: UploadState, error: ConvocaError) -> None:
    # the sentence of a BadFile quotes headings at most, and no cell of a person
    values = {"error": error.sentence}
    with system.store.transaction() as connection:
        now = system.clock.now()
        rows.move(connection, upload_id, (source,), UploadState.FAILED, now, **values)
    log.info("file failed", upload=upload_id, kind=type(error).__name__)


def import_file(system: System, upload_id: int) -> None:
    """Imports the file, in one transaction, and forgets it."""
    with system.store.reading() as connection:
        row = rows.by_id(connection, upload_id)
        if row is None or row.state != UploadState.IMPORTING:
            return
        sender = users.by_id(connection, row.user_id)
    told, now = _told(row), system.clock.now()
    country = system.settings.country
    try:
        with TemporaryDirectory() as folder:
            path = restored(system, upload_id, Path(folder), row.file_name)
            import_registry(system.store, path, country_code=country, now=now, **told)
    except ConvocaError as error:
        _failed(system, upload_id, UploadState.IMPORTING, error)
        return
    actor = Actor(row.user_id, Role(sender.role) if sender else None, "console")
    with system.store.transaction() as connection:
        listed = registry.list_named(connection, told["list_name"])
        rows.move(
            connection, upload_id, (UploadState.IMPORTING,), UploadState.IMPORTED, now,
            list_id=listed.id if listed else None, top_sealed="[[]]", foreseen_sealed=None,
        )  # fmt: skip
        rows.drop_parts(connection, upload_id, FILE, REJECTS)
        subject = f"list {listed.id}" if listed else ""
        record(connection, actor, Action.LIST_IMPORTED, subject=subject, now=now)
    if listed:  # entries that may be of one person wait for somebody to decide
        recognise(system.store, told["list_name"], now)
