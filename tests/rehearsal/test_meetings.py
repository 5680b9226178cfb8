"""Calls that meet: an agent presses the key, and two talk in one room until one of them leaves."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

import pytest

from tests.rehearsal.networks import CALLER, CALLS, Rehearsal
from tests.rehearsal.product import Request, TinyProduct, serving

AGENT = "+50433000001"
PERSON = "+50499887766"
ROOM = "<Response><Dial{action}><Conference>room-1</Conference></Dial></Response>"


class Office(TinyProduct):
    """A product that puts whoever answers through to the agent, and asks the agent for a key."""

    network: Rehearsal

    def answers(self, request: Request) -> str | None:
        if request.path == "/person":
            self.network.post(CALLS, To=AGENT, From=CALLER, Url=f"{self.base}/agent", Timeout=15,
                              StatusCallback=f"{self.base}/agent-over")  # fmt: skip
            return ROOM.format(action=' action="/parted"')
        if request.path == "/agent":
            return (
                '<Response><Gather action="/key" numDigits="1" actionOnEmptyResult="true">'
                f"<Say>{escape('Para tomarla, marque 1')}</Say></Gather></Response>"
            )
        if request.path == "/key":
            return ROOM.format(action="") if request.params.get("Digits") == "1" else "<Response/>"
        return "<Response><Hangup/></Response>" if request.path == "/parted" else None


@pytest.fixture
def office() -> Iterator[Office]:
    with serving(Office()) as product:  # type: ignore[arg-type]
        assert isinstance(product, Office)
        product.answer = product.answers
        yield product


def agents_calls(office: Office) -> list[dict[str, str]]:
    return [call for call in office.network.book()["calls"] if call["to"] == AGENT]


def rehearse(office: Office, answer_share: str, rings: int) -> None:
    office.network = Rehearsal(
        office.base, "--agent", AGENT, "--agent-answers", answer_share, "--seed", "11"
    )
    for _ in range(rings):
        office.network.post(CALLS, To=PERSON, From=CALLER, Url=f"{office.base}/person")
        office.network.run()


def test_two_calls_meet_in_a_room_and_end_together(office: Office) -> None:
    """Minutes of talk for both, and the one that stays is told that the other has left."""
    rehearse(office, "1.0", 12)
    talked = [call for call in agents_calls(office) if office.to("/parted")]
    assert talked
    assert all(call["status"] == "completed" and call["who"] == "agent" for call in talked)
    assert len(office.to("/agent-over")) == len(agents_calls(office))
    parted = office.to("/parted")
    assert {request.params["DialCallStatus"] for request in parted} == {"completed"}


def test_an_agent_who_is_away_does_not_answer(office: Office) -> None:
    """It rings for as long as was asked, and the product is told."""
    rehearse(office, "0.0", 12)
    over = office.to("/agent-over")
    assert over
    assert {request.params["CallStatus"] for request in over} == {"no-answer"}
    assert not office.to("/agent")


def test_the_same_seed_lets_agents_do_the_same(office: Office) -> None:
    """What was rehearsed can be rehearsed again."""
    rehearse(office, "0.5", 12)
    first = [(call["status"], call["who"]) for call in agents_calls(office)]
    rehearse(office, "0.5", 12)
    assert [(call["status"], call["who"]) for call in agents_calls(office)] == first
