"""A campaign's policy over its country's: what it names counts, the rest is as it was that day."""

from datetime import timedelta

import pytest

from outreach import campaigns
from outreach.countries import load_country
from outreach.errors import BadFile
from outreach.rules.policy import Policy
from outreach.store import tables
from outreach.system import System
from tests import look, make


def test_what_a_campaign_leaves_unsaid_is_as_in_the_country() -> None:
    """Part by part, down to a single wait."""
    mine = Policy.model_validate({"max_voice_attempts": 5, "after": {"machine": {"wait": "2 d"}}})
    under = Policy.model_validate(
        {"min_days": 20, "after": {"machine": {"number": "same"}, "busy": {"wait": "9 h"}}}
    )
    both = mine.over(under.over(Policy()))
    assert (both.max_voice_attempts, both.min_days) == (5, 20)
    assert (both.after.machine.wait, both.after.machine.number) == (timedelta(days=2), "same")
    assert both.after.busy.wait == timedelta(hours=9)
    assert both.after.broke_off == Policy().after.broke_off


def test_the_whole_policy_is_written_down_when_the_campaign_is_made(quick_system: System) -> None:
    """A pack that is edited later changes no campaign."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, policy={"min_days": 3})
    stored = look.one(quick_system.store, tables.campaigns).document["policy"]
    wanted = load_country("hn").policy.model_copy(update={"min_days": 3})
    assert Policy.model_validate(stored) == wanted
    assert stored["after"]["broke_off"]["wait"] == "7 d"


def test_the_pack_of_honduras_says_what_the_method_says() -> None:
    """Its defaults and the model's are the same protocol."""
    assert load_country("hn").policy == Policy()


@pytest.mark.parametrize("wait", ["soon", "3", "3 weeks", "-1 d", "99 d"])
def test_a_wait_that_is_none_is_refused(quick_system: System, wait: str) -> None:
    """With the place in the file."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    with pytest.raises(BadFile, match="after"):
        make.a_campaign(quick_system, policy={"after": {"no_answer": {"wait": wait}}})


def test_a_notice_by_whatsapp_is_refused(quick_system: System) -> None:
    """The first message there is the template, which asks a question."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    sender = {
        "whatsapp_sender": "+50422000101",
        "whatsapp_template": "HX" + "0" * 32,
        "whatsapp_text": make.FIRST_TEXT,
    }
    with pytest.raises(BadFile, match="WhatsApp"):
        make.a_campaign(quick_system, policy={"pre_notice": True}, **sender)


def test_the_whole_protocol_is_said_in_plain_words(quick_system: System) -> None:
    """Hours, closed days, numbers, detection, and the rules of the policy."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(
        quick_system,
        closed=["2026-11-26"],
        hours={"sunday": "closed"},
        policy={"max_voicemails": 1, "pre_notice_arms": ["aviso"]},
    )
    said = campaigns.explained(quick_system, "piloto")
    told = " ".join(said)
    assert all(sentence.endswith(".") for sentence in said)
    for part in (
        "de lunes a viernes de 09:00 a 20:00, sábado de 09:00 a 17:00 y domingo cerrado",
        "26/11/2026",
        "+50422000100",
        "no oye silencio",
        "otra parte del día, 3 h después como mínimo, al número que sigue",
        "aviso",
        "mensaje neutral",
    ):
        assert part in told
