"""A program that speaks to the API as one viewer, with a real token."""

from typing import Any

from django.test import Client

from access.viewer import Viewer
from agencies.models import ApiToken


class Program:
    """Calls the API with the viewer's token; bodies are JSON."""

    def __init__(self, viewer: Viewer) -> None:
        _row, token = ApiToken.objects.create(
            user=viewer.person, agency=viewer.agency, auth_epoch=viewer.person.auth_epoch
        )
        self.client = Client(headers={"authorization": f"Token {token}"})

    def get(self, address: str, **query: Any) -> Any:
        return self.client.get(f"/api{address}", query)

    def post(self, address: str, body: Any = None, *, key: str = "") -> Any:
        headers = {"Idempotency-Key": key} if key else {}
        return self.client.post(f"/api{address}", body or {}, content_type="application/json", headers=headers)

    def put(self, address: str, body: Any) -> Any:
        return self.client.put(f"/api{address}", body, content_type="application/json")

    def patch(self, address: str, body: Any) -> Any:
        return self.client.patch(f"/api{address}", body, content_type="application/json")
