"""Measures the pages of the operator's rooms with a million people in the registry.

    python -m benchmarks.rooms [--people 1000000]

On PostgreSQL. Each page is asked for by a browser in this process, so that all but the network is
counted: sign-in, access, the use case with its entry in the audit log, the template. Prints the
median and the slowest of each page.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from sqlalchemy import text

from benchmarks.due import fill
from benchmarks.office import machine, office
from outreach.rules.states import Role
from outreach.system import System
from tests import make
from tests.ivr.browser import Browser, signed_in

ROUNDS = 9
GOAL_MS = 500
# everybody is on the list, with a name and a document
LISTED = (
    "INSERT INTO list_members (list_id, person_id, eligible)"
    " SELECT 1, p.id, true FROM people p WHERE p.case_code LIKE 'b-%'",
    "UPDATE people SET document_hash = md5('d' || id), municipality = 'danli',"
    " name_sealed = (SELECT name_sealed FROM people WHERE id = 1) WHERE case_code LIKE 'b-%'",
)


def listed(system: System) -> None:
    for statement in LISTED:
        with system.store.transaction() as connection:
            connection.execute(text(statement))
    autocommit = system.store.engine.execution_options(isolation_level="AUTOCOMMIT")
    with autocommit.connect() as connection:
        connection.execute(text("VACUUM ANALYZE"))


def pages(browser: Browser, people: int) -> dict[str, Callable[[], object]]:
    trial = {"name": "Ana", "birth_year": "1990", "municipality": "danli", "key": "1"}
    wording = "/scripts/retornados/wordings/hello"
    words = {"own.voice": "Buenas, {name}.", "made_from": "1"}

    def post(path: str, on: str, **form: str) -> Callable[[], object]:
        return lambda: browser.post(path, on=on, **form)

    return {
        "people of a list, first page": lambda: browser.get("/people?list=1"),
        "people of a list, last page": lambda: browser.get(f"/people?list=1&after={people - 30}"),
        "search by number, with the form": post("/people", "/people", q=make.ANA),
        "search by case, with the form": post("/people", "/people", q=f"b-{people // 2}"),
        "search for nobody, with the form": post("/people", "/people", q="9911-1111"),
        "one person": lambda: browser.get(f"/people/{people // 2}"),
        "registry": lambda: browser.get("/registry"),
        "near duplicates": lambda: browser.get("/registry/matches"),
        "scripts": lambda: browser.get("/scripts"),
        "the map of a script": lambda: browser.get("/scripts/retornados"),
        "a wording, with what was typed looked at": post(f"{wording}/check", wording, **words),
        "a trial, one reply, with its form": post(
            "/scripts/retornados/try", "/scripts/retornados/try", **trial
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    people = parser.parse_args().people
    print(machine())
    with office("postgres", PUBLIC_BASE_URL="https://convoca.example.org") as rented:
        system = rented.system
        fill(system, people, 1)
        listed(system)
        browser = signed_in(system, Role.ADMIN)
        for name, ask in pages(browser, people).items():
            ask()
            taken = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                ask()
                taken.append((time.perf_counter() - start) * 1e3)
            slow = "" if max(taken) < GOAL_MS else "  too slow"
            print(f"{name:44}{statistics.median(taken):8.0f} ms{max(taken):8.0f} ms{slow}")


if __name__ == "__main__":
    main()
