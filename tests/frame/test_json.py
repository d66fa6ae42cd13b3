"""Bodies that are no JSON, or JSON that would be misread, are refused with 400 and never break the server."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
DEEP = 100_000
BODIES = {
    "deep list": b"[" * DEEP,
    "deep object": b'{"a":' * DEEP,
    "name twice": b'{"username": "a", "username": "b", "password": "c", "code": "1"}',
    "not UTF-8": b'{"username": "\xff"}',
    "half a character": rb'{"username": "\ud800", "password": "c", "code": "1"}',
    "constant": b'{"username": NaN}',
    "long number": b"1" * 5_000,
    "nothing": b"",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_it_is_refused(client: Client, body: bytes) -> None:
    answer = client.post("/api/auth/token/", body, content_type="application/json")
    assert answer.status_code == 400
    assert set(answer.json()) & {"detail", "username"}
