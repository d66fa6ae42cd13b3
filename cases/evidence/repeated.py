"""Telling a form that is sent again from another one, its files included."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from coordination_center.sending import typed


def typed_with_files(request: HttpRequest) -> bytes:
    """The body of a form without what differs at each rendering, with the SHA-256 of each of its files."""
    return typed(request) + _files(request.FILES.items())


def sent_with_files(data: Any, files: Any) -> bytes:
    """The parsed body of an API call, JSON or form, with the SHA-256 of each of its files."""
    lists = data.lists() if hasattr(data, "lists") else data.items()
    pairs = sorted((str(name), repr(value)) for name, value in lists if name not in files)
    return repr(pairs).encode() + _files(files.items())


def _files(files: Iterable[tuple[str, Any]]) -> bytes:
    sums = []
    for name, file in sorted(files):
        file.seek(0)
        sums.append((name, file.name, hashlib.file_digest(file, "sha256").hexdigest()))
        file.seek(0)
    return repr(sums).encode()
