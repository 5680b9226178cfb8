"""A pretend telephone network: Calls and Messages of Twilio's REST API, and invented people.

    python -m rehearsal.network --port 9001 --account-sid AC… --auth-token … \\
        --population FILE.csv --caller-number +504… --webhook-base http://127.0.0.1:8000
"""

import argparse
import gc
import threading
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, jsonify, request
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from rehearsal.agents import Agents
from rehearsal.desks import desks
from rehearsal.dialects import DIALECTS
from rehearsal.options import aware, parse
from rehearsal.people import People
from rehearsal.population import read_population
from rehearsal.product import Product
from rehearsal.resources import ApiError
from rehearsal.rest_api import Form, RestApi
from rehearsal.switchboard import Switchboard
from rehearsal.telnyx_api import TelnyxApi
from rehearsal.text_exchange import TextExchange
from rehearsal.timeline import SECOND, ClockFile, Timeline, from_us, to_us
from rehearsal.troubles import Troubles
from rehearsal.webhooks import Mischief, Sender
from rehearsal.whatsapp import Templates

THREADS = 8  # an advance holds one while the product's own requests need others


class Network:
    """Everything of one rehearsal, wired together; the state is in this process only."""

    def __init__(self, settings: argparse.Namespace) -> None:
        self.account: str = settings.account_sid
        self.token: str = settings.auth_token
        start = datetime.now(UTC) if settings.real_time else settings.start
        as_of = settings.population_as_of or start
        self.dialect = DIALECTS[settings.like]
        key = settings.signing_key or settings.auth_token
        seal = self.dialect.seal(key, lambda: from_us(self.timeline.now()))
        sender = Sender(seal, self.dialect)
        clock_file = ClockFile(settings.clock_file) if settings.clock_file else None
        population = read_population(settings.population) if settings.population else {}
        self.timeline = Timeline(start, sender.send, clock_file, settings.real_time)
        self.people = People(population, settings.seed, as_of.year)
        product = _product(settings)
        mischief = _mischief(settings)
        shared = (self.timeline, self.people, product)
        agents = _agents(settings)
        self.switchboard = Switchboard(*shared, mischief, agents)
        self.texts = TextExchange(*shared, mischief, self.switchboard)
        self.api = RestApi(
            *shared,
            self.switchboard,
            self.texts,
            _troubles(settings),
            settings.requests_a_second,
            Templates.read(settings.template),
        )
        gc.freeze()  # the population stays: no collection need look at it again
        gc.set_threshold(50_000, 20, 20)
        if settings.real_time:
            threading.Thread(target=self.timeline.run_real_time, daemon=True).start()

    def book(self) -> dict[str, Any]:
        """Every call and message as only the network knows them, and what it refused."""
        return {
            "calls": [call.in_book() for call in self.switchboard.calls.values()],
            "messages": [text.in_book() for text in self.texts.messages.values()],
            "refused": list(self.api.refused),
        }

    def stats(self) -> dict[str, Any]:
        calls = list(self.switchboard.calls.values())
        return {
            "now": from_us(self.timeline.now()).isoformat(),
            "calls": len(calls),
            "under_way": sum(not call.over for call in calls),
            "messages": len(self.texts.messages),
            "webhooks": self.timeline.delivered,
        }


def _product(settings: argparse.Namespace) -> Product:
    first, *others = settings.caller_number
    return Product(
        settings.webhook_base,
        first,
        settings.account_sid,
        others=tuple(others),
        dialect=DIALECTS[settings.like],
    )


def _agents(settings: argparse.Namespace) -> Agents:
    known = dict(each.partition("=")[::2] for each in settings.agent)
    at_desks = desks(settings.webhook_base, known)
    return Agents(settings.seed, tuple(known), settings.agent_answers, at_desks)


def _mischief(settings: argparse.Namespace) -> Mischief:
    return Mischief(
        settings.seed, settings.lose, settings.repeat, settings.reorder, settings.delay
    )


def _troubles(settings: argparse.Namespace) -> Troubles:
    return Troubles(
        settings.seed,
        settings.error_rate,
        settings.too_many_rate,
        settings.timeout_after_placing_rate,
        settings.hold_seconds,
    )


def create_app(network: Network) -> Flask:
    """The HTTP face of the network: the account's REST API and the rehearsal's own controls."""
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined] # of the default provider
    _guard(app, network)

    @app.after_request
    def tell_the_time(response: Response) -> Response:
        response.date = from_us(network.timeline.now())
        return response

    if network.dialect.telnyx:
        _telnyx_routes(app, TelnyxApi(network.api, network.account))
    else:
        _rest_routes(app, network.api, network.dialect.path)
    _rehearsal_routes(app, network)
    return app


