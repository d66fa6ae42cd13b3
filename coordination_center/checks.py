"""What must be true before the centre may serve: refused at start, not found out later."""

import base64
import binascii
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from coordination_center.embedded import sockets

SHORTEST_SECRET = 50
SHORTEST_KEEPING = 30  # days
LOOPBACK = {"127.0.0.1", "localhost", "::1", "testserver"}
Apps = Sequence[AppConfig] | None


@register(Tags.security)
def demo_stays_at_home(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The listing of demo accounts works on the loopback address with the embedded database, and nowhere else."""
    if not settings.DEMO_ACCOUNTS:
        return []
    own_socket = str(sockets.folder_name(Path(settings.DEMO_ACCOUNTS).parent))
    host = settings.DATABASES["default"].get("HOST") or ""
    is_embedded = Path(host).name in {own_socket, own_socket + "-db"}
    is_local = set(settings.ALLOWED_HOSTS) <= LOOPBACK and urlsplit(settings.BASE_URL).hostname in LOOPBACK
    if is_embedded and is_local and not settings.HTTPS:
        return []
    return [Error("DEMO_ACCOUNTS shows passwords on the sign-in page: unset it.", id="coordination_center.E001")]


@register(Tags.security)
def keys_are_keys(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """SECRET_KEY is long enough not to be guessed; FIELD_KEY and the vault's keys are 32 bytes of base64."""
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < SHORTEST_SECRET or len(set(settings.SECRET_KEY)) < 5:
        found.append(Error(f"SECRET_KEY needs {SHORTEST_SECRET} random characters.", id="coordination_center.E002"))
    if not _is_key(settings.FIELD_KEY):
        found.append(Error("FIELD_KEY needs 32 random bytes in base64.", id="coordination_center.E003"))
    if not all(_is_key(key) for key in [settings.VAULT_KEY, *settings.VAULT_OLD_KEYS] if key):
        sentence = "VAULT_KEY and each of VAULT_OLD_KEYS, where set, need 32 random bytes in base64."
        found.append(Error(sentence, id="coordination_center.E006"))
    return found


@register()
def questions_outlast_oversight(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Oversight reads who asked how often in thirty days: questions are kept at least as long."""
    if settings.QUESTIONS_KEPT_DAYS >= SHORTEST_KEEPING:
        return []
    return [Error(f"QUESTIONS_KEPT_DAYS is {SHORTEST_KEEPING} at least.", id="coordination_center.E007")]


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


@register(Tags.database)
def names_compare(app_configs: Apps, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The database knows Thai, Khmer, Lao and Burmese letters as letters; under the locale C no two names are alike."""
    return [error for alias in databases or () for error in _unlettered(alias)]


def _unlettered(alias: str) -> list[CheckMessage]:
    hint = "Make the cluster with initdb --encoding=UTF8 --locale=C.UTF-8."
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_encoding'), 'ส' ~ '^[[:alpha:]]$'")
        if cursor.fetchone() != ("UTF8", True):
            return [Error("The database takes Thai letters for punctuation.", hint=hint, id="coordination_center.E004")]
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        if cursor.fetchone() is None:  # a migration brings it
            return []
        cursor.execute("SELECT similarity('สมชาย', 'สมชาย') = 1")
        if cursor.fetchone() != (True,):
            return [Error("Two equal Thai names are not similar.", hint=hint, id="coordination_center.E005")]
    return []
