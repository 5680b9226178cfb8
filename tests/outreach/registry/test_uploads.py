"""A ministry's file is foreseen row by row without a trace, and then imported exactly so."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach import imported_lists, upload_work, uploads
from outreach.actors import Actor
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.registry.columns import Field
from outreach.registry.foreseeing import harmless
from outreach.rules.states import Role, RowOutcome, UploadState
from outreach.store import tables
from outreach.system import System
from outreach.upload_files import safe_name
from outreach.uploads import Upload, Wanted
from tests import look, make

FILE = """Nombre;DNI;Nacimiento;Teléfono;Municipio;Notas
Ana Mejía;0801199012345;01/02/1990;99887701;Danlí;x
Ana Mejía;0801199012345;01/02/1990;99887702;Danlí;otra vez
Carlos Paz;0801199112345;01/02/1991;;Choluteca;sin número
=HYPERLINK("http://x");0801199212345;01/02/1992;;Choluteca;fórmula
Marta Ruiz;0801201512345;01/02/2015;99887703;La Ceiba;menor
José Cruz;0801199412345;01/02/1994;99887704;Roatán;fuera
"""
COLUMNS = (
    Field.NAME, Field.DOCUMENT, Field.BIRTH_DATE, Field.PHONE, Field.MUNICIPALITY, None,
)  # fmt: skip


@pytest.fixture
def actor(system: System) -> Actor:
    user_id = make.a_user(
        system.store, login="olga", password_hash="x", role=Role.OPERATOR, clock=system.clock
    )
    return Actor(user_id, Role.OPERATOR, "192.0.2.7")


def send(system: System, actor: Actor, text: str = FILE, name: str = "registro.csv") -> int:
    def save(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return uploads.receive(system, save, name, actor, system.clock.now())


def wanted(**changes: Any) -> Wanted:
    told = {"list_name": "nueva", "is_sample": True, "as_of": date(2026, 11, 2)}
    return Wanted(**{**told, "columns": COLUMNS, **changes})


def look_over(system: System, actor: Actor, upload_id: int, **changes: Any) -> Upload:
    uploads.tell(system, upload_id, wanted(**changes), actor, system.clock.now())
    upload_work.look_over(system, upload_id)
    return uploads.shown(system, upload_id, actor)


def outcomes(upload: Upload) -> dict[tuple[str, str | None], int]:
    assert upload.foreseen is not None
    return {(o["outcome"], o["reason"]): o["count"] for o in upload.foreseen["outcomes"]}


def test_a_file_shows_its_first_rows_and_what_its_columns_seem_to_be(
    system: System, actor: Actor
) -> None:
    """And lies in the database sealed, in no part readable."""
    upload = uploads.shown(system, send(system, actor), actor)
    assert upload.state is UploadState.RECEIVED
    assert upload.top[0][0] == "Nombre"
    assert upload.top[1][0] == "Ana Mejía"
    assert tuple(upload.columns) == COLUMNS
    assert upload.list_name == "registro"
    part = look.one(system.store, tables.upload_parts)
    assert "Ana Mejía" in part.content_sealed.decode()
    with system.store.reading() as connection:
        raw = connection.exec_driver_sql("SELECT content_sealed FROM upload_parts").scalar_one()
    assert b"Ana" not in bytes(raw)


def test_what_would_become_of_each_row_is_told_and_nothing_written(
    system: System, actor: Actor
) -> None:
    """Counts by reason with the first rows of each, as they stand in the file."""
    upload = look_over(system, actor, send(system, actor))
    assert upload.state is UploadState.FORESEEN, upload.error
    assert outcomes(upload) == {
        (RowOutcome.IMPORTED, None): 1,
        (RowOutcome.MERGED, "same_document"): 1,
        (RowOutcome.REJECTED, "no_usable_phone"): 2,
        (RowOutcome.INELIGIBLE, "underage"): 1,
        (RowOutcome.INELIGIBLE, "outside_municipalities"): 1,
    }
    assert upload.foreseen is not None
    shown = {o["reason"]: o["rows"] for o in upload.foreseen["outcomes"]}
    assert [number for number, _ in shown["no_usable_phone"]] == [4, 5]
    assert shown["underage"][0][1][0] == "Marta Ruiz"
    for table in (tables.people, tables.lists, tables.phones, tables.import_rows):
        assert look.count(system.store, table) == 0


def test_the_import_does_what_was_foreseen_and_forgets_the_file(
    system: System, actor: Actor
) -> None:
    """Row by row; also where somebody of the file is in the registry already."""
    known = make.Invented(name="Carlos Paz", document="0801199112345", numbers=(make.CARLOS,))
    make.a_list(system.store, people=(known,), clock=system.clock)
    upload_id = send(system, actor)
    foreseen = look_over(system, actor, upload_id)
    assert foreseen.foreseen is not None
    assert foreseen.foreseen["known"] == 1
    uploads.confirm(system, upload_id, actor, system.clock.now())
    upload_work.import_file(system, upload_id)
    done = uploads.shown(system, upload_id, actor)
    assert done.state is UploadState.IMPORTED
    came_to: dict[tuple[str, str | None], int] = {}
    for row in look.rows(system.store, tables.import_rows):
        key = (row.outcome, row.reason)
        came_to[key] = came_to.get(key, 0) + 1
    assert came_to == outcomes(foreseen)
    counts = look.one(system.store, tables.lists, name="nueva").counts
    assert counts == foreseen.foreseen["counts"]
    assert look.count(system.store, tables.upload_parts) == 0
    assert "Ana" not in str(done.top)
    (entry,) = look.rows(system.store, tables.audit_log, action="list_imported")
    assert entry.actor_id == actor.user_id


def test_a_column_that_is_not_used_is_not_read(system: System, actor: Actor) -> None:
    """Though its heading says what it is."""
    columns = (Field.NAME, Field.DOCUMENT, None, Field.PHONE, Field.MUNICIPALITY, None)
    upload = look_over(system, actor, send(system, actor), columns=columns)
    assert (RowOutcome.INELIGIBLE, "underage") not in outcomes(upload)


def test_two_columns_of_one_heading_are_told_apart(system: System, actor: Actor) -> None:
    """By where they stand."""
    text = "Dato,Dato,Dato\nAna,99887701,Danlí\n"
    columns = (Field.NAME, Field.PHONE, Field.MUNICIPALITY)
    upload = look_over(system, actor, send(system, actor, text), columns=columns)
    assert outcomes(upload) == {(RowOutcome.IMPORTED, None): 1}


def test_the_rows_that_do_not_enter_are_a_harmless_csv(system: System, actor: Actor) -> None:
    """With their number and reason before what the file has; no cell of it is a formula."""
    upload_id = send(system, actor)
    look_over(system, actor, upload_id)
    parts = uploads.rejects(system, upload_id, actor, system.clock.now())
    rows = list(csv.reader(io.StringIO(b"".join(parts).decode())))
    assert rows[0][:3] == ["fila", "motivo", "Nombre"]
    assert [row[:2] for row in rows[1:]] == [
        ["4", "no_usable_phone"], ["5", "no_usable_phone"], ["6", "underage"],
        ["7", "outside_municipalities"],
    ]  # fmt: skip
    assert rows[2][2].startswith("'=HYPERLINK")


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_what_begins_like_a_formula_is_none(cell: str) -> None:
    """A number with the country's code stays a number."""
    assert harmless(cell) == f"'{cell}"
    assert harmless("+504 99887701") == "+504 99887701"


