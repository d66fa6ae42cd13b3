"""AES-256-GCM as the vault uses it: a version byte, the nonce, the text; bound to the place it lies in."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
NONCE = 12
KEY = 32


class Unopenable(ValueError):
    """Not a sealed value, or not of this key and place. Says nothing of either."""

    def __init__(self) -> None:
        super().__init__("A sealed value cannot be opened with this key, in this place.")


def new_key() -> bytes:
    """32 random bytes."""
    return os.urandom(KEY)


def shut(value: bytes, *, key: bytes, place: str) -> bytes:
    """The value sealed with `key` for `place` (the associated data); other bytes each time."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, value, VERSION + place.encode())


def opened(sealed: bytes | memoryview, *, key: bytes, place: str) -> bytes:
    """What `shut` was given. Raises `Unopenable` for another key, another place, or bytes that were changed."""
    text = bytes(sealed)
    if text[:1] != VERSION or len(text) <= 1 + NONCE:
        raise Unopenable
    nonce, rest = text[1 : 1 + NONCE], text[1 + NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, rest, VERSION + place.encode())
    except InvalidTag:
        raise Unopenable from None


def derived(secret: bytes, purpose: str) -> bytes:
    """Another key made from a secret for one purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), length=KEY, salt=None, info=purpose.encode()).derive(secret)
