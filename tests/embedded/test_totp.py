"""The codes of RFC 6238, appendix B (SHA-1), cut to six digits."""

import base64

import pytest

from coordination_center.embedded import totp

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert totp.code(SECRET, at) == code


def test_a_secret_may_be_typed_in_groups_and_small() -> None:
    assert totp.code(" ".join((SECRET[:4], SECRET[4:])).lower(), 59) == "287082"
