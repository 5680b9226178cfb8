"""Every TwiML that we say is what the carrier's own schema allows, in every conversation."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from outreach.agents import availability
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.carrier_side import OUR_NUMBER, CarrierSide

SCHEMA = (
    Path(__file__).parents[3]
    / "shared/peers/twiml_xsd/twiml_v20100401_twilioRealtimeCallSchema.xsd"
)
CALLS = {
    "interested": play.INTERESTED,
    "interested in words": (
        "sí soy yo", "mil novecientos noventa", "sí", "no, ahora vivo en Choluteca",
        "sí me interesa", "cursos y negocio", "el domingo a las once de la noche", "sí",
    ),
    "not interested": play.NOT_INTERESTED,
    "wrong number": ("3",),
    "not here": ("no", "no está", "mañana a las diez"),
    "never again": ("9",),
    "silence to the end": ("", "", "", ""),
    "nonsense to the end": ("pupusas", "fútbol", "lluvia", "nada que ver"),
    "an agent": ("quiero hablar con una persona", "2"),
    "who are you": ("¿quién habla?", "¿quién habla?", "sí", "1990", "¿de qué se trata?"),
    "wrong year": ("sí", "1950", "1951"),
    "another language": ("english please",),
    "repeat": ("repita por favor", "repita por favor"),
    "deceased": ("ella falleció",),
}  # fmt: skip


@cache
def schema() -> Any:
    if not SCHEMA.is_file():
        pytest.skip(f"the carrier's schema is not here: {SCHEMA.name}")
    import xmlschema

    return xmlschema.XMLSchema(SCHEMA)


@pytest.mark.parametrize("replies", CALLS.values(), ids=CALLS)
def test_every_turn_of_a_call_is_valid_twiml(
    quick_system: System, quick_network: CarrierSide, quick_ref: str, replies: tuple[str, ...]
) -> None:
    """The SDK renders anything; the schema does not."""
    valid = schema()
    valid.validate(quick_network.answered(quick_ref).text)
    for number, reply in enumerate(replies, 1):
        answer = quick_network.reply(f"/voice/{quick_ref}/{number}", reply)
        assert answer.mimetype == "text/xml"
        valid.validate(answer.text)
        assert len(answer.data) < 64_000
    assert look.one(quick_system.store, tables.conversations).turn > 0


def test_every_turn_of_a_transfer_is_valid_twiml(
    quick_system: System, quick_network: CarrierSide
) -> None:
    """What the person hears who waits, and the agent, and where they meet."""
    valid = schema()
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, agents={"live_transfer": True})
    agent = make.an_agent(quick_system.store, clock=quick_system.clock)
    availability.set_phone(quick_system, agent, "+50433000001", quick_system.clock.now())
    availability.become_available(quick_system, agent, quick_system.clock.now())
    ref = play.place(quick_system)
    *_, waiting = quick_network.call(ref, "1", "1990", "1", "1", "1", "2", "1")
    call = look.one(quick_system.store, tables.agent_calls).ref
    said = [
        waiting,
        quick_network.post(f"/voice/agent/{call}/0", CallSid="CX").text,
        quick_network.post(f"/voice/agent/{call}/key", CallSid="CX", Digits="1").text,
        quick_network.post(f"/voice/agent/{call}/join", CallSid="CX").text,
        quick_network.post(f"/voice/{ref}/look", CallSid="CA0").text,
        quick_network.post(f"/voice/{ref}/parted", CallSid="CA0").text,
    ]
    for twiml in said:
        valid.validate(twiml)


def test_what_is_said_outside_conversations_is_valid_twiml(
    quick_system: System, quick_network: CarrierSide, quick_ref: str
) -> None:
    """To strangers, to machines, to who rings back, and in an apology."""
    valid = schema()
    stranger = {"CallSid": "CA1", "From": "+50488888888", "To": OUR_NUMBER}
    valid.validate(quick_network.post("/voice/incoming", **stranger).text)
    quick_network.completed(quick_ref, "no-answer")
    known = {"CallSid": "CA2", "From": make.ANA, "To": OUR_NUMBER}
    valid.validate(quick_network.post("/voice/incoming", **known).text)
    quick_network.post("/events/call/inbound", CallSid="CA2", CallStatus="completed")
    play.wait_until_due(quick_system)
    ref = play.place(quick_system)
    valid.validate(quick_network.answered(ref, "machine_start").text)
    with quick_system.store.transaction() as connection:
        connection.exec_driver_sql("DROP TABLE turns")
    quick_network.answered(ref)
    valid.validate(quick_network.reply(f"/voice/{ref}/1", "1").text)
