"""The comparison finds each breach that is planted, and nothing where there is none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.audit import Attempt, Case, Entry, OptOut, Records, audit

MORNING = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)  # a Tuesday, 10 in the morning in Honduras
NIGHT = datetime(2026, 11, 4, 3, 0, tzinfo=UTC)


def attempt(key: int, **changes: object) -> Attempt:
    sound = Attempt(
        id=key, ref=f"ref{key}", case_id=key, person_id=key, number=f"number{key}",
        medium="voice", inbound=False, state="ended", disposition="no_answer",
        result="no_answer", sid=f"CA{key}",
    )  # fmt: skip
    return replace(sound, **changes)  # type: ignore[arg-type]


def entry(key: int, **changes: object) -> Entry:
    sound = Entry(
        sid=f"CA{key}", ref=f"ref{key}", number=f"number{key}", is_call=True, outbound=True,
        created=MORNING, started=MORNING, ended=MORNING + timedelta(minutes=1),
    )  # fmt: skip
    return replace(sound, **changes)  # type: ignore[arg-type]


def sound() -> Records:
    """Two people: one reached, one still sought. Besides: a call of our own fault, one that came
    in, a number that the network refused."""
    attempts = [
        attempt(1, disposition="interview", result="completed"),
        attempt(2),
        attempt(3, case_id=2, state="planned", disposition=None, result=None, sid=None),
        attempt(4, disposition="our_fault", result="not_placed", sid=None),
        attempt(5, inbound=True, ref="in", disposition="interview", result="completed"),
        attempt(6, case_id=2, disposition="invalid_number", result="not_placed", sid=None),
    ]  # fmt: skip
    cases = [
        Case(1, "closed", "interview", "interviewed"),
        Case(2, "open", None, None),
    ]
    book = [entry(1), entry(2), entry(5, ref="", outbound=False)]
    opt_outs = [OptOut(1, None, MORNING + timedelta(minutes=1), via_sid="CA1")]
    return Records(attempts, cases, opt_outs, book, frozenset({"ref6"}))


def broken(records: Records) -> dict[str, tuple[str, ...]]:
    return {found.promise: found.breaches for found in audit(records) if found.breaches}


def changed(**changes: object) -> Records:
    return replace(sound(), **changes)  # type: ignore[arg-type]


def test_sound_records_break_no_promise() -> None:
    """Otherwise whatever else it finds means nothing."""
    assert broken(sound()) == {}
    assert all(found.compared for found in audit(sound()))


BOOK = sound().book
ATTEMPTS = sound().attempts
CASES = sound().cases
LATER = MORNING + timedelta(hours=1)

PLANTED = {
    "people called twice in one attempt": changed(
        book=[*BOOK, entry(1, sid="CA9", created=LATER, started=LATER, ended=LATER)],
        opt_outs=[],
    ),
    "calls and texts outside hours": changed(
        book=[*BOOK[1:], entry(1, created=NIGHT, started=NIGHT, ended=NIGHT)], opt_outs=[]
    ),
    "calls and texts after an opt-out": changed(
        opt_outs=[OptOut(None, "number2", MORNING - timedelta(seconds=1))]
    ),
    "attempts placed and lost": changed(
        attempts=[attempt(1, state="under_way", disposition=None), *ATTEMPTS[1:]]
    ),
    "attempts counted and not placed": changed(
        attempts=[*ATTEMPTS, attempt(7, case_id=2, sid=None)]
    ),
    "people without an outcome or a next time": changed(
        cases=[*CASES, Case(9, "open", None, None)]
    ),
    "calls and texts in the book and not in ours": changed(
        attempts=[attempt(1, disposition="interview", sid=None), *ATTEMPTS[1:]]
    ),
    "calls and texts in ours and not in the book": changed(
        attempts=[*ATTEMPTS, attempt(7, inbound=True)]
    ),
    "numbers on two calls at once": changed(
        book=[*BOOK, entry(8, number="number2")],
        attempts=[*ATTEMPTS, attempt(8, case_id=2, number="number2")],
    ),
}  # fmt: skip


# An attempt knows one call, so the second one is nobody's.
FOLLOWS = {"people called twice in one attempt": "calls and texts in the book and not in ours"}


@pytest.mark.parametrize("promise", PLANTED)
def test_a_planted_breach_is_found_under_its_name(promise: str) -> None:
    """One breach, one promise broken: neither overlooked nor taken for another."""
    assert set(broken(PLANTED[promise])) - {FOLLOWS.get(promise)} == {promise}


def test_every_promise_has_a_planted_breach() -> None:
    """None is tested by its absence only."""
    assert {found.promise for found in audit(sound())} == set(PLANTED)


@pytest.mark.parametrize(
    ("moment", "is_night"),
    [
        (datetime(2026, 11, 4, 1, 59, tzinfo=UTC), False),  # Tuesday 19:59
        (datetime(2026, 11, 4, 2, 0, tzinfo=UTC), True),  # Tuesday 20:00
        (datetime(2026, 11, 7, 23, 0, tzinfo=UTC), True),  # Saturday 17:00
        (datetime(2026, 11, 8, 15, 59, tzinfo=UTC), True),  # Sunday 9:59
        (datetime(2026, 12, 25, 18, 0, tzinfo=UTC), True),  # Christmas, noon
    ],
)
def test_hours_are_those_of_the_country(moment: datetime, is_night: bool) -> None:
    """To the minute, at weekends and on holidays."""
    book = [*BOOK[:1], entry(2, created=moment, started=moment, ended=moment)]
    found = broken(changed(book=book, opt_outs=[]))
    assert ("calls and texts outside hours" in found) is is_night


def test_a_text_after_an_opt_out_on_another_number_is_found() -> None:
    """Whoever opted out is a person, on all of their numbers."""
    later = entry(
        3, sid="SM3", is_call=False, number="other", created=LATER, started=LATER, ended=None
    )
    third = attempt(3, case_id=2, person_id=1, number="other", medium="text", state="under_way",
                    disposition=None, sid="SM3")  # fmt: skip
    attempts = [*ATTEMPTS[:2], third, *ATTEMPTS[3:]]
    found = broken(changed(book=[*BOOK, later], attempts=attempts))
    assert found == {"calls and texts after an opt-out": ("SM3",)}


def test_a_call_that_began_before_the_opt_out_was_said_breaks_nothing() -> None:
    """The call in which it was said is older than the opt-out, whatever our clock says."""
    early = MORNING - timedelta(hours=3)
    assert broken(changed(opt_outs=[OptOut(1, "number1", early, via_sid="CA1")])) == {}


def test_a_call_that_another_attempt_took_for_its_own_is_found() -> None:
    """Two attempts that changed their calls: every id is known, and both are wrong."""
    swapped = [attempt(1, disposition="interview", sid="CA2"), attempt(2, sid="CA1")]
    found = broken(changed(attempts=[*swapped, *ATTEMPTS[2:]]))
    assert set(found) == {"calls and texts in the book and not in ours"}
