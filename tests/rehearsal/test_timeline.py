"""The timeline passes simulated time in order, and shows it to whoever maps the clock file."""

import struct
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rehearsal.timeline import SECOND, ClockFile, Process, Steps, Timeline, from_us, to_us
from rehearsal.webhooks import Answer, Webhook

START = datetime(2026, 11, 3, 13, tzinfo=UTC)
FAR = to_us(START) + 10_000 * SECOND


def no_answer(_: Webhook) -> Answer:
    return Answer(204)


@given(st.lists(st.lists(st.integers(0, 300), max_size=6), max_size=8))
def test_steps_of_one_process_happen_at_their_own_times(plans: list[list[int]]) -> None:
    """Whatever falls together, each process sees the sum of its waits, and the clock only
    goes forward and never past what was allowed."""
    timeline = Timeline(START, no_answer)
    seen: list[list[int]] = [[] for _ in plans]

    def life(number: int, process: Process) -> Steps:
        for wait in plans[number]:
            yield float(wait)
            seen[number].append(process.at - to_us(START))

    for number in range(len(plans)):
        timeline.begin(partial(life, number))
    before = timeline.now()
    while True:
        done = timeline.advance(FAR)
        assert before <= done.now <= FAR
        before = done.now
        if done.next is None:
            break
    sums = [[sum(plan[: n + 1]) * SECOND for n in range(len(plan))] for plan in plans]
    assert seen == sums


def test_an_advance_stops_at_the_time_allowed() -> None:
    """Nothing due: the clock goes to `not_after`, and what is due later is named and waits."""
    timeline = Timeline(START, no_answer)

    def life(process: Process) -> Steps:
        yield 3600.0

    timeline.begin(life)
    limit = START + timedelta(minutes=10)
    timeline.advance(to_us(limit))
    done = timeline.advance(to_us(limit))
    assert from_us(done.now) == limit
    assert done.next == to_us(START + timedelta(hours=1))
    assert done.delivered == 0


def test_an_advance_passes_a_slice_and_no_more() -> None:
    """What follows within minutes happens in the same advance; what follows half an hour
    later in the next, so that the product may act in between."""
    sent: list[str] = []

    def send(webhook: Webhook) -> Answer:
        sent.append(webhook.url)
        return Answer(204)

    def life(process: Process) -> Steps:
        for url, wait in (("a", 5.0), ("b", 1800.0), ("c", 0.0)):
            yield Webhook(url, {})
            yield wait

    timeline = Timeline(START, send)
    timeline.begin(life)
    first = timeline.advance(FAR)
    assert (sent, first.delivered) == (["a", "b"], 2)
    assert first.next == to_us(START + timedelta(seconds=1805))
    timeline.advance(FAR)
    assert sent == ["a", "b", "c"]


def test_a_process_receives_the_answer_to_its_webhook() -> None:
    """What the product answers is what the process goes on with."""
    answers: list[Answer | None] = []

    def life(process: Process) -> Steps:
        answers.append((yield Webhook("u", {})))

    timeline = Timeline(START, lambda _: Answer(200, b"<Response/>"))
    timeline.begin(life)
    timeline.advance(FAR)
    assert answers == [Answer(200, b"<Response/>")]


def test_a_hurried_process_does_not_wait_for_its_time() -> None:
    """An order from the REST API is obeyed now, and the old time is forgotten."""
    woken: list[int] = []

    def life(process: Process) -> Steps:
        yield 600.0
        woken.append(process.at)

    timeline = Timeline(START, no_answer)
    process = timeline.begin(life)
    timeline.advance(to_us(START) + SECOND)
    timeline.hurry(process)
    done = timeline.advance(FAR)
    assert woken == [to_us(START)]
    assert done.next is None


def test_the_clock_file_holds_the_simulated_time(tmp_path: Path) -> None:
    """Eight bytes, little-endian microseconds since the epoch, from the start on."""
    path = tmp_path / "clock"
    timeline = Timeline(START, no_answer, ClockFile(path))
    assert struct.unpack("<q", path.read_bytes())[0] == to_us(START)
    timeline.advance(to_us(START) + 5 * SECOND)
    assert struct.unpack("<q", path.read_bytes())[0] == to_us(START) + 5 * SECOND
