"""Headers that no answer may lack, and that are the same bytes in every process."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/nowhere/", "/api/nowhere/", "/api/me/", "/health", "/static/no.css"]
)
def test_every_answer_carries_them(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_the_policy_of_content_has_one_order(client: Client) -> None:
    directives = client.get("/accounts/login/")["Content-Security-Policy"].split("; ")
    assert directives == sorted(directives)


@pytest.mark.parametrize("method", ["options", "post", "put", "patch", "delete", "trace"])
def test_the_page_of_the_api_is_only_read(client: Client, method: str) -> None:
    assert getattr(client, method)("/api/docs/").status_code == 405
