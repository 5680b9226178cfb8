"""Each promise broken on purpose, once, and found; nothing else is found with it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from outreach.store import tables
from outreach.store.database import Store
from tests.outreach.report.scene import BEGIN, D, Scene

LATER = BEGIN + timedelta(days=3)


def _at_night(scene: Scene) -> None:
    scene.attempt(scene.person(disposition=D.NO_ANSWER), D.NO_ANSWER, begins=_local(21, 30))


def _at_closing_time(scene: Scene) -> None:
    scene.attempt(scene.person(disposition=D.NO_ANSWER), D.NO_ANSWER, begins=_local(20, 0))


def _a_text_at_dawn(scene: Scene) -> None:
    key = scene.person(disposition=D.TEXT_UNANSWERED, released_at=BEGIN - timedelta(days=1))
    scene.attempt(key, D.TEXT_UNANSWERED, begins=_local(5, 0), medium="text")


def _on_christmas(scene: Scene) -> None:
    key = scene.person(disposition=D.NO_ANSWER)
    scene.attempt(key, D.NO_ANSWER, begins=datetime(2026, 12, 25, 16, tzinfo=BEGIN.tzinfo))


def _after_the_person_said_never(scene: Scene) -> None:
    key = scene.person(D.NO_ANSWER, D.NO_ANSWER)
    scene.change(tables.cases, tables.cases.c.id == key, opted_out_at=BEGIN + timedelta(hours=1))


def _after_the_household_said_never(scene: Scene) -> None:
    scene.person(D.NO_ANSWER, D.NO_ANSWER)
    scene.add(
        tables.suppressions,
        number_hash="n1",
        reason="asked",
        source="text",
        at=BEGIN + timedelta(hours=1),
    )


def _after_the_person_was_suppressed_elsewhere(scene: Scene) -> None:
    scene.person(D.NO_ANSWER)
    before = BEGIN - timedelta(days=9)
    scene.add(tables.suppressions, person_id=1, reason="asked", source="other", at=before)


def _after_an_interview(scene: Scene) -> None:
    key = scene.interviewed(interested=False)
    scene.attempt(key, D.NO_ANSWER, begins=LATER)


def _two_calls_to_one_number(scene: Scene) -> None:
    scene.person(D.NO_ANSWER)
    other = scene.person(disposition=D.NO_ANSWER)
    scene.add(
        tables.phones,
        person_id=2,
        rank=2,
        number_sealed="+50422000001",
        number_hash="n1",
        kind="mobile",
    )
    during = BEGIN + timedelta(seconds=30)
    scene.attempt(other, D.NO_ANSWER, begins=during, number_hash="n1")


def _two_calls_to_one_person(scene: Scene) -> None:
    key = scene.person(D.NO_ANSWER)
    scene.add(
        tables.phones,
        person_id=1,
        rank=2,
        number_sealed="+50422000001",
        number_hash="second",
        kind="mobile",
    )
    during = BEGIN + timedelta(seconds=30)
    scene.attempt(key, D.NO_ANSWER, begins=during, number_hash="second")


def _once_too_often(scene: Scene) -> None:
    scene.person(*[D.NO_ANSWER] * 4)  # three are allowed


def _before_the_release(scene: Scene) -> None:
    scene.person(D.NO_ANSWER, released_at=BEGIN + timedelta(minutes=1))


def _to_somebody_not_eligible(scene: Scene) -> None:
    scene.person(D.NO_ANSWER, eligible=False)


def _to_a_strangers_number(scene: Scene) -> None:
    key = scene.person(disposition=D.NO_ANSWER)
    scene.attempt(key, D.NO_ANSWER, number_hash="nobody's")


def _forgotten(scene: Scene) -> None:
    scene.person(D.NO_ANSWER, state="open")


def _yes_without_a_lead(scene: Scene) -> None:
    scene.interviewed(interested=True, lead=None)


def _without_a_local_hour(scene: Scene) -> None:
    key = scene.person(disposition=D.NO_ANSWER)
    scene.attempt(key, D.NO_ANSWER, local_hour=None)


def _another_disposition(scene: Scene) -> None:
    scene.person(D.NO_ANSWER, disposition=D.BUSY)


def _validated_without_an_interview(scene: Scene) -> None:
    scene.person(D.PARTIAL, identified_at=BEGIN, validated_at=BEGIN, interested=False)


BREACHES: dict[Callable[[Scene], None], str] = {
    _at_night: "inside_hours",
    _at_closing_time: "inside_hours",
    _a_text_at_dawn: "inside_hours",
    _on_christmas: "not_on_holidays",
    _after_the_person_said_never: "nothing_after_opt_out",
    _after_the_household_said_never: "nothing_after_opt_out",
    _after_the_person_was_suppressed_elsewhere: "nothing_after_opt_out",
    _after_an_interview: "nothing_after_final",
    _two_calls_to_one_number: "one_call_per_number",
    _two_calls_to_one_person: "one_call_per_person",
    _once_too_often: "within_the_limit",
    _before_the_release: "only_the_drawn",
    _to_somebody_not_eligible: "only_the_drawn",
    _to_a_strangers_number: "only_their_numbers",
    _forgotten: "nobody_forgotten",
    _yes_without_a_lead: "every_yes_has_a_lead",
    _without_a_local_hour: "local_hours_known",
    _another_disposition: "dispositions_agree",
    _validated_without_an_interview: "validated_by_interview",
}


@pytest.mark.parametrize(
    ("break_it", "promise"), BREACHES.items(), ids=lambda value: getattr(value, "__name__", value)
)
def test_a_broken_promise_is_found_and_no_other_with_it(
    scene: Scene, break_it: Callable[[Scene], None], promise: str
) -> None:
    """One breach is planted; exactly that promise is reported, with one breach."""
    break_it(scene)
    assert scene.breaches() == {promise: 1}


def test_an_attempt_that_ended_without_a_disposition_is_found(sqlite_store: Store) -> None:
    """The database forbids it; the report does not rely on that."""
    scene = Scene(sqlite_store)
    key = scene.person(disposition=D.NEVER_DIALLED)
    with sqlite_store.transaction() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
    scene.attempt(key, D.NO_ANSWER)
    with sqlite_store.transaction() as connection:
        connection.execute(text("PRAGMA ignore_check_constraints=ON"))
        connection.execute(text("UPDATE attempts SET disposition = NULL"))
    assert scene.breaches() == {"one_disposition": 1}


def test_what_is_allowed_is_no_breach(scene: Scene) -> None:
    """Agreed times and our own faults use up no attempt, and whoever rings us may be answered."""
    key = scene.person(D.NO_ANSWER, D.NO_ANSWER, D.NO_ANSWER)
    scene.attempt(key, D.OUR_FAULT, begins=LATER)
    scene.attempt(key, D.NO_ANSWER, begins=LATER + timedelta(hours=1), to_appointment=True)
    refused = scene.person(D.REFUSED, opted_out_at=BEGIN + timedelta(seconds=30))
    scene.attempt(refused, D.REFUSED, begins=_local(22, 0), inbound=True)
    assert scene.breaches() == {}


def test_a_promise_says_among_how_many_it_was_kept(scene: Scene) -> None:
    """Zero of zero proves nothing, so the occasions are counted too."""
    scene.person(D.NO_ANSWER, D.NO_ANSWER)
    checked = {promise.code: promise.checked for promise in scene.figures().promises}
    assert checked["inside_hours"] == 2
    assert checked["one_disposition"] == 2
    assert checked["within_the_limit"] == 1


def _local(hour: int, minute: int) -> datetime:
    """A moment of the first day, in Honduras."""
    return BEGIN.replace(hour=0, minute=0) + timedelta(hours=hour + 6, minutes=minute)