def _guard(app: Flask, network: Network) -> None:
    @app.before_request
    def authenticate() -> None:
        if not _is_customer(network):
            raise ApiError(401, 20003, "Authenticate")
        account = (request.view_args or {}).pop("account", network.account)
        if account != network.account:
            raise ApiError(404, 20404, f"The requested resource {request.path} was not found")

    @app.errorhandler(ApiError)
    def refuse(error: ApiError) -> tuple[Response, int]:
        return jsonify(network.dialect.refusal(error)), error.status

    @app.errorhandler(404)
    def missing(_: Exception) -> tuple[Response, int]:
        return refuse(ApiError(404, 20404, f"The requested resource {request.path} was not found"))


def _is_customer(network: Network) -> bool:
    given = request.authorization
    if given is None:
        return False
    if network.dialect.bearer and not request.path.startswith("/rehearsal/"):
        return given.type == "bearer" and given.token == network.token
    return (given.username, given.password) == (network.account, network.token)


def _telnyx_routes(app: Flask, api: TelnyxApi) -> None:
    root = "/v2/texml/Accounts/<account>"

    @app.post(f"{root}/Calls")
    def create_call() -> Response:
        return jsonify(api.create_call(request.get_json()))

    @app.get(f"{root}/Calls")
    def list_calls() -> Response:
        return jsonify(api.calls(request.args))

    @app.get(f"{root}/Calls/<sid>")
    def fetch_call(sid: str) -> Response:
        return jsonify(api.call(sid))

    @app.post("/v2/messages")
    def create_message() -> Response:
        return jsonify(api.create_message(request.get_json()))

    @app.get("/v2/messages/<sid>")
    def fetch_message(sid: str) -> Response:
        return jsonify(api.message(sid))

    @app.get("/v2/detail_records")
    def list_records() -> Response:
        return jsonify(api.records(request.args))


def _rest_routes(app: Flask, api: RestApi, path: str) -> None:
    root = f"{path}/Accounts/<account>"

    @app.post(f"{root}/Calls.json")
    def create_call() -> tuple[Response, int]:
        return jsonify(api.create_call(Form(request.form.to_dict(flat=False))).as_json()), 201

    @app.get(f"{root}/Calls.json")
    def list_calls() -> Response:
        return jsonify(api.calls_page(request.args))

    @app.get(f"{root}/Calls/<sid>.json")
    def fetch_call(sid: str) -> Response:
        return jsonify(api.call(sid).as_json())

    @app.post(f"{root}/Calls/<sid>.json")
    def update_call(sid: str) -> Response:
        return jsonify(api.update_call(sid, Form(request.form.to_dict(flat=False))).as_json())

    @app.post(f"{root}/Messages.json")
    def create_message() -> tuple[Response, int]:
        return jsonify(api.create_message(Form(request.form.to_dict(flat=False))).as_json()), 201

    @app.get(f"{root}/Messages.json")
    def list_messages() -> Response:
        return jsonify(api.messages_page(request.args))

    @app.get(f"{root}/Messages/<sid>.json")
    def fetch_message(sid: str) -> Response:
        return jsonify(api.message(sid).as_json())


def _rehearsal_routes(app: Flask, network: Network) -> None:
    @app.post("/rehearsal/advance")
    def advance() -> Response:
        told = {name: to_us(aware(moment)) for name, moment in request.get_json().items()}
        done = network.timeline.advance(told["not_after"], told.get("seen"))
        following = None if done.next is None else from_us(done.next).isoformat()
        now = from_us(done.now).isoformat()
        return jsonify({"now": now, "delivered": done.delivered, "next": following})

    @app.post("/rehearsal/clock")
    def put_clock_wrong() -> Response:
        network.timeline.put_wrong(round(request.get_json()["wrong_by"] * SECOND))
        return jsonify({})

    @app.get("/rehearsal/book")
    def book() -> Response:
        return jsonify(network.book())

    @app.get("/rehearsal/stats")
    def stats() -> Response:
        return jsonify(network.stats())

    @app.post("/rehearsal/inbound/call")
    def inbound_call() -> tuple[Response, int]:
        network.switchboard.ring_in(request.get_json()["from"], network.timeline.now())
        return jsonify({}), 202

    @app.post("/rehearsal/inbound/message")
    def inbound_message() -> tuple[Response, int]:
        told = request.get_json()
        network.texts.write_in(told["from"], told["body"], network.timeline.now())
        return jsonify({}), 202


def main() -> None:
    """Serve until told to stop. One process, since the state is in it."""
    settings = parse()
    Server(
        "rehearsal.network",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
    ).serve(target_loader=lambda: create_app(Network(settings)), wrap_loader=False)


if __name__ == "__main__":
    main()
