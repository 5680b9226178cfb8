"""The funnel, the partition and the rates of a campaign whose every person is known."""

from datetime import timedelta
from itertools import pairwise

import pytest

from outreach.report.figures import ReportFigures
from outreach.rules.outcome_rates import outcome_rates
from outreach.rules.states import LeadResult
from outreach.store import tables
from tests.outreach.report.scene import BEGIN, D, Scene


@pytest.fixture
def figures(scene: Scene) -> ReportFigures:
    """Twelve drawn persons, each of whom is another story."""
    scene.rows([("merged", None), ("rejected", "missing_name"), ("rejected", "no_usable_phone")])
    scene.interviewed(interested=True)
    enrolled = scene.interviewed(interested=True, lead="closed")
    scene.change(
        tables.leads,
        tables.leads.c.case_id == enrolled,
        taken_at=BEGIN + timedelta(minutes=7),
        result=LeadResult.ENROLLED_TRAINING,
    )
    scene.interviewed(interested=False)
    scene.person(D.REFUSED, identified_at=BEGIN, opted_out_at=BEGIN)
    scene.person(D.NO_ANSWER, D.MACHINE, D.NO_ANSWER)
    scene.person(D.WRONG_NUMBER)
    scene.person(D.NO_ANSWER, D.NOT_HERE, D.BUSY)
    scene.person(state="drawn", released_at=None)
    rang_us = scene.person(state="open", identified_at=BEGIN, disposition=D.BROKE_OFF)
    scene.attempt(rang_us, D.BROKE_OFF, inbound=True)
    scene.attempt(rang_us, None, begins=BEGIN + timedelta(days=30))
    waiting = scene.person(state="open")
    scene.attempt(waiting, None)
    refused_by_carrier = scene.person(state="open", disposition=D.OUR_FAULT)
    scene.attempt(refused_by_carrier, D.OUR_FAULT, result="not_placed", placed_at=None)
    scene.attempt(refused_by_carrier, None, begins=BEGIN + timedelta(days=30))
    scene.person(D.EMIGRATED)
    return scene.figures()


def test_the_funnel_counts_each_person_at_every_step_reached(figures: ReportFigures) -> None:
    """Whoever reached a step passed all before it; one that only rang us counts as attempted."""
    assert {step.code: step.count for step in figures.funnel} == {
        "rows": 15,
        "people": 12,
        "eligible": 12,
        "drawn": 12,
        "released": 11,
        "attempted": 9,
        "contacted": 8,
        "identified": 5,
        "validated": 3,
        "interested": 2,
        "lead": 2,
        "agent_reached": 1,
        "enrolled": 1,
    }
    assert figures.step("validated").target == 4
    assert figures.step("enrolled").target == 2


def test_the_losses_of_each_step_say_where_everybody_went(figures: ReportFigures) -> None:
    """Nobody disappears between two steps without a reason."""
    for before, step in pairwise(figures.funnel):
        assert sum(loss.count for loss in step.losses) == before.count - step.count, step.code
    reasons = {loss.code: loss.count for loss in figures.step("people").losses}
    assert reasons == {"row_merged": 1, "missing_name": 1, "no_usable_phone": 1}
    assert [loss.code for loss in figures.step("contacted").losses] == ["machine"]


def test_each_drawn_person_is_in_exactly_one_row(figures: ReportFigures) -> None:
    """The partition sums to the draw, closed and open cases apart."""
    rows = {row.code: (row.closed, row.still_open) for row in figures.partition if row.count}
    assert rows == {
        "interested": (2, 0),
        "not_interested": (1, 0),
        "refused": (1, 0),
        "not_eligible": (1, 0),
        "identified_only": (0, 1),
        "not_identified": (1, 0),
        "no_usable_number": (1, 0),
        "not_reached": (1, 1),
        "not_attempted": (0, 1),
        "not_released": (0, 1),
    }
    assert sum(row.count for row in figures.partition) == figures.step("drawn").count


def test_people_not_released_stay_out_of_every_rate(figures: ReportFigures) -> None:
    """A denominator holds those whom the protocol was begun with, and nobody else."""
    assert figures.persons.base == 11
    assert figures.persons.classes == {
        "I": 3,
        "P": 0,
        "R": 2,
        "NC": 1,
        "O": 0,
        "UH": 3,
        "UO": 1,
        "NE": 1,
    }


