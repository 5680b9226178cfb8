"""Makes the web application: webhooks, console, health and the `flask …` commands."""

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from ivr import commands
from ivr.entrances import BrowserSessions, of_machine

if TYPE_CHECKING:
    from outreach.settings import Settings
    from outreach.system import System

_LARGEST_REQUEST = 1_000_000  # bytes; the carrier's forms are below 10,000
# Nothing inline and nothing foreign; data: is for the small drawings that style sheets hold.
_CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # browsers that know no frame-ancestors
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), payment=(), usb=()",
}
_A_YEAR = 365 * 24 * 3600


def create_app(system: "System | None" = None) -> Flask:
    """The application. Without a system the environment is read when one is first needed, so
    that `flask --help` and `flask script …` work on a machine where nothing is set up."""
    app = Flask("ivr", template_folder="console/templates", static_folder=None)
    app.cli = commands.Commands(app.name)
    if system is not None:
        configure(app, system)
    return app


def configure(app: Flask, system: "System") -> None:
    """Adds everything that serves requests. Kept apart because commands need none of it."""
    from flask_wtf.csrf import CSRFProtect

    import flows.understanding.reply  # noqa: F401 – compiled now, not while somebody listens
    from ivr import errors, health, system_of
    from ivr.agent_phone import agent_phone
    from ivr.call_events import call_events
    from ivr.console import access, languages, registry, slowing
    from ivr.console.rooms import PARTS, ROOMS
    from ivr.messaging import messaging
    from ivr.public import public
    from ivr.voice import voice

    system_of.give(app, system)
    _configure_sessions(app, system.settings)
    _trust_proxies(app, system.settings)
    for part in PARTS:
        part.init(app)
    access.init(app)  # asked first: whoever may not enter is told so, whatever else is wrong
    registry.init(app)
    csrf = CSRFProtect(app)
    for bare in (voice, agent_phone, messaging, call_events, public):
        csrf.exempt(bare)  # a signature instead; or, in public, nothing that a form could change
        app.register_blueprint(bare)
    for pages in (health.health, *ROOMS):
        app.register_blueprint(pages)
    languages.init(app)
    slowing.init(app)
    errors.register(app)
    app.after_request(_harden)


def _trust_proxies(app: Flask, settings: "Settings") -> None:
    """The address of who asks, as the last proxy that is ours saw it."""
    from werkzeug.middleware.proxy_fix import ProxyFix

    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask documents it
            app.wsgi_app, x_for=settings.trusted_proxies, x_proto=0, x_host=0
        )


def _configure_sessions(app: Flask, settings: "Settings") -> None:
    secure = settings.public_base_url.startswith("https:")
    from ivr.console.access import POLLED

    app.session_interface = BrowserSessions(POLLED)
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        # __Host-: a browser takes it only over HTTPS, from this very host, for all of it
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(minutes=settings.session_minutes),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
    )


def _harden(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_A_YEAR}")
    if not of_machine(request.path) and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store"  # a page may show a person
    return response
