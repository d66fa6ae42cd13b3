"""The current code of an authenticator (RFC 6238: SHA-1, six digits, thirty seconds)."""

import base64
import hmac
import struct
import time

PERIOD = 30
DIGITS = 6


def code(secret: str, at: float | None = None) -> str:
    """Return the code of a base32 secret at a time in seconds since 1970, else now."""
    counter = int((time.time() if at is None else at) // PERIOD)
    key = base64.b32decode(secret.replace(" ", "").upper() + "=" * (-len(secret.replace(" ", "")) % 8))
    digest = hmac.digest(key, struct.pack(">Q", counter), "sha1")
    offset = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)
