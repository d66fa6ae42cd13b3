"""The embedded demo's accounts, as the sign-in pages list them. Empty everywhere else."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from agencies.codes import unused_code
from agencies.models import Person, UsedCode


def demo_people() -> list[dict[str, Any]] | None:
    """The accounts of the demo world; None outside the embedded demo."""
    return _accounts() if settings.DEMO else None


def demo_code(person: Person | None, channel: UsedCode.Channel) -> str:
    """A code that a demo person may type now; empty for anybody else, and outside the embedded demo."""
    if not settings.DEMO or person is None:
        return ""
    secret = next((a["totp"] for a in _accounts() if a["username"] == person.username), None)
    return unused_code(person, secret, channel) if secret else ""


def _accounts() -> list[dict[str, Any]]:
    path = Path(settings.DEMO_ACCOUNTS)
    accounts: list[dict[str, Any]] = json.loads(path.read_text()) if path.exists() else []
    return accounts
