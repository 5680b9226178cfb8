"""A registry becomes people, on both databases: every row accounted for, or nothing written."""

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from outreach.errors import BadFile, NotAllowed
from outreach.registry import Imported, import_registry
from outreach.store.database import Store
from outreach.store.tables import import_rows, list_members, lists, metadata, people, phones
from tests.outreach.registry.files import HEADER, csv_file, person, workbook

SAMPLES = Path(__file__).parents[3] / "samples"
REGISTRY = SAMPLES / "retornados_muestra.csv"
TRUTH = json.loads((SAMPLES / "retornados_muestra.truth.json").read_text())
REJECTED = ("missing_name", "no_usable_phone")
INELIGIBLE = ("underage", "outside_municipalities", "foreign_phone_only")
NOW = datetime(2026, 11, 2, 16, tzinfo=UTC)


def take(store: Store, path: Path, name: str = "lista", **options: Any) -> Imported:
    return import_registry(
        store, path, list_name=name, country_code="hn",
        **{"as_of": date(2026, 11, 2), "is_sample": True, "now": NOW, **options},
    )  # fmt: skip


def found(store: Store, *columns: Any, order: Any = None) -> list[tuple[Any, ...]]:
    with store.snapshot() as connection:
        rows = connection.execute(select(*columns).order_by(*([] if order is None else [order])))
        return [tuple(row) for row in rows]


def outcomes(store: Store) -> list[tuple[Any, ...]]:
    columns = import_rows.c.row_number, import_rows.c.outcome, import_rows.c.reason
    return found(store, *columns, order=import_rows.c.row_number)


def sizes(store: Store) -> dict[str, int]:
    with store.snapshot() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


def test_the_sample_is_counted_as_its_truth_says(store: Store) -> None:
    """Key by key, with every row in exactly one outcome."""
    assert take(store, REGISTRY).counts == TRUTH
    expected: Counter[tuple[str, str | None]] = Counter()
    expected["imported", None] = TRUTH["eligible"]
    expected["merged", "same_document"] = TRUTH["duplicates_by_dni"]
    for reason in REJECTED:
        expected["rejected", reason] = TRUTH[reason]
    for reason in INELIGIBLE:
        expected["ineligible", reason] = TRUTH[reason]
    assert Counter((outcome, reason) for _, outcome, reason in outcomes(store)) == expected
    assert [number for number, _, _ in outcomes(store)] == list(range(2, 12_002))
    members = found(store, list_members.c.eligible)
    assert sum(eligible for (eligible,) in members) == TRUTH["eligible"]


def test_a_workbook_of_the_sample_is_counted_the_same(sqlite_store: Store, tmp_path: Path) -> None:
    """The figures do not depend on the form in which a ministry saves its list."""
    with REGISTRY.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    path = workbook(tmp_path / "muestra.xlsx", rows, header=header)
    assert take(sqlite_store, path).counts == TRUTH


def test_the_same_file_again_changes_nothing_and_says_so(store: Store, tmp_path: Path) -> None:
    """Whoever is not sure whether it was done may do it again."""
    path = csv_file(tmp_path / "l.csv", [person(), person(dni="0801199000002")])
    first = take(store, path)
    before = sizes(store)
    second = take(store, path, as_of=date(2030, 1, 1))
    assert (first.unchanged, second.unchanged) == (False, True)
    assert second.counts == first.counts
    assert sizes(store) == before


def test_another_file_under_the_same_name_is_refused(store: Store, tmp_path: Path) -> None:
    """What was drawn from a list can be verified only while the list stays what it was."""
    take(store, csv_file(tmp_path / "a.csv", [person()]))
    before = sizes(store)
    with pytest.raises(BadFile, match="ya existe y es de otro archivo"):
        take(store, csv_file(tmp_path / "b.csv", [person(dni="0801199000002")]))
    assert sizes(store) == before


