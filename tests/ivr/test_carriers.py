"""One campaign, four carriers, by configuration alone: the same people are reached on each."""

import base64
import csv
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from werkzeug.serving import make_server

from ivr.app import create_app
from outreach import agenda, dialling, prices
from outreach.agents import availability
from outreach.carrier import open_carrier
from outreach.carrier.profile import profile_of
from outreach.clock import clock_for
from outreach.errors import CarrierRefused
from outreach.rules.states import AttemptState
from outreach.settings import Settings
from outreach.store import tables
from outreach.store.database import Store
from outreach.system import System
from rehearsal.dialects import public_key
from tests import look, make
from tests.fakes import FakeJobs
from tests.rehearsal.networks import ACCOUNT, CALLER, EVENING, TOKEN, Rehearsal, served

CARRIERS = ("twilio", "signalwire", "somleng", "telnyx")
PRIVATE = base64.b64encode(b"a private key of 32 bytes, no m.").decode()
NUMBERS = [f"+5049{n:07d}" for n in range(8_000_000, 8_000_060)]
SURNAMES = ("Mejía", "Zelaya", "Pineda", "Núñez", "Matute", "Flores", "Lagos")
NORTH = "+50425001122"
AGENTS = [f"+5043300000{n}" for n in range(6)]
COLUMNS = (
    "Nombre completo", "Fecha de nacimiento", "Teléfono 1", "Teléfono 2", "Municipio",
)  # fmt: skip


@dataclass
class Office:
    """A product and a network that imitates a carrier, each reachable for the other."""

    system: System
    network: Rehearsal

    def go_on(self) -> None:
        """Everything that is due is placed, and everything that follows from it happens."""
        while due := self._due():
            for attempt_id in due:
                dialling.place(self.system, attempt_id, self.system.clock.now())
        self.network.run()

    def _due(self) -> list[int]:
        due = agenda.tick(self.system, self.system.clock.now())
        return [*due.calls, *due.texts]

    @property
    def attempts(self) -> list[Any]:
        return look.rows(self.system.store, tables.attempts)

    def texts(self, direction: str) -> list[Any]:
        """The texts in the network's book that went this way."""
        book = self.network.book()["messages"]
        return [text for text in book if text["direction"] == direction]

    @property
    def replies(self) -> list[str]:
        return [turn.reply for turn in look.rows(self.system.store, tables.turns) if turn.reply]


