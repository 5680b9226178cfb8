"""Passwords: their argon2id hashes, and checks that take as long for nobody as for somebody."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200  # argon2 reads all of it

_hasher = PasswordHasher()
# Verified when there is no such user, so that an answer takes as long as with one.
_NOBODYS_HASH = _hasher.hash("nobody has this password")


def hash_of(password: str) -> str:
    """The argon2id hash to store."""
    return _hasher.hash(password)


def is_right(password_hash: str | None, password: str) -> bool:
    """Whether the password fits; False after the same time when there is no hash."""
    try:
        _hasher.verify(password_hash or _NOBODYS_HASH, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with weaker parameters than those of today."""
    return _hasher.check_needs_rehash(password_hash)
