"""Measures a tick of the clock with a million people in a campaign, a thousand of them due.

    python -m benchmarks.due [--people 10000 1000000] [--due 1000] [--plans]

On PostgreSQL. Prints what a tick costs when it takes all that is due, when nothing is due, and
what the rest of the clock's round costs; `--plans` prints how the database finds what is due.
"""

import argparse
from datetime import timedelta

from sqlalchemy import text

from benchmarks.office import MORNING, machine, office, started_campaign
from benchmarks.population import multiply_the_first, run, settle
from benchmarks.timing import median_ms
from outreach import agenda
from outreach.store import due as queries
from outreach.system import System
from tests.fakes import FakeJobs

ROUNDS = 7
# Everybody has an attempt; those who are not due are due tomorrow or on one of the days after it.
ATTEMPTS = (
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
    multiply_the_first(system.store, people)
    # the first one is due as well
    run(system.store, ATTEMPTS, {"now": MORNING, "due": due - 1})
    settle(system.store)


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

        taking = median_ms(lambda: agenda.tick(system, MORNING), ROUNDS, again)
        assert len(jobs.calls) == due, f"{len(jobs.calls)} of {due} were taken"
        idle = median_ms(lambda: agenda.tick(system, MORNING - timedelta(hours=1)), ROUNDS)
        next_one = median_ms(lambda: agenda.next_moment(system, MORNING), ROUNDS)
        tidy = median_ms(lambda: agenda.tidy(system, MORNING), ROUNDS)
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
