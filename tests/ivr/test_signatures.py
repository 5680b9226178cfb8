"""Only the carrier reaches a webhook: without a good signature nothing is answered or changed."""

from ivr.app import create_app
from outreach.system import System
from tests import look
from tests.ivr.carrier_side import BASE, SECOND_TOKEN, CarrierSide, signature

FORM = {
    "CallSid": "CA1", "CallStatus": "completed", "From": "+50499000001", "Digits": "9",
    "MessageSid": "SM1", "Body": "BAJA", "MessageStatus": "failed", "AnsweredBy": "machine_start",
}  # fmt: skip


def webhooks(ref: str) -> list[str]:
    """Every address that the carrier may post to, read from the application itself."""
    app = create_app()
    from ivr.agent_phone import agent_phone
    from ivr.call_events import call_events
    from ivr.messaging import messaging
    from ivr.voice import voice

    for blueprint in (voice, agent_phone, messaging, call_events):
        app.register_blueprint(blueprint)
    paths = [rule.rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return [_filled(path, ref) for path in paths]


def _filled(path: str, ref: str) -> str:
    return path.replace("<ref>", ref).replace("<int:number>", "1").replace("<int:asked>", "1")


def test_the_application_has_the_webhooks_that_these_tests_know(
    quick_network: CarrierSide,
) -> None:
    """A webhook added later falls under them by itself; none can hide."""
    posts = {
        rule.rule
        for rule in quick_network.app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.rule.startswith(("/voice", "/mess", "/events"))
    }
    assert {_filled(path, "r") for path in posts} == set(webhooks("r"))
    assert len(posts) == 18


def test_a_request_without_a_good_signature_changes_nothing(
    system: System, network: CarrierSide, ref: str
) -> None:
    """Missing, empty, of another token, of another address or of another form: 403, every time."""
    network.answered(ref)
    before = look.everything(system.store)
    for path in webhooks(ref):
        good = signature(path, FORM)
        bad = [
            None,
            "",
            "bm90IGEgc2lnbmF0dXJl",
            signature(path, FORM, token="somebody else's"),
            signature(path + "x", FORM),
            signature(path, {**FORM, "Digits": "1"}),
            good.lower(),
            "ñ",
        ]
        for sent in bad:
            headers = {} if sent is None else {"X-Twilio-Signature": sent}
            answer = network.client.post(path, data=FORM, headers=headers)
            assert answer.status_code == 403, (path, sent)
    assert look.everything(system.store) == before


def test_the_second_token_is_accepted_while_tokens_are_changed(
    quick_network: CarrierSide, quick_ref: str
) -> None:
    """A token is changed without losing a call."""
    answer = quick_network.post(f"/voice/{quick_ref}/0", token=SECOND_TOKEN, CallSid="CA1")
    assert answer.status_code == 200
    assert "<Gather" in answer.text


def test_the_signature_covers_the_address_as_it_was_sent(quick_network: CarrierSide) -> None:
    """A decoded address has another signature: %2B must not become + before it is checked."""
    form = {"CallSid": "CA1", "CallStatus": "completed"}
    for path in ("/events/call/a%2Bb%20c", "/events/call/%C3%B1", "/events/call/x?a=%2B&b=%20"):
        headers = {"X-Twilio-Signature": signature(path, form)}
        assert quick_network.client.post(path, data=form, headers=headers).status_code == 204
    decoded = {"X-Twilio-Signature": signature("/events/call/a+b c", form)}
    path = "/events/call/a%2Bb%20c"
    assert quick_network.client.post(path, data=form, headers=decoded).status_code == 403


def test_a_server_that_gives_the_raw_address_by_another_name_is_understood(
    quick_network: CarrierSide,
) -> None:
    """gunicorn says RAW_URI, uWSGI and granian REQUEST_URI, others neither."""
    path, form = "/events/call/abc", {"CallSid": "CA1", "CallStatus": "completed"}
    headers = {"X-Twilio-Signature": signature(path, form)}
    for raw in ({"RAW_URI": path}, {"RAW_URI": "", "REQUEST_URI": path}, {"RAW_URI": ""}):
        answer = quick_network.client.post(
            path, data=form, headers=headers, environ_overrides={"REQUEST_URI": "", **raw}
        )
        assert answer.status_code == 204, raw


def test_a_request_through_another_host_name_needs_the_public_address(
    quick_network: CarrierSide, quick_ref: str
) -> None:
    """The host header is the sender's to choose; the signature counts over our own address."""
    path = f"/voice/{quick_ref}/0"
    headers = {"X-Twilio-Signature": signature(path, {"CallSid": "CA1"}), "Host": "evil.example"}
    answer = quick_network.client.post(path, data={"CallSid": "CA1"}, headers=headers)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text
    assert BASE.startswith("https://")


def test_a_get_of_a_webhook_is_no_webhook(quick_network: CarrierSide, quick_ref: str) -> None:
    """Nothing is done for a browser that follows a link."""
    assert quick_network.client.get(f"/voice/{quick_ref}/0").status_code == 405
