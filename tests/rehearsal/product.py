"""A tiny product for the network to call: answers TwiML by path and remembers what it was sent."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

TWIML = "text/xml; charset=utf-8"


@dataclass
class Request:
    """One webhook as it arrived."""

    path: str
    params: dict[str, str]
    signature: str


@dataclass
class TinyProduct:
    """`pages` are TwiML bodies by path; anything else gets an empty 204."""

    pages: dict[str, str] = field(default_factory=dict)
    received: list[Request] = field(default_factory=list)
    base: str = ""
    answer: Callable[[Request], str | None] | None = None

    def to(self, path: str) -> list[Request]:
        return [request for request in self.received if request.path == path]


@contextmanager
def serving(product: TinyProduct) -> Iterator[TinyProduct]:
    """The product on a free port of the loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # head and body in one packet

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            params = dict(parse_qsl(body, keep_blank_values=True))
            request = Request(self.path, params, self.headers["X-Twilio-Signature"])
            product.received.append(request)
            page = product.pages.get(self.path)
            if page is None and product.answer is not None:
                page = product.answer(request)
            self.send_response(204 if page is None else 200)
            content = (page or "").encode()
            self.send_header("Content-Type", TWIML)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Tests read what was received; nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    product.base = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield product
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
