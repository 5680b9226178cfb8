"""Keyed pseudonyms: the same within one campaign's bundles, and unlike in those of any other."""

import hmac
from hashlib import sha256

DIGITS = 16  # hexadecimal: for two of ten million to be the same, the chance is 1 in 300,000


class Pseudonyms:
    """Makes pseudonyms with a key of its own. Without the key nobody can tell whose they are."""

    def __init__(self, secret: bytes) -> None:
        self._keyed = hmac.new(secret, digestmod=sha256)

    def of(self, kind: str, known: object) -> str:
        """The pseudonym of what we know as `known`; of two kinds, they have nothing in common."""
        mac = self._keyed.copy()
        mac.update(f"{kind}:{known}".encode())
        return mac.hexdigest()[:DIGITS]

    def of_any(self, kind: str, known: object) -> str | None:
        return None if known is None else self.of(kind, known)
