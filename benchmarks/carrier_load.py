"""A carrier that posts webhooks as fast as they are answered, or at a rate; in its own processes.

Requests are made and signed beforehand; what is left to do for one costs about 30 µs, so that two
processes of it are never what is measured.
"""

import base64
import hashlib
import hmac
import multiprocessing
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

_PROCESSES = 2


@dataclass
class Measured:
    """Seconds of each answer, how many were wrong, and how long it all took."""

    seconds: list[float] = field(default_factory=list)
    wrong: int = 0
    took: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.took

    def quantile(self, share: float) -> float:
        ordered = sorted(self.seconds)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def request(base: str, path: str, token: str, form: dict[str, str]) -> bytes:
    """A signed POST as it goes over the wire."""
    signed = base + path + "".join(key + form[key] for key in sorted(form))
    digest = hmac.digest(token.encode(), signed.encode(), hashlib.sha1)
    body = urlencode(form).encode()
    host = base.split("//", 1)[1]
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\n"
        f"X-Twilio-Signature: {base64.b64encode(digest).decode()}\r\n"
        "User-Agent: TwilioProxy/1.1\r\n"
        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def send(
    port: int,
    calls: Sequence[Sequence[bytes]],
    *,
    seconds: float,
    connections: int,
    rate: float | None = None,
) -> Measured:
    """Sends the requests of each call in their order, on so many connections at once.

    Without a rate as fast as they are answered. With one, as open load: the time of an answer
    counts from when its request should have been sent. Ends when calls or seconds run out.
    """
    with multiprocessing.get_context("fork").Pool(_PROCESSES) as pool:
        shares = [
            (port, calls[n::_PROCESSES], seconds, connections // _PROCESSES,
             rate / _PROCESSES if rate else None)
            for n in range(_PROCESSES)
        ]  # fmt: skip
        whole = Measured()
        for part in pool.starmap(_process, shares):
            whole.seconds += part.seconds
            whole.wrong += part.wrong
            whole.took = max(whole.took, part.took)
    return whole


def _process(
    port: int,
    calls: Sequence[Sequence[bytes]],
    seconds: float,
    connections: int,
    rate: float | None,
) -> Measured:
    measured = [Measured() for _ in range(connections)]
    until = time.perf_counter() + seconds
    every = connections / rate if rate else None
    threads = [
        threading.Thread(
            target=_connection, args=(port, calls[n::connections], until, every, measured[n])
        )
        for n in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = Measured(took=max(m.took for m in measured))
    for one in measured:
        whole.seconds += one.seconds
        whole.wrong += one.wrong
    return whole


def _connection(
    port: int,
    calls: Sequence[Sequence[bytes]],
    until: float,
    every: float | None,
    measured: Measured,
) -> None:
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as server:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for sent, content in _scheduled(calls, began, every):
            if time.perf_counter() > until:
                break
            server.sendall(content)
            if not _is_twiml(server):
                measured.wrong += 1
            measured.seconds.append(time.perf_counter() - sent)
    measured.took = time.perf_counter() - began


def _scheduled(
    calls: Sequence[Sequence[bytes]], began: float, every: float | None
) -> Iterator[tuple[float, bytes]]:
    """Each request with the moment at which it is (or should be) sent."""
    due = began
    for call in calls:
        for content in call:
            if every is None:
                yield time.perf_counter(), content
                continue
            due += every
            time.sleep(max(due - time.perf_counter(), 0))
            yield due, content


def _is_twiml(server: socket.socket) -> bool:
    """Reads one answer to its end; whether it is TwiML that goes on."""
    got = server.recv(65536)
    while b"\r\n\r\n" not in got:
        got += server.recv(65536)
    head, body = got.split(b"\r\n\r\n", 1)
    length = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    while len(body) < length:
        body += server.recv(65536)
    return head.startswith(b"HTTP/1.1 200") and b"<Response>" in body
