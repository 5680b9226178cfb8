"""What it cost, what agents kept, what more would bring, and what machines were taken for."""

from datetime import timedelta
from types import SimpleNamespace as Row
from typing import Any

import pytest
from pydantic import ValidationError

from outreach.campaign_file import CampaignFile
from outreach.report.costs import Costs
from outreach.report.machine_detection import MachineDetection, detection
from outreach.report.recommendations import one_more, part_of, shift
from outreach.rules.calling_hours import DayPart
from outreach.rules.machine_codes import HeardAs
from outreach.store import tables
from outreach.store.database import Store
from outreach.store.machine_codes import CodedCall
from tests.outreach.report.scene import BEGIN, DOCUMENT_FILE, D, Scene

TARIFF = {"currency": "USD", "call_minute": 0.2, "text_segment": 0.09}


def costs_of(store: Store, unit: str = "USD", **file: Any) -> Costs:
    """Calls of 60 and 61 seconds without a price, one with, and a text of two segments."""
    scene = Scene(store, **file)
    key = scene.interviewed(interested=False)
    scene.attempt(key, D.NO_ANSWER, begins=BEGIN + timedelta(days=1), seconds=61)
    scene.attempt(key, D.NO_ANSWER, begins=BEGIN + timedelta(days=2), price=0.5, price_unit=unit)
    text = scene.attempt(key, D.TEXT_UNANSWERED, medium="text", seconds=0)
    scene.add(
        tables.messages,
        case_id=key,
        attempt_id=text,
        inbound=False,
        number_hash="n1",
        body="Hola",
        segments=2,
        status="sent",
        at=BEGIN,
    )
    return scene.figures().costs


def test_a_stated_tariff_fills_in_where_the_carrier_is_silent(store: Store) -> None:
    """Minutes begun at 0.20: one and two; 0.50 as told; two segments at 0.09."""
    found = costs_of(store, tariff=TARIFF)
    assert found.currencies == ("USD",)
    assert found.total == pytest.approx(3 * 0.2 + 0.5 + 2 * 0.09)
    assert found.unpriced == 3
    units = {unit.code: unit.cost for unit in found.units}
    assert units["attempt"] == pytest.approx(1.28 / 4)
    assert units["validated"] == pytest.approx(1.28)
    assert units["enrolled"] is None  # nobody is: no cost of each, rather than a zero


def test_a_cost_that_is_not_known_is_not_called_small(sqlite_store: Store) -> None:
    """Without a tariff, three attempts without a price leave the whole unknown."""
    found = costs_of(sqlite_store)
    assert found.total is None
    assert {unit.cost for unit in found.units} == {None}


def test_currencies_are_not_added_up(sqlite_store: Store) -> None:
    """Fifty lempiras and ten dollars are not sixty of anything."""
    found = costs_of(sqlite_store, unit="HNL", tariff=TARIFF)
    assert found.currencies == ("HNL", "USD")
    assert found.total is None


def test_a_stated_e_needs_its_reason() -> None:
    """A figure that readers cannot judge is none."""
    with pytest.raises(ValidationError, match="needs its e_reason"):
        CampaignFile.model_validate({**DOCUMENT_FILE, "report": {"e": 0.8}})


def test_a_stated_e_is_reported_beside_the_others(sqlite_store: Store) -> None:
    """RR3 with the campaign's own e lies between those with 1 and with 0."""
    scene = Scene(sqlite_store, report={"e": 0.5, "e_reason": "estudio previo"})
    scene.interviewed(interested=False)
    scene.person(D.NO_ANSWER)
    scene.person(D.NO_ANSWER)
    by_e = scene.figures().persons.by_e
    assert by_e["one"]["RR3"] == pytest.approx(1 / 3)
    assert by_e["stated"]["RR3"] == pytest.approx(1 / 2)
    assert by_e["stated"]["e"] == 0.5


def test_times_agreed_with_an_agent_are_kept_late_or_missed(scene: Scene) -> None:
    """A quarter of an hour is still kept; nobody so long after is missed; the rest is to come."""
    for hours, taken in ((1, 10), (1, 40), (1, None), (24 * 40, None)):
        key = scene.interviewed(interested=True)
        agreed = BEGIN + timedelta(hours=hours)
        scene.change(
            tables.leads,
            tables.leads.c.case_id == key,
            agreed_at=agreed,
            taken_at=taken and agreed + timedelta(minutes=taken),
        )
    kept = scene.figures().leads.agreed
    assert (kept.kept, kept.late, kept.missed, kept.to_come) == (1, 1, 1, 1)


def test_waiting_is_from_the_lead_to_the_agent(scene: Scene) -> None:
    """Of waits of 1, 2 and 30 minutes the median is 2, and nine in ten waited 30 at most."""
    for minutes in (30, 1, 2):
        key = scene.interviewed(interested=True)
        taken = BEGIN + timedelta(minutes=minutes)
        scene.change(tables.leads, tables.leads.c.case_id == key, taken_at=taken)
    waiting = scene.figures().leads.waiting
    assert (waiting.taken, waiting.median, waiting.p90) == (3, 2, 30)


