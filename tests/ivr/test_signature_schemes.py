"""Each carrier proves its webhooks in its own way; a replay or a forgery proves nothing."""

import base64
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from ivr.app import create_app
from outreach.clock import ManualClock
from outreach.settings import CarrierKind
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.carrier_side import BASE

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"a private key of 32 bytes, no m.")
OTHER = Ed25519PrivateKey.from_private_bytes(b"b private key of 32 bytes, no m.")
BODY = "CallSid=v3%3Aabc&CallStatus=busy&From=%2B50422000100"
FORM = "application/x-www-form-urlencoded"


def public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


def imitate(system: System, kind: CarrierKind, key: str) -> None:
    changes = {"rehearse_as": kind, "carrier_signing_key": SecretStr(key)}
    system.settings = system.settings.model_copy(update=changes)


@pytest.fixture
def ref(quick_system: System) -> str:
    """A call that rings, at a carrier that signs as Telnyx does; two of its keys are accepted."""
    imitate(quick_system, CarrierKind.TELNYX, f"{public(OTHER)},{public(PRIVATE)}")
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    return play.place(quick_system)


def sealed(at: datetime, body: str = BODY, key: Ed25519PrivateKey = PRIVATE) -> dict[str, str]:
    seconds = str(int(at.timestamp()))
    signature = key.sign(f"{seconds}|{body}".encode())
    return {
        "telnyx-timestamp": seconds,
        "telnyx-signature-ed25519": base64.b64encode(signature).decode(),
    }


def post(system: System, ref: str, headers: dict[str, str], body: str = BODY) -> int:
    client = create_app(system).test_client()
    path = f"/events/call/{ref}"
    return client.post(path, data=body, content_type=FORM, headers=headers).status_code


def test_a_request_with_a_good_signature_is_taken(
    quick_system: System, clock: ManualClock, ref: str
) -> None:
    """And its form is read although the body was read before, for the signature."""
    assert post(quick_system, ref, sealed(clock.now())) == 204
    assert look.one(quick_system.store, tables.attempts, ref=ref).disposition == "busy"


@pytest.mark.parametrize("key", [OTHER, PRIVATE])
def test_keys_can_be_changed_without_an_interruption(
    quick_system: System, clock: ManualClock, ref: str, key: Ed25519PrivateKey
) -> None:
    """Both the old and the new one are accepted meanwhile."""
    assert post(quick_system, ref, sealed(clock.now(), key=key)) == 204


@pytest.mark.parametrize("seconds", [-301, 301, -86_400])
def test_what_is_too_old_or_from_the_future_is_a_replay(
    quick_system: System, clock: ManualClock, ref: str, seconds: int
) -> None:
    """Whoever listened in cannot send it again tomorrow."""
    at = clock.now() + timedelta(seconds=seconds)
    assert post(quick_system, ref, sealed(at)) == 403
    assert look.one(quick_system.store, tables.attempts, ref=ref).disposition is None


def test_a_clock_that_is_a_little_off_is_forgiven(
    quick_system: System, clock: ManualClock, ref: str
) -> None:
    """Five minutes, as the carrier's own libraries do."""
    assert post(quick_system, ref, sealed(clock.now() - timedelta(seconds=299))) == 204


def test_a_forgery_is_refused_whatever_it_forges(
    quick_system: System, clock: ManualClock, ref: str
) -> None:
    """The body, the time, the key, the encoding; or nothing at all."""
    good = sealed(clock.now())
    stranger = Ed25519PrivateKey.from_private_bytes(b"c private key of 32 bytes, no m.")
    later = str(int(clock.now().timestamp()) + 1)
    forged = [
        {},
        {"telnyx-timestamp": good["telnyx-timestamp"]},
        {"telnyx-signature-ed25519": good["telnyx-signature-ed25519"]},
        {**good, "telnyx-timestamp": later},
        {**good, "telnyx-timestamp": "-1"},
        {**good, "telnyx-timestamp": "9" * 30},
        {**good, "telnyx-timestamp": "\u0661\u0662"},
        {**good, "telnyx-signature-ed25519": "%%%"},
        {**good, "telnyx-signature-ed25519": "c2hvcnQ="},
        {**good, "telnyx-signature-ed25519": "\u00f1"},
        sealed(clock.now(), key=stranger),
        sealed(clock.now(), body=BODY + "&Digits=9"),
        {"X-Twilio-Signature": "anything"},
    ]
    for headers in forged:
        assert post(quick_system, ref, headers) == 403, headers
    assert post(quick_system, ref, good, BODY + "&CallStatus=completed") == 403
    assert look.one(quick_system.store, tables.attempts, ref=ref).disposition is None


def test_a_text_event_in_json_is_read(quick_system: System, clock: ManualClock, ref: str) -> None:
    """What it says of a text is taken; nonsense with a good signature harms nothing."""
    client = create_app(quick_system).test_client()
    for body in ('{"data": {"payload": {"to": [{"status": "delivered"}]}}}', "[]", "{", "null"):
        answer = client.post(
            f"/events/message/{ref}",
            data=body,
            content_type="application/json",
            headers=sealed(clock.now(), body),
        )
        assert answer.status_code == 204, body
        incoming = client.post(
            "/messages/incoming",
            data=body,
            content_type="application/json",
            headers=sealed(clock.now(), body),
        )
        assert incoming.status_code == 204, body


def test_signalwire_signs_with_a_key_of_its_own_in_a_header_of_its_own(
    quick_system: System, clock: ManualClock
) -> None:
    """The API token, which opens the account, proves nothing there."""
    imitate(quick_system, CarrierKind.SIGNALWIRE, "the signing key")
    client = create_app(quick_system).test_client()
    path, form = "/events/call/abc", {"CallSid": "1", "CallStatus": "busy"}

    def status(header: str, key: str) -> int:
        signature = RequestValidator(key).compute_signature(BASE + path, form)
        return client.post(path, data=form, headers={header: signature}).status_code

    assert status("X-SignalWire-Signature", "the signing key") == 204
    assert status("X-SignalWire-Signature", "token-one") == 403
    assert status("X-Twilio-Signature", "the signing key") == 403
