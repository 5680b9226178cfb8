"""Slows down whoever tries passwords or codes: five wrong ones, by account and by address."""

from typing import Any

from flask import Flask, Response, current_app, request, session
from flask_limiter import Limiter
from flask_login import current_user

from ivr.system_of import system_of
from outreach import accounts

# Counted before the password is looked at, so that tries at once count too; a right one clears it.
PER_ACCOUNT = "5 per 5 minutes"
# A code has a million values, and whoever tries one knows the password already.
PER_CODE = "5 per 5 minutes;30 per day"
# An office shares an address: only wrong ones count, and the wait is short.
PER_ADDRESS = "5 per minute;60 per hour"

_KEY = "convoca_limiter"
_ACCOUNT = "account:"


def init(app: Flask) -> None:
    """Limits the views that ask for a password or a code. Counted in Redis for all processes
    together; while Redis does not answer, by each process in memory, so that a campaign can still
    be stopped."""
    limiter = Limiter(
        _address,
        app=app,
        storage_uri=system_of(app).settings.redis_url,
        storage_options={"socket_connect_timeout": 1, "socket_timeout": 1},
        in_memory_fallback_enabled=True,
        swallow_errors=True,
        key_prefix="sign-in",
    )
    app.extensions[_KEY] = limiter
    for endpoint, key, limit in (
        ("sign_in.enter", _account, PER_ACCOUNT),
        ("second_factor.ask", _pending, PER_CODE),
        ("second_factor.enrol", _pending, PER_CODE),
        ("account.change_password", _own, PER_ACCOUNT),
    ):
        own = limiter.limit(limit, key_func=key, methods=["POST"])
        shared = limiter.limit(PER_ADDRESS, methods=["POST"], deduct_when=_was_wrong)
        view: Any = app.view_functions[endpoint]
        app.view_functions[endpoint] = shared(own(view))


def forgive() -> None:
    """It was right: the account's tries before are forgotten. The address's are not, since an
    account of one's own would wash away the tries at others."""
    limiter: Limiter = current_app.extensions[_KEY]
    for each in limiter.current_limits:
        if any(argument.startswith(_ACCOUNT) for argument in each.request_args):
            limiter.limiter.clear(each.limit, *each.request_args)


def _address() -> str:
    return f"address:{request.remote_addr}"


def _account() -> str:
    # a keyed hash: nobody's login lies in Redis, and any number of odd signs is one short key
    login = accounts.tidied(request.form.get("login", ""))
    return _ACCOUNT + system_of().store.keyring.blind_index("login", login)


def _pending() -> str:
    owed = session.get("pending") or [session.get("_user_id", "")]
    return f"{_ACCOUNT}code:{owed[0]}"


def _own() -> str:
    # whoever finds a console open must not find out its owner's password there
    return f"{_ACCOUNT}own:{current_user.id}"


def _was_wrong(response: Response) -> bool:
    return response.status_code == 401
