"""What a deployment must not get wrong about the log."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def name_is_no_test(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """A database whose name begins with test_ lets its log be truncated."""
    if str(settings.DATABASES["default"].get("NAME", "")).startswith("test_"):
        return [Error("In a database named test_... the log can be truncated: rename it.", id="audit.E001")]
    return []
