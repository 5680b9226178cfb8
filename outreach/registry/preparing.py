"""Makes rows ready to be written: sealed, indexed and judged; of a large file, in a process of
its own, so that reading and writing each have a processor."""

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any, NamedTuple

from outreach.countries import CountryPack, load_country
from outreach.errors import ConvocaError
from outreach.registry.columns import Told
from outreach.registry.eligibility import lacks
from outreach.registry.reading import Row, rows_in
from outreach.store.encryption import Keyring

BATCH = 2000  # rows
LARGE = 8_000_000  # bytes: below, a process of its own costs more than it saves
_ROOT = Path(__file__).parents[2]


class ReadyPhone(NamedTuple):
    sealed: bytes
    hash: str
    country: str
    kind: str


class ReadyRow(NamedTuple):
    """A row as it goes into the database. `lack` is what keeps the person out, numbers aside."""

    number: int
    note: str | None
    lack: int
    name: bytes | None
    document: bytes | None
    document_hash: str | None
    birth_date: bytes | None
    birth_year: int | None
    sex: str | None
    municipality: str | None
    returned_on: date | None
    returned_from: str | None
    phones: tuple[ReadyPhone, ...]


Batches = Generator[list[ReadyRow], None, None]


class Interrupted(ConvocaError):
    """The process that read the file ended before the file did. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is read, and by which rules."""

    path: Path
    country_code: str
    as_of: date
    column_map: Told
    keyring: Keyring


def prepared(source: Source, large: int = LARGE) -> Batches:
    """The rows of the file in batches; from `large` bytes on, another process reads it.

    Raises BadFile, Interrupted.
    """
    apart = source.path.stat().st_size >= large and (os.cpu_count() or 1) > 1
    return _by_another_process(source) if apart else _here(source)


def _here(source: Source) -> Batches:
    country = load_country(source.country_code)
    rows = rows_in(source.path, country, source.column_map)
    ready = (_ready(row, source.keyring, country, source.as_of) for row in rows)
    while batch := list(islice(ready, BATCH)):
        yield batch


def _ready(row: Row, keyring: Keyring, country: CountryPack, as_of: date) -> ReadyRow:
    born = row.birth_date
    return ReadyRow(
        number=row.number,
        note=row.note,
        lack=lacks(bool(row.name), born, row.municipality, country, as_of),
        name=keyring.seal(row.name) if row.name else None,
        document=keyring.seal(row.document) if row.document else None,
        document_hash=keyring.blind_index("document", row.document) if row.document else None,
        birth_date=keyring.seal(born.isoformat()) if born else None,
        birth_year=born.year if born else None,
        sex=row.sex,
        municipality=row.municipality,
        returned_on=row.returned_on,
        returned_from=row.returned_from,
        phones=tuple(
            ReadyPhone(
                keyring.seal(p.e164), keyring.blind_index("number", p.e164), p.country, p.kind
            )
            for p in row.phones
        ),
    )


def _by_another_process(source: Source) -> Batches:
    process = subprocess.Popen(
        [sys.executable, "-c", "from outreach.registry.preparing import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=_ROOT,
    )
    assert process.stdin is not None  # noqa: S101  both pipes were asked for
    assert process.stdout is not None  # noqa: S101
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(pickle.dumps(source))
            process.stdin.close()
        yield from _received(process.stdout)
    finally:
        process.kill()  # it has ended, or nobody wants the rest
        process.wait()
        process.stdout.close()


def _received(pipe: IO[bytes]) -> Batches:
    """Batches until an empty one; an error of the other process is raised here."""
    while True:
        try:
            batch = pickle.load(pipe)  # noqa: S301  our own child's
        except EOFError:
            raise Interrupted(
                "la lectura del archivo se interrumpió; no se importó nada"
            ) from None
        if isinstance(batch, ConvocaError):
            raise batch
        if not batch:
            return
        yield [_told(row) for row in batch]


def _told(row: tuple[Any, ...]) -> ReadyRow:
    *values, phones = row
    return ReadyRow._make((*values, tuple(map(ReadyPhone._make, phones))))


def main() -> None:
    """Reads the file that its parent names, and hands on what it makes of it."""
    source: Source = pickle.load(sys.stdin.buffer)  # noqa: S301  our own parent's
    out = sys.stdout.buffer
    try:
        for batch in _here(source):
            # as plain tuples, which are told in half the bytes
            plain = [(*row[:-1], tuple(map(tuple, row.phones))) for row in batch]
            pickle.dump(plain, out, pickle.HIGHEST_PROTOCOL)
        pickle.dump([], out)
    except ConvocaError as error:
        pickle.dump(error, out)
    out.flush()
