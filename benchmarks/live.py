"""Measures the pages that are watched, with a million people in a campaign.

    python -m benchmarks.live [--people 10000 1000000] [--database sqlite postgres]

Everybody has two ended calls, one of them in one of the last eight days; four in ten are
validated. Prints what the page of what goes on costs when everything is counted anew, what it
costs the pages that ask meanwhile, and what the page of all campaigns costs.
"""

import argparse
import time
from datetime import timedelta

from sqlalchemy import text

from benchmarks.office import MORNING, machine, office, started_campaign
from benchmarks.population import TOWNS, settle
from benchmarks.timing import median_ms
from outreach import campaign_overview, live
from outreach.actors import Actor
from outreach.rules.states import Role
from outreach.system import System

ROUNDS = 5
ADMIN = Actor(1, Role.ADMIN, "192.0.2.1")
NOW = MORNING + timedelta(hours=3)
_NUMBERS = (
    "WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < :people)"
)
_TOWN = "CASE n % 5 " + " ".join(f"WHEN {i} THEN '{t}'" for i, t in enumerate(TOWNS)) + " END"
_DAY = "CASE n % 8 " + " ".join(f"WHEN {i} THEN :day{i}" for i in range(8)) + " END"
_CALLS = (
    "INSERT INTO attempts (ref, case_id, campaign_id, phone_id, number_hash, medium, inbound,"
    " state, why, to_appointment, due_at, placed_at, ended_at, result, disposition, local_hour,"
    " local_weekday, left_message)"
    " SELECT '{ref}' || n, n, 1, 1, 'x', 'voice', {false}, 'ended', 'first', {false}, {at}, {at},"
    " {at}, 'completed', {disposition}, 9 + n % 11, 1, {false} FROM numbers"
)
STATEMENTS = (
    "INSERT INTO people (case_code, municipality, locale, created_at)"
    f" SELECT 'b-' || n, {_TOWN}, 'es-HN', :now FROM numbers",
    "INSERT INTO cases (id, campaign_id, person_id, stratum, position, order_key, probability,"
    " state, released_at, identified_at, validated_at, interested, closed_at)"
    f" SELECT n, 1, n, {_TOWN} || '/F', n, 'k' || n, 1,"
    " CASE WHEN n % 5 < 3 THEN 'closed' ELSE 'open' END, :now,"
    f" CASE WHEN n % 5 < 2 THEN {_DAY} END, CASE WHEN n % 5 < 2 THEN {_DAY} END,"
    " CASE WHEN n % 5 < 2 THEN n % 2 = 0 END, CASE WHEN n % 5 < 3 THEN :now END FROM numbers",
    _CALLS.replace("{ref}", "a")
    .replace("{at}", ":long_ago")
    .replace("{disposition}", "'no_answer'"),
    _CALLS.replace("{ref}", "b")
    .replace("{at}", _DAY)
    .replace("{disposition}", "CASE WHEN n % 5 < 2 THEN 'interview' ELSE 'no_answer' END"),
)


def fill(system: System, people: int) -> None:
    started_campaign(system, 1)
    is_sqlite = system.store.is_sqlite
    values = {"people": people, "now": MORNING, "long_ago": MORNING - timedelta(days=20)}
    values |= {f"day{i}": MORNING - timedelta(days=i) + timedelta(hours=1) for i in range(8)}
    for statement in STATEMENTS:
        begin, _, rest = statement.partition(" SELECT ")
        told = f"{begin} {_NUMBERS} SELECT {rest}".replace(
            "{false}", "0" if is_sqlite else "false"
        )
        moments = {name for name in values if f":{name}" in told}
        if not is_sqlite:
            for name in moments - {"people"}:
                told = told.replace(f":{name}", f"CAST(:{name} AS timestamptz)")
        told_values = {
            name: str(values[name]).removesuffix("+00:00") + ".000000"
            if is_sqlite and name != "people"
            else values[name]
            for name in moments
        }
        with system.store.transaction() as connection:
            connection.execute(text(told), told_values)
    settle(system.store)


def measure(database: str, people: int) -> None:
    with office(database) as at:
        system = at.system
        fill(system, people)

        def page() -> live.Live:
            return live.live(system, name, ADMIN, NOW)

        def counted() -> live.Live:
            while None in (found := page()).counted:
                time.sleep(0.01)
            return found

        def anew() -> None:
            system.recent.forget()
            counted()

        with system.store.reading() as connection:
            name = str(connection.scalar(text("SELECT name FROM campaigns")))
        everything = median_ms(anew, ROUNDS)
        again = median_ms(page, ROUNDS)
        listed = median_ms(lambda: campaign_overview.listed(system, ADMIN), ROUNDS)
        shown = median_ms(lambda: campaign_overview.overview(system, name, ADMIN, NOW), ROUNDS)
        assert sum(place.drawn for place in counted().places or ()) == people
        print(
            f"{database}, {people:,} people: live {again:.1f} ms, counting all of it anew"
            f" {everything:.0f} ms; all campaigns {listed:.1f} ms, one {shown:.1f} ms",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser("benchmarks.live", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgres"])
    arguments = parser.parse_args()
    print(machine())
    for database in arguments.database:
        for people in arguments.people:
            measure(database, people)


if __name__ == "__main__":
    main()
