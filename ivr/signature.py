"""Checks that a webhook comes from the carrier: its signature over the raw request address."""

from collections.abc import Callable, Mapping
from functools import wraps
from hmac import compare_digest
from typing import Any

from flask import abort, current_app, request
from twilio.request_validator import RequestValidator

from ivr.system_of import settings_of

View = Callable[..., Any]


def signed_by_carrier(view: View) -> View:
    """Lets a request through only with a good signature; anything else gets 403.

    Werkzeug decodes `request.url`, which breaks correct signatures, so the address is put
    together from the public base and the raw request line.
    """

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if not _is_signed():
            abort(403)
        return view(*args, **kwargs)

    return guarded


def _is_signed() -> bool:
    signature = request.headers.get("X-Twilio-Signature")
    if not signature:
        return False
    environ = request.environ
    raw = environ.get("RAW_URI") or environ.get("REQUEST_URI") or request.full_path.rstrip("?")
    url = settings_of(current_app).public_base_url + raw
    params = request.form if request.method == "POST" else {}
    return any(_matches(validator, url, params, signature) for validator in _validators())


def _matches(
    validator: RequestValidator, url: str, params: Mapping[str, str], signature: str
) -> bool:
    # The address as we gave it to the carrier comes first; the carrier's own check, which also
    # tries it with and without a port, only where that does not match.
    expected: str = validator.compute_signature(url, params)
    return compare_digest(expected.encode(), signature.encode()) or bool(
        validator.validate(url, params, signature)
    )


def _validators() -> list[RequestValidator]:
    known: list[RequestValidator] = current_app.extensions.setdefault("signature_validators", [])
    if not known:
        known += [RequestValidator(t) for t in settings_of(current_app).carrier_tokens]
    return known
