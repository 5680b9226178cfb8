"""Makes the web application: webhooks, console, health and the `flask …` commands."""

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.wrappers import Response

from ivr import commands
from ivr.entrances import BrowserSessions

if TYPE_CHECKING:
    from outreach.settings import Settings
    from outreach.system import System

_LARGEST_REQUEST = 1_000_000  # bytes; the carrier's forms are below 10,000
_CONTENT_POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"


def create_app(system: "System | None" = None) -> Flask:
    """The application. Without a system the environment is read when one is first needed, so
    that `flask --help` and `flask script …` work on a machine where nothing is set up."""
    app = Flask("ivr", template_folder="console/templates", static_folder="console/static")
    app.cli = commands.Commands(app.name)
    if system is not None:
        configure(app, system)
    return app


def configure(app: Flask, system: "System") -> None:
    """Adds everything that serves requests. Kept apart because commands need none of it."""
    from flask_wtf.csrf import CSRFProtect

    import flows.understanding.reply  # noqa: F401 – compiled now, not while somebody listens
    from ivr import errors, health, system_of
    from ivr.call_events import call_events
    from ivr.console import languages, sign_in
    from ivr.console.leads import leads
    from ivr.messaging import messaging
    from ivr.voice import voice

    system_of.give(app, system)
    _configure_sessions(app, system.settings)
    csrf = CSRFProtect(app)
    for webhooks in (voice, messaging, call_events):
        csrf.exempt(webhooks)  # they carry the carrier's signature instead
        app.register_blueprint(webhooks)
    for pages in (health.health, languages.languages, sign_in.sign_in, leads):
        app.register_blueprint(pages)
    languages.init(app)
    sign_in.init(app)
    errors.register(app)
    app.after_request(_harden)


def _configure_sessions(app: Flask, settings: "Settings") -> None:
    app.session_interface = BrowserSessions()
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        SESSION_COOKIE_SECURE=settings.public_base_url.startswith("https:"),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.session_minutes),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )


def _harden(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _CONTENT_POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    return response
