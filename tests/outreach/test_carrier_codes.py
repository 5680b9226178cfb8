"""What the carrier's codes come to: for the number, the person, us, or another day."""

import pytest

from outreach.carrier.profile import profile_names, profile_of
from outreach.rules.dispositions import Fault
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier

CLASSES = [
    ("21211", Fault.NUMBER, "invalid_number"),
    ("30006", Fault.NUMBER, "invalid_number"),
    ("21610", Fault.PERSON, "rejected"),
    ("20003", Fault.CREDENTIALS, "our_fault"),
    ("21215", Fault.PERMISSION, "our_fault"),
    ("21210", Fault.CALLER_ID, "our_fault"),
    ("30002", Fault.BALANCE, "our_fault"),
    ("21617", Fault.TEXTS, "our_fault"),
    ("20429", Fault.TRANSIENT, "our_fault"),
    ("10004", Fault.TRANSIENT, "our_fault"),
    ("13224", Fault.AMBIGUOUS, "our_fault"),
    ("99999", Fault.TRANSIENT, "our_fault"),  # a code of tomorrow
]


@pytest.mark.parametrize(("code", "fault", "_disposition"), CLASSES)
def test_a_code_means_one_thing(code: str, fault: Fault, _disposition: str) -> None:
    """Each class of the carrier's dictionary has its word; an unknown code is retried."""
    assert profile_of("twilio").fault_of(code) is fault


@pytest.mark.parametrize("code", [None, "", "0"])
def test_no_code_is_no_fault(code: str | None) -> None:
    """Callbacks of calls that went well carry none, or a zero."""
    assert profile_of("twilio").fault_of(code) is None


def test_each_carrier_has_its_own_table() -> None:
    """A number means one thing at one carrier and another at the next."""
    assert profile_of("twilio").fault_of("10002") is Fault.BALANCE
    assert profile_of("telnyx").fault_of("10002") is Fault.NUMBER
    assert profile_of("telnyx").fault_of("40300") is Fault.PERSON
    assert profile_of("telnyx").fault_of("21610") is Fault.TRANSIENT


@pytest.mark.parametrize("like_twilio", ["signalwire", "somleng"])
def test_who_speaks_twilios_protocol_has_its_codes(like_twilio: str) -> None:
    """Until it is known what they mean by others."""
    for code, fault, _ in CLASSES:
        assert profile_of(like_twilio).fault_of(code) is fault


@pytest.mark.parametrize("name", profile_names())
def test_no_code_means_two_things(name: str) -> None:
    """A slip in a table is found here, not in the middle of a campaign."""
    listed = [code for codes in profile_of(name).codes.values() for code in codes]
    assert len(listed) == len(set(listed))


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