@contextmanager
def serving(system: System, port: int) -> Iterator[None]:
    server = make_server("127.0.0.1", port, create_app(system), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    server = make_server("127.0.0.1", 0, lambda *_: [])
    port = server.server_port
    server.server_close()
    return port


def population(path: Path, surnames: Sequence[str]) -> Path:
    """Of one name and year there would be one character."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS)
        rows.writeheader()
        for index, number in enumerate(NUMBERS):
            name = f"Ana {surnames[index % len(surnames)]}"
            row = (name, "1990-05-06", number, "", "Danlí")
            rows.writerow(dict(zip(COLUMNS, row, strict=True)))
    return path


def keys_of(name: str) -> tuple[str, str | None]:
    """What the network signs with, and what the product is given to check it."""
    if name == "telnyx":
        return PRIVATE, public_key(PRIVATE)
    return ("a signing key", "a signing key") if name == "signalwire" else (TOKEN, None)


@contextmanager
def an_office(
    name: str, store: Store, base: Settings, folder: Path, surnames: Sequence[str] = ("Mejía",)
) -> Iterator[Office]:
    port = free_port()
    signs, checks = keys_of(name)
    face = folder / "clock"
    product = f"http://127.0.0.1:{port}"
    network = Rehearsal(
        product,
        *("--like", name, "--signing-key", signs, "--clock-file", str(face)),
        *(
            "--population",
            str(population(folder / "people.csv", surnames)),
            "--caller-number",
            NORTH,
        ),
        *(part for phone in AGENTS for part in ("--agent", phone)),
    )
    with served(network) as address:
        settings = Settings(
            _env_file=None,
            **{
                **base.model_dump(),
                "carrier_account": ACCOUNT,
                "carrier_token": TOKEN,
                "carrier_base_url": address,
                "carrier_signing_key": checks,
                "carrier_application": "an application",
                "rehearse_as": name,
                "public_base_url": product,
                "rehearsal_clock": face,
            },
        )
        system = System(settings, store, clock_for(face), given_jobs=FakeJobs())
        with serving(system, port):
            yield Office(system, network)


@pytest.fixture(params=CARRIERS)
def office(
    request: pytest.FixtureRequest, sqlite_store: Store, settings: Settings, tmp_path: Path
) -> Iterator[Office]:
    with an_office(request.param, sqlite_store, settings, tmp_path) as found:
        people = [make.Invented(numbers=(number,)) for number in NUMBERS]
        make.a_list(sqlite_store, people=people, clock=found.system.clock)
        yield found


def test_people_are_reached_by_call_on_every_carrier(office: Office) -> None:
    """Placed, answered, talked through, ended and charged: by its address, its authentication,
    its signature and its ids; nothing was refused on the way."""
    make.a_campaign(office.system, caller_id=CALLER, lines=len(NUMBERS))
    assert office.system.clock.now() == EVENING
    office.go_on()
    book = office.network.book()["calls"]
    outbound = [call for call in book if call["direction"] == "outbound-api"]
    ours = [a for a in office.attempts if not a.inbound and a.carrier_sid]
    assert {call["sid"] for call in outbound} == {a.carrier_sid for a in ours}
    assert len(ours) > 0.9 * len(NUMBERS)
    assert not [call for call in book if call["errors"]]
    assert AttemptState.DIALLING not in {a.state for a in office.attempts}
    dispositions = {a.disposition for a in office.attempts}
    assert {"interview", "no_answer"} <= dispositions
    assert look.count(office.system.store, tables.leads) > 0
    now = office.system.clock.now()
    assert prices.take(office.system, now - timedelta(days=1), now) > 0
    answered = [a for a in office.attempts if a.disposition == "interview"]
    assert all(a.price > 0 and a.price_unit == "USD" for a in answered)


@pytest.fixture(params=CARRIERS)
def town(
    request: pytest.FixtureRequest, sqlite_store: Store, settings: Settings, tmp_path: Path
) -> Iterator[Office]:
    """An office whose people are not all alike."""
    with an_office(request.param, sqlite_store, settings, tmp_path, SURNAMES) as found:
        people = [make.Invented(numbers=(number,)) for number in NUMBERS]
        make.a_list(sqlite_store, people=people, clock=found.system.clock)
        yield found


def test_people_are_put_through_to_agents_on_every_carrier(town: Office) -> None:
    """In a room, or where the carrier has none by ringing the agent from the person's own call;
    each transfer has one end, every agent's call is over, and nobody is left busy."""
    system = town.system
    rules = {"live_transfer": True, "wrap_up_seconds": 0}
    make.a_campaign(system, caller_id=CALLER, lines=len(NUMBERS), agents=rules)
    for number, phone in enumerate(AGENTS):
        agent = make.an_agent(system.store, login=f"agente{number}", clock=system.clock)
        availability.set_phone(system, agent, phone, system.clock.now())
        availability.become_available(system, agent, system.clock.now())
    town.go_on()
    transfers = look.rows(system.store, tables.transfers)
    assert "talked" in {transfer.state for transfer in transfers}
    assert all(transfer.ended_at for transfer in transfers)
    assert all(call.ended_at for call in look.rows(system.store, tables.agent_calls))
    now_doing = look.rows(system.store, tables.agent_periods, ended_at=None)
    assert not {period.state for period in now_doing} & {"ringing", "on_call"}
    leads = {lead.case_id: lead for lead in look.rows(system.store, tables.leads)}
    case_of = {attempt.id: attempt.case_id for attempt in town.attempts}
    for transfer in transfers:
        assert case_of[transfer.attempt_id] in leads
        assert transfer.connected_at or transfer.state != "talked"
    assert not [call for call in town.network.book()["calls"] if call["errors"]]


def test_where_nobody_listens_to_words_keys_are_enough(office: Office) -> None:
    """A carrier without speech is asked for keys alone, and people get to the end with them."""
    make.a_campaign(office.system, caller_id=CALLER, lines=len(NUMBERS))
    office.go_on()
    spoken = [reply for reply in office.replies if not reply.isdigit()]
    hears = office.system.settings.carrier_profile.can.speech
    assert bool(spoken) is hears
    assert any(a.disposition == "interview" for a in office.attempts)


def test_people_are_reached_by_text_on_every_carrier(office: Office) -> None:
    """Sent, received, answered; and what they write is taken and answered in the carrier's way."""
    policy = {"text_after_voice_attempts": [0], "text_reply_hours": 168}
    make.a_campaign(office.system, caller_id=CALLER, media=["text"], policy=policy)
    office.go_on()
    sent = office.texts("outbound-api")
    placed = [a for a in office.attempts if a.carrier_sid]
    assert {a.carrier_sid for a in placed} <= {text["sid"] for text in sent}
    assert len(placed) > 0.9 * len(NUMBERS)
    assert {a.result for a in placed} >= {"delivered", "undelivered"}
    before = len(sent) + len(office.texts("outbound-reply"))
    writers = [text["to"] for text in sent if text["status"] == "delivered"][:5]
    for number in writers:
        exchange = office.network.network.texts
        exchange.write_in(number, "sí, soy yo", office.network.network.timeline.now())
    office.network.run()
    received = {text["sid"] for text in office.texts("inbound")}
    kept = look.rows(office.system.store, tables.messages, inbound=True)
    assert received == {message.sid for message in kept}
    assert len(received) >= len(writers)
    answers = len(office.texts("outbound-api")) + len(office.texts("outbound-reply")) - before
    assert answers >= len(writers), "not everybody who wrote got an answer"
    assert "sí, soy yo" in office.replies


def test_what_was_lost_is_found_again_on_every_carrier(office: Office) -> None:
    """Calls and texts to a number are listed, and each is known by its id."""
    carrier = open_carrier(office.system.settings)
    make.a_campaign(office.system, caller_id=CALLER, lines=len(NUMBERS))
    before = office.system.clock.now() - timedelta(seconds=1)
    office.go_on()
    known = {a.carrier_sid: a for a in office.attempts if a.carrier_sid and not a.inbound}
    for listed in office.network.book()["calls"][:5]:
        (call,) = [c for c in carrier.calls_to(listed["to"], before) if c.sender == CALLER]
        assert call.result == known[call.sid].result
        assert carrier.call(call.sid) == call


def test_a_wrong_token_is_an_error_of_the_account_on_every_carrier(office: Office) -> None:
    """Whatever its number is there, it means that somebody has to act."""
    settings = office.system.settings.model_copy(
        update={"carrier_token": type(office.system.settings.carrier_token)("wrong")}
    )
    with pytest.raises(CarrierRefused) as refused:
        open_carrier(settings).calls_to(NUMBERS[0], EVENING)
    fault = settings.carrier_profile.fault_of(refused.value.code)
    assert fault is not None
    assert fault.of_account


@pytest.mark.parametrize("name", CARRIERS)
def test_another_carriers_signature_is_none(
    name: str, sqlite_store: Store, settings: Settings, tmp_path: Path
) -> None:
    """With any other key every webhook gets 403, and nobody hears a word of ours."""
    with an_office(name, sqlite_store, settings, tmp_path) as office:
        other = base64.b64encode(b"another private key of 32 bytes.").decode()
        key = public_key(other) if name == "telnyx" else "another key"
        wrong = Settings.model_validate(
            {
                **office.system.settings.model_dump(),
                "carrier_signing_key": key,
                **({"carrier_token": "another"} if profile_of(name).proof.key == "token" else {}),
            }
        )
        right, office.system.settings = office.system.settings, wrong
        make.a_list(sqlite_store, people=[make.Invented()], clock=office.system.clock)
        make.a_campaign(office.system, caller_id=CALLER)
        office.system.given_carrier = open_carrier(right)
        office.go_on()
        (call,) = office.network.book()["calls"]
        assert call["errors"] in ([], [11200])
        assert look.rows(sqlite_store, tables.conversations) == []
        assert look.one(sqlite_store, tables.attempts).state == AttemptState.UNDER_WAY