def test_a_list_that_is_there_is_not_foreseen_again(system: System, actor: Actor) -> None:
    """The file failed with a sentence that says so, and may be told another name."""
    make.a_list(system.store, name="nueva", clock=system.clock)
    upload_id = send(system, actor)
    failed = look_over(system, actor, upload_id)
    assert failed.state is UploadState.FAILED
    assert "ya existe" in str(failed.error)
    assert look_over(system, actor, upload_id, list_name="otra").state is UploadState.FORESEEN


def test_nothing_is_imported_that_was_not_looked_over(system: System, actor: Actor) -> None:
    """Nor twice; and a job that comes again changes nothing."""
    upload_id = send(system, actor)
    now = system.clock.now()
    with pytest.raises(NotAllowed):
        uploads.confirm(system, upload_id, actor, now)
    look_over(system, actor, upload_id)
    uploads.confirm(system, upload_id, actor, now)
    for refused in (uploads.confirm, uploads.drop):
        with pytest.raises(NotAllowed):
            refused(system, upload_id, actor, now)
    upload_work.import_file(system, upload_id)
    upload_work.import_file(system, upload_id)
    upload_work.look_over(system, upload_id)
    assert look.count(system.store, tables.lists) == 1


def test_a_worker_that_died_is_not_waited_for_for_ever(system: System, actor: Actor) -> None:
    """After an hour whoever sent the file may have it done again."""
    upload_id = send(system, actor)
    uploads.tell(system, upload_id, wanted(), actor, system.clock.now())
    with pytest.raises(NotAllowed):
        uploads.tell(system, upload_id, wanted(), actor, system.clock.now())
    later = system.clock.now() + timedelta(hours=2)
    uploads.tell(system, upload_id, wanted(), actor, later)


