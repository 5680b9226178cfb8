"""The REST API has the shape that Twilio publishes, and refuses in Twilio's words."""

import json
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from tests.rehearsal.networks import ACCOUNT, CALLER, CALLS, HEADER, LATE, MESSAGES, Rehearsal

PEERS = Path(__file__).parents[2] / "../shared/peers"
DESCRIPTION = PEERS / "twilio_api_v2010.calls_messages.json"
NUMBER = "+50499887766"
NOWHERE = "http://127.0.0.1:9"  # no product listens there
PATHS = "/2010-04-01/Accounts/{AccountSid}/"

FORMATS = FormatChecker(formats=())


@FORMATS.checks("date-time-rfc-2822", raises=(TypeError, ValueError))
def is_rfc2822(value: object) -> bool:
    return value is None or parsedate_to_datetime(str(value)).tzinfo is not None


def nullable(schema: Any) -> Any:
    """OpenAPI's `nullable` in the words of JSON Schema; unknown properties are not allowed."""
    if isinstance(schema, list):
        return [nullable(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: nullable(value) for key, value in schema.items() if key != "nullable"}
    if schema.get("nullable") and isinstance(schema.get("type"), str):
        made["type"] = [schema["type"], "null"]
    if schema.get("properties") and schema.get("type") == "object":
        made["additionalProperties"] = False
    return made


@cache
def described() -> dict[str, Any]:
    if not DESCRIPTION.exists():
        pytest.skip(f"Twilio's OpenAPI description is not at {DESCRIPTION}")
    loaded: dict[str, Any] = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return loaded


def check(path: str, method: str, status: int, answer: Any) -> None:
    """Every answer is JSON that the description allows for this operation."""
    content = described()["paths"][PATHS + path][method]["responses"][str(status)]["content"]
    schema = {
        **nullable(content["application/json"]["schema"]),
        "components": nullable(described()["components"]),
    }
    assert answer.status_code == status
    Draft202012Validator(schema, format_checker=FORMATS).validate(answer.get_json())


@pytest.fixture
def network() -> Rehearsal:
    return Rehearsal(NOWHERE)


def a_call(network: Rehearsal, to: str = NUMBER, **more: Any) -> Any:
    return network.post(CALLS, To=to, From=CALLER, Twiml="<Response/>", **more)


def a_text(network: Rehearsal, to: str = NUMBER, **more: Any) -> Any:
    return network.post(MESSAGES, **{"To": to, "From": CALLER, "Body": "Buenas", **more})


def test_calls_have_the_published_shape_from_first_to_last(network: Rehearsal) -> None:
    """Created, fetched, listed, updated, and once more when they are over."""
    check("Calls.json", "post", 201, a_call(network))
    answer = a_call(network, "+50499887765")
    check("Calls.json", "post", 201, answer)
    sid = answer.get_json()["sid"]
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Calls/{sid}.json"
    check("Calls/{Sid}.json", "get", 200, network.get(path))
    check("Calls/{Sid}.json", "post", 200, network.post(path, Status="canceled"))
    network.run()
    check("Calls/{Sid}.json", "get", 200, network.get(path))
    check("Calls.json", "get", 200, network.get(CALLS))
    assert network.get(path).get_json()["status"] == "canceled"


def test_messages_have_the_published_shape_from_first_to_last(network: Rehearsal) -> None:
    """Queued at first, and with their receipt later."""
    answer = a_text(network)
    check("Messages.json", "post", 201, answer)
    assert answer.get_json()["status"] == "queued"
    network.run()
    sid = answer.get_json()["sid"]
    path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json"
    check("Messages/{Sid}.json", "get", 200, network.get(path))
    check("Messages.json", "get", 200, network.get(MESSAGES))
    assert network.get(path).get_json()["status"] != "queued"


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"From": CALLER, "Url": "u"}, 21201),
        ({"To": NUMBER, "Url": "u"}, 21213),
        ({"To": NUMBER, "From": CALLER}, 21205),
        ({"To": "99887766", "From": CALLER, "Url": "u"}, 21211),
        ({"To": "+504", "From": CALLER, "Url": "u"}, 21211),
        ({"To": NUMBER, "From": "+50499999999", "Url": "u"}, 21210),
        ({"To": NUMBER, "From": CALLER, "Twiml": "x" * 4001}, 21218),
    ],
)
def test_a_wrong_call_is_refused_with_twilios_code(
    network: Rehearsal, form: dict[str, str], code: int
) -> None:
    """400 with code, message, more_info and status; nothing is placed."""
    answer = network.post(CALLS, **form)
    refusal = answer.get_json()
    assert (answer.status_code, refusal["code"], refusal["status"]) == (400, code, 400)
    assert set(refusal) == {"code", "message", "more_info", "status"}
    assert network.book()["calls"] == []


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"To": ""}, 21604),
        ({"From": ""}, 21603),
        ({"Body": ""}, 21602),
        ({"Body": "x" * 1601}, 21617),
        ({"From": "+50499999999"}, 21606),
        ({"To": "+50422334455"}, 21614),
        ({"To": "12"}, 21211),
    ],
)
def test_a_wrong_message_is_refused_with_twilios_code(
    network: Rehearsal, form: dict[str, str], code: int
) -> None:
    """Among them a fixed line, which takes no texts."""
    assert a_text(network, **{"to": NUMBER, **form}).get_json()["code"] == code
    assert network.book()["messages"] == []


