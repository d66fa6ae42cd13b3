"""Signatures over what was reported, and the tokens of the double-count check: keyed hashes of this installation."""

import base64
import hmac
import unicodedata
from functools import cache
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@cache
def _key(field_key: str, purpose: str) -> bytes:
    secret = base64.b64decode(field_key)
    return HKDF(SHA256(), length=32, salt=None, info=f"operations: {purpose}".encode()).derive(secret)


def signature(canonical: bytes) -> bytes:
    """The server's word that exactly this was reported: 32 bytes."""
    return hmac.new(_key(settings.FIELD_KEY, "increments"), canonical, sha256).digest()


def is_signed(canonical: bytes, given: bytes) -> bool:
    """Whether the signature is of this."""
    return hmac.compare_digest(signature(canonical), given)


def token(operation: UUID, told: str) -> bytes:
    """What stands for a person within one operation: 32 bytes, from a document or a name with a birth date.

    Writing, spaces and separators make no difference; what was told is kept nowhere. Empty where nothing is left.
    """
    folded = unicodedata.normalize("NFKC", told).casefold()
    bare = "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")
    if not bare:
        return b""
    return hmac.new(_key(settings.FIELD_KEY, "persons"), operation.bytes + bare.encode(), sha256).digest()
