"""Processes of a rehearsal run side by side, and in step only while calls are about to meet."""

import random
import threading
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearsal import rates
from rehearsal.order import IN_STEP, SECOND, SIDE_BY_SIDE, Order, Process, Steps, to_us
from rehearsal.timeline import Timeline
from rehearsal.twiml_player import LETTERS_A_SECOND
from rehearsal.webhooks import Answer, Webhook

START = to_us(datetime(2026, 11, 3, 13, tzinfo=UTC))
FAR = START + 10_000 * SECOND
ACCEPT_SECONDS = 15  # of a campaign, from the first ring to the key

moments = st.lists(st.integers(0, 300), min_size=1, max_size=8)


def waiting(order: Order, *seconds: int) -> list[Process]:
    """Processes that wait for these moments, and never end by themselves."""
    made = [Process(START, steps=iter(())) for _ in seconds]  # type: ignore[arg-type]
    for process, second in zip(made, seconds, strict=True):
        order.put(process, START + second * SECOND)
    return made


def taken(order: Order, end: int = FAR) -> list[Process]:
    """All that may take a step at once."""
    found = []
    while (process := order.take(end)) is not None:
        found.append(process)
    return found


@given(moments, st.randoms())
def test_nobody_runs_far_ahead_of_the_last(seconds: list[int], dice: random.Random) -> None:
    """However long the steps are and in which order they end, nobody is left behind."""
    order = Order()
    everybody = waiting(order, *seconds)
    running: list[Process] = []
    for _ in range(60):
        running += taken(order)
        assert running
        earliest = min(process.next for process in everybody)
        assert all(process.at <= earliest + SIDE_BY_SIDE for process in running)
        process = running.pop(dice.randrange(len(running)))
        order.put(process, process.at + dice.randrange(0, 150) * SECOND)


@given(moments, moments, st.integers(0, 200), st.randoms())
def test_while_calls_are_to_meet_nobody_moves_the_time(
    meeting: list[int], others: list[int], seen: int, dice: random.Random
) -> None:
    """Those that may meet stay together, and what the product sees of time is moved by them."""
    order = Order()
    group, rest = waiting(order, *meeting), waiting(order, *others)
    order.to_meet(group[0], group[1:], START + seen * SECOND)
    running: list[Process] = []
    for _ in range(60):
        running += taken(order)
        assert running
        step = min(process.next for process in group)
        for process in running:
            in_step = process in group
            assert process.at <= (step if in_step else max(step, START + seen * SECOND)) + IN_STEP
        process = running.pop(dice.randrange(len(running)))
        order.put(process, process.at + dice.randrange(0, 20) * SECOND)
    assert rest


def test_who_is_behind_catches_up_at_once() -> None:
    """The product has seen a later time already, so nobody can tell."""
    order = Order()
    agent, _, behind = waiting(order, 10, 12, 0)
    order.to_meet(agent, [], START + 30 * SECOND)
    assert behind in taken(order)
    assert order.until(behind, FAR) == START + 30 * SECOND + IN_STEP
    order.put(behind, START + 40 * SECOND)
    assert behind not in taken(order)


def test_when_they_have_met_all_are_free_again() -> None:
    """Also when one that was to meet has ended without."""
    order = Order()
    agent, other, second = waiting(order, 0, 20, 0)
    order.to_meet(agent, [], START)
    order.to_meet(second, [], START)
    assert taken(order) == [agent, second]
    order.met(agent)
    assert taken(order) == []
    order.over(second)
    assert taken(order) == [other]


def test_a_call_that_the_product_steers_goes_along() -> None:
    """Somebody who waits for a second agent was not asking when that one's phone rang."""
    order = Order()
    agent, person = waiting(order, 0, 20)
    order.goes_along(person)
    assert taken(order) == [agent, person]
    order.put(person, START + 20 * SECOND)
    order.to_meet(agent, [], START + 60 * SECOND)
    order.goes_along(person)
    assert taken(order) == []


def test_an_agent_can_accept_in_time() -> None:
    """The longest that an agent takes, and as much as others may be ahead, is within the time."""
    offer = len("Llamada de trabajo. Para tomarla, marque 1.") / LETTERS_A_SECOND
    longest = rates.AGENT_PICKS_UP[1] + offer + 1.5 + 0.5  # the key, and the tone of it
    assert longest + IN_STEP / SECOND <= ACCEPT_SECONDS


def test_the_product_sees_no_more_time_pass_than_an_agent_takes() -> None:
    """With a hundred other calls, some of them at the beginning of theirs, some far ahead."""
    seen: dict[str, int] = {}

    def agent(process: Process) -> Steps:
        yield 5.0
        yield 5.0
        seen["accepted"] = timeline.now()
        timeline.met(process)

    def send(webhook: Webhook) -> Answer:
        if webhook.url == "now":
            seen["rung"] = timeline.now()
            timeline.begin_to_meet(agent)
        return Answer(204)

    def person(process: Process) -> Steps:
        yield 90.0
        yield Webhook("now", {})
        for _ in range(12):
            yield 5.0
            yield Webhook("look", {})

    def somebody(process: Process) -> Steps:
        for _ in range(30):
            yield 7.0
            yield Webhook("turn", {})

    timeline = Timeline(datetime(2026, 11, 3, 13, tzinfo=UTC), send)
    for number in range(100):
        timeline.begin(person if number == 50 else somebody, after=number / 10)
    while timeline.advance(FAR).next is not None:
        pass
    assert 0 <= seen["accepted"] - seen["rung"] <= ACCEPT_SECONDS * SECOND


def test_what_goes_wrong_is_told_to_whoever_advances() -> None:
    """And the next advance goes on with the others."""
    done: list[int] = []

    def wrong(process: Process) -> Steps:
        yield 1.0
        raise ZeroDivisionError

    def right(process: Process) -> Steps:
        for _ in range(5):
            yield 400.0
        done.append(process.at)

    timeline = Timeline(datetime(2026, 11, 3, 13, tzinfo=UTC), lambda _: Answer(204))
    timeline.begin(wrong)
    timeline.begin(right)
    with pytest.raises(ZeroDivisionError):
        timeline.advance(FAR)
    while timeline.advance(FAR).next is not None:
        pass
    assert done == [START + 2000 * SECOND]


@pytest.mark.parametrize("where", ["while it asks", "after it has asked"])
def test_whoever_waits_for_one_that_fails_goes_on(where: str) -> None:
    """A hand that waits for its turn is woken, and does not keep the advance from its end."""

    def send(_: Webhook) -> Answer:
        time.sleep(0.2)  # by now the other one is too far ahead, and its hand waits
        if where == "while it asks":
            raise ZeroDivisionError
        return Answer(204)

    def wrong(_: Process) -> Steps:
        yield Webhook("now", {})
        raise ZeroDivisionError

    def right(_: Process) -> Steps:
        yield 400.0

    timeline = Timeline(datetime(2026, 11, 3, 13, tzinfo=UTC), send)
    timeline.begin(wrong)
    timeline.begin(right)
    told: list[BaseException] = []

    def advance() -> None:
        try:
            timeline.advance(FAR)
        except ZeroDivisionError as error:
            told.append(error)

    advancing = threading.Thread(target=advance, daemon=True)
    advancing.start()
    advancing.join(10)
    assert not advancing.is_alive()
    assert len(told) == 1
