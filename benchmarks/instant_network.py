"""A telephone network that answers at once, and remembers when it was asked.

    python -m benchmarks.instant_network PORT NOW

Each order is answered with an id and nothing ever rings. `GET /asked` gives the seconds, by one
clock, at which calls were ordered; `NOW` is what its answers say the time is.
"""

import asyncio
import itertools
import json
import sys
import time
from datetime import datetime
from email.utils import format_datetime


class Network(asyncio.Protocol):
    """One kept-alive connection."""

    asked: list[float]
    date: str
    ids = itertools.count(1)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._got = b""

    def data_received(self, data: bytes) -> None:
        self._got += data
        while b"\r\n\r\n" in self._got:
            head, rest = self._got.split(b"\r\n\r\n", 1)
            length = _length(head)
            if len(rest) < length:
                return
            self._got = rest[length:]
            self._answer(head)

    def _answer(self, head: bytes) -> None:
        if head.startswith(b"POST"):
            self.asked.append(time.monotonic())
            told = {"sid": f"CA{next(self.ids):032x}", "status": "queued"}
            self._send("201 Created", json.dumps(told))
        elif head.startswith(b"GET /asked"):
            self._send("200 OK", json.dumps(self.asked))
        else:
            self._send("200 OK", "")

    def _send(self, status: str, body: str) -> None:
        self._transport.write(
            f"HTTP/1.1 {status}\r\nDate: {self.date}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


async def serve(port: int, now: datetime) -> None:
    Network.asked = []
    Network.date = format_datetime(now, usegmt=True)
    server = await asyncio.get_running_loop().create_server(Network, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])))
