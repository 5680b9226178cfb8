"""The file of an upload: its name made harmless, in parts, and put together again."""

from collections.abc import Iterator
from pathlib import Path

from outreach.registry.cells import text_of
from outreach.store import uploads as rows
from outreach.system import System

FILE, REJECTS = "file", "rejects"  # kinds of parts
_PART = 1 << 20  # bytes
_LONGEST_CELL = 80
_LONGEST_NAME = 200  # bytes: a file system takes 255


def safe_name(given: str) -> str:
    """The last part of a name as a browser gives it, fit to be a file's; never a way elsewhere."""
    last = text_of(given.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    stem, dot, suffix = last.rpartition(".")
    if not dot or len(suffix) > 5:
        stem, suffix = last, "csv"
    short = (stem or "registro").encode()[: _LONGEST_NAME - 10].decode(errors="ignore")
    return f"{short}.{suffix}"


def cell_text(cell: object) -> str:
    return text_of(cell)[:_LONGEST_CELL]


def chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while content := file.read(_PART):
            yield content


def restored(system: System, upload_id: int, folder: Path, name: str) -> Path:
    """The file, as it was sent."""
    path = folder / name
    with path.open("wb") as file, system.store.reading() as connection:
        for content in rows.parts(connection, upload_id, FILE):
            file.write(content)
    return path
