"""Webhooks are signed as Twilio signs them, and go astray as often as the setting says."""

import socket
import threading

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from rehearsal.dialects import FormSeal, signature
from rehearsal.webhooks import (
    CONNECTION_FAILED,
    Fate,
    Mischief,
    Sender,
    Webhook,
)
from tests.rehearsal.product import TinyProduct, serving

PARAMS = st.dictionaries(st.text(min_size=1, max_size=12), st.text(max_size=30), max_size=8)


@given(PARAMS, st.text(min_size=1, max_size=40))
def test_our_signature_is_the_one_twilios_validator_expects(
    params: dict[str, str], token: str
) -> None:
    """Our own few lines compute what the SDK computes, for any parameters and any token."""
    url = "https://convoca.example/events/call?attempt=17"
    assert signature(token, url, params) == RequestValidator(token).compute_signature(url, params)


def test_a_form_signs_to_twilios_published_value() -> None:
    """The vector of Twilio's own test suite: token 12345, a form of five fields."""
    params = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    assert signature("12345", url, params) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_what_is_sent_arrives_with_a_valid_signature() -> None:
    """The signature covers exactly the URL and the form that arrive; a fragment is not sent."""
    with serving(TinyProduct()) as product:
        url = f"{product.base}/events/call?a=1"
        answer = Sender(FormSeal("secret")).send(
            Webhook(url + "#rc=2", {"CallSid": "CA1", "To": "+5"})
        )
    assert answer.status == 204
    (request,) = product.received
    validator = RequestValidator("secret")
    assert validator.validate(url, request.params, request.signature)
    assert not validator.validate(url, {**request.params, "To": "+6"}, request.signature)


def test_a_product_that_does_not_answer_is_an_answer_too() -> None:
    """A refused connection is reported as such and raises nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answer = Sender(FormSeal("secret")).send(Webhook(f"http://127.0.0.1:{port}/", {}, retries=1))
    assert answer.status == CONNECTION_FAILED
    assert not answer.ok


def test_callbacks_go_astray_as_often_as_set_and_the_same_ones_each_time() -> None:
    """5 % lost, 5 % repeated, 5 % late: within sampling error, and equal for the same seed."""
    mischief = Mischief(seed=3, lose=0.05, repeat=0.05, reorder=0.05)
    fates = [mischief.fate(f"CA{n}", 1)[0] for n in range(4000)]
    for fate in (Fate.LOST, Fate.REPEATED, Fate.LATE):
        assert 140 <= fates.count(fate) <= 260
    assert fates == [mischief.fate(f"CA{n}", 1)[0] for n in range(4000)]


def test_nothing_goes_astray_by_default() -> None:
    """Without settings every callback arrives once and in time."""
    assert {Mischief().fate(f"CA{n}", 0) for n in range(100)} == {(Fate.ARRIVES, 0.0)}


def test_a_connection_that_the_product_closed_is_opened_anew() -> None:
    """A product that restarts between two webhooks loses neither."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        closed = threading.Semaphore(0)

        def answer_once_each() -> None:
            for _ in range(2):
                line, _address = server.accept()
                with line:
                    line.recv(65_536)
                    line.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
                closed.release()

        thread = threading.Thread(target=answer_once_each, daemon=True)
        thread.start()
        sender = Sender(FormSeal("secret"))
        for _ in range(2):
            assert sender.send(Webhook(f"http://127.0.0.1:{port}/events", {})).status == 204
            closed.acquire()
        thread.join()
