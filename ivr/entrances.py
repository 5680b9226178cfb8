"""Which requests come from machines (the carrier, a monitor) and not from somebody's browser."""

from collections.abc import Set

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

_FOR_ANYBODY = ("public", "static")  # blueprints whose answers are the same for everybody
_MACHINES = ("/voice/", "/messages/", "/events/", "/health", "/ready")


def of_machine(path: str) -> bool:
    """Whether this path is a webhook or a probe: they have no session and want no page."""
    return path.startswith(_MACHINES)


class BrowserSessions(SecureCookieSessionInterface):
    """Sessions in signed cookies, for browsers only: a webhook carries its signature instead.

    `polled` are the endpoints that a page asks for by itself. Their answers leave the session as
    it was: a page that is left open keeps nobody signed in, and an answer that comes late does not
    undo what another has put into the session meanwhile.
    """

    def __init__(self, polled: Set[str]) -> None:
        self._polled = polled

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        return None if of_machine(request.path) else super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not with what is the same for everybody: a cache on the way may keep it then."""
        is_for_anybody = (request.blueprint or request.endpoint) in _FOR_ANYBODY
        if not is_for_anybody and request.endpoint not in self._polled:
            super().save_session(app, session, response)
