"""What a machine hears that answers for somebody, and that a person never waits for it."""

import pytest

from outreach import conversations, machines
from outreach.carrier import Detection
from outreach.rules.dispositions import AnsweredBy
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier, FakeJobs

BASE = "https://convoca.example.org"


def a_call(system: System, **file: object) -> str:
    """A call on its way, in a campaign with these settings."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, **file)
    return play.place(system)


def found(system: System, ref: str, by: AnsweredBy) -> None:
    machines.found(system, ref, "CA" + "0" * 32, by, system.clock.now())


def heard(said: object) -> list[str]:
    assert isinstance(said, conversations.Said)
    return [line.wording for line in said.turn.says]


def test_detection_goes_on_while_we_speak_and_is_told_to_us(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """Whoever answers hears us at once: no dead air before the first words."""
    ref = a_call(quick_system)
    order = carrier.calls[0].order
    assert order.detection is Detection.START
    assert order.machine_url == f"{BASE}/events/machine/{ref}"
    assert heard(play.answer(quick_system, ref, None))[0] == "hello"


def test_a_campaign_may_wait_for_detection_or_do_without(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """Both are settings of the campaign."""
    a_call(quick_system, async_amd=False)
    make.a_list(
        quick_system.store,
        people=[make.Invented(name="Carlos", numbers=(make.CARLOS,))],
        name="otra",
        clock=quick_system.clock,
    )
    make.a_campaign(quick_system, name="otra", on="otra", detect_machines=False)
    play.place(quick_system)
    waits, without = (call.order for call in carrier.calls)
    assert (waits.detection, waits.machine_url) == (Detection.START, "")
    assert without.detection is Detection.NONE


@pytest.mark.parametrize("by", [AnsweredBy.MACHINE, AnsweredBy.FAX])
def test_a_machine_found_in_the_middle_is_taken_off_the_conversation(
    quick_system: System, carrier: FakeCarrier, jobs: FakeJobs, by: AnsweredBy
) -> None:
    """A worker asks the carrier for it, and the machine hears nothing more."""
    ref = a_call(quick_system)
    play.answer(quick_system, ref, None)
    found(quick_system, ref, by)
    (attempt_id,) = jobs.taken_over
    machines.take_over(quick_system, attempt_id)
    assert carrier.redirected == [("CA" + "0" * 32, f"{BASE}/voice/{ref}/machine")]
    assert conversations.answer_machine(quick_system, ref) is None


@pytest.mark.parametrize("by", [AnsweredBy.HUMAN, AnsweredBy.UNKNOWN])
def test_who_may_be_a_person_is_left_in_the_conversation(
    quick_system: System, jobs: FakeJobs, by: AnsweredBy
) -> None:
    """Unknown is treated as a person."""
    ref = a_call(quick_system)
    play.answer(quick_system, ref, None)
    found(quick_system, ref, by)
    assert jobs.taken_over == []


def test_whoever_has_spoken_is_believed_more_than_the_detection(
    quick_system: System, jobs: FakeJobs
) -> None:
    """It errs, and nobody is hung up on in the middle of a word."""
    ref = a_call(quick_system)
    play.talk(quick_system, ref, "sí, soy yo")
    found(quick_system, ref, AnsweredBy.MACHINE)
    assert jobs.taken_over == []


def test_a_carrier_that_fails_leaves_the_call_to_end_by_itself(
    quick_system: System, carrier: FakeCarrier, jobs: FakeJobs
) -> None:
    """Nobody answers our questions; the worker goes on."""
    ref = a_call(quick_system)
    play.answer(quick_system, ref, None)
    found(quick_system, ref, AnsweredBy.MACHINE)
    carrier.is_down = True
    machines.take_over(quick_system, jobs.taken_over[0])
    assert carrier.redirected == []


def test_the_neutral_message_is_left_as_often_as_the_policy_says(quick_system: System) -> None:
    """Once here: after the greeting, without a name; the second machine hears nothing. Asked
    again by the carrier, the same machine gets the same."""
    ref = a_call(quick_system, policy={"max_voicemails": 1})
    play.answer(quick_system, ref, None)
    found(quick_system, ref, AnsweredBy.MACHINE)
    for _ in range(2):
        said = conversations.answer_machine(quick_system, ref)
        assert heard(said) == ["notice_voicemail"]
        assert said is not None and said.turn.expects is None
        assert not said.turn.says[0].values["name"]
    play.hang_up(quick_system, ref)
    assert look.one(quick_system.store, tables.attempts, disposition="machine").left_message
    play.wait_until_due(quick_system)
    again = play.place(quick_system)
    assert play.answer(quick_system, again, AnsweredBy.MACHINE) is None


def test_to_leave_a_message_the_end_of_the_greeting_is_waited_for(
    quick_system: System, carrier: FakeCarrier
) -> None:
    """Or it would be said while the machine still speaks. A fax gets none."""
    ref = a_call(quick_system, policy={"max_voicemails": 1}, async_amd=False)
    assert carrier.calls[0].order.detection is Detection.GREETING
    assert play.answer(quick_system, ref, AnsweredBy.FAX) is None


def test_a_greeting_that_was_only_understood_gets_the_message_too(quick_system: System) -> None:
    """Where detection took the machine for a person, its words give it away."""
    ref = a_call(quick_system, policy={"max_voicemails": 1})
    said = play.talk(quick_system, ref, "deje su mensaje después del tono")
    assert heard(said) == ["notice_voicemail"]
