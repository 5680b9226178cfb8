"""The whole network over HTTP: the SDK calls it, it calls the product, people answer."""

import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from rehearsal.people import local
from tests.rehearsal.networks import (
    ACCOUNT,
    CALLER,
    CALLS,
    EVENING,
    HEADER,
    MESSAGES,
    TOKEN,
    Rehearsal,
    served,
)
from tests.rehearsal.product import Request, TinyProduct, serving

NUMBERS = [f"+5049{n:07d}" for n in range(60)]
ALL_EVENTS = ["initiated", "ringing", "answered", "completed"]
GATHER = (
    '<Response><Gather input="dtmf speech" numDigits="{}" timeout="5" action="{}"'
    ' actionOnEmptyResult="true"><Say language="es-MX">{}</Say></Gather></Response>'
)
PAGES = {
    "/voice/start": GATHER.format(
        1, "/voice/year", "Buenas. ¿Hablo con Ana? Marque 1 si es usted; 2 si no es usted."
    ),
    "/voice/year": GATHER.format(4, "/voice/interest", "¿En qué año nació?"),
    "/voice/interest": GATHER.format(1, "/voice/bye", "¿Le interesa participar? Sí o no."),
    "/voice/bye": "<Response><Say>Muchas gracias.</Say><Hangup/></Response>",
    "/voice/incoming": "<Response><Redirect>/voice/start</Redirect></Response>",
}


class Rebased(TwilioHttpClient):
    """Sends what the SDK means for Twilio to the rehearsal instead."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=10)
        self.base = urlsplit(base)

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        parts = urlsplit(url)._replace(scheme=self.base.scheme, netloc=self.base.netloc)
        return super().request(method, urlunsplit(parts), *args, **kwargs)


@pytest.fixture
def product() -> Iterator[TinyProduct]:
    with serving(TinyProduct(dict(PAGES))) as listening:
        yield listening


def place_all(network: Rehearsal, product: TinyProduct, **more: Any) -> None:
    for number in NUMBERS:
        network.post(
            CALLS,
            To=number,
            From=CALLER,
            Url=f"{product.base}/voice/start",
            StatusCallback=f"{product.base}/events/call",
            StatusCallbackEvent=ALL_EVENTS,
            Timeout="25",
            **more,
        )


def of_call(requests: list[Request], sid: str) -> list[Request]:
    return [request for request in requests if request.params.get("CallSid") == sid]


def test_the_sdk_places_a_call_and_the_product_hears_all_about_it(product: TinyProduct) -> None:
    """Twilio's own client, rebased, over HTTP: create, fetch, list; webhooks properly signed."""
    network = Rehearsal(product.base)
    with served(network) as base:
        client = Client(ACCOUNT, TOKEN, http_client=Rebased(base))
        placed = [
            client.calls.create(
                to=number,
                from_=CALLER,
                url=f"{product.base}/voice/start",
                status_callback=f"{product.base}/events/call",
                status_callback_event=ALL_EVENTS,
                machine_detection="Enable",
            )
            for number in NUMBERS[:20]
        ]
        assert {call.status for call in placed} == {"queued"}
        network.run()
        after = [client.calls(call.sid).fetch() for call in placed]
        assert {call.sid for call in client.calls.list(page_size=6)} >= {c.sid for c in placed}
    assert "completed" in {call.status for call in after}
    assert all(call.end_time is not None for call in after)
    validator = RequestValidator(TOKEN)
    for request in product.received:
        assert validator.validate(product.base + request.path, request.params, request.signature)


def test_callbacks_tell_the_life_of_a_call_in_order(product: TinyProduct) -> None:
    """Sequence numbers from 0 without a gap, times that do not go back, and an end with the
    duration and the SIP code."""
    network = Rehearsal(product.base)
    place_all(network, product)
    network.run()
    told = product.to("/events/call")
    for call in network.book()["calls"]:
        events = of_call(told, call["sid"])
        if call["direction"] == "inbound":
            continue
        assert [int(e.params["SequenceNumber"]) for e in events] == list(range(len(events)))
        times = [parsedate_to_datetime(e.params["Timestamp"]) for e in events]
        assert times == sorted(times)
        assert events[0].params["CallStatus"] == "initiated"
        last = events[-1].params
        assert last["CallStatus"] == call["status"]
        assert last["SipResponseCode"] == str(call["sip_code"])
        assert (int(last["CallDuration"]) > 0) == (call["status"] == "completed")


