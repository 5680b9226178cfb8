"""WhatsApp: the same conversation through the same webhook, and an approved template to begin."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach import recovery
from outreach.campaign_file import read_campaign
from outreach.carrier import TextOrder
from outreach.errors import BadFile
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeCarrier
from tests.ivr.carrier_side import CarrierSide, said
from tests.ivr.test_texts_in import REPLIES

TEMPLATE = "HX" + "0" * 32
SENDER = "+50422000177"
ADDRESS = f"whatsapp:{make.ANA}"
BY_WHATSAPP: dict[str, Any] = {
    "media": ["text"],
    "policy": {"text_after_voice_attempts": [0]},
    "whatsapp_sender": SENDER,
    "whatsapp_template": TEMPLATE,
    "whatsapp_text": make.FIRST_TEXT,
    "two_way": False,
}


@pytest.fixture
def text_ref(system: System) -> str:
    """A first message to Ana by WhatsApp, in a country where no SMS can be answered."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, **BY_WHATSAPP)
    return play.place(system)


def sent(carrier: FakeCarrier) -> TextOrder:
    order = carrier.texts[-1].order
    assert isinstance(order, TextOrder)
    return order


def test_the_first_message_is_the_approved_template(
    system: System, carrier: FakeCarrier, text_ref: str
) -> None:
    """The person's name is all that is filled in; what the words are is kept."""
    order = sent(carrier)
    assert (order.to, order.sender) == (ADDRESS, f"whatsapp:{SENDER}")
    assert (order.template, order.variables) == (TEMPLATE, {"1": "Ana Mejía"})
    assert order.valid_seconds is None
    assert order.content()["content_sid"] == TEMPLATE
    assert "body" not in order.content()
    kept = look.one(system.store, tables.messages)
    assert kept.channel == "whatsapp"
    assert "Ana Mejia" in kept.body
    assert "retorn" not in kept.body


def test_the_conversation_goes_on_in_free_text(
    system: System, network: CarrierSide, text_ref: str
) -> None:
    """`From: whatsapp:+504…` is the same person and the same conversation as by SMS."""
    network.post(f"/events/message/{text_ref}", MessageStatus="delivered")
    network.post(f"/events/message/{text_ref}", MessageStatus="read")
    for i, body in enumerate(REPLIES):
        answer = network.text_in(f"SM{i}", body, ADDRESS)
    assert "el jue 5 nov a las 3 pm" in said(answer.text)
    assert look.one(system.store, tables.attempts).disposition == "interview"
    assert look.one(system.store, tables.leads).services == "employment"
    kept = look.rows(system.store, tables.messages, inbound=True)
    assert {(row.channel, row.number_hash) for row in kept} == {
        ("whatsapp", system.store.keyring.blind_index("number", make.ANA))
    }


@pytest.mark.parametrize(("hours", "templated"), [(23, False), (25, True)])
def test_within_a_day_of_the_persons_message_free_text_goes(
    system: System, network: CarrierSide, carrier: FakeCarrier, hours: int, templated: bool
) -> None:
    """After it, only the template does."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, **{**BY_WHATSAPP, "policy": {
        "text_after_voice_attempts": [0, 0], "text_reply_hours": 1,
            "after": {"text": {"wait": "1 h"}},
    }})  # fmt: skip
    play.place(system)
    play.wait(system, timedelta(hours=2))
    network.text_in("SM1", "quien es?", ADDRESS)
    wrote_at = system.clock.now()
    recovery.recover(system, wrote_at + timedelta(hours=2))
    (attempt_id,) = play.planned(system)
    with system.store.transaction() as connection:
        before = tables.messages.update().where(tables.messages.c.inbound)
        attempt = look.one(system.store, tables.attempts, id=attempt_id)
        connection.execute(before.values(at=attempt.due_at - timedelta(hours=hours)))
    play.wait_until_due(system)
    play.place(system, attempt_id)
    assert bool(sent(carrier).template) is templated
    assert ("body" in sent(carrier).content()) is not templated


def test_an_sms_of_yesterday_opens_no_window(
    system: System, network: CarrierSide, carrier: FakeCarrier
) -> None:
    """The 24 hours are WhatsApp's own."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, start=False, **BY_WHATSAPP)
    network.text_in("SM1", "hola", make.ANA)
    from outreach import campaigns

    campaigns.start(system, "piloto", actor="tests", now=system.clock.now())
    play.place(system)
    assert sent(carrier).template == TEMPLATE


def test_an_opt_out_by_whatsapp_holds_for_every_medium(
    system: System, network: CarrierSide, text_ref: str
) -> None:
    """The number is the number."""
    network.text_in("SM1", "BAJA", ADDRESS)
    assert {row.number_hash for row in look.rows(system.store, tables.suppressions)} == {
        None, system.store.keyring.blind_index("number", make.ANA)
    }  # fmt: skip
    assert look.one(system.store, tables.cases).closed_why == "opted_out"


@pytest.mark.parametrize(
    ("code", "disposition"),
    [("63024", "invalid_number"), ("63016", "our_fault"), ("63018", "unreachable")],
)
def test_what_whatsapp_refuses_is_understood(
    quick_system: System, quick_network: CarrierSide, code: str, disposition: str
) -> None:
    """Not on WhatsApp; free text too late, which is ours; too much at once."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, **BY_WHATSAPP)
    ref = play.place(quick_system)
    quick_network.post(f"/events/message/{ref}", MessageStatus="undelivered", ErrorCode=code)
    ended = look.one(quick_system.store, tables.attempts, state="ended")
    assert ended.disposition == disposition


def test_a_message_whose_answer_was_lost_is_found_by_its_address(
    system: System, carrier: FakeCarrier
) -> None:
    """The carrier's book lists WhatsApp messages under `whatsapp:`."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, **BY_WHATSAPP)
    carrier.loses_answers = True
    play.place(system)
    carrier.loses_answers = False
    play.wait(system, timedelta(minutes=10))
    recovery.recover(system, system.clock.now())
    attempt = look.one(system.store, tables.attempts)
    assert (attempt.state, attempt.carrier_sid) == ("under_way", carrier.texts[0].sid)


def test_a_sender_without_a_template_is_refused(tmp_path: Path) -> None:
    """Nobody could be written to first."""
    path = tmp_path / "c.yaml"
    sample = (Path(__file__).parents[2] / "samples" / "picc.yaml").read_text(encoding="utf-8")
    path.write_text(f'{sample}\nwhatsapp_sender: "{SENDER}"\n', encoding="utf-8")
    with pytest.raises(BadFile, match="go together"):
        read_campaign(path)
