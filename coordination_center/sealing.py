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
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE = 12
SIV_TAG = 16
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
    sealed = _decoded(text)
    version, nonce, rest = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    if version != VERSION or len(nonce) != NONCE:
        raise ValueError("Not a sealed value.")
    try:
        return _cipher(settings.FIELD_KEY).decrypt(nonce, rest, VERSION + aad)
    except InvalidTag as error:
        raise ValueError("Not a sealed value, or sealed for another purpose.") from error


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:  # ValueError: text that is not ASCII
        raise ValueError("Not a sealed value.") from error


@cache
def _siv(encoded_key: str) -> AESSIV:
    """Another key than the cipher's, made from the same secret (HKDF, RFC 5869)."""
    _cipher(encoded_key)  # the same complaints about a malformed key
    derived = HKDF(SHA256(), length=64, salt=None, info=b"page cursors").derive(base64.b64decode(encoded_key))
    return AESSIV(derived)


def seal_json(obj: Any, purpose: str) -> str:
    """`obj` (anything JSON can hold) sealed for `purpose`, as URL-safe text; the same text each time (AES-SIV).

    A page that is asked for twice is then the same to the byte, and two renderings can be compared.
    """
    value = json.dumps(obj, separators=(",", ":")).encode()
    sealed = VERSION + _siv(settings.FIELD_KEY).encrypt(value, [VERSION, purpose.encode()])
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def unseal_json(text: str, purpose: str) -> Any:
    """What `seal_json` was given for this purpose. Raise `ValueError` for anything else."""
    sealed = _decoded(text)
    if sealed[:1] != VERSION or len(sealed) <= SIV_TAG:
        raise ValueError("Not a sealed value.")
    try:
        return json.loads(_siv(settings.FIELD_KEY).decrypt(sealed[1:], [VERSION, purpose.encode()]))
    except InvalidTag as error:
        raise ValueError("Not a sealed value, or sealed for another purpose.") from error
