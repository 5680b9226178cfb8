"""`flask people`, run as an operator runs it: a process, settings in the environment."""

import base64
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from outreach.store.encryption import Keyring

ROOT = Path(__file__).parents[2]
TRUTH = json.loads((ROOT / "samples" / "retornados_muestra.truth.json").read_text())


class Office:
    """A machine on which the database was made."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "convoca.db"
        self._settings = {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PUBLIC_BASE_URL": "https://convoca.example.org",
            "SECRET_KEY": "a secret of the tests",
            "DATA_KEYS": base64.b64encode(b"k" * 32).decode(),
            "INDEX_KEY": "index",
            "CARRIER": "rehearsal",
            "CARRIER_ACCOUNT": "AC" + "0" * 32,
            "CARRIER_TOKEN": "token",
            "CARRIER_BASE_URL": "http://127.0.0.1:9",
            "FLASK_APP": "wsgi.py",
        }
        assert self.flask("db", "upgrade").returncode == 0

    def flask(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "flask", *arguments],
            cwd=ROOT,
            env={**os.environ, **self._settings},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def take(office: Office, *options: str, file: str = "samples/retornados_muestra.csv") -> str:
    done = office.flask("people", "import", file, "--sample", "--as-of", "2026-11-02", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_prints_the_counts_of_the_truth_and_rows_tells_each_rows_fate(
    office: Office,
) -> None:
    """Only the JSON is on the output, so that other programs can read it; again, the same."""
    assert json.loads(take(office, "--list", "retornados", "--json")) == TRUTH
    again = office.flask(
        "people", "import", "samples/retornados_muestra.csv", "--list", "retornados", "--sample",
        "--json",
    )  # fmt: skip
    assert json.loads(again.stdout) == TRUTH
    assert "sin cambios" in again.stderr
    told = office.flask("people", "rows", "retornados", "--outcome", "rejected").stdout
    rejected = list(csv.DictReader(io.StringIO(told)))
    assert len(rejected) == TRUTH["missing_name"] + TRUTH["no_usable_phone"]
    assert {row["reason"] for row in rejected} == {"missing_name", "no_usable_phone"}
    whole = office.flask("people", "rows", "retornados").stdout
    assert len(whole.splitlines()) == 1 + TRUTH["source_rows"]


def test_what_is_wrong_is_told_in_one_line(office: Office, tmp_path: Path) -> None:
    """The exit code is 1; no traceback, and nobody's data."""
    broken = tmp_path / "rota.csv"
    broken.write_text("Ana Mejía,0801199000001,99887766\n", encoding="utf-8")
    for file in (broken, tmp_path):
        done = office.flask("people", "import", str(file), "--list", "x")
        assert done.returncode == 1
        assert done.stderr.startswith("Error: ")
        assert len(done.stderr.splitlines()) == 1
        assert "Ana" not in done.stderr
    assert "no hay ninguna lista «x»" in office.flask("people", "rows", "x").stderr


def test_a_column_may_be_told(office: Office, tmp_path: Path) -> None:
    """With the heading as it stands in the file."""
    file = tmp_path / "l.csv"
    file.write_text("Nombre;Contacto A;Municipio\nAna;99887766;Danlí\n", encoding="cp1252")
    told = take(office, "--list", "otra", "--json", "--map", "telefono=Contacto A", file=str(file))
    assert json.loads(told)["eligible"] == 1
    wrong = office.flask("people", "import", str(file), "--list", "y", "--map", "telefono")
    assert wrong.returncode == 2
    assert "campo=Columna" in wrong.stderr


def suppressions_of(office: Office) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(office.database)) as connection:
        return connection.execute(
            "SELECT person_id IS NOT NULL, reason, source FROM suppressions ORDER BY id"
        ).fetchall()


def test_an_operator_suppresses_a_case_or_a_number(office: Office, tmp_path: Path) -> None:
    """What came by letter is told back in plain Spanish, without a name or a number."""
    file = tmp_path / "bajas.csv"
    file.write_text(
        "Nombre;Teléfono;Teléfono 2;Municipio\n"
        "Ana;99887701;99887702;Danlí\nLuis;99887703;;Danlí\n",
        encoding="utf-8",
    )
    take(office, "--list", "bajas", file=str(file))
    by_case = office.flask("people", "suppress", "--case", "bajas-000002", "--reason", "letter")
    assert by_case.stdout == (
        "baja anotada: 1 persona, 2 números. No se les volverá a contactar.\n"
    )
    assert suppressions_of(office) == [
        (1, "letter", "operator"),
        (0, "letter", "operator"),
        (0, "letter", "operator"),
    ]
    by_number = office.flask("people", "suppress", "--number", "+504 9988-7703")
    assert by_number.stdout.startswith("baja anotada: 1 persona, 1 número.")
    strangers = office.flask("people", "suppress", "--number", "9988 7799")
    assert "0 personas, 1 número; nadie del registro tiene ese número" in strangers.stdout
    assert [row[1:] for row in suppressions_of(office)[3:]] == [("asked", "operator")] * 3
    assert office.flask("people", "suppress", "--number", "+504 9988-7703").returncode == 0
    assert len(suppressions_of(office)) == 6


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "indique --case o --number"),
        (("--case", "a", "--number", "99887701"), "indique --case o --number"),
        (("--number", "12"), "no es un número válido"),
        (("--number", "99887701 / 99887702"), "no es un número válido"),
        (("--case", "nadie-000001"), "no hay ninguna persona con el caso «nadie-000001»"),
        (("--number", "99887701", "--reason", "blocked"), "blocked"),
    ],
)
def test_a_suppression_that_names_nobody_or_two_things_is_refused(
    office: Office, options: tuple[str, ...], told: str
) -> None:
    """Nothing is written when it is not clear who is meant."""
    before = suppressions_of(office)
    done = office.flask("people", "suppress", *options)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert suppressions_of(office) == before


def test_requests_of_callers_are_listed_and_closed(office: Office) -> None:
    """An operator reads the number, calls, and takes the request off the list."""
    with closing(sqlite3.connect(office.database)) as database, database:
        sealed = Keyring([base64.b64encode(b"k" * 32).decode()], "index").seal("+50499887766")
        database.execute(
            "INSERT INTO requests (sid, kind, number_hash, number_sealed, at)"
            " VALUES ('CA1', 'call_me', 'x', ?, '2026-11-03 16:00:00.000000')",
            (sealed,),
        )
    listed = list(csv.DictReader(io.StringIO(office.flask("people", "requests").stdout)))
    (request,) = listed
    assert (request["number"], request["at"]) == ("+50499887766", "2026-11-03T10:00-06:00")
    done = office.flask("people", "requests", "--done", request["id"])
    assert (done.returncode, "atendido" in done.stdout) == (0, True)
    assert office.flask("people", "requests").stdout.strip() == "id,number,at"
    again = office.flask("people", "requests", "--done", request["id"])
    assert again.returncode != 0
    assert "no hay ningún pedido" in again.stderr
