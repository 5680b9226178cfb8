"""Nobody is recorded: nothing that we ask of the carrier makes a recording."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from outreach.carrier import CallOrder
from outreach.system import System
from tests import play
from tests.fakes import FakeCarrier
from tests.ivr.carrier_side import CarrierSide, action

ROOT = Path(__file__).parents[2]
CONVERSATIONS = sorted((ROOT / "tests/conversations").glob("*.txt"))


def test_an_order_to_call_cannot_ask_for_a_recording(
    quick_system: System, quick_network: CarrierSide, quick_ref: str, carrier: FakeCarrier
) -> None:
    """It has no field for it, and the answer that begins the call has no verb for it."""
    assert not [field.name for field in fields(CallOrder) if "record" in field.name]
    assert carrier.calls
    twiml = quick_network.answered(quick_ref).text
    assert "<Record" not in twiml
    assert "record=" not in twiml


def test_no_turn_of_a_call_is_recorded(
    quick_system: System, quick_network: CarrierSide, quick_ref: str
) -> None:
    """From the first word to the goodbye."""
    answer = quick_network.answered(quick_ref)
    turns = 0
    for reply in play.INTERESTED:
        assert not [word for word in ("<Record", "record", "transcribe") if word in answer.text]
        if "<Gather" not in answer.text:
            break
        answer = quick_network.reply(action(answer.text), reply)
        turns += 1
    assert turns > 3


@pytest.mark.parametrize("folder", ["ivr", "outreach", "workers"])
def test_nothing_in_the_code_asks_the_carrier_to_record(folder: str) -> None:
    """Neither a verb, nor an argument of one, nor a parameter of the API. Where a recording comes
    to be offered some day, after consent, this test says where it is asked for."""
    asked = []
    for path in (ROOT / folder).rglob("*.py"):
        source = path.read_text()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.keyword) and (node.arg or "").startswith("record"):
                asked.append(f"{path.name}:{node.value.lineno}")
            if isinstance(node, ast.Constant) and node.value in ("Record", "RecordingChannels"):
                asked.append(f"{path.name}:{node.lineno}")
            # the verb, as the carrier's own builder has it
            if "twilio" in source and isinstance(node, ast.Attribute) and node.attr == "record":
                asked.append(f"{path.name}:{node.lineno}")
    assert asked == []
