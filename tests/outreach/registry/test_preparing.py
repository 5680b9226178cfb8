"""A large file is read by a process of its own, which hands on the same rows and errors."""

from datetime import date
from pathlib import Path

import pytest

from outreach.errors import BadFile
from outreach.registry.preparing import ReadyRow, Source, prepared
from outreach.store.encryption import Keyring
from tests.conftest import keyring
from tests.outreach.registry.files import csv_file, person

SAMPLE = Path(__file__).parents[3] / "samples" / "retornados_muestra.csv"


def source(path: Path) -> Source:
    return Source(path, "hn", date(2026, 11, 2), (), keyring())


def opened(rows: list[list[ReadyRow]], keys: Keyring) -> list[tuple[object, ...]]:
    """The rows with what is sealed in them unsealed: no two seals of one text are alike."""

    def plain(value: object) -> object:
        return keys.open(value) if isinstance(value, bytes) else value

    return [
        (*map(plain, row[:-1]), [tuple(map(plain, phone)) for phone in row.phones])
        for batch in rows
        for row in batch
    ]


def test_another_process_hands_on_what_we_would_have_read() -> None:
    """Row by row, to the last of the sample's thousands, with every fault that it has."""
    here = opened(list(prepared(source(SAMPLE))), keyring())
    apart = opened(list(prepared(source(SAMPLE), large=0)), keyring())
    assert len(here) == 12_000
    assert apart == here


def test_its_errors_are_told_as_ours_are(tmp_path: Path) -> None:
    """Whoever has to mend the file does not care which process read it."""
    path = csv_file(tmp_path / "l.csv", [person(), [*person(), "de más"]])
    with pytest.raises(BadFile, match="fila 3: tiene 10 celdas y el encabezado 9"):
        list(prepared(source(path), large=0))


def test_whoever_stops_reading_ends_the_other_process() -> None:
    """An import that fails in the database leaves no process behind."""
    batches = prepared(source(SAMPLE), large=0)
    next(batches)
    batches.close()
    with pytest.raises(StopIteration):
        next(batches)
