"""Kept-alive HTTP connections for requests in the thousands: as many as are under way at once."""

import select
import weakref
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

TIMEOUT = 15.0  # seconds; Twilio's hard limit for call webhooks


class ConnectionFailed(Exception):
    """No answer came: nobody listens there, the connection broke, or it took too long."""


class Connections:
    """Safe to share between threads: whoever asks takes an idle connection or opens a new one."""

    def __init__(self) -> None:
        self._idle: dict[tuple[str, str], list[HTTPConnection]] = {}
        weakref.finalize(self, _close, self._idle)

    def request(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[HTTPResponse, bytes]:
        """The answer and its body. Raises ConnectionFailed."""
        parts = urlsplit(url)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        idle = self._idle.setdefault((parts.scheme, parts.netloc), [])
        connection = _one_of(idle) or _opened(parts)
        try:
            connection.request(method, target, body, dict(headers))
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, HTTPException) as error:
            connection.close()
            raise ConnectionFailed(type(error).__name__) from None
        idle.append(connection)
        return answer, content


def _one_of(idle: list[HTTPConnection]) -> HTTPConnection | None:
    try:
        connection = idle.pop()
    except IndexError:
        return None
    # an idle connection has nothing to read, unless the other side has closed it
    if connection.sock is not None and select.select([connection.sock], [], [], 0)[0]:
        connection.close()  # it opens itself anew
    return connection


def _opened(parts: SplitResult) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "", parts.port, timeout=TIMEOUT)


def _close(idle: dict[tuple[str, str], list[HTTPConnection]]) -> None:
    for connections in idle.values():
        for connection in connections:
            connection.close()
