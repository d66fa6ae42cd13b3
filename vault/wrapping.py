"""The keys outside the database, with which the agencies' keys inside it are wrapped.

`VAULT_KEY` is the present one; where it is not set, it is derived from `FIELD_KEY`. `VAULT_OLD_KEYS` are those before,
needed until `manage.py rotate_vault --wrapping` has run. A key is known by a fingerprint, which says nothing of it.
"""

import base64
import binascii

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from vault.box import KEY, Unopenable, derived, opened, shut


def wrap(key: bytes, *, place: str) -> tuple[bytes, str]:
    """The key sealed with the present wrapping key, and that one's fingerprint."""
    present = _known()[0]
    return shut(key, key=present, place=place), fingerprint(present)


def unwrap(wrapped: bytes | memoryview, *, by: str, place: str) -> bytes:
    """The key that was wrapped with the wrapping key of fingerprint `by`. `Unopenable` where it is not at hand."""
    for key in _known():
        if fingerprint(key) == by:
            return opened(wrapped, key=key, place=place)
    raise Unopenable


def present() -> str:
    """The fingerprint of the present wrapping key."""
    return fingerprint(_known()[0])


def fingerprint(key: bytes) -> str:
    """By what a wrapping key is known in the database: 16 hexadecimal digits that do not lead back to it."""
    return derived(key, "vault: fingerprint of a wrapping key").hex()[:16]


def _known() -> list[bytes]:
    """Every wrapping key at hand, the present one first."""
    by_default = derived(_decoded(settings.FIELD_KEY, "FIELD_KEY"), "vault: wrapping key")
    present = [_decoded(settings.VAULT_KEY, "VAULT_KEY")] if settings.VAULT_KEY else []
    return [*present, *(_decoded(key, "VAULT_OLD_KEYS") for key in settings.VAULT_OLD_KEYS), by_default]


def _decoded(text: str, setting: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ImproperlyConfigured(f"{setting} is not base64.") from None
    if len(key) != KEY:
        raise ImproperlyConfigured(f"{setting} must be 32 random bytes in base64.")
    return key
