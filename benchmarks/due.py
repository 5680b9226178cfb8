"""Measures a tick of the clock with a million people in a campaign, a thousand of them due.

    python -m benchmarks.due [--people 10000 1000000] [--due 1000] [--plans]

On PostgreSQL. Prints what a tick costs when it takes all that is due, when nothing is due, and
what the rest of the clock's round costs; `--plans` prints how the database finds what is due.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import text

from benchmarks.office import MORNING, machine, office, started_campaign
from outreach import agenda
from outreach.store import due as queries
from outreach.system import System
from tests.fakes import FakeJobs

ROUNDS = 7
# Everybody like the first person, each with a number and an attempt of their own; those who are
# not due are due tomorrow or on one of the days after it.
MULTIPLIED = (
    "INSERT INTO people (case_code, locale, created_at)"
    " SELECT 'b-' || n, 'es-HN', now() FROM generate_series(2, :people) n",
    "INSERT INTO phones (person_id, rank, number_sealed, number_hash, country, kind)"
    " SELECT p.id, 1, f.number_sealed, md5(p.id::text), 'hn', 'mobile'"
    " FROM people p, phones f WHERE p.case_code LIKE 'b-%'",
    "INSERT INTO cases (campaign_id, person_id, stratum, position, order_key, probability, state,"
    " released_at) SELECT c.campaign_id, p.id, c.stratum, p.id, md5(p.id::text), 1, 'open',"
    " c.released_at FROM people p, cases c WHERE p.case_code LIKE 'b-%'",
    "INSERT INTO attempts (ref, case_id, campaign_id, phone_id, number_hash, medium, inbound,"
    " state, why, to_appointment, due_at)"
    " SELECT 'r' || c.id, c.id, c.campaign_id, f.id, f.number_hash, 'voice', false, 'planned',"
    " 'first', false, CAST(:now AS timestamptz) + interval '1 day' * (1 + c.id % 14)"
    " FROM cases c JOIN phones f ON f.person_id = c.person_id"
    " WHERE NOT EXISTS (SELECT 1 FROM attempts a WHERE a.case_id = c.id)",
    "UPDATE attempts SET due_at = :now WHERE id IN"
    " (SELECT id FROM attempts WHERE due_at > :now ORDER BY md5(id::text) LIMIT :due)",
    "UPDATE attempts SET due_at = CAST(:now AS timestamptz) + interval '1 day'"
    " WHERE due_at > :now AND due_at < CAST(:now AS timestamptz) + interval '1 day'",
)


def fill(system: System, people: int, due: int) -> None:
    started_campaign(system, 1, lines=due)
    values = {"people": people, "now": MORNING, "due": due - 1}  # the first one is due as well
    for statement in MULTIPLIED:
        with system.store.transaction() as connection:
            wanted = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), wanted)
    with system.store.engine.connect().execution_options(
        isolation_level="AUTOCOMMIT"
    ) as connection:
        connection.execute(text("VACUUM ANALYZE"))


def median_ms(what: Callable[[], object], before: Callable[[], None] = lambda: None) -> float:
    taken = []
    for _ in range(ROUNDS):
        before()
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e3


def plans(system: System) -> None:
    times = {"now": MORNING, "lease_ended": MORNING - agenda.LEASE}
    asked = {
        "what is due next": (queries._PULSE, {}),
        "what is due": (
            queries._DUE,
            {**times, "of_campaign": 1, "by_medium": "voice", "most": 1000},
        ),
        "what is enqueued": (queries._ENQUEUED, {**times, "campaign_id": 1}),
    }
    for name, (statement, values) in asked.items():
        with system.store.reading() as connection:
            compiled = statement.compile(connection.engine)
            rows = connection.exec_driver_sql(
                f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {compiled}",
                compiled.construct_params(values),
            )
            print(f"\n{name}:")
            print("\n".join(f"  {row[0]}" for row in rows))


def measure(people: int, due: int, show_plans: bool) -> None:
    with office("postgres") as at:
        system, jobs = at.system, FakeJobs()
        system.given_jobs = jobs
        fill(system, people, due)

        def again() -> None:
            jobs.calls.clear()
            with system.store.transaction() as connection:
                connection.execute(text("UPDATE attempts SET enqueued_at = NULL"
                                        " WHERE enqueued_at IS NOT NULL"))  # fmt: skip

        taking = median_ms(lambda: agenda.tick(system, MORNING), again)
        assert len(jobs.calls) == due, f"{len(jobs.calls)} of {due} were taken"
        idle = median_ms(lambda: agenda.tick(system, MORNING - timedelta(hours=1)))
        next_one = median_ms(lambda: agenda.next_moment(system, MORNING))
        tidy = median_ms(lambda: agenda.tidy(system, MORNING))
        print(
            f"{people:,} people: a tick that takes {due:,} due {taking:.1f} ms,"
            f" one with nothing due {idle:.1f} ms, the next moment {next_one:.1f} ms,"
            f" tidying up (every five minutes) {tidy:.0f} ms"
        )
        if show_plans:
            plans(system)


def main() -> None:
    parser = argparse.ArgumentParser("benchmarks.due", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 1_000_000])
    parser.add_argument("--due", type=int, default=1000)
    parser.add_argument("--plans", action="store_true")
    arguments = parser.parse_args()
    print(machine())
    for people in arguments.people:
        measure(people, arguments.due, arguments.plans and people == max(arguments.people))


if __name__ == "__main__":
    main()
