"""Sealing of small values with `settings.FIELD_KEY`: authenticator secrets at rest, page cursors in the open.

AES-256-GCM. The associated data names what a value is for, so that a sealed text cannot be moved to another place.
"""

import base64
import binascii
import json
import os
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE = 12
VERSION = b"\x01"  # first byte of every sealed value: which key and cipher it was made with


@cache
def _cipher(encoded_key: str) -> AESGCM:
    try:
        key = base64.b64decode(encoded_key, validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured("FIELD_KEY is not base64.") from error
    if len(key) != 32:
        raise ImproperlyConfigured("FIELD_KEY must be 32 random bytes in base64.")
    return AESGCM(key)


def seal(value: bytes, aad: bytes) -> str:
    """The value, encrypted and bound to `aad`, as URL-safe text; another text each time."""
    nonce = os.urandom(NONCE)
    sealed = VERSION + nonce + _cipher(settings.FIELD_KEY).encrypt(nonce, value, VERSION + aad)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def unseal(text: str, aad: bytes) -> bytes:
    """What `seal` was given. Raise `ValueError` for anything it did not make for this `aad`."""
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:  # ValueError: text that is not ASCII
        raise ValueError("Not a sealed value.") from error
    version, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    if version != VERSION or len(nonce) != NONCE:
        raise ValueError("Not a sealed value.")
    try:
        return _cipher(settings.FIELD_KEY).decrypt(nonce, rest, VERSION + aad)
    except InvalidTag as error:
        raise ValueError("Not a sealed value, or sealed for another purpose.") from error


def seal_json(obj: Any, purpose: str) -> str:
    """`obj` (anything JSON can hold) sealed for `purpose`, as URL-safe text."""
    return seal(json.dumps(obj, separators=(",", ":")).encode(), purpose.encode())


def unseal_json(text: str, purpose: str) -> Any:
    """What `seal_json` was given for this purpose. Raise `ValueError` for anything else."""
    return json.loads(unseal(text, purpose.encode()))
