"""A campaign written down step by step: each step checked, and made like one from a file."""

from typing import Any

import pytest

from flows.marking import in_spanish
from outreach import campaign_drafts as drafts
from outreach.actors import Actor
from outreach.campaign_drafts import Fault
from outreach.errors import BadFile, NotAllowed, NotFound
from outreach.rules.states import CampaignState, Role
from outreach.store import tables
from outreach.system import System
from tests import look, make

STEPS: list[dict[str, Any]] = [
    {
        "title": "Piloto",
        "campaign": "nueva",
        "list": "lista",
        "sample": 100,
        "target": {"validated": 40, "enrolled": 4},
        "draw": {"replicate_size": 50},
        "release": "all",
    },
    {"script": "retornados", "media": ["voice", "text"], "two_way": None},
    {
        "hours": {"monday": "10:00-18:00", "sunday": "closed"},
        "closed": ["2026-12-24"],
        "policy": {"max_voice_attempts": 5, "text_after_voice_attempts": [2]},
    },
    {"agents": {"hours": {"monday": "08:00-16:00"}}},
    {"caller_id": "+50422000100", "callback_number": None, "lines": 10},
    {"tariff": {"currency": "USD", "call_minute": 0.1, "text_segment": 0.05}},
]


@pytest.fixture
def operator(system: System) -> Actor:
    make.a_list(system.store, clock=system.clock)
    user_id = make.a_user(
        system.store, login="eva", password_hash="x", role=Role.OPERATOR, clock=system.clock
    )
    return Actor(user_id, Role.OPERATOR, "192.0.2.1")


def a_draft(system: System, operator: Actor, *steps: dict[str, Any]) -> int:
    draft_id = drafts.begin(system, operator, system.clock.now())
    for step in steps:
        assert save(system, draft_id, operator, step) == []
    return draft_id


def save(system: System, draft_id: int, actor: Actor, step: dict[str, Any]) -> list[Fault]:
    return drafts.save(system, draft_id, step, actor, system.clock.now())


def made(system: System, draft_id: int, actor: Actor) -> str:
    return drafts.make(system, draft_id, actor, login="eva", now=system.clock.now())


def test_all_steps_make_the_campaign_that_a_file_would(system: System, operator: Actor) -> None:
    """The same row, with the country's rules filled in; whoever made it is a member; who and when
    are in both logs, and the draft is gone."""
    draft_id = a_draft(system, operator, *STEPS)
    assert drafts.view(system, draft_id, operator).missing == []
    assert made(system, draft_id, operator) == "nueva"
    row = look.one(system.store, tables.campaigns, name="nueva")
    assert row.state == CampaignState.DRAFT
    assert row.document["policy"]["max_voice_attempts"] == 5
    assert row.document["policy"]["min_days"] == 14
    assert row.document["closed"] == ["2026-12-24"]
    assert look.one(system.store, tables.memberships).campaign_id == row.id
    assert look.one(system.store, tables.campaign_log).actor == "eva"
    assert look.one(system.store, tables.audit_log).detail == "created"
    assert look.rows(system.store, tables.campaign_drafts) == []


def test_a_draft_says_what_it_needs_and_is_not_made_before(
    system: System, operator: Actor
) -> None:
    """Nothing that stands in for what is missing ever becomes part of a campaign."""
    draft_id = a_draft(system, operator, STEPS[1])
    view = drafts.view(system, draft_id, operator)
    assert view.missing == ["campaign", "list", "sample", "target", "caller_id"]
    assert not any("+5042000" in sentence for sentence in view.protocol(in_spanish))
    with pytest.raises(BadFile):
        made(system, draft_id, operator)
    assert drafts.mine(system, operator)


@pytest.mark.parametrize(
    ("step", "key"),
    [
        ({"hours": {"monday": "20:00-09:00"}}, "hours"),
        ({"hours": {"monday": "siempre"}}, "hours"),
        ({"closed": ["2026-02-30"]}, "closed"),
        ({"caller_id": "99000001"}, "caller_id"),
        ({"media": []}, "media"),
        ({"policy": {"text_after_voice_attempts": [5, 2]}}, "policy"),
        ({"sample": 0}, "sample"),
        ({"script": "../../etc/passwd"}, ""),
        ({"target": {"validated": 1, "enrolled": 0, "municipalities": {"atlantis": 1}}}, ""),
    ],
)
def test_a_step_with_a_fault_is_not_written(
    system: System, operator: Actor, step: dict[str, Any], key: str
) -> None:
    """The fault is told by its key; what was written before stays."""
    draft_id = a_draft(system, operator, STEPS[4])
    before = drafts.view(system, draft_id, operator).document
    faults = save(system, draft_id, operator, step)
    assert [fault.key for fault in faults] == [key]
    assert drafts.view(system, draft_id, operator).document == before


def test_a_name_that_is_taken_is_told_at_once(system: System, operator: Actor) -> None:
    """And again when it is made, should somebody be faster."""
    first = a_draft(system, operator, *STEPS)
    second = a_draft(system, operator, *STEPS)
    made(system, first, operator)
    told = [(fault.key, str(fault.why)) for fault in save(system, second, operator, STEPS[0])]
    assert told == [("campaign", "there is a campaign called 'nueva' already")]
    with pytest.raises(NotAllowed):
        made(system, second, operator)


def test_a_step_can_be_written_again_and_emptied(system: System, operator: Actor) -> None:
    """What is taken out is as in the country again."""
    draft_id = a_draft(system, operator, *STEPS, {"tariff": None})
    view = drafts.view(system, draft_id, operator)
    assert "tariff" not in view.document


def test_the_most_that_it_can_cost_is_known_before(system: System, operator: Actor) -> None:
    """100 people, five calls and one text each: 500 minutes and 200 parts of texts."""
    view = drafts.view(system, a_draft(system, operator, *STEPS), operator)
    assert view.most is not None
    assert (view.most.calls, view.most.texts) == (500, 100)
    assert view.most.cost == pytest.approx(500 * 0.1 + 200 * 0.05)


def test_a_draft_is_its_writers_and_an_admins(system: System, operator: Actor) -> None:
    """For everybody else it is not there."""
    draft_id = a_draft(system, operator, STEPS[0])
    stranger = Actor(999, Role.OPERATOR, "")
    for refused in (
        lambda: drafts.view(system, draft_id, stranger),
        lambda: save(system, draft_id, stranger, STEPS[1]),
        lambda: made(system, draft_id, stranger),
        lambda: drafts.discard(system, draft_id, stranger),
    ):
        with pytest.raises(NotFound):
            refused()
    assert drafts.view(system, draft_id, Actor(999, Role.ADMIN, "")).document
    drafts.discard(system, draft_id, operator)
    assert drafts.mine(system, operator) == []
