"""What the carrier's codes come to: for the number, the person, us, or another day."""

import pytest

from outreach.carrier_codes import fault_of
from outreach.rules.dispositions import Fault
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

CLASSES = [
    ("21211", Fault.NUMBER, "invalid_number"),
    ("30006", Fault.NUMBER, "invalid_number"),
    ("21610", Fault.PERSON, "rejected"),
    ("20003", Fault.OURS, "our_fault"),
    ("21215", Fault.OURS, "our_fault"),
    ("20429", Fault.TRANSIENT, "our_fault"),
    ("10004", Fault.TRANSIENT, "our_fault"),
    ("13224", Fault.AMBIGUOUS, "our_fault"),
    ("99999", Fault.TRANSIENT, "our_fault"),  # a code of tomorrow
]


@pytest.mark.parametrize(("code", "fault", "_disposition"), CLASSES)
def test_a_code_means_one_thing(code: str, fault: Fault, _disposition: str) -> None:
    """Each class of the carrier's dictionary has its word; an unknown code is retried."""
    assert fault_of(code) is fault


@pytest.mark.parametrize("code", [None, "", "0"])
def test_no_code_is_no_fault(code: str | None) -> None:
    """Callbacks of calls that went well carry none, or a zero."""
    assert fault_of(code) is None


@pytest.mark.parametrize(("code", "_fault", "disposition"), CLASSES)
def test_a_refusal_with_a_code_ends_the_attempt_as_the_code_says(
    quick_system: System, carrier: FakeCarrier, code: str, _fault: Fault, disposition: str
) -> None:
    """The code is kept, and what it means is the attempt's disposition."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    carrier.refuses_with = code
    play.place(quick_system)
    ended = look.one(quick_system.store, tables.attempts, state="ended")
    assert (ended.error_code, ended.disposition) == (code, disposition)
