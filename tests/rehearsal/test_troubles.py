"""The network's troubles: as often as they are told to, and never with a false book."""

import struct
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from rehearsal.webhooks import Fate, Mischief
from tests.rehearsal.networks import CALLER, CALLS, EVENING, HEADER, MESSAGES, Rehearsal

NOWHERE = "http://127.0.0.1:9"
CALLBACK = f"{NOWHERE}/events/call/ref-1"


def order(rehearsal: Rehearsal, nth: int = 0) -> Any:
    number = f"+504999{nth:05}"
    return rehearsal.post(
        CALLS, To=number, From=CALLER, Url=f"{NOWHERE}/voice", StatusCallback=CALLBACK
    )


def statuses(rehearsal: Rehearsal, count: int) -> list[int]:
    return [order(rehearsal, nth).status_code for nth in range(count)]


def test_errors_come_before_and_after_the_call_was_placed() -> None:
    """A 500 says nothing of what has been done; only the book does."""
    rehearsal = Rehearsal(NOWHERE, "--error-rate", "0.5")
    seen = statuses(rehearsal, 200)
    placed = len(rehearsal.book()["calls"])
    assert 60 < seen.count(500) < 130
    assert seen.count(201) < placed < 200


def test_too_many_requests_place_nothing() -> None:
    """Refused is refused."""
    rehearsal = Rehearsal(NOWHERE, "--too-many-rate", "0.3")
    seen = statuses(rehearsal, 200)
    assert 30 < seen.count(429) < 95
    assert len(rehearsal.book()["calls"]) == seen.count(201)


def test_an_answer_that_is_held_back_is_that_of_a_call_that_was_placed() -> None:
    """Whoever gave up waiting finds the call in the list."""
    rehearsal = Rehearsal(NOWHERE, "--timeout-after-placing-rate", "1", "--hold-seconds", "0.2")
    before = time.monotonic()
    assert order(rehearsal).status_code == 201
    assert time.monotonic() - before >= 0.2
    listed = rehearsal.get(CALLS, To="+50499900000").get_json()["calls"]
    assert [call["sid"] for call in listed] == [rehearsal.book()["calls"][0]["sid"]]


def test_the_same_seed_has_the_same_troubles() -> None:
    """So that what was found can be played again."""
    runs = [
        statuses(Rehearsal(NOWHERE, "--error-rate", "0.3", "--seed", "5"), 40) for _ in range(2)
    ]
    assert runs[0] == runs[1]
    assert 500 in runs[0]


def test_texts_and_lists_have_troubles_too() -> None:
    """Whoever asks about a call may get no answer either."""
    rehearsal = Rehearsal(NOWHERE, "--error-rate", "1")
    assert rehearsal.post(MESSAGES, To="+50499900001", From=CALLER, Body="x").status_code == 500
    assert 500 in [rehearsal.get(CALLS).status_code for _ in range(20)]


def test_a_callback_may_be_delayed_by_minutes() -> None:
    """In the share that was asked for, and by no more than half an hour."""
    mischief = Mischief(seed=3, delay=0.5)
    fates = [mischief.fate(f"CA{n}", 0) for n in range(400)]
    late = [seconds for fate, seconds in fates if fate is Fate.LATE]
    assert 140 < len(late) < 260
    assert all(90 <= seconds <= 1800 for seconds in late)


def test_the_book_says_what_was_refused_and_for_whom() -> None:
    """By the address that the order named, as for calls that were placed."""
    rehearsal = Rehearsal(NOWHERE)
    rehearsal.post(CALLS, To="504", From=CALLER, Url=NOWHERE, StatusCallback=CALLBACK)
    order(rehearsal)
    book = rehearsal.book()
    assert book["refused"] == [{"callback": CALLBACK, "code": 21211}]
    assert [call["callback"] for call in book["calls"]] == [CALLBACK]


def test_who_does_not_know_the_time_moves_nothing() -> None:
    """Two clocks ask at once: the second one's plan is older than what has happened since."""
    rehearsal = Rehearsal(NOWHERE)
    hour = timedelta(hours=1)

    def ask(seen: datetime, not_after: datetime) -> datetime:
        told = {"seen": seen.isoformat(), "not_after": not_after.isoformat()}
        done = rehearsal.client.post("/rehearsal/advance", json=told, headers=HEADER)
        return datetime.fromisoformat(done.get_json()["now"])

    assert ask(EVENING, EVENING + hour) == EVENING + hour
    assert ask(EVENING, EVENING + 6 * hour) == EVENING + hour
    assert ask(EVENING + hour, EVENING + 2 * hour) == EVENING + 2 * hour


def test_the_clock_of_the_machine_may_be_wrong_and_the_network_s_is_not(tmp_path: Path) -> None:
    """What the product reads jumps; what the network answers and does goes on."""
    face = tmp_path / "clock"
    rehearsal = Rehearsal(NOWHERE, "--clock-file", str(face))

    def shown() -> float:
        (us,) = struct.unpack("<q", face.read_bytes())
        return float(us) / 1_000_000 - EVENING.timestamp()

    def put_wrong(by: float) -> None:
        rehearsal.client.post("/rehearsal/clock", json={"wrong_by": by}, headers=HEADER)

    put_wrong(-3600)
    assert shown() == -3600
    assert rehearsal.get(CALLS).date == EVENING
    rehearsal.advance(EVENING + timedelta(minutes=10))
    assert shown() == 600 - 3600
    put_wrong(0)
    assert shown() == 600
