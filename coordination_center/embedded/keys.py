"""Random secrets of one instance, made once and readable by their owner only."""

import base64
import json
import os
import secrets
from pathlib import Path


def of(data: Path) -> dict[str, str]:
    """Return SECRET_KEY and FIELD_KEY of the data folder; the first call makes them (`secrets.json`, mode 0600)."""
    file = data / "secrets.json"
    if not file.exists():
        made = {
            "SECRET_KEY": secrets.token_urlsafe(64),
            "FIELD_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        }
        write_private(file, json.dumps(made))
    kept: dict[str, str] = json.loads(file.read_text())
    return kept


def write_private(file: Path, text: str) -> None:
    """Write a file of mode 0600, whole or not at all, even if the machine stops meanwhile."""
    unfinished = file.with_name(file.name + ".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.rename(file)
