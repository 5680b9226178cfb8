"""Networks for tests: in this process with a Flask client, or served over HTTP."""

import argparse
import base64
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from rehearsal.network import Network, create_app, parse

ACCOUNT = "AC" + "5" * 32
TOKEN = "rehearsal-token"
CALLER = "+50422001122"
START = datetime(2026, 11, 3, 15, tzinfo=UTC)  # Tuesday 9:00 in Honduras
EVENING = datetime(2026, 11, 4, 0, 30, tzinfo=UTC)  # Tuesday 18:30
LATE = datetime(2026, 12, 24, tzinfo=UTC)
HEADER = {"Authorization": "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()}
CALLS = f"/2010-04-01/Accounts/{ACCOUNT}/Calls.json"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"


def settings(base: str, *more: str) -> argparse.Namespace:
    given: Sequence[str] = (
        *("--account-sid", ACCOUNT, "--auth-token", TOKEN, "--caller-number", CALLER),
        *("--webhook-base", base, "--start", EVENING.isoformat(), *more),
    )
    return parse(given)


class Rehearsal:
    """One network and its HTTP face, as the product's clock and client would use it."""

    def __init__(self, base: str, *more: str) -> None:
        self.network = Network(settings(base, *more))
        self.app = create_app(self.network)
        self.client = self.app.test_client()

    def post(self, path: str, **form: Any) -> Any:
        return self.client.post(path, data=form, headers=HEADER)

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(path, query_string=query, headers=HEADER)

    def advance(self, not_after: datetime = LATE) -> dict[str, Any]:
        told = {"not_after": not_after.isoformat()}
        done: dict[str, Any] = self.client.post(
            "/rehearsal/advance", json=told, headers=HEADER
        ).get_json()
        return done

    def run(self) -> datetime:
        """Let everything happen; when the last thing did."""
        while True:
            done = self.advance()
            if done["next"] is None:
                return datetime.fromisoformat(done["now"])

    def book(self) -> dict[str, Any]:
        book: dict[str, Any] = self.get("/rehearsal/book").get_json()
        return book


class _Timeless(WSGIRequestHandler):
    """Says nothing of the time by itself: the network's answers tell that of the rehearsal."""

    def send_response(self, code: int, message: str | None = None) -> None:
        self.log_request(code)
        self.send_response_only(code, message)


@contextmanager
def served(rehearsal: Rehearsal) -> Iterator[str]:
    """The network on a free port; its base URL."""
    server = make_server("127.0.0.1", 0, rehearsal.app, threaded=True, request_handler=_Timeless)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
