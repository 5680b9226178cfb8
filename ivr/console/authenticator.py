"""One-time codes of an authenticator app (TOTP, RFC 6238), its QR code, and recovery codes."""

import secrets
from datetime import datetime

import pyotp
import segno

ISSUER = "Convoca"
RECOVERY_CODES = 10
_STEP_SECONDS = 30
_DRIFT_STEPS = 1  # a telephone's clock may be half a minute off
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread on paper


def new_secret() -> str:
    return pyotp.random_base32()


def address_of(secret: str, login: str) -> str:
    """The `otpauth://` address that an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def qr_code(address: str) -> str:
    """The address as an SVG to stand in a page, without inline style, which is forbidden here."""
    return str(segno.make(address, error="m").svg_inline(border=4, light="#fff", omitsize=True))


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is, now or one step around it; None when it is none."""
    code = "".join(code.split())
    if len(code) != 6 or not (code.isascii() and code.isdigit()):
        return None
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // _STEP_SECONDS
    for step in range(current - _DRIFT_STEPS, current + _DRIFT_STEPS + 1):
        if secrets.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Codes such as `k7mwp-x3ghd`, each good for one sign-in; about 49 bits each."""

    def half() -> str:
        return "".join(secrets.choice(_ALPHABET) for _ in range(5))

    return [f"{half()}-{half()}" for _ in range(RECOVERY_CODES)]


def tidied(code: str) -> str:
    """A recovery code as it is hashed, however it was typed."""
    return "".join(sign for sign in code.lower() if sign in _ALPHABET)
