"""Measures the pages of the console with a million people in the registry and in a campaign.

    python -m benchmarks.rooms [--people 1000000] [--database sqlite]

Each page is asked for by a browser in this process, so that all but the network is counted: who
may enter, the use case with its entry in the audit log, the template. Prints the median and the
slowest of each page.
"""

import argparse
import re
import statistics
from collections.abc import Callable
from typing import Any

from benchmarks.office import machine, office, started_campaign
from benchmarks.population import multiply_the_first, run, settle
from benchmarks.timing import rounds_ms
from outreach.rules.states import Role
from tests import make
from tests.ivr.browser import Browser, signed_in

ROUNDS = 9
GOAL_MS = 500
PILOT, PILOT_GOAL_MS = 10_000, 200
# One in ten waits for an agent, and for each hundred a stranger wants to be called.
WAITING = (
    "INSERT INTO leads (case_id, campaign_id, attempt_id, state, wants_now, interested, services,"
    " municipality, locale, created_at)"
    " SELECT c.id, c.campaign_id, a.id, 'open', false, true, 'employment', 'danli', 'es-HN',"
    " c.released_at FROM cases c, attempts a WHERE a.id = 1 AND c.id % 10 = 0",
    "INSERT INTO requests (sid, kind, number_hash, number_sealed, at)"
    " SELECT 's' || p.id, 'call_me', 'n', f.number_sealed, p.created_at"
    " FROM people p, phones f WHERE f.id = 1 AND p.id % 100 = 0",
)


def pages(browser: Browser, people: int) -> dict[str, Callable[[], Any]]:
    trial = {"name": "Ana", "birth_year": "1990", "municipality": "danli", "key": "1"}
    wording = "/scripts/retornados/wordings/hello"
    words = {"own.voice": "Buenas, {name}.", "made_from": "1"}

    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/people").text)
    assert token is not None

    def post(path: str, **form: str) -> Callable[[], Any]:
        return lambda: browser.post(path, csrf_token=token[1], **form)

    return {
        "people of a list, first page": lambda: browser.get("/people?list=1"),
        "people of a list, last page": lambda: browser.get(f"/people?list=1&after={people - 30}"),
        "search by number": post("/people", q=make.ANA),
        "search by case": post("/people", q=f"b-{people // 2}"),
        "search for nobody": post("/people", q="9911-1111"),
        "one person": lambda: browser.get(f"/people/{people // 2}"),
        "who waits for an agent": lambda: browser.get("/leads"),
        "one who waits": lambda: browser.get("/leads/1"),
        "an agent's desk": lambda: browser.get("/desk"),
        "supervision": lambda: browser.get("/supervision"),
        "requests of strangers": lambda: browser.get("/requests"),
        "campaigns": lambda: browser.get("/campaigns"),
        "one campaign": lambda: browser.get("/campaigns/piloto"),
        "what goes on now": lambda: browser.get("/campaigns/piloto/live"),
        "reports": lambda: browser.get("/reports"),
        "registry": lambda: browser.get("/registry"),
        "near duplicates": lambda: browser.get("/registry/matches"),
        "scripts": lambda: browser.get("/scripts"),
        "the map of a script": lambda: browser.get("/scripts/retornados"),
        "a wording, with what was typed looked at": post(f"{wording}/check", **words),
        "a trial, one reply": post("/scripts/retornados/try", **trial),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="postgres")
    asked = parser.parse_args()
    people = asked.people
    goal = GOAL_MS if people > PILOT else PILOT_GOAL_MS
    print(machine())
    with office(asked.database, PUBLIC_BASE_URL="https://convoca.example.org") as rented:
        system = rented.system
        started_campaign(system, 1, lines=1)
        multiply_the_first(system.store, people)
        run(system.store, WAITING, {})
        settle(system.store)
        browser = signed_in(system, Role.ADMIN)
        for name, ask in pages(browser, people).items():
            if (status := ask().status_code) != 200:
                raise SystemExit(f"{name}: answered with {status}")
            taken = rounds_ms(ask, ROUNDS)
            slow = "" if max(taken) < goal else "  too slow"
            print(f"{name:44}{statistics.median(taken):8.0f} ms{max(taken):8.0f} ms{slow}")


if __name__ == "__main__":
    main()
