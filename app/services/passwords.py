"""Passwords: argon2id, and the same work for an account that does not exist."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 200
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")


def hashed(password: str) -> str:
    """Return the hash to store."""
    return _hasher.hash(password)


def fits(stored: str | None, password: str) -> bool:
    """Say whether a password is right. Without an account as much work is done, so time tells nothing."""
    try:
        return _hasher.verify(stored or _NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str) -> bool:
    """Say whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)
