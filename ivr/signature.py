"""Checks that a webhook comes from the carrier: its signature, in the carrier's own way."""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from hmac import compare_digest
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Request, abort, current_app, request
from twilio.request_validator import RequestValidator

from ivr.system_of import system_of
from outreach.carrier.profile import Proof
from outreach.settings import Settings

View = Callable[..., Any]
_KEY = "signature_check"


class Check(Protocol):
    """Whether a request is the carrier's."""

    def __call__(self, asked: Request, now: datetime) -> bool: ...


def signed_by_carrier(view: View) -> View:
    """Lets a request through only with a good signature; anything else gets 403."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        system = system_of()
        check = current_app.extensions.get(_KEY)
        if check is None:
            check = current_app.extensions[_KEY] = check_for(system.settings)
        if not check(request, system.clock.now()):
            abort(403)
        return view(*args, **kwargs)

    return guarded


def check_for(settings: Settings) -> Check:
    """The check that the configured carrier needs. Raises ValueError for a key that is none."""
    proof, keys = settings.carrier_profile.proof, settings.signing_keys
    if proof.scheme == "ed25519":
        return Ed25519(proof, keys)
    return HmacSha1(proof, keys, settings.public_base_url)


def as_carrier(settings: Settings, path: str, form: Mapping[str, str]) -> dict[str, str]:
    """The headers with which a carrier that signs like Twilio would send this form to `path`."""
    signer = RequestValidator(settings.signing_keys[0])
    signed = signer.compute_signature(settings.public_base_url + path, form)
    return {settings.carrier_profile.proof.header: signed}


class HmacSha1:
    """Twilio's: over the address and the sorted form.

    Werkzeug decodes `request.url`, which breaks correct signatures, so the address is put
    together from the public base and the raw request line.
    """

    def __init__(self, proof: Proof, keys: list[str], public_base_url: str) -> None:
        self._header = proof.header
        self._base = public_base_url
        self._validators = [RequestValidator(key) for key in keys]

    def __call__(self, asked: Request, now: datetime) -> bool:
        signature = asked.headers.get(self._header)
        if not signature:
            return False
        environ = asked.environ
        raw = environ.get("RAW_URI") or environ.get("REQUEST_URI") or asked.full_path.rstrip("?")
        params = asked.form if asked.method == "POST" else {}
        url = self._base + raw
        return any(_matches(each, url, params, signature) for each in self._validators)


def _matches(
    validator: RequestValidator, url: str, params: Mapping[str, str], signature: str
) -> bool:
    # The address as we gave it to the carrier comes first; the carrier's own check, which also
    # tries it with and without a port, only where that does not match.
    expected: str = validator.compute_signature(url, params)
    return compare_digest(expected.encode(), signature.encode()) or bool(
        validator.validate(url, params, signature)
    )


class Ed25519:
    """Telnyx's: over the time and the raw body. What is too old or from the future is a replay."""

    def __init__(self, proof: Proof, keys: list[str]) -> None:
        self._proof = proof
        self._keys = [
            Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
            for key in keys
        ]

    def __call__(self, asked: Request, now: datetime) -> bool:
        at = asked.headers.get(self._proof.timestamp_header, "")
        if not at.isdecimal() or len(at) > 12:
            return False
        if abs(now.timestamp() - int(at)) > self._proof.tolerance_seconds:
            return False
        try:
            signature = base64.b64decode(asked.headers.get(self._proof.header, ""), validate=True)
        except (binascii.Error, ValueError):
            return False
        signed = at.encode() + b"|" + asked.get_data(cache=True)
        return any(_verifies(key, signature, signed) for key in self._keys)


def _verifies(key: Ed25519PublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True