def test_people_hang_up_where_they_heard_the_question(scene: Scene) -> None:
    """Three heard the first question; one hung up without a word, one after a reply."""
    for answered, outcome in ((True, "done"), (True, None), (False, None)):
        key = scene.person(D.HUNG_UP)
        scene.change(tables.attempts, tables.attempts.c.case_id == key, last_step="identity")
        conversation = scene.add(
            tables.conversations,
            attempt_id=key,
            case_id=key,
            medium="voice",
            script="retornados",
            script_version=1,
            locale="es-HN",
            state="{}",
            turn=1,
            outcome=outcome,
            started_at=BEGIN,
        )
        for number in (1, 2) if answered else ():
            scene.add(
                tables.turns,
                conversation_id=conversation,
                number=number,
                step="identity",
                reply="sí",
                intent="unclear" if number == 1 else "yes",
                rule="r",
                state="{}",
                at=BEGIN,
            )
    mechanism = scene.figures().mechanism
    (line,) = mechanism.hang_ups
    assert (line.step, line.heard, line.hung_up) == ("identity", 3, 2)
    (step,) = mechanism.understanding
    assert (step.conversations, step.replies, step.asked_again, step.unclear) == (2, 4, 2, 2)


def test_one_more_attempt_yields_what_the_last_measurable_one_did() -> None:
    """Of 40 tried a second time 10 answered; 60 are left: 15 more."""
    found = one_more("contacted", [(1, 1, 100), (1, None, 30), (2, 2, 10), (2, None, 30)])
    assert (found.last_attempt, found.tried, found.succeeded, found.people) == (2, 40, 10, 60)
    assert found.expected == pytest.approx(15)
    assert found.interval is not None
    assert found.interval.low < 15 < found.interval.high


def test_too_few_people_are_no_ground_for_advice() -> None:
    """Ten people tell nothing about the next attempt."""
    found = one_more("contacted", [(1, 1, 5), (1, None, 5)])
    assert found.expected is found.interval is found.last_attempt is None


def _moment(ordinal: int, weekday: int, hour: int, total: int, humans: int) -> Any:
    return Row(
        ordinal=ordinal, weekday=weekday, hour=hour, total=total, humans=humans, interviews=0
    )


def test_another_hour_is_judged_at_the_same_number_of_the_attempt() -> None:
    """Evening first calls reach half and second calls a tenth: 100 and 200 day calls would have
    reached 70. Third calls have no evening to compare with, and are left out."""
    moments = [
        _moment(1, 0, 10, 100, 20),
        _moment(2, 0, 14, 200, 30),
        _moment(3, 0, 14, 50, 5),
        _moment(1, 0, 18, 40, 20),
        _moment(2, 1, 18, 100, 10),
        _moment(1, 6, 18, 500, 500),  # a Sunday is no evening
    ]
    found = shift(DayPart.EVENING, "contacted", moments)
    assert (found.calls, found.left_out, found.happened) == (300, 50, 50)
    assert found.expected == pytest.approx(70)
    assert part_of(5, 18) is DayPart.WEEKEND
    assert shift(DayPart.EVENING, "contacted", []).expected is None


def _coded(verdict: str, code: HeardAs, count: int, first: int) -> list[CodedCall]:
    return [CodedCall(first + n, verdict, "AB", code) for n in range(count)]


def _detected() -> MachineDetection:
    coded = [
        *_coded("human", HeardAs.HUMAN, 8, 100),
        *_coded("human", HeardAs.MACHINE, 2, 200),
        *_coded("machine", HeardAs.MACHINE, 6, 300),
        *_coded("machine", HeardAs.RECORDING, 2, 400),
        *_coded("machine", HeardAs.HUMAN, 2, 500),
        CodedCall(600, "machine", None, None),  # drawn, not heard yet
        CodedCall(100, "human", "CD", HeardAs.HUMAN),
        CodedCall(200, "human", "CD", HeardAs.HUMAN),
    ]
    return detection({"human": 900, "machine": 100, "unknown": 5}, coded, "semilla")


def test_the_matrix_says_what_each_verdict_was_worth() -> None:
    """A recording of the network is a machine; an uncoded call is in the sample and no more."""
    human, machine, _fax, unknown = _detected().verdicts
    assert (human.coded, human.right) == (10, pytest.approx(0.8))
    assert (machine.sampled, machine.coded, machine.right) == (11, 10, pytest.approx(0.8))
    assert machine.interval is not None
    assert (unknown.calls, unknown.coded, unknown.right) == (5, 0, None)


def test_an_even_sample_is_weighed_by_the_calls_it_stands_for() -> None:
    """720 people heard as such and 20 taken for machines: 20 of 740 were missed."""
    found = _detected()
    assert found.accuracy == pytest.approx(0.8)
    assert found.missed_people == pytest.approx(20 / 740)
    assert (found.coders, found.double_coded) == (2, 2)
