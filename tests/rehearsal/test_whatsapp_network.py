"""The pretend network's WhatsApp: templates, the 24 hours, and people who answer."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from outreach.carrier import TextOrder
from outreach.carrier.twilio import TwilioCarrier
from outreach.errors import CarrierRefused
from outreach.settings import Settings
from tests.rehearsal.networks import ACCOUNT, CALLER, HEADER, MESSAGES, TOKEN, Rehearsal, served
from tests.rehearsal.product import Request, TinyProduct, serving

TEMPLATE = "HX" + "a" * 32
TEXT = "Secretaria: tenemos un mensaje. ¿Es usted {{1}}? Responda 1 si; 2 no."
NUMBERS = [f"+5049{n:07d}" for n in range(60)]
OURS = f"whatsapp:{CALLER}"


@pytest.fixture
def product() -> Iterator[TinyProduct]:
    def answer(request: Request) -> str | None:
        if request.path != "/messages/incoming":
            return None
        return "<Response><Message>¿En que año nació? Por ejemplo 1985.</Message></Response>"

    with serving(TinyProduct(answer=answer)) as listening:
        yield listening


@pytest.fixture
def network(product: TinyProduct) -> Rehearsal:
    return Rehearsal(product.base, "--template", f"{TEMPLATE}={TEXT}")


def send(network: Rehearsal, to: str, **form: str) -> Any:
    return network.post(MESSAGES, To=to, **{"From": OURS, **form})


def templated(network: Rehearsal, number: str, **form: str) -> Any:
    variables = {"ContentSid": TEMPLATE, "ContentVariables": '{"1": "Ana"}', **form}
    return send(network, f"whatsapp:{number}", **variables)


def test_a_template_is_read_and_answered(network: Rehearsal, product: TinyProduct) -> None:
    """People write back from their WhatsApp address, and get the answers there."""
    callback = f"{product.base}/events/message"
    for number in NUMBERS:
        assert templated(network, number, StatusCallback=callback).status_code == 201
    network.run()
    book = network.book()["messages"]
    written = [m for m in book if m["direction"] == "inbound"]
    assert written
    assert all(re.fullmatch(r"whatsapp:\+5049\d{7}", m["from"]) for m in written)
    assert {m["to"] for m in written} == {OURS}
    replies = [m for m in book if m["direction"] == "outbound-reply"]
    assert {m["from"] for m in replies} == {OURS}
    first = next(m for m in book if m["template"])
    assert first["body"] == TEXT.replace("{{1}}", "Ana")
    codes = {r.params.get("ErrorCode") for r in product.to("/events/message")}
    assert "63024" in codes
    assert "63016" not in codes


def test_free_text_is_refused_until_the_person_has_written(network: Rehearsal) -> None:
    """Twilio takes it, and fails it afterwards with 63016; within the day it arrives."""
    lines = [n for n in NUMBERS if network.network.people.line(n).on_whatsapp]
    number = next(n for n in lines if network.network.people.line(n).state == "in_service")
    early = send(network, f"whatsapp:{number}", Body="hola").get_json()["sid"]
    network.run()
    assert (sent := network.network.texts.messages[early]).error == 63016
    assert sent.status == "undelivered"
    network.client.post(
        "/rehearsal/inbound/message",
        json={"from": f"whatsapp:{number}", "body": "hola"},
        headers=HEADER,
    )
    network.run()
    late = send(network, f"whatsapp:{number}", Body="buenas").get_json()["sid"]
    network.run()
    assert network.network.texts.messages[late].error != 63016


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"ContentSid": "HX" + "b" * 32}, 21655),
        ({"ContentSid": TEMPLATE, "ContentVariables": "{}"}, 21656),
        ({"ContentSid": TEMPLATE, "ContentVariables": "no"}, 21656),
        ({"ContentVariables": '{"1": "Ana"}'}, 21654),
        ({"From": CALLER, "Body": "hola"}, 21910),
        ({"From": "whatsapp:+50400000000", "Body": "hola"}, 21606),
        ({}, 21602),
    ],
)
def test_what_twilio_refuses_is_refused(
    network: Rehearsal, form: dict[str, str], code: int
) -> None:
    """With its codes."""
    refused = send(network, f"whatsapp:{NUMBERS[0]}", **form)
    assert (refused.status_code, refused.get_json()["code"]) == (400, code)


def test_our_client_sends_templates_and_free_text(network: Rehearsal, settings: Settings) -> None:
    """The product's own carrier, through Twilio's SDK, over HTTP."""
    with served(network) as base:
        ours = settings.model_copy(
            update={
                "carrier_base_url": base,
                "carrier_account": ACCOUNT,
                "carrier_token": type(settings.carrier_token)(TOKEN),
            }
        )
        carrier = TwilioCarrier(ours)
        order = TextOrder(
            to=f"whatsapp:{NUMBERS[0]}",
            sender=OURS,
            body="",
            events_url="https://convoca.example.org/events/message/x",
            valid_seconds=None,
            template=TEMPLATE,
            variables={"1": "Ana Mejía"},
        )
        sid = carrier.send_text(order)
        assert "Ana Mejía" in network.network.texts.messages[sid].body
        since = network.network.texts.messages[sid].created
        network.run()
        assert [text.sid for text in carrier.texts_to(order.to, since)] == [sid]
        wrong = TextOrder(order.to, OURS, "", order.events_url, None, template="HX" + "b" * 32)
        with pytest.raises(CarrierRefused, match="21655"):
            carrier.send_text(wrong)
