"""Requests of the SDK go to whichever carrier is configured, page after page."""

import pytest

from outreach.carrier import CallOrder, Detection, TextOrder, open_carrier
from outreach.carrier.twilio import rebased
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.settings import CarrierKind, Settings
from tests.rehearsal.networks import ACCOUNT, CALLER, EVENING, TOKEN, Rehearsal, served

SPACE, PATH = "https://a.signalwire.com", "/api/laml/2010-04-01"
NUMBER = "+50499887766"


def order(to: str = NUMBER, machine_url: str = "") -> CallOrder:
    addresses = ("http://127.0.0.1:9/voice", "http://127.0.0.1:9/e")
    return CallOrder(to, CALLER, *addresses, 25, Detection.START, machine_url)


def text(to: str = NUMBER) -> TextOrder:
    return TextOrder(to, CALLER, "Buenas", "http://127.0.0.1:9/events/message/x", 600)


def settings_for(settings: Settings, base: str, kind: CarrierKind) -> Settings:
    return settings.model_copy(
        update={
            "carrier_account": ACCOUNT,
            "carrier_token": type(settings.carrier_token)(TOKEN),
            "carrier_base_url": base,
            "rehearse_as": kind,
        }
    )


def test_an_address_of_the_sdk_gets_the_carriers_host_and_path() -> None:
    """The first page by the SDK's own address, the next ones by the carrier's."""
    twilio = "https://api.twilio.com"
    first = f"{twilio}/2010-04-01/Accounts/A/Calls.json"
    assert rebased(first, SPACE, PATH) == f"{SPACE}{PATH}/Accounts/A/Calls.json"
    following = f"{twilio}{PATH}/Accounts/A/Calls.json?Page=1"
    assert rebased(following, SPACE, PATH) == f"{SPACE}{PATH}/Accounts/A/Calls.json?Page=1"
    assert rebased(first, twilio, "/2010-04-01") == first


@pytest.mark.parametrize("kind", [CarrierKind.TWILIO, CarrierKind.SIGNALWIRE])
def test_every_page_of_a_list_comes_from_the_carrier(
    settings: Settings, kind: CarrierKind
) -> None:
    """More calls than one page holds, each once."""
    network = Rehearsal("http://127.0.0.1:9", "--like", kind)
    with served(network) as base:
        carrier = open_carrier(settings_for(settings, base, kind))
        sids = {carrier.place_call(order(f"+504998800{n:02}")) for n in range(12)}
        listed = list(carrier._client.calls.stream(page_size=5))  # type: ignore[attr-defined]
        assert {call.sid for call in listed} == sids
        assert len(listed) == 12
        between = list(carrier.calls_between(EVENING.replace(hour=0), EVENING.replace(hour=23)))
        assert {call.sid for call in between} <= sids


def test_a_refusal_has_the_carriers_code_and_a_failure_has_none(settings: Settings) -> None:
    """Refused: it did not happen. No answer: it may have."""
    network = Rehearsal("http://127.0.0.1:9")
    with served(network) as base:
        carrier = open_carrier(settings_for(settings, base, CarrierKind.TWILIO))
        with pytest.raises(CarrierRefused) as refused:
            carrier.place_call(order("99887766"))
        assert refused.value.code == "21211"
        sid = carrier.send_text(text())
        assert carrier.text(sid).result is None
    with pytest.raises(CarrierUnavailable):
        carrier.send_text(text())
    with pytest.raises(CarrierUnavailable):
        carrier.calls_to(NUMBER, EVENING)


def test_somleng_is_not_asked_for_what_it_cannot_do(settings: Settings) -> None:
    """No machine detection, no validity period."""
    network = Rehearsal("http://127.0.0.1:9", "--like", "somleng")
    with served(network) as base:
        carrier = open_carrier(settings_for(settings, base, CarrierKind.SOMLENG))
        sid = carrier.place_call(order())
        assert "MachineDetection" not in network.network.switchboard.calls[sid].asked
        carrier.send_text(text())


def test_detection_goes_on_beside_the_conversation_and_a_call_goes_on_elsewhere(
    settings: Settings,
) -> None:
    """What a person never waits for, and how a machine is taken off the conversation."""
    network = Rehearsal("http://127.0.0.1:9")
    with served(network) as base:
        carrier = open_carrier(settings_for(settings, base, CarrierKind.TWILIO))
        sid = carrier.place_call(order(machine_url="http://127.0.0.1:9/events/machine/x"))
        asked = network.network.switchboard.calls[sid].asked
        assert (asked["MachineDetection"], asked["AsyncAmd"]) == ("Enable", "true")
        assert asked["AsyncAmdStatusCallback"] == "http://127.0.0.1:9/events/machine/x"
        carrier.redirect(sid, "http://127.0.0.1:9/voice/x/machine")
        assert asked["Url"] == "http://127.0.0.1:9/voice/x/machine"
        waits = carrier.place_call(order("+50499887767"))
        assert "AsyncAmd" not in network.network.switchboard.calls[waits].asked