def test_a_real_list_is_not_called_a_sample_afterwards(store: Store, tmp_path: Path) -> None:
    """Whoever says --sample believes that no carrier will take it."""
    path = csv_file(tmp_path / "l.csv", [person()])
    take(store, path, is_sample=False)
    with pytest.raises(NotAllowed, match="sin --sample"):
        take(store, path, is_sample=True)
    assert found(store, lists.c.is_sample) == [(False,)]


def test_a_person_of_another_list_is_known_by_document(store: Store, tmp_path: Path) -> None:
    """One person, in both lists, with the numbers of both, in the order of their arrival."""
    take(store, csv_file(tmp_path / "a.csv", [person(phone="99887766")]), "a")
    again = person(dni="801199000001", phone="33445566", other_phone="9988-7766")
    take(store, csv_file(tmp_path / "b.csv", [again]), "b")
    assert found(store, people.c.case_code) == [("a-000002",)]
    assert len(found(store, list_members.c.list_id)) == 2
    ranked = found(store, phones.c.rank, phones.c.number_sealed, order=phones.c.rank)
    assert ranked == [(1, "+50499887766"), (2, "+50433445566")]


def test_a_duplicate_adds_its_numbers_even_in_a_later_batch(store: Store, tmp_path: Path) -> None:
    """Batches are a matter of memory, not of what is found."""
    others = [person(dni=f"0501{1960 + n % 40}{n:05}") for n in range(2, 1300)]
    path = csv_file(tmp_path / "l.csv", [person(), *others, person(phone="22334455")])
    counts = take(store, path).counts
    assert (counts["people"], counts["duplicates_by_dni"]) == (1299, 1)
    mine = found(store, phones.c.number_sealed, phones.c.kind, order=phones.c.id)
    assert mine[-1] == ("+50422334455", "fixed")


def test_a_household_shares_a_number_and_stays_separate_persons(
    store: Store, tmp_path: Path
) -> None:
    """Three people, one telephone: three persons, two of them sharing."""
    path = csv_file(tmp_path / "l.csv", [person(dni=f"080119900000{n}") for n in (1, 2, 3)])
    counts = take(store, path).counts
    assert (counts["people"], counts["shared_phones"]) == (3, 2)


@pytest.mark.parametrize(
    ("row", "outcome", "reason"),
    [
        (person(name="", phone=""), "rejected", "missing_name"),
        (person(phone="no tiene", born="01/01/2015"), "rejected", "no_usable_phone"),
        (person(born="03/11/2008", place="Choloma"), "ineligible", "underage"),
        (person(born="02/11/2008"), "imported", None),
        (person(born=""), "imported", None),
        (person(place="Choloma", phone="+13055550123"), "ineligible", "outside_municipalities"),
        (person(place=""), "ineligible", "outside_municipalities"),
        (person(phone="+13055550123"), "ineligible", "foreign_phone_only"),
        (person(phone="+13055550123", other_phone="22334455"), "imported", None),
        (person(dni="no tiene"), "imported", None),
    ],
)
def test_each_row_has_the_first_reason_that_applies(
    sqlite_store: Store, tmp_path: Path, row: list[Any], outcome: str, reason: str | None
) -> None:
    """In the order in which the sample's truth was counted; 18 is reached on the birthday."""
    take(sqlite_store, csv_file(tmp_path / "l.csv", [row]))
    assert outcomes(sqlite_store) == [(2, outcome, reason)]


def test_whoever_is_rejected_is_not_kept(store: Store, tmp_path: Path) -> None:
    """Only the row's number and the reason are; nothing of the person."""
    path = csv_file(tmp_path / "l.csv", [person(phone="no"), person(name="", dni="")])
    take(store, path)
    assert outcomes(store) == [
        (2, "rejected", "no_usable_phone"), (3, "rejected", "missing_name"),
    ]  # fmt: skip
    kept = sizes(store)
    assert (kept["people"], kept["phones"], kept["list_members"]) == (0, 0, 0)


