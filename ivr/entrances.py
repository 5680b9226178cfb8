"""Which requests come from machines (the carrier, a monitor) and not from somebody's browser."""

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

_FOR_ANYBODY = ("public", "static")  # blueprints whose answers are the same for everybody
_MACHINES = ("/voice/", "/messages/", "/events/", "/health", "/ready")


def of_machine(path: str) -> bool:
    """Whether this path is a webhook or a probe: they have no session and want no page."""
    return path.startswith(_MACHINES)


class BrowserSessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, for browsers only: a webhook carries its signature instead."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return None if of_machine(request.path) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not with what is the same for everybody: a cache on the way may keep it then."""
        if (request.blueprint or request.endpoint) not in _FOR_ANYBODY:
            super().save_session(app, session, response)