def test_the_rates_are_those_of_the_rule(figures: ReportFigures) -> None:
    """The report computes no rate of its own."""
    classes = figures.persons.classes
    assert figures.persons.by_e["default"] == outcome_rates(**classes)
    assert figures.persons.by_e["one"] == outcome_rates(**classes, e=1.0)
    interval = figures.persons.intervals["RR1"]
    assert interval is not None
    assert interval.low < 3 / 10 < interval.high


def test_a_dead_number_is_not_eligible_among_numbers_only(figures: ReportFigures) -> None:
    """A wrong number leaves the person unlocated (3.3) but ends the number (4.3)."""
    of_persons = {line.disposition: line.code for line in figures.persons.dispositions}
    of_numbers = {line.disposition: line.code for line in figures.numbers.dispositions}
    assert (of_persons["wrong_number"], of_numbers["wrong_number"]) == ("3.3", "4.3")
    assert figures.numbers.classes["NE"] == 2  # and the emigrated person's


def test_only_what_went_out_or_came_in_counts_as_an_attempt(figures: ReportFigures) -> None:
    """What the carrier refused, and what is only planned, reached nobody."""
    mechanism = figures.mechanism
    assert mechanism.attempts == 13
    assert {(m.medium, m.inbound): m.attempts for m in mechanism.by_medium} == {
        ("voice", False): 12,
        ("voice", True): 1,
    }
    assert {t.code: t.count for t in mechanism.attempts_by_state}["planned"] == 3
    assert mechanism.persons_without_attempt == 3


def test_a_sound_campaign_keeps_every_promise(figures: ReportFigures) -> None:
    """Nothing is reported as broken that is not."""
    assert [promise.code for promise in figures.promises if not promise.kept] == []
    assert len(figures.promises) == 15


def test_leads_are_counted_by_what_people_want(figures: ReportFigures) -> None:
    """A person who wants two things is one lead and counts for both services."""
    assert figures.leads.count == 2
    assert {t.code: t.count for t in figures.leads.by_service} == {"employment": 2, "training": 2}
    assert {t.code: t.count for t in figures.leads.by_state} == {
        "open": 1,
        "taken": 0,
        "closed": 1,
    }


def test_calls_are_shown_at_the_hour_of_the_person(figures: ReportFigures) -> None:
    """16:00 in UTC is 10 in the morning in Honduras, and a Tuesday there."""
    slots = {(slot.weekday, slot.hour): slot.calls for slot in figures.mechanism.by_slot}
    assert set(slots) == {(1, 10), (2, 10), (3, 10)}
    assert figures.fieldwork.first is not None
    assert figures.fieldwork.first.isoformat() == "2026-11-03T10:00:00-06:00"
    assert [day.calls for day in figures.fieldwork.days] == [8, 2, 2]


def test_a_campaign_with_nobody_in_it_has_figures_too(scene: Scene) -> None:
    """Zero denominators give no rate rather than a zero or a crash."""
    figures = scene.figures()
    assert figures.persons.by_e["default"]["RR1"] is None
    assert figures.persons.intervals["RR1"] is None
    assert figures.fieldwork.days == ()
    assert figures.step("drawn").of_previous is None
    assert all(promise.kept for promise in figures.promises)


def test_other_campaigns_and_lists_do_not_enter(scene: Scene) -> None:
    """The report is of one campaign, whatever else is in the database."""
    scene.interviewed(interested=True)
    before = scene.figures().as_json()
    other = scene.add(
        tables.campaigns,
        name="otra",
        list_id=scene.list_id,
        state="running",
        document={},
        created_at=BEGIN,
    )
    case = scene.add(
        tables.cases,
        campaign_id=other,
        person_id=1,
        stratum="danli",
        position=1,
        order_key="0",
        probability=1.0,
        state="open",
        released_at=BEGIN,
    )
    later = BEGIN + timedelta(days=2)
    scene.attempt(case, D.NO_ANSWER, begins=later, campaign_id=other, phone_id=1)
    assert scene.figures().as_json() == before