def test_every_kind_of_end_is_met(product: TinyProduct) -> None:
    """Sixty numbers are enough for completed, no-answer and busy; and people talk to the end."""
    network = Rehearsal(product.base)
    place_all(network, product, MachineDetection="Enable")
    network.run()
    calls = network.book()["calls"]
    assert {"completed", "no-answer", "busy"} <= {call["status"] for call in calls}
    assert {"holder", "stranger", "machine"} & {call["who"] for call in calls}
    assert product.to("/voice/bye")
    first = product.to("/voice/start")
    assert {r.params.get("AnsweredBy") for r in first} >= {"human", "machine_start"}


def test_two_rehearsals_with_one_seed_are_one(product: TinyProduct) -> None:
    """Same calls, same people, same words, same book."""
    books, words = [], []
    for _ in range(2):
        product.received.clear()
        network = Rehearsal(product.base)
        place_all(network, product)
        network.run()
        said = {
            (r.params["CallSid"], r.path): r.params.get("SpeechResult") for r in product.received
        }
        books.append(network.book())
        words.append(said)
    assert books[0] == books[1]
    assert words[0] == words[1]
    assert any(words[0].values())


def test_lost_callbacks_never_take_the_voice_with_them(product: TinyProduct) -> None:
    """All status callbacks lost: calls are still held, and the book still knows how they ended."""
    network = Rehearsal(product.base, "--lose", "1.0")
    place_all(network, product)
    network.run()
    assert product.to("/events/call") == []
    assert product.to("/voice/start")
    assert all(call["ended"] for call in network.book()["calls"])


def test_repeated_callbacks_come_twice_with_the_same_content(product: TinyProduct) -> None:
    """Everything repeated: each sequence number of each call exactly twice, word for word."""
    network = Rehearsal(product.base, "--repeat", "1.0")
    place_all(network, product)
    network.run()
    sent = Counter(tuple(sorted(r.params.items())) for r in product.to("/events/call"))
    assert set(sent.values()) == {2}


def test_late_callbacks_arrive_after_what_followed_them(product: TinyProduct) -> None:
    """Half of them late: some call hears of its events out of order, and misses none."""
    network = Rehearsal(product.base, "--reorder", "0.5")
    place_all(network, product)
    network.run()
    orders = [
        [int(r.params["SequenceNumber"]) for r in of_call(product.to("/events/call"), call["sid"])]
        for call in network.book()["calls"]
        if call["direction"] != "inbound"
    ]
    assert any(order != sorted(order) for order in orders)
    assert all(sorted(order) == list(range(len(order))) for order in orders)


def test_a_call_can_be_ended_and_redirected_while_it_lasts(product: TinyProduct) -> None:
    """Status=completed hangs up at once; a new URL is fetched in the middle of the old verb."""
    product.pages["/voice/start"] = "<Response><Pause length='3000'/></Response>"
    product.pages["/voice/other"] = "<Response><Hangup/></Response>"
    network = Rehearsal(product.base)
    place_all(network, product)
    while len(under_way(network)) < 2:
        network.advance()
    ended, redirected = under_way(network)[:2]
    calls = CALLS.removesuffix(".json")
    network.post(f"{calls}/{ended}.json", Status="completed")
    network.post(f"{calls}/{redirected}.json", Url=f"{product.base}/voice/other")
    network.run()
    endings = {call["sid"]: call["ending"] for call in network.book()["calls"]}
    assert (endings[ended], endings[redirected]) == ("stopped", "script_hung_up")
    assert of_call(product.to("/voice/other"), redirected)
    assert network.post(f"{calls}/{ended}.json", Status="completed").status_code == 400


def under_way(network: Rehearsal) -> list[str]:
    calls = network.book()["calls"]
    return [call["sid"] for call in calls if call["status"] == "in-progress"]


