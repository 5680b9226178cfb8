"""Measures a voice turn the whole way, beside the floor of the same server, in one run.

    python -m benchmarks.webhooks [--database sqlite|postgres] [--seconds 8] [--rounds 3]

A turn: signature, database, engine, TwiML. The floor: the same server and application, and a
constant answer behind the signature check. Both are measured in turns; then turns come at half
the rate that was reached, and how long people wait is printed.
"""

import argparse
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks.carrier_load import Measured, request, send
from benchmarks.engine import REPLIES
from benchmarks.office import (
    ACCOUNT,
    TOKEN,
    Office,
    machine,
    office,
    python,
    started_campaign,
    wait_for,
)
from outreach.rules.states import AttemptState

# SQLite has one writer, and whoever holds its lock would wait for the interpreter's as well.
# PostgreSQL waits for the disk at each commit: several that wait together are written together.
THREADS = {"sqlite": 1, "postgres": 8}


def forms(sid: str) -> list[dict[str, str]]:
    """What the carrier posts in one call: it was answered, then one reply after another."""
    about = {
        "CallSid": sid, "AccountSid": ACCOUNT, "From": "+50422000100", "To": "+50490000000",
        "Caller": "+50422000100", "Called": "+50490000000", "CallStatus": "in-progress",
        "Direction": "outbound-api", "ApiVersion": "2010-04-01", "FromCountry": "HN",
        "ToCountry": "HN",
    }  # fmt: skip
    replies = [{"SpeechResult": words, "Confidence": f"{sure:.7f}"} for words, sure in REPLIES]
    return [{**about, "AnsweredBy": "human"}, *({**about, **reply} for reply in replies)]


def turns(base: str, refs: Sequence[str]) -> list[list[bytes]]:
    """The requests of one call for each ref."""
    return [
        [
            request(base, f"/voice/{ref}/{number}", TOKEN, form)
            for number, form in enumerate(forms(f"CA{ref:0>32}"))
        ]
        for ref in refs
    ]


def floor(base: str, calls: int) -> list[list[bytes]]:
    """As many requests with as large forms, to the page that answers a constant."""
    one = [request(base, "/voice/floor", TOKEN, form) for form in forms("CA" + "0" * 32)]
    return [one] * calls


@contextmanager
def served(at: Office, workers: int, threads: int) -> Iterator[None]:
    """The web server as `flask serve` starts it, with the floor's page besides."""
    with at.processes as processes:
        processes.start("web", python(
            "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(at.web_port), "--workers", str(workers),
            "--blocking-threads", str(threads), "--log-level", "warning", "--no-ws",
            "benchmarks.floor:app",
        ))  # fmt: skip
        wait_for(f"http://127.0.0.1:{at.web_port}/health")
        yield


def under_way(at: Office, calls: int) -> list[str]:
    """The refs of so many calls that have been placed and wait to be answered."""
    made = started_campaign(at.system, calls)
    with at.system.store.transaction() as connection:
        connection.exec_driver_sql(
            "UPDATE attempts SET state = 'under_way', carrier_sid = 'CA' || ref,"
            " claimed_at = due_at, placed_at = due_at"
        )
        if not at.system.store.is_sqlite:
            connection.exec_driver_sql("ANALYZE")
    assert AttemptState.UNDER_WAY == "under_way"
    return [ref for _, ref in made]


def turns_kept(at: Office) -> int:
    """How many replies the database has taken: each was sent once, so none was a repeat."""
    with at.system.store.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM turns").scalar_one()
        begun = connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar_one()
    return int(count) + int(begun)


def measure(at: Office, arguments: argparse.Namespace) -> None:
    calls, rounds = arguments.calls, arguments.rounds
    refs = under_way(at, calls * (rounds + 2))
    base = f"http://127.0.0.1:{at.web_port}"
    how = {"seconds": arguments.seconds, "connections": arguments.connections}
    batches = [turns(base, refs[n * calls : (n + 1) * calls]) for n in range(rounds + 2)]
    threads = arguments.threads or THREADS[arguments.database]
    with served(at, arguments.workers, threads):
        send(at.web_port, floor(base, calls), **{**how, "seconds": 2})
        done = [send(at.web_port, batches.pop(), **{**how, "seconds": 3})]
        floors: list[Measured] = []
        for _ in range(rounds):
            floors.append(send(at.web_port, floor(base, calls), **how))
            done.append(send(at.web_port, batches.pop(), **how))
        rate = statistics.median(one.rate for one in done[1:])
        calm = send(at.web_port, batches.pop(), **how, rate=rate / 2)
        done.append(calm)
        calm_floor = send(at.web_port, floor(base, calls), **how, rate=rate / 2)
    kept, sent = turns_kept(at), sum(len(one.seconds) for one in done)
    assert kept == sent, f"{sent} turns were sent and {kept} kept"
    wrong = [sum(one.wrong for one in many) for many in (done, [*floors, calm_floor])]
    assert wrong == [0, 0], f"wrong answers: {wrong[0]} of turns, {wrong[1]} of the floor"
    tell(arguments.database, statistics.median(one.rate for one in floors), rate, done[1:-1])
    print(
        f"  at half that load ({rate / 2:.0f}/s): p50 {calm.quantile(0.5) * 1e3:.1f} ms,"
        f" p99 {calm.quantile(0.99) * 1e3:.1f} ms"
        f" (floor at the same load: p99 {calm_floor.quantile(0.99) * 1e3:.1f} ms)"
    )


def tell(database: str, floor_rate: float, rate: float, done: Sequence[Measured]) -> None:
    share = rate / floor_rate
    middle = statistics.median(one.quantile(0.5) for one in done)
    late = statistics.median(one.quantile(0.99) for one in done)
    print(
        f"{database}: floor {floor_rate:.0f}/s, turns {rate:.0f}/s, {share:.0%} of the floor;"
        f" at full load p50 {middle * 1e3:.1f} ms, p99 {late * 1e3:.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser("benchmarks.webhooks", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    parser.add_argument("--threads", type=int, help="of each web process; see THREADS")
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--calls", type=int, default=1200, help="calls ready for each round")
    arguments = parser.parse_args()
    print(machine())
    for database in ("sqlite", "postgres"):
        if arguments.database in (database, "both"):
            with office(database) as at:
                measure(at, argparse.Namespace(**{**vars(arguments), "database": database}))


if __name__ == "__main__":
    main()