def test_a_person_is_kept_as_the_file_has_it(store: Store, tmp_path: Path) -> None:
    """Tidied, typed, and under a code that the same file gives on any machine."""
    take(store, csv_file(tmp_path / "l.csv", [person(dni="801199000001")]))
    columns = (
        people.c.case_code, people.c.name_sealed, people.c.document_sealed, people.c.birth_year,
        people.c.sex, people.c.municipality, people.c.returned_on, people.c.returned_from,
        people.c.locale,
    )  # fmt: skip
    assert found(store, *columns) == [
        (
            "lista-000002", "Ana Mejía Paz", "0801199000001", 1990, "F", "danli",
            date(2026, 1, 31), "México", "es-HN",
        )
    ]  # fmt: skip
    assert found(store, import_rows.c.notes) == [("dni_repaired_leading_zero",)]


def test_a_broken_row_at_the_end_leaves_the_database_as_it_was(
    store: Store, tmp_path: Path
) -> None:
    """Thousands of rows were written before it, and not one stays."""
    take(store, csv_file(tmp_path / "before.csv", [person()]), "antes")
    before = sizes(store)
    many = [person(dni=f"0501{1960 + n % 40}{n:05}") for n in range(2, 2500)]
    path = csv_file(tmp_path / "l.csv", [*many, [*person(), "de más"]])
    with pytest.raises(BadFile, match=r"fila 2500: tiene 10 celdas y el encabezado 9"):
        take(store, path)
    assert sizes(store) == before


def test_a_header_alone_is_no_list(store: Store, tmp_path: Path) -> None:
    """An export that went wrong is not an empty list."""
    with pytest.raises(BadFile, match="solo tiene el encabezado"):
        take(store, csv_file(tmp_path / "l.csv", []))
    assert sizes(store)["lists"] == 0


@pytest.mark.parametrize("name", ["", " a", "a\nb", "x" * 101, "a\u202e"])
def test_a_list_needs_a_name_that_can_be_seen(sqlite_store: Store, name: str) -> None:
    """It begins every case code; both databases must be able to keep it."""
    with pytest.raises(BadFile, match="--list"):
        take(sqlite_store, REGISTRY, name)


def test_short_rows_are_accounted_for(sqlite_store: Store, tmp_path: Path) -> None:
    """Spreadsheets leave out the empty cells at the end of a row."""
    take(sqlite_store, csv_file(tmp_path / "l.csv", [["Ana Mejía", "0801199000001"]]))
    assert outcomes(sqlite_store) == [(2, "rejected", "no_usable_phone")]


def test_hostile_cells_come_out_as_text(store: Store, tmp_path: Path) -> None:
    """Markup, formulas, commands and right-to-left marks are somebody's name, and no more."""
    names = ["<script>x</script>", "=cmd|'/c calc'!A1", "{name}%s", "x'); DROP TABLE people;--"]
    rows = [person(name=f"{n}\u202e", dni="") for n in names]
    take(store, csv_file(tmp_path / "l.csv", rows))
    kept = [name for (name,) in found(store, people.c.name_sealed, order=people.c.id)]
    assert len(kept) == 4
    assert [name.lower() for name in kept] == [name.lower() for name in names]


def test_nothing_of_a_person_is_logged(sqlite_store: Store, tmp_path: Path) -> None:
    """Logs carry ids and counts."""
    with capture_logs() as logged:
        take(sqlite_store, csv_file(tmp_path / "l.csv", [person(name="Zoila Vaca")]))
    assert [entry["event"] for entry in logged] == ["registry imported"]
    assert set(logged[0]) == {"event", "log_level", "list", "rows"}


def test_a_told_column_is_used(sqlite_store: Store, tmp_path: Path) -> None:
    """What no ministry has called it before can still be imported."""
    header = ["Contacto preferido" if name == "Teléfono 1" else name for name in HEADER]
    header[header.index("Teléfono 2")] = "Notas"
    path = csv_file(tmp_path / "l.csv", [person()], header=header)
    with pytest.raises(BadFile, match="falta la columna de telefono"):
        take(sqlite_store, path)
    take(sqlite_store, path, column_map=[("telefono", "contacto preferido")])
    assert found(sqlite_store, phones.c.number_sealed) == [("+50499887766",)]
