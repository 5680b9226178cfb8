"""Which requests come from machines (the carrier, a monitor) and not from somebody's browser."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

_MACHINES = ("/voice/", "/messages/", "/events/", "/health", "/ready")


def of_machine(path: str) -> bool:
    """Whether this path is a webhook or a probe: they have no session and want no page."""
    return path.startswith(_MACHINES)


class BrowserSessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, for browsers only: a webhook carries its signature instead."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return None if of_machine(request.path) else super().open_session(app, request)