def test_a_missed_call_is_sometimes_rung_back_by_day(product: TinyProduct) -> None:
    """The product answers, the end is reported to its address, and nobody rings at night."""
    network = Rehearsal(product.base)
    for _ in range(6):
        place_all(network, product)
        network.run()
    back = [call for call in network.book()["calls"] if call["direction"] == "inbound"]
    assert back
    assert all(7 <= local(datetime.fromisoformat(c["created"])).hour < 21 for c in back)
    assert {c["to"] for c in back} == {CALLER}
    ended = {request.params["CallSid"] for request in product.to("/events/call/inbound")}
    assert ended == {call["sid"] for call in back}


def test_people_answer_texts_in_their_own_time_and_go_on_answering(product: TinyProduct) -> None:
    """Replies come by webhook with their own SID; what the product writes back is the next
    question; nobody writes at night; receipts say how each text ended."""
    product.answer = lambda request: (
        "<Response><Message>¿En que año nacio?</Message></Response>"
        if request.path == "/messages/incoming"
        else None
    )
    network = Rehearsal(product.base)
    numbers = [f"+5049{n:07d}" for n in range(200)]
    for number in numbers:
        network.post(
            MESSAGES,
            To=number,
            From=CALLER,
            Body="¿Es usted Ana? Responda 1 si; 2 no soy yo",
            StatusCallback=f"{product.base}/events/message",
        )
    network.run()
    replies = product.to("/messages/incoming")
    assert len(replies) > 10
    assert len({r.params["MessageSid"] for r in replies}) == len(replies)
    writers = Counter(r.params["From"] for r in replies)
    assert max(writers.values()) > 1
    inbound = [m for m in network.book()["messages"] if m["direction"] == "inbound"]
    assert all(7 <= local(datetime.fromisoformat(m["created"])).hour < 21 for m in inbound)
    statuses = Counter(r.params["MessageStatus"] for r in product.to("/events/message"))
    assert statuses["delivered"] > statuses["undelivered"] > 0
    failed = [
        r for r in product.to("/events/message") if r.params["MessageStatus"] == "undelivered"
    ]
    assert {r.params["ErrorCode"] for r in failed} <= {"30003", "30005"}


def test_an_invented_person_can_be_made_to_ring_and_write(product: TinyProduct) -> None:
    """The two controls for tests of the product's inbound side."""
    network = Rehearsal(product.base)
    told = {"json": {"from": NUMBERS[0]}, "headers": HEADER}
    assert network.client.post("/rehearsal/inbound/call", **told).status_code == 202
    told["json"] = {"from": NUMBERS[1], "body": "BAJA"}
    assert network.client.post("/rehearsal/inbound/message", **told).status_code == 202
    network.run()
    (call,) = product.to("/voice/incoming")
    assert (call.params["From"], call.params["Direction"]) == (NUMBERS[0], "inbound")
    assert call.params["CallStatus"] == "ringing"
    (text,) = product.to("/messages/incoming")
    assert (text.params["Body"], text.params["To"]) == ("BAJA", CALLER)


def test_when_everything_has_happened_nothing_is_left(product: TinyProduct) -> None:
    """No call under way, no event due; time then passes freely."""
    network = Rehearsal(product.base)
    place_all(network, product)
    ended = network.run()
    assert network.get("/rehearsal/stats").get_json()["under_way"] == 0
    later = ended + timedelta(days=3)
    done = network.advance(later)
    assert done == {"now": later.isoformat(), "delivered": 0, "next": None}


def test_the_network_is_served_as_a_process_of_its_own(tmp_path: Path) -> None:
    """The command of the Procfile's rehearsal: it answers, and it stops when told to."""
    clock = tmp_path / "clock"
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "rehearsal.network", "--port", str(port)),
            *("--account-sid", ACCOUNT, "--auth-token", TOKEN, "--caller-number", CALLER),
            *("--clock-file", str(clock), "--start", EVENING.isoformat()),
        ],
        cwd=Path(__file__).parents[2],
    )
    try:
        client = Client(ACCOUNT, TOKEN, http_client=Rebased(f"http://127.0.0.1:{port}"))
        assert reachable(client)
        assert clock.stat().st_size == 8
    finally:
        process.terminate()
        assert process.wait(timeout=15) == 0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def reachable(client: Client) -> bool:
    for _ in range(100):
        try:
            return bool(client.calls.list(limit=1) == [])
        except OSError:
            time.sleep(0.1)
    return False
