"""How secrets lie in the database: sealed columns, and blind indexes to find them by."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from outreach.errors import ConvocaError, SettingsError

_ID_BYTES = 4
_NONCE_BYTES = 12


class Unreadable(ConvocaError):
    """A sealed value was not sealed with any of our keys, or was changed since."""


@dataclass(frozen=True, slots=True)
class _Key:
    id: bytes
    cipher: AESGCM


class Keyring:
    """Seals with the first key, opens with any (AES-256-GCM).

    A sealed value is key id (4 bytes) + nonce (12) + ciphertext and tag. `keys` are base64 of 32
    bytes; SettingsError when one is not.
    """

    def __init__(self, keys: list[str], index_key: str) -> None:
        self._keys = [_key(text) for text in keys]
        if not self._keys:
            raise SettingsError("DATA_KEYS holds no key")
        self._by_id = {key.id: key for key in self._keys}
        self._index_key = index_key.encode()
        self._index = hmac.new(self._index_key, digestmod=hashlib.sha256)
        self._given = keys, index_key

    def __reduce__(self) -> tuple[type["Keyring"], tuple[list[str], str]]:
        """Handed over to a process of our own; never to anything that keeps it."""
        return Keyring, self._given

    def seal(self, text: str) -> bytes:
        return self.seal_bytes(text.encode())

    def seal_bytes(self, plain: bytes) -> bytes:
        key = self._keys[0]
        nonce = os.urandom(_NONCE_BYTES)
        return key.id + nonce + key.cipher.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> str:
        return self.open_bytes(sealed).decode()

    def open_bytes(self, sealed: bytes) -> bytes:
        key = self._by_id.get(bytes(sealed[:_ID_BYTES]))
        if key is None:
            raise Unreadable("a sealed value needs a key that is not in DATA_KEYS")
        nonce = sealed[_ID_BYTES : _ID_BYTES + _NONCE_BYTES]
        try:
            return key.cipher.decrypt(nonce, sealed[_ID_BYTES + _NONCE_BYTES :], None)
        except (InvalidTag, ValueError):  # ValueError: too little is left of it
            raise Unreadable("a sealed value was changed since it was sealed") from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether it was sealed with the first key (else `flask keys rotate` seals it anew)."""
        return bytes(sealed[:_ID_BYTES]) == self._keys[0].id

    def blind_index(self, kind: str, text: str) -> str:
        """A keyed hash to look up by; equal for equal text of one kind, and tells nothing else."""
        mac = self._index.copy()  # the key is prepared once
        mac.update(f"{kind}:{text}".encode())
        return mac.hexdigest()[:32]

    def derived(self, purpose: str) -> bytes:
        """A key of its own for this purpose, always the same; it tells nothing of the others."""
        return hmac.new(self._index_key, f"derived:{purpose}".encode(), hashlib.sha256).digest()


def _key(text: str) -> _Key:
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise SettingsError("DATA_KEYS: a key is not base64") from None
    if len(raw) != 32:
        raise SettingsError("DATA_KEYS: a key must be 32 bytes in base64")
    return _Key(hashlib.sha256(raw).digest()[:_ID_BYTES], AESGCM(raw))


class Sealed(TypeDecorator[str]):
    """Text that lies encrypted in the database. The engine's dialect carries the keyring.

    Bytes were sealed before, with the same keyring.
    """

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> Any:
        return keyring_of(dialect).seal(value) if isinstance(value, str) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else keyring_of(dialect).open(value)


class SealedBytes(TypeDecorator[bytes]):
    """The same for bytes, such as a part of a file."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else keyring_of(dialect).seal_bytes(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring_of(dialect).open_bytes(value)


def keyring_of(dialect: Dialect) -> Keyring:
    keyring: Keyring = dialect.keyring  # type: ignore[attr-defined]  # set by Store
    return keyring