def test_wrong_credentials_and_unknown_resources_are_refused(network: Rehearsal) -> None:
    """401 without the account's token; 404 for another account and for what is not there."""
    assert network.client.get(CALLS).status_code == 401
    assert network.client.get("/rehearsal/book").status_code == 401
    elsewhere = CALLS.replace(ACCOUNT, "AC" + "6" * 32)
    assert network.get(elsewhere).get_json()["code"] == 20404
    missing = CALLS.replace("Calls.json", f"Calls/CA{'0' * 32}.json")
    assert network.get(missing).status_code == 404
    assert network.client.get("/nothing", headers=HEADER).status_code == 404


def test_some_numbers_are_refused_at_once(network: Rehearsal) -> None:
    """As invalid, with 21217; the same numbers each time."""
    numbers = [f"+5049{n:07d}" for n in range(400)]
    refused = [n for n in numbers if network.network.people.line(n).state == "refused"]
    assert refused
    assert {a_call(network, n).get_json()["code"] for n in refused} == {21217}


def test_a_person_who_wrote_stop_cannot_be_texted(network: Rehearsal) -> None:
    """The carrier's own English opt-out word blocks later texts with 21610."""
    network.network.texts.write_in(NUMBER, "STOP", network.network.timeline.now())
    network.run()
    assert a_text(network).get_json()["code"] == 21610


def test_too_many_requests_a_second_are_refused() -> None:
    """429 with 20429 beyond the account's limit."""
    network = Rehearsal(NOWHERE, "--requests-a-second", "3")
    codes = [a_call(network).status_code for _ in range(6)]
    assert codes[:3] == [201, 201, 201]
    assert 429 in codes


def test_lists_are_paged_and_filtered(network: Rehearsal) -> None:
    """Every call is on exactly one page; To and StartTime narrow the list."""
    for n in range(7):
        a_call(network, f"+5049988000{n}")
    network.run()
    seen, page = [], network.get(CALLS, PageSize=3)
    while True:
        seen += [call["sid"] for call in page.get_json()["calls"]]
        following = page.get_json()["next_page_uri"]
        if following is None:
            break
        page = network.client.get(following, headers=HEADER)
    assert len(seen) == len(set(seen)) == 7
    one = network.get(CALLS, To="+50499880003").get_json()["calls"]
    assert [call["to"] for call in one] == ["+50499880003"]
    after: Callable[[str], int] = lambda day: len(  # noqa: E731 - said twice below
        network.get(CALLS, **{"StartTime>": day}).get_json()["calls"]
    )
    assert (after("2026-11-03"), after(LATE.isoformat())) == (7, 0)
    assert network.get(CALLS, **{"StartTime>": "soon"}).status_code == 400


def test_the_same_seed_gives_the_same_sids(network: Rehearsal) -> None:
    """A rehearsal can be compared with its repetition line by line."""
    again = Rehearsal(NOWHERE)
    assert a_call(network).get_json()["sid"] == a_call(again).get_json()["sid"]
    assert a_call(network).get_json()["sid"] != network.book()["calls"][0]["sid"]


def test_segments_are_counted_as_the_air_counts_them(network: Rehearsal) -> None:
    """160 letters of GSM-7 are one segment; one accented vowel makes it three of 70."""
    bodies = ("x" * 160, "ñ" * 161, "á" + "x" * 159)
    counts = [a_text(network, Body=body).get_json()["num_segments"] for body in bodies]
    assert counts == ["1", "2", "3"]