def test_a_file_is_seen_by_who_sent_it_and_by_an_admin(system: System, actor: Actor) -> None:
    """It holds names that nobody has been given yet."""
    upload_id = send(system, actor)
    other = make.a_user(
        system.store, login="otra", password_hash="x", role=Role.OPERATOR, clock=system.clock
    )
    with pytest.raises(NotFound):
        uploads.shown(system, upload_id, Actor(other, Role.OPERATOR, ""))
    assert uploads.latest(system, Actor(other, Role.OPERATOR, "")) == []
    assert uploads.shown(system, upload_id, Actor(other, Role.ADMIN, "")).id == upload_id


def test_a_file_is_forgotten_when_dropped_or_left_for_a_week(system: System, actor: Actor) -> None:
    """With every part of it."""
    first = send(system, actor)
    uploads.drop(system, first, actor, system.clock.now())
    assert look.count(system.store, tables.upload_parts) == 0
    send(system, actor)
    later = system.clock.now() + timedelta(days=8)
    uploads.receive(system, lambda p: p.write_text(FILE) and None, "b.csv", actor, later)
    assert [row.file_name for row in look.rows(system.store, tables.uploads)] == ["b.csv"]


@pytest.mark.parametrize("text", ["", "Nombre;Teléfono\n", "\x00\x01\x02" * 50])
def test_a_file_that_cannot_be_read_is_not_kept(system: System, actor: Actor, text: str) -> None:
    """The reason is one sentence."""
    with pytest.raises(BadFile):
        send(system, actor, text)
    assert look.count(system.store, tables.uploads) == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("registro.xlsx", "registro.xlsx"),
        ("../../etc/passwd", "passwd.csv"),
        ("C:\\Users\\ana\\lista.csv", "lista.csv"),
        ("..", "registro.csv"),
        ("", "registro.csv"),
        ("a\x00b\r\n.csv", "a b .csv"),
        ("\u202evsc.exe", "vsc.exe"),
        ("<script>.csv", "<script>.csv"),
    ],
)
def test_the_name_of_a_file_leads_nowhere(given: str, kept: str) -> None:
    """Only its last part is kept, without what nobody can see."""
    name = safe_name(given)
    assert "/" not in name
    assert "\x00" not in name
    assert name == kept


def test_a_long_name_fits_a_file_system() -> None:
    """Whatever letters it has."""
    assert len(safe_name("ñ" * 500 + ".xlsx").encode()) <= 200


def test_the_lists_tell_what_became_of_their_rows(system: System, actor: Actor) -> None:
    """To whoever may look at them."""
    upload_id = send(system, actor)
    look_over(system, actor, upload_id)
    uploads.confirm(system, upload_id, actor, system.clock.now())
    upload_work.import_file(system, upload_id)
    (listed,) = imported_lists.lists(system, actor)
    found = list(imported_lists.rows_of_list(system, listed.id, actor))
    assert [row for row, _, _ in found] == [4, 5, 6, 7]
    with pytest.raises(NotFound):
        imported_lists.rows_of_list(system, 99, actor)
